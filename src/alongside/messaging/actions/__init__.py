"""One verb, one transaction: check the rule, write, record the event."""

from alongside.messaging.actions.asking import ask_in, write_to
from alongside.messaging.actions.relaying import start_staff_thread
from alongside.messaging.actions.removing import remove_message
from alongside.messaging.actions.reporting import close_report, open_report, report_message
from alongside.messaging.actions.seats import (
    accept_request,
    decline_request,
    leave_thread,
    mark_thread_read,
    mute_thread,
    unmute_thread,
)
from alongside.messaging.actions.sending import send_message
from alongside.messaging.actions.tokens import TokenReused
from alongside.messaging.actions.unread import (
    count_unread,
    count_unread_again,
    forget_unread_between,
)

__all__ = [
    "TokenReused",
    "accept_request",
    "ask_in",
    "close_report",
    "count_unread",
    "count_unread_again",
    "decline_request",
    "forget_unread_between",
    "leave_thread",
    "mark_thread_read",
    "mute_thread",
    "open_report",
    "remove_message",
    "report_message",
    "send_message",
    "start_staff_thread",
    "unmute_thread",
    "write_to",
]
