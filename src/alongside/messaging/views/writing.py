"""Writing privately: to somebody new, in a thread, or to ask one more person in."""

from __future__ import annotations

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods, require_safe

from alongside.discussions.composing import WriteForm, keep_as_draft, words_kept_when_busy
from alongside.kernel.pages import page, see
from alongside.kernel.templating import url
from alongside.kernel.verdicts import demand
from alongside.messaging import actions, reads
from alongside.messaging.forms import NameForm
from alongside.messaging.reads.shapes import ThreadPage, WritePlace
from alongside.messaging.views.reading import whole
from alongside.messaging.views.sending import begun, message_form, message_sent
from alongside.people.access import members_only, sign_in_first
from alongside.people.viewer import PersonRequest

NO_SUCH_NAME = "Nobody here has this name. Check how it is written on their page."


@require_http_methods(["GET", "HEAD", "POST"])
@words_kept_when_busy
def thread(request: PersonRequest, thread_id: int) -> HttpResponse:
    """A thread's page; what is written at its end is sent to the same address."""
    form = message_form(request, f"thread:{thread_id}")
    if request.method == "POST":
        return message_sent(
            request, form,
            lambda filled, status: _thread_page(request, thread_id, filled, status),
            lambda viewer, source, token: actions.send_message(
                viewer, thread_id, source=source, token=token
            ),
        )  # fmt: skip
    return _thread_page(request, thread_id, form)


def _thread_page(
    request: PersonRequest, thread_id: int, form: WriteForm, status: int = 200
) -> HttpResponse:
    if not request.viewer.signed_in:
        return sign_in_first(request.get_full_path())
    before = whole(request.GET.get("before", "")) if request.method == "GET" else None
    found = reads.thread_page(request.viewer, thread_id, before)
    if found is None:
        if request.method == "POST":
            keep_as_draft(request, form.place)
        raise Http404
    if request.method == "POST":
        return _shown(request, found, form, status)
    return _shown(request, found, begun(request, form, found.draft, found.token), status)


def _shown(request: PersonRequest, found: ThreadPage, form: WriteForm, status: int) -> HttpResponse:
    return page(request, "messaging/thread.html", status=status, page=found, form=form)


@require_http_methods(["GET", "HEAD", "POST"])
@words_kept_when_busy
def message_new(request: PersonRequest, recipient_id: int) -> HttpResponse:
    """To write to somebody; where there is a thread between the two, that is the page for it."""
    form = message_form(request, f"member:{recipient_id}")
    if request.method == "POST":
        return message_sent(
            request, form,
            lambda filled, status: _new_page(request, _met(request, recipient_id), filled, status),
            lambda viewer, source, token: actions.write_to(
                viewer, recipient_id, source=source, token=token
            ),
        )  # fmt: skip
    if not request.viewer.signed_in:
        return sign_in_first(request.path)
    place = _met(request, recipient_id)
    if place.thread_id:
        return HttpResponseRedirect(url("thread", place.thread_id))
    demand(place.may_write)
    return _new_page(request, place, begun(request, form, place.draft, place.token))


def _met(request: PersonRequest, member_id: int) -> WritePlace:
    place = reads.write_place(request.viewer, member_id)
    if place is None:
        if request.method == "POST":
            keep_as_draft(request, f"member:{member_id}")
        raise Http404
    return place


def _new_page(
    request: PersonRequest, place: WritePlace, form: WriteForm, status: int = 200
) -> HttpResponse:
    return page(request, "messaging/new.html", status=status, place=place, form=form)


@require_safe
@members_only
def thread_people(request: PersonRequest, thread_id: int) -> HttpResponse:
    """Who is there, and a field for the name of one more."""
    found = reads.thread_page(request.viewer, thread_id)
    if found is None:
        raise Http404
    given = NameForm(request.GET if "name" in request.GET else None)
    error = str(next(iter(given.errors.get("name", [])), ""))
    if given.is_valid():
        member_id = reads.person_named(request.viewer, given.cleaned_data["name"])
        if member_id is not None:
            return see(url("thread_invite", thread_id, member_id))
        error = NO_SUCH_NAME
    return page(
        request, "messaging/people.html", status=422 if error else 200, page=found, error=error,
        name=request.GET.get("name", "")[:60],
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@words_kept_when_busy
def thread_invite(request: PersonRequest, thread_id: int, invitee_id: int) -> HttpResponse:
    form = message_form(request, f"invite:{thread_id}", "Send and ask them in")
    if request.method == "POST":
        return message_sent(
            request, form,
            lambda filled, status: _invite_page(request, thread_id, invitee_id, filled, status),
            lambda viewer, source, token: actions.ask_in(
                viewer, thread_id, invitee_id, source=source, token=token
            ),
        )  # fmt: skip
    return _invite_page(request, thread_id, invitee_id, form)


def _invite_page(
    request: PersonRequest, thread_id: int, invitee_id: int, form: WriteForm, status: int = 200
) -> HttpResponse:
    if not request.viewer.signed_in:
        return sign_in_first(request.path)
    place = reads.invite_place(request.viewer, thread_id, invitee_id)
    if place is None:
        if request.method == "POST":
            keep_as_draft(request, form.place)
        raise Http404
    if request.method != "POST":
        demand(place.may_write)
        form = begun(request, form, place.draft, place.token)
    return page(
        request, "messaging/invite.html", status=status, place=place, form=form,
        thread_id=thread_id,
    )  # fmt: skip
