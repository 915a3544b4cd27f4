"""Whether a sign is of now: what the words around it say of time, denial, doubt and whose words.

No rule of grammar is sure, and a missed cry for help is worse than a needless line of kindness:
where nothing speaks against a sign, it stands.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass

from alongside.language.folding import Folded
from alongside.language.phrases import Phrases
from alongside.language.urgent.choices import WORD
from alongside.language.urgent.lexicon import FIGURES, Lexicon, Weight
from alongside.language.urgent.matching import Match, Sentence

# A denial reaches so many characters: "no signs of a droopy face".
_REACH = 24
_BREAKS = (",", ":", "(", " but ", " and ", " just ")
_FAR_OFF = frozenset({"since", "third", "prose"})
_FEW = 6
_SHORT = 100
_BREAK = re.compile(r"[,:;.!?(]|\b(?:and|but|so|then|because)\b")
_FAR = 80
# The verb of a mere hint may follow it: "her speech went".
_AFTER = 8
_QUOTED = re.compile(r'"[^"]{1,200}"')
_IN_DANGER = frozenset({"suicide", "self-harm", "abuse", "danger"})


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that tells about the words around it, and its place in the folded text."""

    name: str
    start: int
    end: int


Cues = dict[str, list[Cue]]


class Words:
    """What a language's cues are looked for with. Made once."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.phrases = Phrases(lexicon.cues)
        self.tense = lexicon.tense
        self.near, self.formal = lexicon.near, lexicon.formal


class Context:
    """All cues of one text."""

    def __init__(
        self, text: str, split: list[Sentence], words: Words, rules: set[tuple[str, str]]
    ) -> None:
        self._text = text
        self._words = words
        self._split = split
        self._kinds = Counter(kind for kind, _ in rules)
        self._starts = [sentence.start for sentence in split]
        self._cues: list[Cues] = [{} for _ in split]
        for cue in _longest(_all(text, words.phrases)):
            self._cues[self._sentence(cue.start)].setdefault(cue.name, []).append(cue)
        self._quotes = [found.span() for found in _QUOTED.finditer(text)] if '"' in text else []
        self._help = any("help" in cues for cues in self._cues)
        self._daily = any("daily" in cues for cues in self._cues)

    def stands(self, match: Match) -> bool:
        """Whether nothing near takes the sign back."""
        own = self._cues[match.sentence]
        if self._told(own, match) or self._only_a_phrase(own, match) or self._denied(own, match):
            return False
        now = "now" in own or self._near("help", match.sentence)
        past = self._is_past(own, match)
        if past and (self._was(own, match, now=now) or (not now and "third" in own)):
            return False
        if self._before(own.get("anyone"), match) and not now:
            return False
        if match.pattern.sign.kind in _IN_DANGER and past and self._is_over(own, match, now=now):
            return False
        return match.pattern.weight is Weight.PLAIN or self._of_now(own, match, now=now, past=past)

    def _is_over(self, own: Cues, match: Match, *, now: bool) -> bool:
        """Whether a danger told in the past form is no more."""
        if match.pattern.sign.kind in ("abuse", "danger"):
            return not now and self._near("safe", match.sentence)
        if own.keys() & {"now", "span", "said"}:
            return False
        return "once" in own or self._words.tense.over_with(self._text, match.start, match.end)

    def _of_now(self, own: Cues, match: Match, *, now: bool, past: bool) -> bool:
        """The same for words that may as well be of another time, another person or nobody."""
        if not now and ("past" in own or self._before(own.get("ask"), match)):
            return False
        hint = match.pattern.weight is Weight.HINT
        if match.pattern.sign.kind not in _IN_DANGER and self._is_nobodys(own, match, now=now):
            return False
        if not hint and (not past or self._is_event(match)):
            return True
        return now or "span" in own or self._near("now", match.sentence)

    def _is_event(self, match: Match) -> bool:
        """Whether it happens at once, so that the past form may tell of now: "she fainted"."""
        before = self._words.tense.past(self._text, match.start, match.start)
        return match.pattern.sign.event and not before

    def _is_nobodys(self, own: Cues, match: Match, *, now: bool) -> bool:
        """Whether an illness is of long standing, over, far off, or nobody's."""
        hint = match.pattern.weight is Weight.HINT
        if self._near("done", match.sentence) and not self._help and (hint or not now):
            return True
        if now:
            return False
        daily = match.pattern.sign.kind == "stroke" and (self._daily or self._is_steady(match))
        return daily or bool(own.keys() & _FAR_OFF) or self._is_general(match.sentence)

    def _is_steady(self, match: Match) -> bool:
        """Whether words of some length tell of one weakness only, and of no change in it."""
        changes = self._words.tense.changes(self._text, match.start, match.end)
        return not changes and len(self._text) > _SHORT and self._kinds[match.pattern.sign.kind] < 2

    def _is_general(self, sentence: int) -> bool:
        """Whether it speaks of things in general; one of few words does not."""
        place = self._split[sentence]
        words = set(WORD.findall(self._text, place.start, place.end))
        if len(words) <= _FEW or self._words.formal.isdisjoint(words):
            return False
        return self._words.near.isdisjoint(words)

    def _is_past(self, own: Cues, match: Match) -> bool:
        if "once" in own and _within(own["once"], *self._clause(match)):
            return True
        after = _AFTER if match.pattern.weight is Weight.HINT else 0
        return self._words.tense.past(self._text, match.start, match.end + after)

    def _was(self, own: Cues, match: Match, *, now: bool) -> bool:
        """Whether what is told in the past form is of long ago."""
        if not now:
            return "once" in own or self._near("past", match.sentence)
        start, end = self._clause(match)
        was = _within(own.get("past"), start, end) or _within(own.get("once"), start, end)
        return was and not _within(own.get("now"), start, end)

    def _clause(self, match: Match) -> tuple[int, int]:
        """From the break before a sign to the one after it."""
        before = [
            found.end()
            for found in _BREAK.finditer(self._text, max(match.start - _FAR, 0), match.start)
        ]
        after = _BREAK.search(self._text, match.end, match.end + _FAR)
        return before[-1] if before else max(
            match.start - _FAR, 0
        ), after.start() if after else match.end + _FAR

    def _only_a_phrase(self, own: Cues, match: Match) -> bool:
        if match.pattern.sign.kind == "abuse" and _over(own.get("harmless"), match):
            return True
        return _over(own.get("idiom"), match)

    def _told(self, own: Cues, match: Match) -> bool:
        """Whether they are words of a poster, a film, a form."""
        if "told" in own:
            return True
        for start, end in self._quotes:
            if start <= match.start < end:
                ends = (self._sentence(start), self._sentence(end - 1))
                return not any("said" in self._cues[at] for at in ends) or any(
                    "told" in self._cues[at] for at in ends
                )
        return False

    def _denied(self, own: Cues, match: Match) -> bool:
        if any(self._denies(own, *gap) for gap in match.gaps):
            return True
        if match.pattern.sign.kind not in _IN_DANGER and any(
            _within(own.get(name), *gap) for name in ("past", "once") for gap in match.gaps
        ):
            return True
        for cue in own.get("not", ()):
            if 0 <= match.start - cue.end <= _REACH:
                between = self._text[cue.end : match.start + 1]
                if not any(stop in between for stop in _BREAKS):
                    return True
        return False

    def _denies(self, own: Cues, start: int, end: int) -> bool:
        """Whether the words between two parts of a sign deny the second."""
        if not _within(own.get("not"), start, end):
            return False
        following = WORD.search(self._text, end)
        return following is None or following.group() not in self._words.tense.denied

    def _before(self, cues: list[Cue] | None, match: Match) -> bool:
        """Whether one stands before a sign, with no "but" between."""
        return any(
            cue.start < match.start and " but " not in self._text[cue.end : match.start]
            for cue in cues or ()
        )

    def _sentence(self, place: int) -> int:
        return bisect_left(self._starts, place + 1) - 1

    def _near(self, name: str, sentence: int) -> bool:
        return any(name in cues for cues in self._cues[max(sentence - 1, 0) : sentence + 2])


def _all(text: str, phrases: Phrases[tuple[str, ...]]) -> list[Cue]:
    plain = text.translate(FIGURES)
    found = phrases.find(Folded(plain, plain))
    return [Cue(name, start, end) for names, start, end in found for name in names]


def _longest(cues: list[Cue]) -> list[Cue]:
    """Without those that lie in a longer one: "she is ten now" is not about now."""
    kept: list[Cue] = []
    last = -1
    for cue in sorted(cues, key=lambda cue: (cue.start, -cue.end)):
        whole = kept[-1] if kept else None
        if cue.end > last or (whole and (cue.start, cue.end) == (whole.start, whole.end)):
            kept.append(cue)
            last = cue.end
    return kept


def _over(cues: list[Cue] | None, match: Match) -> bool:
    return any(cue.start < match.end and match.start < cue.end for cue in cues or ())


def _within(cues: list[Cue] | None, start: int, end: int) -> bool:
    return any(start <= cue.start < end for cue in cues or ())
