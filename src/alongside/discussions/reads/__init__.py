"""One function a page; the only place of this room that joins."""

from alongside.discussions.reads.lists import following_page, member_topics, newest, topic_list
from alongside.discussions.reads.places import section_lines, space_line
from alongside.discussions.reads.topic import cache_stamp, topic_page

__all__ = [
    "cache_stamp",
    "following_page",
    "member_topics",
    "newest",
    "section_lines",
    "space_line",
    "topic_list",
    "topic_page",
]
