"""The people of the demo. Five can sign in, one of each role; the rest have no address."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.db.models import Q

from alongside.exchange.demo.files import ConversationRow, PersonRow, span
from alongside.exchange.demo.shapes import DEMO_PASSWORD
from alongside.exchange.name_keys import key_beside
from alongside.people.models import Consent, ConsentKind, Member, Role
from alongside.people.wordings import story_version

# How long somebody had been here before they were first seen to do something.
_LOOKED_AROUND = {Role.NEWCOMER.value: timedelta(hours=3)}
_HERE_FOR_LONG = timedelta(days=40)
_QUIET = timedelta(days=2)


def make_people(
    rows: Iterable[PersonRow], told: Iterable[ConversationRow], now: datetime
) -> dict[str, Member]:
    """The members by name."""
    first = _first_seen(told, now)
    # One hash for all five: making one takes longer than everything else here.
    password = make_password(DEMO_PASSWORD)
    made = Member.objects.bulk_create(
        _member(row, first.get(row.name, now - _QUIET), password) for row in rows
    )
    EmailAddress.objects.bulk_create(
        EmailAddress(user=member, email=member.email, verified=True, primary=True)
        for member in made
        if member.email
    )
    Consent.objects.bulk_create(
        Consent(
            member=member,
            kind=ConsentKind.HEALTH_STORY,
            version=member.story_consent,
            given_at=member.joined_at,
        )
        for member in made
        if member.story_consent
    )
    return {member.name: member for member in made}


def _member(row: PersonRow, first_seen: datetime, password: str) -> Member:
    email = None if row.email and _is_taken(row.email) else row.email
    return Member(
        name=row.name,
        name_key=key_beside(row.name, "sample"),
        email=email,
        password=password if email else make_password(None),
        role=row.role,
        about=row.about,
        connection=row.connection,
        connection_audience=row.connection_audience,
        place=row.place,
        zone=row.zone,
        country=row.country,
        joined_at=first_seen - _LOOKED_AROUND.get(row.role, _HERE_FOR_LONG),
        sample=True,
        story_consent=story_version() if email else 0,
    )


def _is_taken(email: str) -> bool:
    """Whether somebody real signs in with that address; it stays theirs."""
    owned = Q(email__iexact=email)
    return Member.objects.filter(owned).exists() or EmailAddress.objects.filter(owned).exists()


def _first_seen(told: Iterable[ConversationRow], now: datetime) -> dict[str, datetime]:
    seen: dict[str, datetime] = {}
    for name, at in _appearances(told, now):
        seen[name] = min(at, seen.get(name, at))
    return seen


def _appearances(told: Iterable[ConversationRow], now: datetime) -> Iterator[tuple[str, datetime]]:
    for one in told:
        opened = now - span(one.ago)
        yield from ((name, opened) for name in one.followers)
        times = (opened, *(opened + span(reply.after) for reply in one.reply))
        for post, at in zip(one.posts, times, strict=True):
            yield post.author, at
            yield from ((name, at) for names in post.reactions.values() for name in names)
