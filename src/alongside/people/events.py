"""What happened here that other rooms may wake for. Past tense, ids only."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MemberJoined:
    member_id: int


@dataclass(frozen=True, slots=True)
class ProfileEdited:
    """`renamed`: the name beside everything they wrote is another now."""

    member_id: int
    renamed: bool


@dataclass(frozen=True, slots=True)
class RoleChanged:
    """`by_id` is None where nobody decided: a newcomer grows into a member by taking part."""

    member_id: int
    role: str
    by_id: int | None


@dataclass(frozen=True, slots=True)
class KeptApart:
    """One member blocked another: each is hidden from the other."""

    member_id: int
    other_id: int


@dataclass(frozen=True, slots=True)
class MemberBlocked:
    """By an administrator: nobody signs in as them."""

    member_id: int
    by_id: int


@dataclass(frozen=True, slots=True)
class MemberUnblocked:
    member_id: int
    by_id: int


@dataclass(frozen=True, slots=True)
class NameClaimed:
    """`into_id` has an account of their own, and what `member_id` wrote is theirs from now on."""

    member_id: int
    into_id: int
