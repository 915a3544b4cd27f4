"""Reading a year of posts by one rule: a few at a time, with nothing held in memory or locked.

Whoever asks gets the first part of a second of it at once, which is all of it in a community of
some thousand posts; the rest is done beside the worker, and the page says how far it is.
"""

from __future__ import annotations

import logging
import time
from datetime import timedelta
from typing import NamedTuple

from django.db import transaction
from django.db.models import Case, Count, QuerySet, When
from django.utils import timezone

from alongside.discussions.models import Post
from alongside.moderation.models import Rehearsal, RehearsedPost
from alongside.moderation.probing import Place, Probe, rule_of
from alongside.people.models import Member
from alongside.work.leases import end, give_back, hold, lease, put_off
from alongside.work.models import WorkState

A_YEAR = timedelta(days=365)
CHUNK = 500
LEASE_SECONDS = 120.0
# What a person waits for; and how long beside the worker before the next one has its turn.
AT_ONCE_SECONDS, TURN_SECONDS = 0.6, 20.0
MOST_ATTEMPTS = 6
log = logging.getLogger(__name__)


class Read(NamedTuple):
    """A post as it is read, with what was found in it."""

    post_id: int
    places: list[Place]
    in_title: list[Place]


def posts_in_reach(rehearsal: Rehearsal) -> QuerySet[Post]:
    """The posts that stand, of the 12 months before it was asked for."""
    return Post.objects.filter(
        created_at__gte=rehearsal.since, id__lte=rehearsal.newest,
        removed_at=None, topic__removed_at=None,
    )  # fmt: skip


def begin(rehearsal: Rehearsal) -> None:
    """Fix what is read: from a year ago to the newest post there is now."""
    rehearsal.since = rehearsal.asked_at - A_YEAR
    rehearsal.newest = Post.objects.order_by("-id").values_list("id", flat=True).first() or 0
    rehearsal.total = posts_in_reach(rehearsal).count()


def rehearse_at_once(rehearsal: Rehearsal, seconds: float = 0.0) -> None:
    """As much of it as fits into a moment; what is left is due for the worker."""
    for row in lease(Rehearsal.objects.filter(pk=rehearsal.pk), 1, LEASE_SECONDS):
        _try(row, seconds or AT_ONCE_SECONDS)


def work_on_rehearsals() -> int:
    """Says how many were tried."""
    rows = lease(Rehearsal.objects.order_by("next_at", "pk"), 1, LEASE_SECONDS)
    for row in rows:
        _try(row, TURN_SECONDS)
    return len(rows)


def _try(row: Rehearsal, seconds: float) -> None:
    try:
        _go_on(row, time.monotonic() + seconds)
    except Exception as error:
        log.exception("A word's rehearsal could not be finished")
        if row.attempts >= MOST_ATTEMPTS:
            end(row, WorkState.GAVE_UP, type(error).__name__)
        else:
            put_off(row, type(error).__name__)


def _go_on(row: Rehearsal, until: float) -> None:
    probe = Probe(rule_of(row))
    while True:
        texts = _next_texts(row)
        if not texts:
            return _finish(row, probe)
        read = [_read(probe, *text) for text in texts]
        with transaction.atomic():
            if not hold(row, LEASE_SECONDS):
                return None
            _keep(row, read)
        if time.monotonic() > until:
            return give_back(row)


def _next_texts(row: Rehearsal) -> list[tuple[int, str, int, str]]:
    texts = posts_in_reach(row).filter(id__gt=row.place).order_by("id")
    title = Case(When(topic__whole_title="", then="topic__title"), default="topic__whole_title")
    return list(texts.values_list("id", "source", "number", title)[:CHUNK])


def _read(probe: Probe, post_id: int, source: str, number: int, title: str) -> Read:
    return Read(post_id, probe.places(source), probe.places(title) if number == 1 else [])


def _keep(row: Rehearsal, read: list[Read]) -> None:
    """The figures and the place, in the transaction that keeps the posts."""
    touched = [
        RehearsedPost(
            rehearsal=row, post_id=one.post_id, words=len(both := one.places + one.in_title),
            clinical=sum(place.clinical for place in both),
        )
        for one in read if one.places or one.in_title
    ]  # fmt: skip
    RehearsedPost.objects.bulk_create(touched)
    row.words += sum(one.words for one in touched)
    row.clinical_words += sum(one.clinical for one in touched)
    row.posts += len(touched)
    row.clinical_posts += sum(one.clinical > 0 for one in touched)
    row.titles += sum(bool(one.in_title) for one in read)
    row.done += len(read)
    row.place = read[-1].post_id
    row.save(update_fields=[
        "words", "clinical_words", "posts", "clinical_posts", "titles", "done", "place",
    ])  # fmt: skip


def _finish(row: Rehearsal, probe: Probe) -> None:
    touched = Post.objects.filter(pk__in=row.touched.values("post")).order_by()
    spaces = touched.values_list("topic__space_id").annotate(Count("pk"))
    names = Member.objects.filter(stand_in=False).values_list("name", flat=True)
    if hold(row, LEASE_SECONDS):
        end(
            row, WorkState.SENT, finished_at=timezone.now(),
            people=touched.values("author").distinct().count(),
            spaces={str(space_id): posts for space_id, posts in spaces},
            names=sum(map(probe.holds, names.iterator(CHUNK))), terms=probe.terms,
        )  # fmt: skip
