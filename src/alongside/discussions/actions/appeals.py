"""An author asks a moderator to look at a word that is hidden; a moderator decides, and says why.

An appeal is about one rule in one post: all its places there, in the words as in the title.
"""

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone

from alongside.discussions.actions.masking import show_again
from alongside.discussions.events import MaskAppealed, MaskRuled
from alongside.discussions.models import MaskedWord, Post, Ruling
from alongside.discussions.reads.authors import is_mine
from alongside.discussions.rules import posts_seen_by
from alongside.discussions.rules_words import DECIDED, may_appeal, may_rule_on_words
from alongside.kernel.verdicts import demand
from alongside.people.viewer import Viewer
from alongside.work.actions import record


@transaction.atomic
def appeal(viewer: Viewer, post_id: int, rule: str) -> Post:
    """Ask a moderator to look. Asking again changes nothing; after an answer, neither.

    Raises:
        Refused: the words are somebody else's, or removed.
        Http404: no such post for this person, or that rule hides nothing in it.
    """
    post = posts_seen_by(viewer).select_for_update(of=("self",)).filter(pk=post_id).first()
    if post is None:
        raise Http404
    mine = is_mine(viewer, post.author_id)
    demand(may_appeal(mine=mine, removed=bool(post.removed_at)))
    words = _hidden_by(rule, post.pk)
    if not words.exists():
        raise Http404
    asked = words.filter(ruling=Ruling.NONE)
    if asked.update(ruling=Ruling.APPEALED, appealed_at=timezone.now()):
        show_again([post.pk])
        record(MaskAppealed(post.pk, rule))
    return post


def allow(word: MaskedWord, viewer: Viewer, answer: str = "") -> None:
    """Show again what this word's rule hides in its post.

    Raises:
        Refused: this person is no moderator, it is their own post, or it was decided meanwhile.
        Http404: no such post for this person.
    """
    _decide(word, viewer, Ruling.ALLOWED, answer)


def uphold(word: MaskedWord, viewer: Viewer, answer: str = "") -> None:
    """Keep it hidden. Raises: as `allow`."""
    _decide(word, viewer, Ruling.UPHELD, answer)


@transaction.atomic
def _decide(word: MaskedWord, viewer: Viewer, ruling: Ruling, answer: str) -> None:
    post = posts_seen_by(viewer).select_for_update(of=("self",)).filter(pk=word.post_id).first()
    if post is None:
        raise Http404
    demand(may_rule_on_words(viewer, mine=is_mine(viewer, post.author_id)))
    if not _hidden_by(word.rule, post.pk).filter(ruling=Ruling.APPEALED).exists():
        demand(DECIDED)
    words = MaskedWord.objects.filter(post=post, rule=word.rule)
    words.update(ruling=ruling, decided_by_id=viewer.me, decided_at=timezone.now(), answer=answer)
    revisions = words.exclude(revision=None).values_list("revision_id", flat=True)
    show_again([post.pk], revisions)
    record(MaskRuled(post.pk, word.rule, ruling == Ruling.ALLOWED))


def _hidden_by(rule: str, post_id: int) -> QuerySet[MaskedWord]:
    return MaskedWord.objects.filter(post_id=post_id, rule=rule, revision=None)
