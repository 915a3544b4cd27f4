"""A person as they stand beside what they wrote, from a joined row."""

from __future__ import annotations

from alongside.discussions.reads.shapes import PersonLine

# Columns of the alias `m`, in the order that `person` takes them.
PERSON = "m.id, m.name, m.role, m.email IS NOT NULL"
PERSON_WIDTH = 4
NOBODY = PersonLine(0, "Somebody who left", "member", claimed=False)


def person(member_id: int | None, name: str, role: str, claimed: object) -> PersonLine:
    return NOBODY if member_id is None else PersonLine(member_id, name, role, bool(claimed))
