"""The link that ends one kind of mail for one person, signed out as well.

What it is for stands in it, under a signature of its own kind: it cannot be guessed, and the link
of one list is none of another's. It lasts for ever, as mails do.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from alongside.notifications.models import MailList

TOPIC = "topic:"
# Mail that is owed to whoever has an account cannot be ended, or nobody could sign in.
LISTS = frozenset(MailList.values) - {MailList.ACCOUNT.value}
SEPARATOR = "~"


@dataclass(frozen=True, slots=True)
class Link:
    """`what` is a list of `MailList`, or one conversation: "topic:12"."""

    member_id: int
    what: str

    @property
    def topic_id(self) -> int | None:
        return int(self.what.removeprefix(TOPIC)) if self.what.startswith(TOPIC) else None

    @property
    def token(self) -> str:
        return _signer().sign(f"{self.member_id}{SEPARATOR}{self.what}")


def read_link(token: str) -> Link | None:
    """None for whatever we did not sign for this."""
    try:
        member, _, what = _signer().unsign(token).partition(SEPARATOR)
    except BadSignature:
        return None
    return Link(int(member), what)


def unsubscribe_address(member_id: int, what: str) -> str:
    path = reverse("unsubscribe", args=[Link(member_id, what).token])
    return f"{settings.ALONGSIDE.base_url}{path}"


def of_topic(topic_id: int) -> str:
    return f"{TOPIC}{topic_id}"


def undo_token(link: Link, before: str) -> str:
    """What takes it back: `before` is how things stood."""
    return _undo_signer().sign(SEPARATOR.join((str(link.member_id), link.what, before)))


def read_undo(token: str) -> tuple[Link, str] | None:
    try:
        member, what, before = _undo_signer().unsign(token).split(SEPARATOR)
    except BadSignature:
        return None
    return Link(int(member), what), before


def _signer() -> Signer:
    return Signer(salt="alongside.unsubscribe", sep=SEPARATOR)


def _undo_signer() -> Signer:
    return Signer(salt="alongside.unsubscribe.undo", sep=SEPARATOR)
