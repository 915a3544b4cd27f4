"""One verb, one transaction: check the rule, write, say it in the history, record the event."""

from alongside.moderation.actions.appeals import answer_appeal
from alongside.moderation.actions.proposals import agree_to, propose, refuse, withdraw
from alongside.moderation.actions.rehearsals import (
    forget_old_rehearsals,
    rehearse_again,
    rehearse_shipped,
    rehearse_word,
)
from alongside.moderation.actions.taking_back import take_back, take_back_shipped

__all__ = [
    "agree_to",
    "answer_appeal",
    "forget_old_rehearsals",
    "propose",
    "refuse",
    "rehearse_again",
    "rehearse_shipped",
    "rehearse_word",
    "take_back",
    "take_back_shipped",
    "withdraw",
]
