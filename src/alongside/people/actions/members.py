"""What people do to themselves and administrators to people: one verb, one transaction."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from alongside.kernel.verdicts import Refused, demand
from alongside.people.events import (
    MemberBlocked,
    MemberJoined,
    MemberUnblocked,
    ProfileEdited,
    RoleChanged,
)
from alongside.people.hurtful import LINE_HURTS, holds_hidden_word
from alongside.people.models import Member, Role
from alongside.people.names import name_key
from alongside.people.rules import (
    ADMINISTRATORS_ONLY,
    NOT_THERE,
    may_block,
    may_change_role,
    may_edit_profile,
)
from alongside.people.rules.names import TAKEN, check_name
from alongside.people.viewer import Viewer
from alongside.work.actions import record


@dataclass(frozen=True, slots=True)
class ProfileWords:
    """What a person says of themselves, and who sees each line.

    All but the name may be empty. `zone` and `country` are then as the browser says.
    """

    name: str
    connection: str
    connection_audience: str
    about: str
    about_audience: str
    place: str
    place_audience: str
    zone: str
    zone_audience: str
    country: str


@transaction.atomic
def enrol(
    name: str, email: str, password: str | None = None, role: Role = Role.MEMBER, **fields: object
) -> Member:
    """Make a member whose address the operator vouches for: no code has to prove it.

    The name is taken as it is, so that staff can have theirs. Raises IntegrityError where the
    name or the address is somebody's already.
    """
    member = Member.objects.create_member(name, email.lower(), password, role=role.value, **fields)
    EmailAddress.objects.create(user=member, email=member.email or "", verified=True, primary=True)
    record(MemberJoined(member_id=member.pk))
    return member


def edit_profile(viewer: Viewer, words: ProfileWords) -> Member:
    """Raises ValidationError for a name that cannot be had, or by the name of a line that holds a
    hidden word; Refused for somebody not signed in.
    """
    try:
        with transaction.atomic():
            return _write_profile(viewer, words)
    except IntegrityError as race:
        raise ValidationError(TAKEN, code="taken") from race


def _write_profile(viewer: Viewer, words: ProfileWords) -> Member:
    member = locked(viewer.id)
    demand(may_edit_profile(viewer, member))
    renamed = words.name != member.name
    if renamed:
        # Kept as it is where it did not change: an imported name need not pass the rules.
        member.name = check_name(words.name, exclude=member, staff=member.is_staff_role)
        member.name_key = name_key(member.name)
    _check_lines(member, words)
    given = asdict(words)
    del given["name"]
    for column, value in given.items():
        setattr(member, column, value)
    member.save(update_fields=["name", "name_key", *given])
    record(ProfileEdited(member_id=member.pk, renamed=renamed))
    return member


def _check_lines(member: Member, words: ProfileWords) -> None:
    """What stood there before may stay: the rules about words change too."""
    wrong = {
        name: LINE_HURTS
        for name in ("about", "place")
        if getattr(words, name) != getattr(member, name) and holds_hidden_word(getattr(words, name))
    }
    if wrong:
        raise ValidationError(wrong)


@transaction.atomic
def change_role(viewer: Viewer, member_id: int, role: Role) -> Member:
    by_id = administrator(viewer)
    member = locked(member_id)
    demand(may_change_role(viewer, member))
    if member.role != role:
        member.role = role.value
        member.save(update_fields=["role"])
        record(RoleChanged(member_id=member.pk, role=role.value, by_id=by_id))
    return member


@transaction.atomic
def block_member(viewer: Viewer, member_id: int) -> Member:
    """Nobody can sign in as them, and wherever they are signed in, that ends now."""
    by_id = administrator(viewer)
    member = locked(member_id)
    demand(may_block(viewer, member))
    if member.is_active:
        _set_active(member, active=False)
        member.sessions.all().delete()
        record(MemberBlocked(member_id=member.pk, by_id=by_id))
    return member


@transaction.atomic
def unblock_member(viewer: Viewer, member_id: int) -> Member:
    by_id = administrator(viewer)
    member = locked(member_id)
    demand(may_block(viewer, member))
    if not member.is_active:
        _set_active(member, active=True)
        record(MemberUnblocked(member_id=member.pk, by_id=by_id))
    return member


@transaction.atomic
def promote_newcomer(member_id: int, posts_needed: int) -> bool:
    """A newcomer who has taken part is a member. Says whether this one just became one."""
    promoted = Member.objects.filter(
        pk=member_id, role=Role.NEWCOMER, post_count__gte=posts_needed
    ).update(role=Role.MEMBER)
    if promoted:
        record(RoleChanged(member_id=member_id, role=Role.MEMBER.value, by_id=None))
    return bool(promoted)


def _set_active(member: Member, *, active: bool) -> None:
    member.is_active = active
    member.save(update_fields=["is_active"])


def locked(member_id: int | None) -> Member:
    member = Member.objects.select_for_update().filter(pk=member_id or 0).first()
    if member is None:
        raise Refused(NOT_THERE.reason)
    return member


def administrator(viewer: Viewer) -> int:
    """Locks all administrators and makes sure that this is still one of them.

    Two of them who take each other's role away in the same moment take turns here, and the second
    is no administrator by then: so one is always left.
    """
    administrators = Member.objects.select_for_update().filter(
        role=Role.ADMINISTRATOR, is_active=True
    )
    ids = set(administrators.order_by("pk").values_list("pk", flat=True))
    # Also where the role is held back for want of a second step.
    if viewer.id is None or viewer.id not in ids or not viewer.is_administrator:
        raise Refused(ADMINISTRATORS_ONLY.reason)
    return viewer.id
