"""The person looking at a page, as few facts as pages need, the same shape signed in or not."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.http import HttpRequest

from alongside.people.models import STAFF_ROLES, Role


@dataclass(frozen=True, slots=True)
class Viewer:
    """`id` is None for somebody not signed in. `zone` is the reader's own, or the community's."""

    id: int | None
    name: str
    role: str
    zone: ZoneInfo
    country: str
    # The people whom a block hides from this one, whichever side blocked.
    hidden: frozenset[int] = frozenset()
    unread_notices: int = 0
    unread_messages: int = 0
    # Whether the consent to keep a health story is in force; only asked of somebody signed in.
    may_keep_stories: bool = True
    # They asked to have their account deleted: all that they can do is to take that back.
    leaving: bool = False

    # A staff role that is not in force here, because no second step was taken: `role` is less.
    held_role: str = ""

    @property
    def signed_in(self) -> bool:
        return self.id is not None

    @property
    def me(self) -> int:
        """The id of somebody whom a rule has let in. Raises RuntimeError for nobody."""
        if self.id is None:
            raise RuntimeError("a rule let somebody through who is not signed in")
        return self.id

    @property
    def is_staff(self) -> bool:
        return self.role in STAFF_ROLES

    @property
    def is_administrator(self) -> bool:
        return self.role == Role.ADMINISTRATOR


class PersonRequest(HttpRequest):
    """A request as views see it: `ViewerMiddleware` has said who is looking."""

    viewer: Viewer
