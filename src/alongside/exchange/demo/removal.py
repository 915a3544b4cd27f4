"""Taking the sample community away, so that only what real people made is left."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from alongside.discussions.models import AnonymousAsker, Post, Removal, Section, Space, Topic
from alongside.exchange.counts import (
    recount_members,
    recount_replies,
    recount_spaces,
    take_marks_away,
)
from alongside.exchange.demo.shapes import DemoReport, sample_rows
from alongside.exchange.demo.words import take_words_away
from alongside.exchange.emptying import empty_posts, other_to_read
from alongside.messaging.models import Thread
from alongside.people.models import Member

BY_SAMPLE = Q(author__sample=True)


def remove_demo(say: Callable[[str], None]) -> DemoReport:
    """Take the sample community away, all of it or nothing. Doing it again changes nothing.

    Sample conversations go with all that stands in them. In the others, what sample people wrote
    becomes an empty tombstone without a name; such a conversation goes as a whole only where no
    real person wrote in it. Spaces and sections stay where a real conversation needs them, and are
    no sample from then on.

    Args:
        say: is told a line of progress at each step.
    """
    with transaction.atomic():
        report = sample_rows()
        if not report.changed:
            say("There is no sample community here.")
            return report
        spaces = _spaces_with_sample_words()
        report = _remove_topics(report)
        emptied = _empty_posts()
        take_words_away()
        take_marks_away(Q(member__sample=True))
        Thread.objects.filter(sample=True).delete()
        _remove_people()
        report = _remove_places(report)
        recount_spaces(Space.objects.filter(pk__in=spaces))
    report = replace(report, posts_emptied=emptied)
    _tell(say, report)
    return report


def _tell(say: Callable[[str], None], report: DemoReport) -> None:
    say(f"Conversations taken away: {report.topics}")
    say(f"People taken away: {report.people}")
    if report.replies_lost:
        say(f"Replies by real people that went with sample conversations: {report.replies_lost}")
    if report.posts_emptied:
        say(f"Posts by sample people emptied in real conversations: {report.posts_emptied}")
    if report.spaces_kept:
        say(f"Spaces kept for their real conversations: {report.spaces_kept}")


def _spaces_with_sample_words() -> set[int]:
    posts = Post.objects.filter(Q(topic__sample=True) | BY_SAMPLE)
    return set(posts.values_list("topic__space_id", flat=True))


def _remove_topics(report: DemoReport) -> DemoReport:
    real = Post.objects.filter(author__sample=False)
    nobody_real = ~Exists(real.filter(topic=OuterRef("pk")))
    going = Topic.objects.filter(Q(sample=True) | (BY_SAMPLE & nobody_real))
    lost = real.filter(topic__in=going)
    report = replace(
        report,
        topics=going.count(),
        posts=Post.objects.filter(topic__in=going).count(),
        replies_lost=lost.count(),
    )
    # Before they go, while it is known whose count they were in.
    recount_members(
        Member.objects.filter(pk__in=lost.values("author")), Post.objects.exclude(topic__in=going)
    )
    going.delete()
    return report


def _empty_posts() -> int:
    """What sample people wrote in conversations that stay. Says how many posts."""
    theirs = Post.objects.filter(BY_SAMPLE)
    emptied = empty_posts(theirs, Removal.STAFF)
    nameless = Post.objects.filter(author=None)
    recount_replies(Topic.objects.filter(pk__in=nameless.values("topic")))
    return emptied


def _remove_people() -> None:
    """Their sessions, addresses, drafts, follows, reactions and read marks go with them."""
    started = Topic.objects.filter(BY_SAMPLE)
    other_to_read(started)
    # Asked by somebody who tried the demo, where a real person answered.
    AnonymousAsker.objects.filter(member__sample=True).delete()
    started.update(author=None)
    Member.objects.filter(sample=True).delete()


def _remove_places(report: DemoReport) -> DemoReport:
    """What is not empty stays, and is no sample from then on."""
    sample = Space.objects.filter(sample=True)
    sample.exclude(Exists(Topic.objects.filter(space=OuterRef("pk")))).delete()
    spaces = sample.update(sample=False)
    sections = Section.objects.filter(sample=True)
    sections.exclude(Exists(Space.objects.filter(section=OuterRef("pk")))).delete()
    kept = sections.update(sample=False)
    return replace(
        report,
        sections=report.sections - kept,
        spaces=report.spaces - spaces,
        spaces_kept=spaces,
    )
