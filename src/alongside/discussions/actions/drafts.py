"""Drafts: what is being written, kept every few seconds, for any device."""

from __future__ import annotations

import re
import uuid

from django.db import transaction
from django.utils import timezone

from alongside.discussions.models import Draft, Post
from alongside.discussions.models.posts import BODY_MAX
from alongside.discussions.models.topics import TITLE_MAX
from alongside.discussions.reads.authors import written_by
from alongside.people.viewer import Viewer

# Far more than anybody writes at a time; without a limit they could fill the disk.
MOST = 100
PLACE = re.compile(r"ask|(topic|post|thread|member|invite|asker):[1-9][0-9]{0,17}")


def save_draft(
    viewer: Viewer, place: str, *, body: str, token: str, title: str = "",
    space_slug: str = "", kind: str = "", unnamed: bool = False,
) -> Draft | None:  # fmt: skip
    """Keep what is being written. Texts over the limit are kept too, so that they can be cut.

    Returns:
        The draft; None where there is nothing to keep, or the form was already posted, so that
        a save still under way when the post goes out cannot bring the draft back.
    """
    if viewer.id is None or not PLACE.fullmatch(place):
        return None
    body, title, token = _storable(body), _storable(title), _storable(token)
    with transaction.atomic():
        posted = Post.objects.filter(written_by(viewer.me), write_token=token).exists()
        if posted or not (body.strip() or title.strip()):
            Draft.objects.filter(member_id=viewer.me, place=place).delete()
            return None
        draft, new = Draft.objects.update_or_create(
            member_id=viewer.me,
            place=place,
            defaults={
                "body": body[: BODY_MAX * 2],
                "title": title[: TITLE_MAX * 2],
                "space_slug": _storable(space_slug)[:60],
                "kind": _storable(kind)[:8],
                "unnamed": unnamed,
                "write_token": token[:36] or new_token(),
                "saved_at": timezone.now(),
            },
        )
        if new:
            _keep_newest(viewer.me)
        return draft


def _keep_newest(member_id: int) -> None:
    newest = Draft.objects.filter(member_id=member_id).order_by("-saved_at", "-id")
    Draft.objects.filter(id__in=list(newest.values_list("id", flat=True)[MOST:])).delete()


def _storable(text: str) -> str:
    """Without the one character that PostgreSQL cannot keep."""
    return text.replace("\x00", "")


def discard_draft(viewer: Viewer, draft_id: int) -> None:
    Draft.objects.filter(member_id=viewer.me, id=draft_id).delete()


def new_token() -> str:
    """A token for a form that is about to be shown."""
    return str(uuid.uuid4())
