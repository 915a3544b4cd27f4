"""Telling people of a post: their notices, and what follows from them, in the caller's transaction.

Every step is one statement over all the people told, so a batch takes as long for a thousand
people as the database needs, and no memory. Telling again tells nobody twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from alongside.kernel.queries import row, rows, time_value, write
from alongside.notifications.audience import FOLLOWS, HEARS, NOT_READ, POST
from alongside.notifications.digests import await_digests
from alongside.notifications.gathering import gather
from alongside.notifications.models import Kind
from alongside.notifications.push.owing import owe_pushes
from alongside.notifications.told import Told

_NOTICE = (
    "INSERT INTO notifications_notice (member_id, kind, topic_id, post_id, address, at)"
    " SELECT m.id, %s, t.id, p.id, '', %s"
)
_COUNT = (
    "UPDATE people_member SET unread_notices = unread_notices + 1"
    " WHERE id IN (SELECT n.member_id FROM notifications_notice n WHERE {told})"
)


def tell_followers(post_id: int, kind: Kind, after: int, most: int) -> int | None:
    """Tell the next `most` who follow, in the order of their follows.

    Args:
        after: the last follow that was told.

    Returns:
        The last follow that is told now; None where there was nobody more.
    """
    table, joined = FOLLOWS[kind]
    last = row(
        f"SELECT MAX(id) FROM (SELECT f.id{POST} JOIN {table} f ON {joined}"  # noqa: S608
        " WHERE p.id = %s AND f.id > %s ORDER BY f.id LIMIT %s) AS batch",
        [post_id, after, most],
    )
    if last is None or last[0] is None:
        return None
    _tell(
        post_id, kind,
        f"JOIN {table} f ON {joined} JOIN people_member m ON m.id = f.member_id",
        "f.id > %s AND f.id <= %s AND f.since <= p.created_at",
        [after, last[0]],
    )  # fmt: skip
    return int(last[0])


def tell_named(
    post_id: int, kind: Kind, member_ids: Sequence[int], *, at_once: bool, read: bool = False
) -> None:
    """Tell these people, as far as they are to hear of it.

    Args:
        at_once: they wait for it: their mail goes out now, with what was gathered for it.
        read: also those who have read as far as that post.
    """
    if member_ids:
        marks = ", ".join(["%s"] * len(member_ids))
        _tell(
            post_id, kind, f"JOIN people_member m ON m.id IN ({marks})", "1 = 1",
            [], at_once=at_once, joined=member_ids, read=read,
        )  # fmt: skip


def _tell(
    post_id: int,
    kind: Kind,
    people: str,
    where: str,
    values: Sequence[Any],
    *,
    joined: Sequence[int] = (),
    at_once: bool = False,
    read: bool = False,
) -> None:
    conditions = " AND ".join(["p.id = %s", where, HEARS, *([] if read else [NOT_READ])])
    made = rows(
        f"{_NOTICE}{POST} {people} WHERE {conditions} ON CONFLICT DO NOTHING RETURNING id",
        [kind.value, time_value(timezone.now()), *joined, post_id, *values],
    )
    if made:
        settle(Told(post_id, min(made)[0], max(made)[0]), at_once=at_once)


def settle(told: Told, *, at_once: bool = False) -> None:
    """What follows from new notices: the count on the bell, mails, pushes, digests."""
    write(_COUNT.format(told=told.where), told.values)
    gather(told, at_once=at_once)
    owe_pushes(told)
    await_digests(told)
