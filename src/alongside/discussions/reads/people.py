"""A person as they stand beside what they wrote, from a joined row."""

from __future__ import annotations

from alongside.discussions.reads.shapes import PersonLine

# A name for one conversation, which leads nowhere. Each looks like every other.
STAND_IN = "stand_in"
# Columns of the alias `m`, in the order that `person` takes them.
PERSON = (
    f"m.id, m.name, CASE WHEN m.stand_in THEN '{STAND_IN}' ELSE m.role END, m.email IS NOT NULL"
)
PERSON_WIDTH = 4
NOBODY = PersonLine(0, "Somebody who left", "member", claimed=False)


def person(member_id: int | None, name: str, role: str, claimed: object) -> PersonLine:
    if member_id is None:
        return NOBODY
    return PersonLine(0 if role == STAND_IN else member_id, name, role, bool(claimed))
