"""The mails that new notices go with: what happens in one conversation within an hour is one mail.

A mail waits from the first notice it holds, and whatever comes before it goes out joins it. What
somebody waits for goes at once and takes along what was gathered. The mail itself is made when it
is sent, see `letters`.
"""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from alongside.kernel.clock import aware
from alongside.kernel.queries import rows, time_value, write
from alongside.notifications.models import Delivery, Mode, Preference
from alongside.notifications.modes import LISTS
from alongside.notifications.modes_sql import MODE, MODE_JOINS, REACHED
from alongside.notifications.quiet_hours import quiet_until
from alongside.notifications.told import Told
from alongside.people.viewers import zone_of

_LISTS = " ".join(f"WHEN '{kind}' THEN '{one.value}'" for kind, one in LISTS.items())
_DELIVERIES = (
    "INSERT INTO notifications_delivery (member_id, channel, mail_list, topic_id, email, raw,"  # noqa: S608 - our own words
    " message_id, priority, reason, made_at, state, attempts, next_at, error)"
    f" SELECT n.member_id, 'mail', CASE n.kind {_LISTS} END, n.topic_id, '', %s,"
    " 'notice-' || n.id, 5, '', %s, 'pending', 0, %s, ''"
    f" FROM notifications_notice n JOIN people_member m ON m.id = n.member_id{MODE_JOINS}"
    f" WHERE {Told.where} AND {MODE} = '{Mode.AT_ONCE.value}' AND {REACHED}"
    " ON CONFLICT DO NOTHING"
)
_GATHERS = (
    "d.member_id = n.member_id AND d.topic_id = n.topic_id"
    " AND d.channel = 'mail' AND d.state = 'pending'"
)
_JOIN = (
    "UPDATE notifications_notice AS n SET mail_id ="  # noqa: S608
    f" (SELECT d.id FROM notifications_delivery d WHERE {_GATHERS}) WHERE {Told.where}"
)
_MAILS = (
    f"SELECT n.mail_id FROM notifications_notice n WHERE {Told.where} AND n.mail_id IS NOT NULL"  # noqa: S608
)
_HASTEN = (
    f"UPDATE notifications_delivery SET next_at = %s WHERE id IN ({_MAILS})"  # noqa: S608
    " AND state = 'pending' AND next_at > %s"
)
# Few people keep quiet hours, so these are looked at one by one.
_QUIET = (
    "SELECT d.id, d.next_at, m.zone, f.quiet_from, f.quiet_until"  # noqa: S608
    " FROM notifications_notice n JOIN notifications_delivery d ON d.id = n.mail_id"
    " JOIN notifications_preference f ON f.member_id = n.member_id"
    " JOIN people_member m ON m.id = n.member_id"
    f" WHERE {Told.where} AND d.state = 'pending' AND f.quiet_from IS NOT NULL"
)


def gather(told: Told, *, at_once: bool) -> None:
    """Give new notices their mail: one that waits for that conversation, or else a new one.

    Args:
        at_once: the mail goes out now, but for quiet hours.
    """
    now = timezone.now()
    due = now if at_once else now + timedelta(minutes=settings.ALONGSIDE.gather_minutes)
    write(_DELIVERIES, [b"", time_value(now), time_value(due), *told.values])
    write(_JOIN, told.values)
    if at_once:
        write(_HASTEN, [time_value(now), *told.values, time_value(now)])
    _keep_quiet(told)


def _keep_quiet(told: Told) -> None:
    for delivery, at, zone, begin, end in rows(_QUIET, told.values):
        hours = Preference(quiet_from=begin, quiet_until=end)
        later = quiet_until(hours, zone_of(zone), aware(at))
        if later:
            Delivery.objects.filter(pk=delivery).update(next_at=later)
