"""What a rehearsal found, in plain sentences and figures."""

from __future__ import annotations

from dataclasses import dataclass

from alongside.discussions.rules import spaces_seen_by
from alongside.kernel.clock import count
from alongside.kernel.verdicts import Verdict
from alongside.language.word_rules import Tier
from alongside.moderation.models import Rehearsal
from alongside.moderation.rules import does_harm, is_common, may_go_by
from alongside.people.viewer import Viewer
from alongside.work.models import OPEN_STATES, WorkState


@dataclass(frozen=True, slots=True)
class SpaceShare:
    """How many of the posts stand in one space; those in spaces that are not seen come as one."""

    name: str
    posts: int


@dataclass(frozen=True, slots=True)
class Figures:
    """One rehearsal as it is shown.

    Attributes:
        state: "counting", "ready", or "failed" where it was given up.
        percent: how far it is.
        said: the sentence that sums it up.
        warnings: what somebody should know before they go on; empty where nothing speaks against.
        harm: whether they have to say that they saw it.
        fresh: whether somebody may decide by these figures, or why not.
    """

    id: int
    row: Rehearsal
    state: str
    percent: int
    said: str
    warnings: tuple[str, ...]
    harm: bool
    spaces: tuple[SpaceShare, ...]
    fresh: Verdict


def figures(viewer: Viewer, row: Rehearsal) -> Figures:
    ready = row.state == WorkState.SENT
    return Figures(
        row.pk, row, "counting" if row.state in OPEN_STATES else "ready" if ready else "failed",
        min(99, 100 * row.done // row.total) if row.total else 0,
        said_of(row), warnings_of(row), does_harm(row), _spaces(viewer, row), may_go_by(row),
    )  # fmt: skip


def said_of(row: Rehearsal) -> str:
    read = count(row.total, "post", "posts")
    if not row.words:
        return f"Nobody wrote this in the last 12 months. We looked at {read}."
    words, posts = count(row.words, "word", "words"), count(row.posts, "post", "posts")
    if row.tier == Tier.ASK:
        return f"A moderator would be asked about {words} in {posts}{_clinical(row)}."
    return f"This would hide {words} in {posts}{_clinical(row)}."


def _clinical(row: Rehearsal) -> str:
    if not row.clinical_posts:
        return ", none of them medical"
    return f", {row.clinical_posts:,} of them medical"


def warnings_of(row: Rehearsal) -> tuple[str, ...]:
    """What speaks against hiding it. Asking a moderator hides nothing."""
    if row.tier != Tier.MASK or not does_harm(row):
        return ()
    said = []
    if row.clinical_words:
        said.append(
            "People need this word to speak of their health. Hidden, it would tear holes into what "
            "they ask and into the answers."
        )
    if row.terms:
        terms = count(row.terms, "name", "names")
        said.append(f"It is part of {terms} of conditions, signs or treatments that we know.")
    if is_common(row):
        share = round(100 * row.posts / row.total)
        said.append(f"It is in {share} of every 100 posts: it is how people speak here.")
    return tuple(said)


def _spaces(viewer: Viewer, row: Rehearsal) -> tuple[SpaceShare, ...]:
    seen = dict(spaces_seen_by(viewer).values_list("id", "name"))
    counted = [(seen.get(int(space_id)), posts) for space_id, posts in row.spaces.items()]
    shown = [SpaceShare(name, posts) for name, posts in counted if name]
    shown.sort(key=lambda share: (-share.posts, share.name))
    unseen = sum(posts for name, posts in counted if not name)
    return (*shown, SpaceShare("Spaces that you cannot see", unseen)) if unseen else tuple(shown)
