"""Who hears of a post: the conditions that everybody has to meet, as SQL over many people at once.

Nobody hears of their own post, of what they may not see, of what is muted, of somebody whom they
block, who blocks them or whom they mute, or of what they have read already.
"""

from __future__ import annotations

from alongside.discussions.rules import topic_seen_by_member_sql
from alongside.notifications.models import Kind

# The post `p`, where it stands, and the members `m`; `follow` brings in those who follow.
POST = (
    " FROM discussions_post p JOIN discussions_topic t ON t.id = p.topic_id"
    " JOIN discussions_space s ON s.id = t.space_id"
)
FOLLOWS = {
    Kind.REPLY: ("discussions_topicfollow", "f.topic_id = t.id"),
    Kind.SPACE_TOPIC: ("discussions_spacefollow", "f.space_id = t.space_id"),
}
_IS_HERE = "m.is_active AND m.email IS NOT NULL AND NOT m.stand_in"
# Whoever asked without their name wrote as the stand-in that stands there as the author.
_NOT_THEIRS = (
    "p.author_id IS NOT NULL AND m.id <> p.author_id"
    " AND NOT EXISTS (SELECT 1 FROM discussions_anonymousasker aa"
    " WHERE aa.topic_id = t.id AND aa.member_id = m.id AND aa.stand_in_id = p.author_id)"
)
_NOT_MUTED = (
    "NOT EXISTS (SELECT 1 FROM discussions_topicmute tm"
    " WHERE tm.member_id = m.id AND tm.topic_id = t.id)"
    " AND NOT EXISTS (SELECT 1 FROM people_mute pm"
    " WHERE pm.member_id = m.id AND pm.other_id = p.author_id)"
)
_NOT_BLOCKED = " AND ".join(
    "NOT EXISTS (SELECT 1 FROM people_block pb"  # noqa: S608 - our own words
    f" WHERE pb.member_id = {one} AND pb.other_id = {other})"
    for author in ("p.author_id", "t.author_id")
    for one, other in (("m.id", author), (author, "m.id"))
)
NOT_READ = (
    "NOT EXISTS (SELECT 1 FROM discussions_readmark rm"
    " WHERE rm.member_id = m.id AND rm.topic_id = t.id AND rm.last_number >= p.number)"
)
HEARS = " AND ".join(
    (
        "p.removed_at IS NULL", _IS_HERE, _NOT_THEIRS, topic_seen_by_member_sql(), _NOT_MUTED,
        _NOT_BLOCKED,
    )
)  # fmt: skip
