"""What I hear of: one page in general, one with all I follow, one for a conversation or space."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from alongside.kernel.pages import done, page
from alongside.kernel.templating import url
from alongside.notifications import actions, reads
from alongside.notifications.forms import HOURS, MODES, WEEKDAYS, ChoiceForm, HearingForm
from alongside.notifications.modes import preference_of
from alongside.notifications.reads.follows import Choice
from alongside.notifications.views.notices import number
from alongside.people.access import members_only
from alongside.people.viewer import PersonRequest

SAVED = "Saved. This counts from now on."


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def hearing(request: PersonRequest) -> HttpResponse:
    if request.method != "POST":
        known = preference_of(request.viewer.me)
        return _shown(request, HearingForm(initial={k: getattr(known, k) for k in _FIELDS}))
    form = HearingForm(request.POST)
    if not form.is_valid():
        return _shown(request, form, status=422)
    actions.choose_hearing(request.viewer, actions.Hearing(**form.cleaned_data))
    return done(request, SAVED, url("hearing"))


_FIELDS = tuple(HearingForm.base_fields)


def _shown(request: PersonRequest, form: HearingForm, status: int = 200) -> HttpResponse:
    return page(
        request, "notifications/hearing.html", status=status,
        form=form, modes=MODES, hours=HOURS, weekdays=WEEKDAYS,
    )  # fmt: skip


@require_safe
@members_only
def follows(request: PersonRequest) -> HttpResponse:
    found = reads.follows_page(request.viewer, number(request.GET.get("before", "")))
    return page(request, "notifications/follows.html", page=found, modes=MODES, names=dict(MODES))


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def topic_notices(request: PersonRequest, topic_id: int) -> HttpResponse:
    if request.method != "POST":
        return _choice_shown(request, reads.topic_choice(request.viewer, topic_id), "topic")
    mail, back = _chosen(request)
    actions.choose_for_topic(request.viewer, topic_id, mail)
    return done(request, SAVED, back or url("topic", topic_id))


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def space_notices(request: PersonRequest, slug: str) -> HttpResponse:
    if request.method != "POST":
        return _choice_shown(request, reads.space_choice(request.viewer, slug), "space")
    mail, back = _chosen(request)
    actions.choose_for_space(request.viewer, slug, mail)
    return done(request, SAVED, back or url("space", slug))


def _choice_shown(request: PersonRequest, choice: Choice | None, of: str) -> HttpResponse:
    if choice is None:
        raise Http404
    return page(
        request, "notifications/choice.html", choice=choice, of=of, modes=MODES, names=dict(MODES)
    )


def _chosen(request: PersonRequest) -> tuple[str, str]:
    """What was chosen, and the way back to the list where it was chosen there."""
    form = ChoiceForm(request.POST)
    if not form.is_valid():
        raise Http404
    back = url("follows") if form.cleaned_data["back"] == "follows" else ""
    return form.cleaned_data["mail"], back
