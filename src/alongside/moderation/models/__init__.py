"""The tables of this room, one file for each thing a person can name."""

from alongside.moderation.models.rehearsals import Rehearsal, RehearsedPost
from alongside.moderation.models.signs import UrgentSign

__all__ = ["Rehearsal", "RehearsedPost", "UrgentSign"]
