"""The tables of private messages, one file for each thing a person can name."""

from alongside.messaging.models.messages import MESSAGE_MAX, NO_WORDS, Message
from alongside.messaging.models.reports import MessageReport, ReportOpening
from alongside.messaging.models.threads import SEATED, Participant, Standing, Thread, pair_key

__all__ = [
    "MESSAGE_MAX",
    "NO_WORDS",
    "SEATED",
    "Message",
    "MessageReport",
    "Participant",
    "ReportOpening",
    "Standing",
    "Thread",
    "pair_key",
]
