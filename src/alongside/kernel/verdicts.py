"""The answer to "may this person do it?", with the reason in words for that person."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Verdict:
    allowed: bool
    reason: str = ""

    def __bool__(self) -> bool:
        return self.allowed


YES = Verdict(allowed=True)


class Refused(Exception):  # noqa: N818 - it is an answer, not a fault
    """An action met a rule that said no; the reason is shown to the person as it stands."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def demand(verdict: Verdict) -> None:
    """Go on only where the rule says yes.

    Raises:
        Refused: with the rule's own reason.
    """
    if not verdict:
        raise Refused(verdict.reason)
