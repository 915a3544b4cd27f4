"""Whether a sign is of now: what the words around it say of time, denial, doubt and whose words.

No rule of grammar is sure, and a missed cry for help is worse than a needless line of kindness:
where nothing speaks against a sign, it stands.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from alongside.language.folding import Folded
from alongside.language.phrases import Phrases
from alongside.language.urgent.lexicon import FIGURES, Lexicon, Weight
from alongside.language.urgent.matching import Match, Sentence

# A denial reaches so many characters: "no signs of a droopy face".
_REACH = 24
_BREAKS = (",", ":", "(", " but ", " and ", " just ")
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


class Context:
    """All cues of one text."""

    def __init__(self, text: str, split: list[Sentence], words: Words) -> None:
        self._text = text
        self._tense = words.tense
        self._starts = [sentence.start for sentence in split]
        self._cues: list[Cues] = [{} for _ in split]
        for cue in _longest(_all(text, words.phrases)):
            self._cues[self._sentence(cue.start)].setdefault(cue.name, []).append(cue)
        self._quotes = [found.span() for found in _QUOTED.finditer(text)] if '"' in text else []
        self._help = any("help" in cues for cues in self._cues)

    def stands(self, match: Match) -> bool:
        """Whether nothing near takes the sign back."""
        own = self._cues[match.sentence]
        if self._told(own, match) or _over(own.get("idiom"), match) or self._denied(own, match):
            return False
        now = "now" in own or self._near("help", match.sentence)
        past = self._tense.past(self._text, match.start, match.end)
        if past and not now and self._near("past", match.sentence):
            return False
        if match.pattern.weight is Weight.PLAIN:
            return True
        return self._of_now(own, match, now=now, past=past)

    def _of_now(self, own: Cues, match: Match, *, now: bool, past: bool) -> bool:
        """The same for words that may as well be of another time, another person or nobody."""
        if not now and ("past" in own or _before(own.get("ask"), match)):
            return False
        hint = match.pattern.weight is Weight.HINT
        if match.pattern.sign.kind not in _IN_DANGER:
            if not now and ("since" in own or "third" in own):
                return False
            if self._near("done", match.sentence) and not self._help and (hint or not now):
                return False
        if not hint and (not past or match.pattern.sign.event):
            return True
        return now or "span" in own or self._near("now", match.sentence)

    def _told(self, own: Cues, match: Match) -> bool:
        """Whether they are words of a poster, a film, a form."""
        if "told" in own:
            return True
        for start, end in self._quotes:
            if start <= match.start < end:
                ends = (self._sentence(start), self._sentence(end - 1))
                return any("told" in self._cues[at] for at in ends)
        return False

    def _denied(self, own: Cues, match: Match) -> bool:
        for cue in own.get("not", ()):
            if any(start <= cue.start < end for start, end in match.gaps):
                return True
            if 0 <= match.start - cue.end <= _REACH:
                between = self._text[cue.end : match.start + 1]
                if not any(stop in between for stop in _BREAKS):
                    return True
        return False

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


def _before(cues: list[Cue] | None, match: Match) -> bool:
    return any(cue.start < match.start for cue in cues or ())
