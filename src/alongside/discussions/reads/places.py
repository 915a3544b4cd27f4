"""Sections and spaces, as far as this person may see."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from alongside.discussions.reads.shapes import SectionLine, SpaceLine
from alongside.discussions.rules import space_seen_sql
from alongside.kernel.clock import aware
from alongside.kernel.queries import row, rows
from alongside.people.viewer import Viewer

SPACE = "s.id, s.slug, s.name, s.about, s.access, s.topic_count, s.last_post_at, s.sample"
SPACE_WIDTH = 8


def space_of(columns: tuple[Any, ...]) -> SpaceLine:
    row_id, slug, name, about, access, topics, last, sample = columns
    return SpaceLine(row_id, slug, name, about, access, topics, last and aware(last), bool(sample))


def section_lines(viewer: Viewer) -> tuple[SectionLine, ...]:
    """Sections that hold at least one space this person may see, in the operator's order."""
    seen, values = space_seen_sql(viewer)
    found = rows(
        f"SELECT {SPACE}, c.slug, c.name, c.about FROM discussions_space s"  # noqa: S608
        f" JOIN discussions_section c ON c.id = s.section_id WHERE {seen}"
        " ORDER BY c.position, c.id, s.position, s.id",
        values,
    )
    return tuple(
        SectionLine(slug, name, about, tuple(space_of(line[:SPACE_WIDTH]) for line in lines))
        for (slug, name, about), lines in groupby(found, key=lambda line: line[SPACE_WIDTH:])
    )


def space_line(viewer: Viewer, slug: str) -> tuple[SpaceLine, str, bool] | None:
    """A space, its section's name, and whether this person follows it; None if unseen."""
    seen, values = space_seen_sql(viewer)
    found = row(
        f"SELECT {SPACE}, c.name, EXISTS (SELECT 1 FROM discussions_spacefollow f"  # noqa: S608
        " WHERE f.member_id = %s AND f.space_id = s.id)"
        " FROM discussions_space s JOIN discussions_section c ON c.id = s.section_id"
        f" WHERE s.slug = %s AND {seen}",
        [viewer.id or 0, slug, *values],
    )
    if found is None:
        return None
    return space_of(found[:SPACE_WIDTH]), found[SPACE_WIDTH], bool(found[-1])
