"""One verb, one transaction: check the rule, write, record the event."""

from alongside.people.actions.members import (
    ProfileWords,
    block_member,
    change_role,
    edit_profile,
    enrol,
    promote_newcomer,
    unblock_member,
)

__all__ = [
    "ProfileWords",
    "block_member",
    "change_role",
    "edit_profile",
    "enrol",
    "promote_newcomer",
    "unblock_member",
]
