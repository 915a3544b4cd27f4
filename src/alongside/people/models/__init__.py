"""The tables of people, one file for each thing a person can name."""

from alongside.people.models.consents import Consent, ConsentKind
from alongside.people.models.invitations import Invitation
from alongside.people.models.members import (
    ABOUT_MAX,
    NAME_MAX,
    PLACE_MAX,
    STAFF_ROLES,
    Audience,
    Connection,
    Member,
    Role,
)
from alongside.people.models.relations import Block, Mute
from alongside.people.models.sessions import Session
from alongside.people.models.tallies import Tally

__all__ = [
    "ABOUT_MAX",
    "NAME_MAX",
    "PLACE_MAX",
    "STAFF_ROLES",
    "Audience",
    "Block",
    "Connection",
    "Consent",
    "ConsentKind",
    "Invitation",
    "Member",
    "Mute",
    "Role",
    "Session",
    "Tally",
]
