"""Who may. Each rule in two forms from one definition: a reason, and a queryset."""

from alongside.people.rules.members import (
    ADMINISTRATORS_ONLY,
    NOT_THERE,
    NOT_YOURSELF,
    blocked_by,
    invited_by,
    may_block,
    may_change_role,
    may_edit_profile,
    may_invite,
    may_manage_people,
    may_see_profile,
    profiles_edited_by,
    profiles_seen_by,
    roles_changed_by,
)

__all__ = [
    "ADMINISTRATORS_ONLY",
    "NOT_THERE",
    "NOT_YOURSELF",
    "blocked_by",
    "invited_by",
    "may_block",
    "may_change_role",
    "may_edit_profile",
    "may_invite",
    "may_manage_people",
    "may_see_profile",
    "profiles_edited_by",
    "profiles_seen_by",
    "roles_changed_by",
]
