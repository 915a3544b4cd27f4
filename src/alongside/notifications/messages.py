"""Telling people that a private message waits: one notice a thread, and at most one mail an hour.

Neither the notice nor the mail holds a word of it, nor who wrote it: whoever looks at the screen
would read that too.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from alongside.kernel.templating import url
from alongside.messaging.actions import forget_unread_between
from alongside.messaging.events import (
    MessageRemoved,
    MessageReported,
    MessageRequested,
    MessageSent,
    ReportClosed,
    ThreadRead,
)
from alongside.messaging.models import SEATED, Message, Participant, Standing
from alongside.messaging.rules import message_waits, seats_of
from alongside.notifications.counting import count_again, mark_as_read
from alongside.notifications.models import (
    Channel,
    Delivery,
    DigestDue,
    Kind,
    MailList,
    Mode,
    Notice,
    Preference,
    StoppedAddress,
)
from alongside.notifications.modes import DIGESTED, preference_of
from alongside.notifications.push.owing import owe_push
from alongside.notifications.quiet_hours import quiet_until
from alongside.notifications.staff import done_with, tell_on_site, tell_staff
from alongside.people.events import KeptApart
from alongside.people.models import Member, Mute
from alongside.people.viewers import viewer_of, zone_of
from alongside.work.models import OPEN_STATES

AN_HOUR = timedelta(hours=1)


def tell_of_message(event: MessageSent) -> None:
    """Everybody who takes part, but who wrote it, who muted it, and whom a block keeps apart."""
    seats = Participant.objects.filter(thread_id=event.thread_id, standing=Standing.JOINED)
    for seat in seats.select_related("member", "thread"):
        if seat.shown_id != event.author_id and _hears(seat, event.author_id, event.message_id):
            _tell(seat)


def tell_of_request(event: MessageRequested) -> None:
    seats = Participant.objects.filter(thread_id=event.thread_id, member_id=event.member_id)
    seat = seats.select_related("member", "thread").filter(standing=Standing.INVITED).first()
    if seat and _hears(seat, seat.invited_by_id, event.message_id):
        _tell(seat)


def _hears(seat: Participant, author_id: int | None, message_id: int) -> bool:
    """Not of what they have read already, and not of whom they do not want to hear."""
    member = seat.member
    if seat.muted_at or not member.is_active:
        return False
    standing = Message.objects.filter(pk=message_id, removed_at=None)
    number = standing.values_list("number", flat=True).first()
    if number is None or number <= seat.read_number:
        return False
    if seat.thread.relay:
        return True
    if Mute.objects.filter(member=member, other_id=author_id).exists():
        return False
    viewer = viewer_of(member)
    return author_id not in viewer.hidden and seats_of(viewer).filter(pk=seat.pk).exists()


def _tell(seat: Participant) -> None:
    """A notice that still waits is the notice of this too: it moves to now."""
    now = timezone.now()
    notice = (
        _waiting(seat.member_id, url("thread", seat.thread_id))
        .select_related("mail", "push")
        .first()
    )
    if notice is None:
        notice = Notice.objects.create(
            member_id=seat.member_id,
            kind=Kind.MESSAGE,
            address=url("thread", seat.thread_id),
            at=now,
        )
        count_again([seat.member_id])
    else:
        notice.at = now
        notice.save(update_fields=["at"])
    if notice.mail is None or notice.mail.state not in OPEN_STATES:
        _owe_mail(seat, notice, now)
    owe_push(notice)


def forget_private_notices(event: KeptApart) -> None:
    """What lay between two whom a block keeps apart is gone, and so is the number beside it."""
    forget_unread_between(event.member_id, event.other_id)
    for member in Member.objects.filter(pk__in=(event.member_id, event.other_id)):
        viewer, gone = viewer_of(member), []
        for notice in Notice.objects.filter(member=member, kind=Kind.MESSAGE, read_at=None):
            if not message_waits(viewer, notice.address):
                gone.append(notice.pk)
        Notice.objects.filter(pk__in=gone).delete()
        count_again([member.pk])


def take_back_private_notices(event: MessageRemoved) -> None:
    """Where nothing else is new there is nothing left to tell; a mail that waits finds none."""
    seats = Participant.objects.filter(thread_id=event.thread_id, unread=0)
    for member_id in list(seats.values_list("member_id", flat=True)):
        if _waiting(member_id, url("thread", event.thread_id)).delete()[0]:
            count_again([member_id])


def _waiting(member_id: int, address: str) -> QuerySet[Notice]:
    return Notice.objects.filter(
        member_id=member_id, kind=Kind.MESSAGE, address=address, read_at=None
    )


def _owe_mail(seat: Participant, notice: Notice, now: datetime) -> None:
    """At most one an hour for each thread: the next one waits for the hour to be over."""
    preference = preference_of(seat.member_id)
    if preference.message_mail in DIGESTED:
        DigestDue.objects.get_or_create(member_id=seat.member_id)
    if preference.message_mail != Mode.AT_ONCE or not _reached(seat.member):
        return
    mails = _mails(seat)
    last = mails.order_by("-pk").first()
    if last is None or last.state not in OPEN_STATES:
        due = _due(seat.member, preference, last, now)
        last = _mail(seat, mails.count() + 1, due)
    notice.mail = last
    notice.save(update_fields=["mail"])


def _mails(seat: Participant) -> QuerySet[Delivery]:
    return Delivery.objects.filter(
        member_id=seat.member_id, mail_list=MailList.MESSAGES,
        message_id__startswith=_named(seat),
    )  # fmt: skip


def _named(seat: Participant) -> str:
    """By its seat: whose it is and in which thread. Nobody else gets a mail of that name."""
    return f"message-{seat.pk}-"


def _due(member: Member, preference: Preference, last: Delivery | None, now: datetime) -> datetime:
    due = max(now, (last.sent_at or last.next_at) + AN_HOUR) if last else now
    return quiet_until(preference, zone_of(member.zone), due) or due


def _mail(seat: Participant, number: int, due: datetime) -> Delivery:
    return Delivery.objects.create(
        member_id=seat.member_id, channel=Channel.MAIL, mail_list=MailList.MESSAGES,
        message_id=f"{_named(seat)}{number}", next_at=due,
    )  # fmt: skip


def _reached(member: Member) -> bool:
    """An address that was proven and does not send mail back."""
    proven = member.emailaddress_set.filter(email__iexact=member.email, verified=True)
    stopped = StoppedAddress.objects.filter(email__iexact=member.email)
    return proven.exists() and not stopped.exists()


def reader_has_read_thread(event: ThreadRead) -> None:
    """What is still unread there keeps its notice."""
    seats = Participant.objects.filter(thread_id=event.thread_id, member_id=event.member_id)
    if not seats.filter(standing__in=SEATED, unread__gt=0).exists():
        address = url("thread", event.thread_id)
        mark_as_read(_waiting(event.member_id, address), event.member_id)


def tell_staff_of_report(event: MessageReported) -> None:
    """The list of reports is the queue."""
    tell_staff(Kind.REPORT, url("manage_report", event.report_id))


def tell_reporter(event: ReportClosed) -> None:
    done_with(Kind.REPORT, url("manage_report", event.report_id))
    tell_on_site([event.reporter_id], Kind.REPORT, url("my_reports"))
