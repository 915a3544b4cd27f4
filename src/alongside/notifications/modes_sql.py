"""How somebody wants to hear, asked of many people in one statement. The same as `modes.py`, which
asks it of one; a test holds both together.
"""

from __future__ import annotations

from alongside.notifications.models import Kind, Mode, Preference
from alongside.notifications.modes import FIELDS

NONE = Mode.NONE.value
# To be joined to a notice `n`: its person's defaults, and their choices for conversation and space.
MODE_JOINS = (
    " LEFT JOIN notifications_preference f ON f.member_id = n.member_id"
    " LEFT JOIN notifications_followchoice ct"
    " ON ct.member_id = n.member_id AND ct.topic_id = n.topic_id"
    " LEFT JOIN discussions_topic nt ON nt.id = n.topic_id"
    " LEFT JOIN notifications_followchoice cs"
    " ON cs.member_id = n.member_id AND cs.space_id = nt.space_id"
)
_CHOSEN = {Kind.REPLY.value: "ct.mail, ", Kind.SPACE_TOPIC.value: "cs.mail, "}


def _default(column: str) -> str:
    return str(getattr(Preference(), column))


# One of `Mode`, for the notice `n`.
MODE = (
    f"CASE WHEN ct.mail = '{NONE}' THEN '{NONE}' "
    + " ".join(
        f"WHEN n.kind = '{kind}' THEN"
        f" COALESCE({_CHOSEN.get(kind, '')}f.{column}, '{_default(column)}')"
        for kind, column in FIELDS.items()
    )
    + f" ELSE '{NONE}' END"
)
# Whether mail reaches the member `m`: an address that was proven and does not send it back.
REACHED = (
    "EXISTS (SELECT 1 FROM account_emailaddress ea"
    " WHERE ea.user_id = m.id AND ea.verified AND LOWER(ea.email) = LOWER(m.email))"
    " AND NOT EXISTS (SELECT 1 FROM notifications_stoppedaddress sa WHERE sa.email = m.email)"
)
