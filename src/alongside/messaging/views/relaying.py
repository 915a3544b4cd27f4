"""Staff write to somebody who asked without their name."""

from __future__ import annotations

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from alongside.discussions.composing import WriteForm, keep_as_draft, words_kept_when_busy
from alongside.kernel.pages import page
from alongside.kernel.templating import url
from alongside.messaging import reads
from alongside.messaging.actions import start_staff_thread
from alongside.messaging.models import Message
from alongside.messaging.reads.shapes import WritePlace
from alongside.messaging.views.sending import begun, message_form, message_sent
from alongside.people.access import sign_in_first
from alongside.people.viewer import PersonRequest, Viewer


@require_http_methods(["GET", "HEAD", "POST"])
@words_kept_when_busy
def asker_message(request: PersonRequest, asker_topic_id: int) -> HttpResponse:
    """For everybody but staff there is nothing here, whether or not a name was given there."""
    form = message_form(request, f"asker:{asker_topic_id}")

    def send(viewer: Viewer, source: str, token: str) -> Message:
        found = reads.asker_place(viewer, asker_topic_id)
        if found is None:
            raise Http404
        return start_staff_thread(
            viewer, found.asker.member, shown_as=found.asker.stand_in, source=source, token=token,
            topic_id=asker_topic_id,
        )  # fmt: skip

    def show(filled: WriteForm, status: int) -> HttpResponse:
        return _page(request, _place(request, asker_topic_id), filled, status)

    if request.method == "POST":
        return message_sent(request, form, show, send)
    if not request.viewer.signed_in:
        return sign_in_first(request.path)
    place = _place(request, asker_topic_id)
    if place.thread_id:
        return HttpResponseRedirect(url("thread", place.thread_id))
    return _page(request, place, begun(request, form, place.draft, place.token))


def _place(request: PersonRequest, topic_id: int) -> WritePlace:
    found = reads.asker_place(request.viewer, topic_id)
    if found is None:
        if request.method == "POST":
            keep_as_draft(request, f"asker:{topic_id}")
        raise Http404
    return found.place


def _page(
    request: PersonRequest, place: WritePlace, form: WriteForm, status: int = 200
) -> HttpResponse:
    return page(request, "messaging/asker.html", status=status, place=place, form=form)
