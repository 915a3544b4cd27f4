"""A person as they stand beside what they wrote, from a joined row."""

from __future__ import annotations

from typing import Any

from alongside.discussions.reads.shapes import PersonLine
from alongside.people.models import Connection
from alongside.people.rules.profiles import CONNECTION_SQL

# A name for one conversation, which leads nowhere. Each looks like every other.
STAND_IN = "stand_in"
# Columns of the alias `m`, in the order that `person` takes them.
PERSON = (
    f"m.id, m.name, CASE WHEN m.stand_in THEN '{STAND_IN}' ELSE m.role END, m.email IS NOT NULL"
)
PERSON_WIDTH = 4
# The same for posts, where the connection stands beside the name.
AUTHOR = f"{PERSON}, {CONNECTION_SQL}"
# "Other" would say nothing there.
BESIDE_A_NAME = {**dict(Connection.choices), Connection.OTHER.value: ""}
NOBODY = PersonLine(0, "Somebody who left", "member", claimed=False)


def person(member_id: int | None, name: str, role: str, claimed: object) -> PersonLine:
    if member_id is None:
        return NOBODY
    return PersonLine(0 if role == STAND_IN else member_id, name, role, bool(claimed))


def author_line(*columns: Any) -> PersonLine:
    """Of the columns of AUTHOR."""
    *who, connection, to_all = columns
    line = person(*who)
    if not connection:
        return line
    return line._replace(
        connection=BESIDE_A_NAME.get(connection, connection), connection_to_all=bool(to_all)
    )
