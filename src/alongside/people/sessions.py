"""Sessions in the database, read together with the member they belong to in one query.

Django's own store and `get_user` ask twice through the ORM, on every page of every signed-in
person. This one asks once, by hand. What is kept, how it is signed, when it ends and how it is
replaced is Django's own code.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, cast

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import VALID_KEY_CHARS
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from alongside.kernel.queries import row, time_value
from alongside.people.half_signed_in import asked_for
from alongside.people.models import Session

# What a session remembers of its own beginning, so that its row can say it each time it is saved.
BEGAN, DEVICE = "began", "device"
_KEY_LENGTH = 32
_KEY_CHARS = frozenset(VALID_KEY_CHARS)
_HASH_SALT = "django.contrib.auth.models.AbstractBaseUser.get_session_auth_hash"
_UNCHANGING = (str, int, float, bool, type(None))
_SESSION_AND_MEMBER = """
SELECT s.session_data, m.id, m.name, m.role, m.zone, m.country, m.is_active, m.password,
 m.has_blocks, m.unread_notices, m.unread_messages, m.story_consent, m.leaving_since
FROM people_session s LEFT JOIN people_member m ON m.id = s.member_id
WHERE s.session_key = %s AND s.expire_date > %s
"""


@dataclass(frozen=True, slots=True)
class Holder:
    """The member in a session's row, with what pages and the check of the session need."""

    id: int
    name: str
    role: str
    zone: str
    country: str
    is_active: bool
    password: str
    has_blocks: bool
    unread_notices: int
    unread_messages: int
    story_consent: int
    # As this database hands it over; only asked whether it is there.
    leaving_since: object

    def session_hash(self) -> str:
        """Django's `get_session_auth_hash`, without making a model instance for it."""
        return _session_hash(self.password)


@lru_cache(maxsize=4096)
def _session_hash(password: str) -> str:
    return salted_hmac(_HASH_SALT, password, algorithm="sha256").hexdigest()


class SessionStore(db.SessionStore):
    _holder: Holder | None = None

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def load(self) -> dict[str, Any]:
        found = self._find(self.session_key or "")
        if found is None:
            self._session_key = None
            return {}
        data, *member = found
        self._holder = None if member[0] is None else Holder(*member)
        return _decoded(data)

    @staticmethod
    def _find(key: str) -> tuple[Any, ...] | None:
        # A cookie that no session of ours can have is not worth a question, and may hold
        # characters that a database refuses.
        if len(key) != _KEY_LENGTH or not _KEY_CHARS.issuperset(key):
            return None
        return row(_SESSION_AND_MEMBER, [key, time_value(timezone.now())])

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        session = cast("Session", super().create_model_instance(data))
        member_id = data.get(SESSION_KEY)
        session.member_id = None if member_id is None else int(member_id)
        session.pending_for_id = asked_for(data) if member_id is None else None
        session.device = str(data.get(DEVICE, ""))
        if began := data.get(BEGAN):
            session.began_at = datetime.fromtimestamp(began, UTC)
        return session

    def verified_holder(self) -> Holder | None:
        """The member signed in here, or None where Django's own `get_user` has to decide.

        Yes only where all of Django's checks say yes: the session names this member and a way of
        signing in that is still in use, they may sign in, and the password is the one of then.
        """
        named, holder = self.get(SESSION_KEY), self._holder
        if holder is None or str(holder.id) != named or not holder.is_active:
            return None
        if self.get(BACKEND_SESSION_KEY) not in settings.AUTHENTICATION_BACKENDS:
            return None
        kept = str(self.get(HASH_SESSION_KEY) or "")
        return holder if constant_time_compare(kept, holder.session_hash()) else None


def _decoded(data: str) -> dict[str, Any]:
    """What a session holds, as a dict of the caller's own."""
    pairs = _plain_pairs(data)
    return SessionStore().decode(data) if pairs is None else dict(pairs)


@lru_cache(maxsize=4096)
def _plain_pairs(data: str) -> tuple[tuple[str, Any], ...] | None:
    """The same, kept, where nothing in it could be changed by one who got it; else None.

    Checking a session's signature and unpacking it takes as long as two of the page's queries.
    """
    pairs = tuple(SessionStore().decode(data).items())
    plain = all(isinstance(value, _UNCHANGING) for _, value in pairs)
    return pairs if plain else None
