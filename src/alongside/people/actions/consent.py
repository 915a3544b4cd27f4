"""Saying yes to keeping a health story, and taking it back: as easy the one as the other."""

from __future__ import annotations

from dataclasses import replace

from django.db import transaction
from django.utils import timezone

from alongside.people.models import Consent, ConsentKind, Member
from alongside.people.viewer import Viewer
from alongside.people.wordings import story_version

STORY = ConsentKind.HEALTH_STORY


@transaction.atomic
def agree_to_story(viewer: Viewer) -> Viewer:
    """Keep that they agreed to the wording of today. Answers the viewer as they are from now on.

    Doing it again changes nothing, so a form that is sent twice agrees once.
    """
    member = Member.objects.select_for_update().get(pk=viewer.me)
    version = story_version()
    if member.story_consent != version:
        _end(member)
        Consent.objects.create(member=member, kind=STORY, version=version)
        _set(member, version)
    return replace(viewer, may_keep_stories=True)


@transaction.atomic
def take_back_story(viewer: Viewer) -> None:
    """From now on nothing new can be posted. What is there stays, until they remove it."""
    member = Member.objects.select_for_update().get(pk=viewer.me)
    _end(member)
    _set(member, 0)


def _end(member: Member) -> None:
    standing = Consent.objects.filter(member=member, kind=STORY, withdrawn_at=None)
    standing.update(withdrawn_at=timezone.now())


def _set(member: Member, version: int) -> None:
    member.story_consent = version
    member.save(update_fields=["story_consent"])
