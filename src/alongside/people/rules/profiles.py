"""Who sees one line of a profile. Three forms of one rule: may this person see this line of that
member, the queryset of all members whose line they see, and columns for the hot reads, which have
only two kinds of readers: those who are signed in, and all.
"""

from __future__ import annotations

from enum import StrEnum

from django.db.models import Q, QuerySet

from alongside.kernel.verdicts import YES, Verdict
from alongside.people.models import Audience, Member
from alongside.people.rules.members import may_see_profile, profiles_seen_by
from alongside.people.viewer import Viewer

NOT_FOR_YOU = Verdict(allowed=False, reason="This line is not for everyone.")


class Line(StrEnum):
    """A line of a profile, named as its column; `<line>_audience` says who sees it."""

    CONNECTION = "connection"
    ABOUT = "about"
    PLACE = "place"
    ZONE = "zone"


# What stands beside a name on posts: the connection where any member may see it, and whether
# all may. Columns of the alias `m`.
CONNECTION_SQL = (
    "CASE WHEN m.is_active AND m.connection_audience IN ('everyone', 'members')"
    " THEN m.connection ELSE '' END, m.connection_audience = 'everyone'"
)


def audiences_of(viewer: Viewer) -> tuple[str, ...]:
    """The audiences that this person belongs to, whoever's line it is."""
    if viewer.is_staff:
        return (Audience.EVERYONE.value, Audience.MEMBERS.value, Audience.STAFF.value)
    if viewer.signed_in:
        return (Audience.EVERYONE.value, Audience.MEMBERS.value)
    return (Audience.EVERYONE.value,)


def may_see_line(viewer: Viewer, member: Member, line: Line) -> Verdict:
    """What somebody who may not sign in says of themselves is for staff at most."""
    if not (seen := may_see_profile(viewer, member)):
        return seen
    if viewer.id == member.pk:
        return YES
    if not member.is_active and not viewer.is_staff:
        return NOT_FOR_YOU
    return YES if getattr(member, f"{line}_audience") in audiences_of(viewer) else NOT_FOR_YOU


def lines_seen_by(viewer: Viewer, line: Line) -> QuerySet[Member]:
    seen = Q(**{f"{line}_audience__in": audiences_of(viewer)})
    if not viewer.is_staff:
        seen &= Q(is_active=True)
    return profiles_seen_by(viewer).filter(seen | Q(pk=viewer.id or 0))
