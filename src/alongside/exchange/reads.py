"""What the pages about one's own data show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils import timezone

from alongside.discussions.models import Post, Topic
from alongside.discussions.reads.authors import authors_of
from alongside.exchange.models import DataExport, Leaving, LeavingChoice
from alongside.exchange.rules import exports_of, may_leave
from alongside.kernel.verdicts import Verdict
from alongside.people.models import Consent, ConsentKind
from alongside.people.viewer import Viewer
from alongside.people.wordings import Wording, story_version, story_wording
from alongside.work.models import OPEN_STATES, WorkState


@dataclass(frozen=True, slots=True)
class ExportLine:
    """`percent` while it is made; `secret`, `size` and `ends_at` once it can be fetched."""

    making: bool
    ready: bool
    percent: int
    secret: str
    mebibytes: str
    asked_at: datetime
    ends_at: datetime | None


@dataclass(frozen=True, slots=True)
class DataPage:
    """`agreed_at` is None where no consent is in force; `posts` is how much they wrote."""

    wording: Wording
    agreed_at: datetime | None
    posts: int
    export: ExportLine | None
    may_leave: Verdict


@dataclass(frozen=True, slots=True)
class LeavingPage:
    choice: LeavingChoice
    asked_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class LeavingSummary:
    """What somebody is about to let go of, before they say yes."""

    choice: LeavingChoice
    posts: int
    topics: int
    days: int


def data_page(viewer: Viewer, session_key: str | None) -> DataPage:
    standing = Consent.objects.filter(
        member_id=viewer.me, kind=ConsentKind.HEALTH_STORY, withdrawn_at=None,
        version=story_version(),
    )  # fmt: skip
    agreed = standing.values_list("given_at", flat=True).first()
    export = exports_of(viewer, session_key).first()
    return DataPage(
        story_wording(story_version()),
        agreed if viewer.may_keep_stories else None,
        standing_posts(viewer),
        _line(export) if export else None,
        may_leave(viewer),
    )


def standing_posts(viewer: Viewer) -> int:
    return Post.objects.filter(author__in=authors_of(viewer.me), removed_at=None).count()


def _line(export: DataExport) -> ExportLine:
    ready = export.state == WorkState.SENT and (export.ends_at or timezone.now()) > timezone.now()
    percent = min(99, 100 * export.done // export.total) if export.total else 0
    return ExportLine(
        export.state in OPEN_STATES, ready, percent, export.secret,
        f"{max(0.1, export.size / 2**20):.1f}", export.asked_at, export.ends_at,
    )  # fmt: skip


def leaving_page(viewer: Viewer) -> LeavingPage | None:
    leaving = Leaving.objects.filter(member_id=viewer.id or 0).first()
    if leaving is None:
        return None
    return LeavingPage(LeavingChoice(leaving.choice), leaving.asked_at, leaving.next_at)


def leaving_summary(viewer: Viewer, choice: LeavingChoice) -> LeavingSummary:
    topics = Topic.objects.filter(author__in=authors_of(viewer.me), removed_at=None)
    return LeavingSummary(
        choice, standing_posts(viewer), topics.count(), settings.ALONGSIDE.leaving_days
    )
