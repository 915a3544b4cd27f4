"""Who may: everybody their own notices, as far as they may still see what these tell of."""

from __future__ import annotations

from alongside.discussions.rules import topic_seen_sql
from alongside.people.viewer import Viewer


def notice_seen_sql(viewer: Viewer) -> tuple[str, list[object]]:
    """On a notice `n` with its topic `t`, space `s` and post `p`, each absent where it has none."""
    seen, values = topic_seen_sql(viewer)
    hidden = sorted(viewer.hidden)
    author = f" AND p.author_id NOT IN ({', '.join(['%s'] * len(hidden))})" if hidden else ""
    of_a_topic = f"{seen} AND t.removed_at IS NULL AND p.removed_at IS NULL{author}"
    return (
        f"n.member_id = %s AND (n.topic_id IS NULL OR ({of_a_topic}))",
        [viewer.id, *values, *hidden],
    )
