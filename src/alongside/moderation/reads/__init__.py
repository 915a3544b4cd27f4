"""One function a page, each returning one frozen dataclass. The only place that joins."""

from alongside.moderation.reads.appeals import appeal_page, appeals_page, waiting_appeals
from alongside.moderation.reads.figures import figures
from alongside.moderation.reads.shipped import shipped_page, shipped_rule_page
from alongside.moderation.reads.touched import TouchedPage, touched_page
from alongside.moderation.reads.words import rehearsal_seen, rule_page, waiting_for, words_page

__all__ = [
    "TouchedPage",
    "appeal_page",
    "appeals_page",
    "figures",
    "rehearsal_seen",
    "rule_page",
    "shipped_page",
    "shipped_rule_page",
    "touched_page",
    "waiting_appeals",
    "waiting_for",
    "words_page",
]
