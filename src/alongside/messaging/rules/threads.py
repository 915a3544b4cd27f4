"""Who may. Private means private: nobody sees a thread they have no seat in, whatever their role.

What may be seen is a queryset, and every page and action looks things up through it; what may be
done answers with a reason that is shown as it stands, and decides whether the button shows.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from alongside.kernel.verdicts import YES, Verdict
from alongside.messaging.models import (
    SEATED,
    Message,
    MessageReport,
    Participant,
    Standing,
    Thread,
)
from alongside.people.models import STAFF_ROLES, Member, Role
from alongside.people.rules import profiles_seen_by
from alongside.people.viewer import Viewer

MOST_PEOPLE = 8
A_DAY = timedelta(days=1)
# Counted from the request, not from its answer, so that a "no" cannot be told from silence.
ASK_AGAIN_AFTER = timedelta(days=30)
TRUSTED_ROLES = STAFF_ROLES | {Role.AMBASSADOR.value}
IN_TOUCH = (*SEATED, Standing.DECLINED.value)

SIGN_IN = Verdict(allowed=False, reason="Sign in to write a private message.")
YOURSELF = Verdict(allowed=False, reason="This is your own page.")
NOBODY_READS = Verdict(allowed=False, reason="This person does not read messages here.")
NEW_HERE = Verdict(
    allowed=False,
    reason="You can write to people once you have taken part in a few conversations. "
    "You can always answer somebody who writes to you.",
)
WAITING = Verdict(
    allowed=False,
    reason="Your message is there. You can write more when they say yes to it.",
)
SAY_YES_FIRST = Verdict(allowed=False, reason="Say yes first, then you can answer.")
NOBODY_LEFT = Verdict(
    allowed=False, reason="Nobody else reads this any more. You can still read it."
)
FULL = Verdict(
    allowed=False, reason=f"{MOST_PEOPLE} people is the most that fit in one place like this."
)
NO_INVITING = Verdict(allowed=False, reason="Nobody else can be asked in here.")
YOUR_OWN = Verdict(allowed=False, reason="You wrote this one yourself.")
STAFF_ONLY = Verdict(allowed=False, reason="Only a moderator can do this.")
CLOSED = Verdict(allowed=False, reason="This report is closed.")
OPEN_IT_FIRST = Verdict(allowed=False, reason="Open the report first.")


def seats_of(viewer: Viewer) -> QuerySet[Participant]:
    """Where this person sits: what they take part in, and what they are asked into.

    A request from somebody whom staff keep out is gone until they are let in again.
    """
    seats = Participant.objects.filter(member_id=viewer.id or 0, standing__in=SEATED)
    seats = seats.exclude(standing=Standing.INVITED, invited_by__is_active=False)
    return seats.filter(_not_behind_a_block(viewer)) if viewer.hidden else seats


def _not_behind_a_block(viewer: Viewer) -> Q:
    """A thread with nobody but people hidden from this one is not there, nor their request."""
    others = Participant.objects.filter(thread=OuterRef("thread"), standing__in=IN_TOUCH).exclude(
        member_id=viewer.me
    )
    alone = Exists(others.filter(member_id__in=viewer.hidden)) & ~Exists(
        others.exclude(member_id__in=viewer.hidden)
    )
    asked = Q(standing=Standing.INVITED, invited_by_id__in=viewer.hidden)
    return Q(thread__relay=True) | (~Q(alone) & ~asked)


def threads_seen_by(viewer: Viewer) -> QuerySet[Thread]:
    return Thread.objects.filter(Exists(seats_of(viewer).filter(thread=OuterRef("pk"))))


def messages_seen_by(viewer: Viewer) -> QuerySet[Message]:
    """From where each seat begins; before a yes, no more than the message that asks."""
    number = OuterRef("number")
    seats = seats_of(viewer).filter(thread=OuterRef("thread"), from_number__lte=number)
    seats = seats.filter(Q(standing=Standing.JOINED) | Q(asked_number__gte=number))
    seen = Message.objects.filter(Exists(seats))
    if not viewer.hidden:
        return seen
    return seen.filter(Q(thread__relay=True) | Q(author=None) | ~Q(author_id__in=viewer.hidden))


def may_be_written_to(viewer: Viewer, member: Member) -> Verdict:
    """Of somebody met: whether anybody reads what is sent there."""
    if viewer.id == member.pk:
        return YOURSELF
    return YES if member.is_active and member.is_claimed else NOBODY_READS


def people_written_to_by(viewer: Viewer) -> QuerySet[Member]:
    people = profiles_seen_by(viewer).filter(is_active=True, email__isnull=False)
    return people.exclude(pk=viewer.id or 0)


def may_ask(viewer: Viewer) -> Verdict:
    """Whether this person may write to somebody new, now."""
    me = Member.objects.filter(pk=viewer.id or 0).only("role", "joined_at").first()
    if me is None:
        return SIGN_IN
    if not (begin := may_begin(viewer, me.role, me.joined_at)):
        return begin
    since = timezone.now() - A_DAY
    return may_ask_more(Participant.objects.filter(invited_by=me, asked_at__gt=since).count())


def may_begin(viewer: Viewer, role: str, joined_at: datetime) -> Verdict:
    """Whether asking anybody is open to this person yet; answering always is."""
    if not viewer.signed_in:
        return SIGN_IN
    if role in TRUSTED_ROLES:
        return YES
    if role == Role.NEWCOMER:
        return NEW_HERE
    days = settings.ALONGSIDE.message_after_days
    if timezone.now() < joined_at + timedelta(days=days):
        return _after(days)
    return YES


def _after(days: int) -> Verdict:
    span = "a day" if days == 1 else f"{days} days"
    return Verdict(
        allowed=False,
        reason=f"You can write to people once you have been here for {span}. "
        "You can always answer somebody who writes to you.",
    )


def may_ask_more(asked_today: int) -> Verdict:
    """So that nobody can write to everybody."""
    most = settings.ALONGSIDE.message_requests_a_day
    if asked_today < most:
        return YES
    people = "one new person" if most == 1 else f"{most} new people"
    return Verdict(
        allowed=False,
        reason=f"You can write to {people} in one day, and today you have. Try again tomorrow.",
    )


def may_ask_again(seat: Participant) -> Verdict:
    """Of somebody who was asked and has not said yes: the same answer for a no and for silence."""
    return YES if timezone.now() >= seat.asked_at + ASK_AGAIN_AFTER else WAITING


def may_send(seat: Participant, others: list[Participant]) -> Verdict:
    """`others` are all the other seats, with their members."""
    if seat.standing != Standing.JOINED:
        return SAY_YES_FIRST
    here = [one for one in others if reads_on(one)]
    if any(one.standing == Standing.JOINED for one in here):
        return YES
    return WAITING if here else NOBODY_LEFT


def reads_on(seat: Participant) -> bool:
    """A stand-in's seat never tells whether its holder may sign in."""
    return seat.standing in IN_TOUCH and (seat.member.is_active or seat.stand_in_id is not None)


