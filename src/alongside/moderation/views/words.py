"""The page of words, and a word that somebody wants to add: rehearsed before it is proposed."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.kernel.pages import done, page, see
from alongside.kernel.templating import url
from alongside.kernel.verdicts import Refused
from alongside.moderation import actions, reads
from alongside.moderation.forms import TIERS, WordForm
from alongside.moderation.models import Rehearsal
from alongside.moderation.rehearsing import rehearse_at_once
from alongside.moderation.rules import may_propose
from alongside.people.access import staff_only
from alongside.people.viewer import PersonRequest
from alongside.words.models import REASON_MAX

PROPOSED = "Your word waits for a second person. It is in force once somebody else agrees."


def number(request: PersonRequest, name: str) -> int:
    """A row's number from the address; 0 for none, and for a made-up one."""
    given = request.GET.get(name, "")
    return int(given) if given.isascii() and given.isdigit() and len(given) <= 18 else 0


@require_safe
@staff_only
def manage_words(request: PersonRequest) -> HttpResponse:
    found = reads.words_page(request.viewer, number(request, "before"))
    return page(request, "moderation/words.html", page=found)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def manage_word_new(request: PersonRequest) -> HttpResponse:
    """A word is typed, and what its rule would touch is counted. Nothing changes by it."""
    form = WordForm(request.POST if request.method == "POST" else None, initial=_earlier(request))
    if request.method == "POST" and form.is_valid():
        rehearsal = actions.rehearse_word(request.viewer, **form.cleaned_data)
        rehearse_at_once(rehearsal)
        return see(url("manage_rehearsal", rehearsal.pk))
    return page(
        request, "moderation/word_new.html", status=422 if form.errors else 200,
        form=form, tiers=TIERS, reason_max=REASON_MAX,
    )  # fmt: skip


def _earlier(request: PersonRequest) -> dict[str, str]:
    """What was rehearsed before, to change it a little."""
    row = reads.rehearsal_seen(request.viewer, number(request, "from"))
    return {"word": row.word, "tier": row.tier, "reason": row.reason} if row else {}


@require_safe
@staff_only
def manage_rehearsal(request: PersonRequest, rehearsal_id: int) -> HttpResponse:
    return _rehearsal(request, rehearsal_id)


@require_POST
@staff_only
def manage_rehearsal_proposal(request: PersonRequest, rehearsal_id: int) -> HttpResponse:
    try:
        rule = actions.propose(request.viewer, rehearsal_id, sure=bool(request.POST.get("sure")))
    except Refused as refused:
        return _rehearsal(request, rehearsal_id, refused.reason)
    return done(request, PROPOSED, url("manage_word", rule.pk))


def _rehearsal(request: PersonRequest, rehearsal_id: int, refusal: str = "") -> HttpResponse:
    row = reads.rehearsal_seen(request.viewer, rehearsal_id)
    if row is None:
        raise Http404
    return page(
        request, "moderation/rehearsal.html", status=422 if refusal else 200, refusal=refusal,
        figures=reads.figures(request.viewer, row), touched=touched(request, row),
        may_propose=may_propose(request.viewer, row),
    )  # fmt: skip


def touched(request: PersonRequest, row: Rehearsal) -> reads.TouchedPage:
    """The posts of a rehearsal, as the address asks for them."""
    show = "clinical" if request.GET.get("show") == "clinical" else "all"
    return reads.touched_page(request.viewer, row, show, number(request, "after"))
