"""What happens here that other rooms may want to know."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RuleProposed:
    """Somebody on the staff wants a word hidden, or asked about; a second person is needed."""

    rule_id: int
    by_id: int


@dataclass(frozen=True, slots=True)
class RuleWentLive:
    rule_id: int
    by_id: int


@dataclass(frozen=True, slots=True)
class RuleRefused:
    """Not agreed to, or taken back by who proposed it."""

    rule_id: int
    by_id: int


@dataclass(frozen=True, slots=True)
class RuleTakenBack:
    """A rule is not in force any more; `name` is "own/17", or a shipped rule's."""

    name: str
    by_id: int
