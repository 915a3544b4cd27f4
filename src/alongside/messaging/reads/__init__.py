"""One function a page, each returning one frozen dataclass. The only place that joins."""

from alongside.messaging.reads.inbox import inbox_page
from alongside.messaging.reads.people import (
    asker_place,
    invite_place,
    may_write_on_page,
    person_named,
    write_place,
)
from alongside.messaging.reads.removal import removal_place
from alongside.messaging.reads.reports import my_reports, report_page, report_place, reports_page
from alongside.messaging.reads.thread import thread_page

__all__ = [
    "asker_place",
    "inbox_page",
    "invite_place",
    "may_write_on_page",
    "my_reports",
    "person_named",
    "removal_place",
    "report_page",
    "report_place",
    "reports_page",
    "thread_page",
    "write_place",
]
