"""The word filter put together: spots in the text, and what is done about each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from alongside.language.folding import Folded
from alongside.language.reading import Finding
from alongside.language.word_rules import Tier, WordRule
from alongside.language.words.aim import Aim
from alongside.language.words.sentence import PEOPLE, REACH, sentence_around
from alongside.language.words.shipped import Language, language_file
from alongside.language.words.spots import Spot, Spots, Term, plain

# The roles that count only beside a group, and the group's names themselves.
_BESIDE_PEOPLE = frozenset({"contempt", "hatred", "threat"})
_NEED_PEOPLE = _BESIDE_PEOPLE | {"swearing"}
# Also words of medicine: spelled out in letters they still mean nobody.
_PLAIN = frozenset({"body", "clinical"})
# Run together with a small word, words of these kinds still count: "ihate", "manyfags".
_JOINED = _BESIDE_PEOPLE | {"slur", "clinical"}
_JOINED_MIN = {"slur": 3}
# No more neighbours than this are looked through for the name of a group.
_NEIGHBOURS = 40
_INSIDE_MIN = 5
# How many letters the shortest names of people have: "gay".
_SHORT = 3


class Words:
    """Finds words by a set of rules.

    Args:
        rules: those in force, shipped ones and a community's own.
        language: whose ways of speaking say whether a word is aimed at a person.
    """

    def __init__(self, rules: Iterable[WordRule], language: str = "en") -> None:
        spoken = language_file(language)
        self._folk = spoken.folk
        self._aim = Aim(spoken)
        people = [*_people(spoken.kinds, "kind"), *_people(spoken.groups, "group")]
        people += _short_kinds(spoken)
        told = [term for rule in rules for term in _terms(rule)]
        joins = spoken.joins | {term.word for term in people}
        self._spots = Spots([*people, *told], spoken.innocent, joins)

    def find(self, folded: Folded) -> tuple[list[Finding], list[Finding]]:
        """Words to mask, and words that a moderator may be asked about."""
        spots = self._spots.find(folded)
        if not spots:
            return [], []
        masks = _apart(spot for spot in spots if spot.term.masks)
        asks = _apart(self._asked(folded, spots))
        return _findings(folded, masks), _findings(folded, _outside(asks, masks))

    def _asked(self, folded: Folded, spots: Sequence[Spot]) -> Iterator[Spot]:
        for number, spot in enumerate(spots):
            rule = spot.term.rule
            if rule is None or rule.tier is not Tier.ASK:
                continue
            if (spot.spelled and rule.kind not in _PLAIN) or self._is_aimed(folded, spots, number):
                yield spot

    def _is_aimed(self, folded: Folded, spots: Sequence[Spot], number: int) -> bool:
        role = spots[number].term.role
        if role in _NEED_PEOPLE and not _has_people_near(spots, number):
            return False
        return self._aim.aimed(sentence_around(folded.text, spots, number, self._folk))


def _people(names: Iterable[str], role: str) -> Iterator[Term]:
    for name in names:
        yield Term(plain(name), role, near=" " not in name)


def _short_kinds(spoken: Language) -> Iterator[Term]:
    """Short names with a letter left out: alone too short to be known, so "people" must follow."""
    for name in spoken.kinds:
        if len(name) == _SHORT:
            for left in (name[:1] + name[2:], name[:2]):
                yield from (Term(f"{left} {folk}", "group") for folk in sorted(spoken.folk))


def _terms(rule: WordRule) -> Iterator[Term]:
    for form in (rule.word, *rule.forms):
        word = plain(form)
        beside = rule.kind in _BESIDE_PEOPLE
        long = len(word) >= _INSIDE_MIN or rule.kind == "swearing"
        yield Term(
            word,
            rule.kind,
            rule,
            near=rule.near,
            joined=rule.kind in _JOINED and len(word) >= _JOINED_MIN.get(rule.kind, 4),
            inside=rule.near and long and not beside,
        )


def _has_people_near(spots: Sequence[Spot], number: int) -> bool:
    """Whether the name of a group is within reach: most hard words of medicine stand without."""
    spot = spots[number]
    for one in reversed(spots[max(0, number - _NEIGHBOURS) : number]):
        if one.start < spot.start - REACH:
            break
        if one.term.role in PEOPLE:
            return True
    for one in spots[number + 1 : number + _NEIGHBOURS]:
        if one.start > spot.end + REACH:
            break
        if one.term.role in PEOPLE:
            return True
    return False


def _outside(spots: Iterable[Spot], taken: Sequence[Spot]) -> list[Spot]:
    """Those that share no place with one that is taken; both are in the order of the text."""
    kept, number = [], 0
    for spot in spots:
        while number < len(taken) and taken[number].end <= spot.start:
            number += 1
        if number == len(taken) or taken[number].start >= spot.end:
            kept.append(spot)
    return kept


def _apart(spots: Iterable[Spot]) -> list[Spot]:
    """One spot a place: of those that overlap, the first and longest."""
    kept: list[Spot] = []
    for spot in spots:
        if not kept or spot.start >= kept[-1].end:
            kept.append(spot)
    return kept


def _findings(folded: Folded, spots: Iterable[Spot]) -> list[Finding]:
    found = []
    for spot in spots:
        if spot.term.rule is not None:
            rule = spot.term.rule
            start, end = folded.span(spot.start, spot.end)
            found.append(Finding(start, end, rule.kind, rule.name, rule.reason))
    return found
