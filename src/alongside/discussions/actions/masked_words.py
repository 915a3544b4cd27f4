"""The rows that say which words of a post are hidden, kept true to its words through every edit.

What a moderator decided about a rule in a post goes on to count there when its author edits it,
but no decision covers more places than the moderator read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from alongside.discussions.models import MaskedWord, Post, PostRevision, Ruling
from alongside.kernel.hiding import Span
from alongside.language import Finding

_RULED = ("ruling", "appealed_at", "decided_by_id", "decided_at", "answer")


def masks_now(post: Post) -> list[MaskedWord]:
    """Those of the post as it stands, and of its title where it opens a conversation."""
    return list(MaskedWord.objects.filter(post=post, revision=None))


def hidden_spans(of: str, **which: object) -> dict[int, list[Span]]:
    """Where words are hidden, by the row that `of` leads to; allowed ones are not."""
    found: dict[int, list[Span]] = {}
    words = MaskedWord.objects.filter(**which).exclude(ruling=Ruling.ALLOWED)
    for row, start, end in words.values_list(of, "start", "end"):
        found.setdefault(row, []).append((start, end))
    return found


def allowed_in(earlier: Sequence[MaskedWord], masks: Sequence[Finding]) -> frozenset[str]:
    """The rules among `masks` that a moderator set aside in this post, in as many places."""
    was = Counter(word.rule for word in earlier if word.ruling == Ruling.ALLOWED)
    now = Counter(found.rule for found in masks)
    return frozenset(rule for rule, count in now.items() if 0 < count <= was[rule])


def add_masks(
    post: Post,
    masks: Sequence[Finding],
    *,
    in_title: bool = False,
    revision: PostRevision | None = None,
    earlier: Sequence[MaskedWord] = (),
) -> None:
    """A row for each; a ruling that `earlier` rows had on the same rule goes on."""
    allowed = allowed_in(earlier, masks)
    ruled = {
        word.rule: {name: getattr(word, name) for name in _RULED}
        for word in earlier
        if word.ruling and (word.ruling != Ruling.ALLOWED or word.rule in allowed)
    }
    MaskedWord.objects.bulk_create(
        MaskedWord(
            post=post, revision=revision, in_title=in_title, rule=found.rule, reason=found.reason,
            start=found.start, end=found.end, **ruled.get(found.rule, {}),
        )
        for found in masks
    )  # fmt: skip


def leave_to_revision(
    words: Sequence[MaskedWord], revision: PostRevision, *, title_stays: bool
) -> None:
    """Before an edit: the rows belong to the earlier wording. Those of a title that stays belong
    to both. An appeal is about what stands now, so it does not stay behind.
    """
    if not words:
        return
    behind = [word for word in words if not (word.in_title and title_stays)]
    MaskedWord.objects.filter(pk__in=[word.pk for word in behind]).update(revision=revision)
    MaskedWord.objects.filter(revision=revision, ruling=Ruling.APPEALED).update(ruling=Ruling.NONE)
    copies = [
        MaskedWord(
            post_id=word.post_id, revision=revision, in_title=True, rule=word.rule,
            reason=word.reason, start=word.start, end=word.end,
            ruling=Ruling.NONE if word.ruling == Ruling.APPEALED else word.ruling,
        )
        for word in words
        if word.in_title and title_stays
    ]  # fmt: skip
    MaskedWord.objects.bulk_create(copies)
