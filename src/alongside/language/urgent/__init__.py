"""Signs that somebody may need help now: one in danger, or one who may be acutely ill.

High in recall, and never a decision: what is found lets the author see at once where help is, and
lets a moderator look there first. Nobody is stopped from writing.
"""

from alongside.language.urgent.finding import UrgentSigns, find_urgent

__all__ = ["UrgentSigns", "find_urgent"]
