"""Making the files that were asked for, one by one, beside the worker."""

from __future__ import annotations

import logging
import os
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from alongside.discussions.models import Post, Reaction, ReadMark, TopicFollow
from alongside.exchange.models import DataExport
from alongside.exchange.taking.archive import write_archive
from alongside.exchange.taking.shapes import Owner
from alongside.exchange.taking.sweeping import part_of, path_of
from alongside.people.models import Member
from alongside.work.leases import end, hold, lease, put_off
from alongside.work.models import WorkState

LEASE_SECONDS = 300.0
A_DAY = timedelta(hours=24)
MOST_ATTEMPTS = 6
TOLD_EVERY = 500
PRIVATE = 0o600
SUBJECT = "Your data is ready"
READY = """Hello {name},

the file with everything you wrote and gave at {community} is ready. You can get it for one day, on
the device where you asked for it:
{address}

Was it not you? Then sign in, and end the sign-ins that you do not know.
"""
log = logging.getLogger(__name__)


class Gone(Exception):  # noqa: N818 - it is an answer, not a fault
    """The session that asked has ended meanwhile, or another process has it: nothing to make."""


def make_due() -> int:
    """Says how many were tried."""
    rows = lease(DataExport.objects.select_related("member").order_by("next_at", "pk"), 1,
                 LEASE_SECONDS)  # fmt: skip
    for export in rows:
        try:
            make(export)
        except Gone:
            part_of(export.pk).unlink(missing_ok=True)
        except Exception as error:
            log.exception("A file with somebody's data could not be made")
            part_of(export.pk).unlink(missing_ok=True)
            _not_made(export, type(error).__name__)
    return len(rows)


def make(export: DataExport) -> None:
    """Raises Gone where nobody waits for it any more."""
    DataExport.objects.filter(pk=export.pk).update(total=2 * _rows_about(export.member))
    part = part_of(export.pk)
    _write(export, part)
    with transaction.atomic():
        if not hold(export, LEASE_SECONDS):
            raise Gone
        part.replace(path_of(export.pk))
        end(
            export, WorkState.SENT, size=path_of(export.pk).stat().st_size,
            ends_at=timezone.now() + A_DAY,
        )  # fmt: skip
        _say_ready(export.member)


def _write(export: DataExport, part: Path) -> None:
    def tell(done: int) -> None:
        if done % TOLD_EVERY:
            return
        if not hold(export, LEASE_SECONDS):
            raise Gone
        DataExport.objects.filter(pk=export.pk).update(done=done)

    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, PRIVATE)
    with os.fdopen(handle, "wb") as file:
        write_archive(Owner(export.member), file, tell)


def _rows_about(member: Member) -> int:
    """Nearly, for the figure that moves: the tables that can be long."""
    mine = (TopicFollow, Reaction, ReadMark)
    posts = Post.objects.filter(author=member).count()
    return posts + sum(model.objects.filter(member=member).count() for model in mine) + 20


def _not_made(export: DataExport, error: str) -> None:
    if export.attempts >= MOST_ATTEMPTS:
        end(export, WorkState.GAVE_UP, error)
    else:
        put_off(export, error)


def _say_ready(member: Member) -> None:
    if member.email:
        address = settings.ALONGSIDE.base_url + reverse("my_data")
        community = str(settings.ALONGSIDE.community_name)
        text = READY.format(name=member.name, community=community, address=address)
        send_mail(SUBJECT, text, None, [member.email])
