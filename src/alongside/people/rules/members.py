"""Who may. Each rule has two forms from one definition: may this person do it to that member, with
a reason to show, and the queryset of all members they may do it to. A test holds the two together.
"""

from __future__ import annotations

from django.db.models import Q, QuerySet

from alongside.kernel.verdicts import YES, Verdict
from alongside.people.models import Member, Role
from alongside.people.viewer import Viewer

NOT_THERE = Verdict(allowed=False, reason="There is nobody here.")
SIGN_IN_TO_EDIT = Verdict(allowed=False, reason="Sign in to change your profile.")
NOT_YOUR_PROFILE = Verdict(allowed=False, reason="You can only change your own profile.")
ADMINISTRATORS_ONLY = Verdict(allowed=False, reason="Only an administrator can do this.")
NOT_YOURSELF = Verdict(
    allowed=False, reason="You cannot do this to yourself. Ask another administrator."
)
NOBODY_SIGNS_IN = Verdict(
    allowed=False, reason="Nobody has claimed this name, so nobody can sign in with it."
)

CLAIMED = Verdict(allowed=False, reason="Somebody signs in with this name already.")
NOT_IMPORTED = Verdict(
    allowed=False, reason="Only a name that came with an imported conversation can be claimed."
)

# A sign-up whose address was never proven is nobody yet: no page, no name that others can read.
_CAME_IN = (
    Q(email=None)
    | Q(sample=True)
    | Q(last_login__isnull=False)
    | Q(post_count__gt=0)
    | ~Q(role=Role.NEWCOMER)
)


def came_in(member: Member) -> bool:
    """The same for one row: imported, sample, once signed in, has posted, or was given a role."""
    return bool(
        member.email is None
        or member.sample
        or member.last_login
        or member.post_count
        or member.role != Role.NEWCOMER
    )


def may_see_profile(viewer: Viewer, member: Member) -> Verdict:
    """A stand-in has no page, whoever asks: there is nobody behind it to be looked up. For the two
    whom a block keeps apart, the other is nobody.
    """
    if member.stand_in or member.pk in viewer.hidden:
        return NOT_THERE
    seen = viewer.is_administrator or viewer.id == member.pk or came_in(member)
    return YES if seen else NOT_THERE


def profiles_seen_by(viewer: Viewer) -> QuerySet[Member]:
    seen = Member.objects.filter(stand_in=False).exclude(pk__in=viewer.hidden)
    return seen if viewer.is_administrator else seen.filter(_CAME_IN | Q(pk=viewer.id or 0))


def may_edit_profile(viewer: Viewer, member: Member) -> Verdict:
    if not viewer.signed_in:
        return SIGN_IN_TO_EDIT
    return YES if viewer.id == member.pk else NOT_YOUR_PROFILE


def profiles_edited_by(viewer: Viewer) -> QuerySet[Member]:
    return Member.objects.filter(pk=viewer.id or 0)


def may_manage_people(viewer: Viewer) -> Verdict:
    return YES if viewer.is_administrator else ADMINISTRATORS_ONLY


def may_change_role(viewer: Viewer, member: Member) -> Verdict:
    """Not their own, so that the last administrator cannot step down by mistake."""
    if not viewer.is_administrator:
        return ADMINISTRATORS_ONLY
    if member.stand_in:
        return NOT_THERE
    return NOT_YOURSELF if viewer.id == member.pk else YES


def roles_changed_by(viewer: Viewer) -> QuerySet[Member]:
    if not viewer.is_administrator:
        return Member.objects.none()
    return Member.objects.filter(stand_in=False).exclude(pk=viewer.id or 0)


def may_block(viewer: Viewer, member: Member) -> Verdict:
    """The same rule lets in again."""
    if not (change := may_change_role(viewer, member)):
        return change
    return YES if member.is_claimed else NOBODY_SIGNS_IN


def blocked_by(viewer: Viewer) -> QuerySet[Member]:
    return roles_changed_by(viewer).exclude(email=None)


def may_invite(viewer: Viewer, member: Member) -> Verdict:
    """To invite somebody to claim the name that they wrote under elsewhere."""
    if not (change := may_change_role(viewer, member)):
        return change
    if member.is_claimed:
        return CLAIMED
    return YES if member.imported_from else NOT_IMPORTED


def invited_by(viewer: Viewer) -> QuerySet[Member]:
    return roles_changed_by(viewer).filter(email=None).exclude(imported_from="")
