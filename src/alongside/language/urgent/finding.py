"""From a folded text to its signs."""

from __future__ import annotations

from functools import cache

from alongside.language.folding import Folded
from alongside.language.reading import Finding
from alongside.language.urgent.context import Context, Words
from alongside.language.urgent.lexicon import lexicon
from alongside.language.urgent.matching import Match, Matcher, sentences


class UrgentSigns:
    """The signs of one language. Making the first takes a second, more of them nothing."""

    def __init__(self, language: str = "en") -> None:
        self._matcher, self._words = _made(language)

    def find(self, folded: Folded) -> list[Finding]:
        """The signs in a text that are of now: of each its first place, in the text's order."""
        split = sentences(folded.text)
        matches = list(self._matcher.find(folded.text, split))
        if not matches:
            return []
        rules = {(match.pattern.sign.kind, match.pattern.sign.rule) for match in matches}
        context = Context(folded.text, split, self._words, rules)
        found: dict[str, Finding] = {}
        for match in matches:
            sign = match.pattern.sign
            if sign.rule not in found and context.stands(match):
                found[sign.rule] = _finding(match, folded)
        return sorted(
            found.values(), key=lambda finding: (finding.start, finding.end, finding.rule)
        )


def find_urgent(folded: Folded) -> list[Finding]:
    """The signs in an English text."""
    return UrgentSigns().find(folded)


@cache
def _made(language: str) -> tuple[Matcher, Words]:
    data = lexicon(language)
    return Matcher(data), Words(data)


def _finding(match: Match, folded: Folded) -> Finding:
    sign = match.pattern.sign
    start, end = folded.span(match.start, match.end)
    return Finding(start, end, sign.kind, sign.rule, sign.reason)
