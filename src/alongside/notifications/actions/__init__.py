"""One verb, one transaction: check the rule, write, record the event."""

from alongside.notifications.actions.choosing import (
    Hearing,
    choose_for_space,
    choose_for_topic,
    choose_hearing,
)
from alongside.notifications.actions.reading import open_notice, read_all_notices

__all__ = [
    "Hearing",
    "choose_for_space",
    "choose_for_topic",
    "choose_hearing",
    "open_notice",
    "read_all_notices",
]