def may_invite(seat: Participant, others: list[Participant], *, relay: bool) -> Verdict:
    if relay:
        return NO_INVITING
    if not (sending := may_send(seat, others)):
        return sending
    held = [one for one in others if one.standing in IN_TOUCH]
    return YES if len(held) + 1 < MOST_PEOPLE else FULL


def may_report(message: Message, seat: Participant) -> Verdict:
    return YOUR_OWN if message.author_id == seat.shown_id else YES


def reports_seen_by(viewer: Viewer) -> QuerySet[MessageReport]:
    """For staff: who reported whom, when and why. The words are for those who open one."""
    reports = MessageReport.objects.all()
    return reports if viewer.is_staff else reports.none()


def may_close(*, closed: bool, opened: bool) -> Verdict:
    if closed:
        return CLOSED
    return YES if opened else OPEN_IT_FIRST


def may_relay(viewer: Viewer) -> Verdict:
    """Write to somebody who gave no name."""
    return YES if viewer.is_staff else STAFF_ONLY


def relay_seats(viewer: Viewer, stand_in_id: int) -> QuerySet[Participant]:
    """Where this one of staff writes to that stand-in already: one seat at most."""
    return Participant.objects.filter(
        member_id=viewer.me, stand_in=None, standing=Standing.JOINED,
        thread__relay=True, thread__participants__stand_in_id=stand_in_id,
    )  # fmt: skip


def waiting_seats() -> QuerySet[Participant]:
    """Those that count in the top of the page: something new, and not muted."""
    return Participant.objects.filter(standing__in=SEATED, unread__gt=0, muted_at=None).exclude(
        standing=Standing.INVITED, invited_by__is_active=False
    )


def message_waits(viewer: Viewer, address: str) -> bool:
    """Whether news of the thread at that address still concerns this person: they sit there, and
    did not mute it. Asked again at the moment at which a mail or a push goes out.
    """
    number = address.removeprefix("/messages/")
    if not number.isdigit():
        return True
    return seats_of(viewer).filter(thread_id=int(number), muted_at=None).exists()
