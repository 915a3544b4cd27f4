"""Who may keep away from whom: block, and mute. Each rule in the two forms that `rules` has.

To block is between two people: each is hidden from the other. To keep somebody from signing in is
what administrators do, and is in `rules`.
"""

from __future__ import annotations

from django.db.models import QuerySet

from alongside.kernel.verdicts import YES, Verdict
from alongside.people.models import STAFF_ROLES, Member
from alongside.people.rules.members import may_see_profile, profiles_seen_by
from alongside.people.viewer import Viewer

SIGN_IN_FIRST = Verdict(allowed=False, reason="Sign in to mute or block somebody.")
YOURSELF = Verdict(allowed=False, reason="This is you.")
STAFF_STAY = Verdict(
    allowed=False,
    reason="Staff cannot be blocked, because they look after everyone here. You can mute them, or "
    "write to another of them about it.",
)
YOU_ARE_STAFF = Verdict(
    allowed=False, reason="You are staff, so you have to see what people write. You can mute them."
)


def may_mute(viewer: Viewer, member: Member) -> Verdict:
    """Of somebody this person may see, which a stand-in never is: so neither a mute nor a block
    can tell who asked without a name. A mute hides nothing, so staff may be muted too.
    """
    if not viewer.signed_in:
        return SIGN_IN_FIRST
    if not (seen := may_see_profile(viewer, member)):
        return seen
    return YOURSELF if viewer.id == member.pk else YES


def muted_by(viewer: Viewer) -> QuerySet[Member]:
    """All whom this person may mute."""
    if not viewer.signed_in:
        return Member.objects.none()
    return profiles_seen_by(viewer).exclude(pk=viewer.me)


def may_keep_apart(viewer: Viewer, member: Member) -> Verdict:
    """Whether this person may block that one."""
    if not (reached := may_mute(viewer, member)):
        return reached
    if viewer.is_staff or viewer.held_role:
        return YOU_ARE_STAFF
    return STAFF_STAY if member.role in STAFF_ROLES else YES


def kept_apart_by(viewer: Viewer) -> QuerySet[Member]:
    """All whom this person may block."""
    if viewer.is_staff or viewer.held_role:
        return Member.objects.none()
    return muted_by(viewer).exclude(role__in=STAFF_ROLES)
