"""One function a page; the only place of this room that joins for reading."""

from alongside.notifications.reads.follows import follows_page, space_choice, topic_choice
from alongside.notifications.reads.notices import notice_address, notices_page

__all__ = ["follows_page", "notice_address", "notices_page", "space_choice", "topic_choice"]
