"""New notices become pushes too, for those who let a device hear of them: in the same transaction,
one statement for however many people.
"""

from __future__ import annotations

from django.utils import timezone

from alongside.kernel.queries import time_value, write
from alongside.notifications.models import Channel, Delivery, MailList, Notice, PushAddress
from alongside.notifications.modes import LISTS, preference_of
from alongside.notifications.told import Told
from alongside.people.models import Member
from alongside.work.models import OPEN_STATES

_LISTS = " ".join(f"WHEN '{kind}' THEN '{one.value}'" for kind, one in LISTS.items())
_HEARS = "n.member_id IN (SELECT a.member_id FROM notifications_pushaddress a)"
_OWE = (
    "INSERT INTO notifications_delivery (member_id, channel, mail_list, topic_id, email, raw,"  # noqa: S608 - our own words
    " message_id, priority, reason, made_at, state, attempts, next_at, error)"
    f" SELECT n.member_id, 'push', CASE n.kind {_LISTS} ELSE 'account' END, n.topic_id, '', %s,"
    " 'push-' || n.id, 5, '', %s, 'pending', 0, %s, ''"
    " FROM notifications_notice n"
    " LEFT JOIN notifications_preference f ON f.member_id = n.member_id"
    f" WHERE {Told.where} AND {_HEARS} AND (f.push IS NULL OR f.push)"
    " ON CONFLICT DO NOTHING"
)
_JOIN = (
    "UPDATE notifications_notice AS n SET push_id ="  # noqa: S608
    " (SELECT d.id FROM notifications_delivery d WHERE d.message_id = 'push-' || n.id)"
    f" WHERE {Told.where} AND {_HEARS}"
)


# How the delivery of the button that tries it out is known.
TRIAL = "trial"


def owe_pushes(told: Told) -> None:
    """Those of `told` whose people have a device that wants to hear of them."""
    now = time_value(timezone.now())
    if write(_OWE, [b"", now, now, *told.values]):
        write(_JOIN, told.values)


def owe_push(notice: Notice) -> None:
    """The same for one notice. What happens before its push goes out is told by that one."""
    if notice.push and notice.push.state in OPEN_STATES:
        return
    hears = PushAddress.objects.filter(member_id=notice.member_id)
    if not hears.exists() or not preference_of(notice.member_id).push:
        return
    name = f"push-{notice.pk}-"
    number = Delivery.objects.filter(message_id__startswith=name).count() + 1
    notice.push = Delivery.objects.create(
        member_id=notice.member_id, channel=Channel.PUSH, topic_id=notice.topic_id,
        mail_list=LISTS.get(notice.kind, MailList.ACCOUNT), message_id=f"{name}{number}",
    )  # fmt: skip
    notice.save(update_fields=["push"])


def owe_trial(member: Member) -> Delivery:
    """A push that only says that pushes work."""
    return Delivery.objects.create(
        member=member, channel=Channel.PUSH, mail_list=MailList.ACCOUNT,
        message_id=f"{TRIAL}-{member.pk}-{timezone.now():%Y%m%d%H%M%S%f}", priority=1,
    )  # fmt: skip
