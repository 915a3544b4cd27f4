"""The rules that come with Alongside: how many of each kind, and the words of one kind."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from alongside.language.word_rules import Tier, WordRule
from alongside.language.words import shipped_rules
from alongside.moderation.reads.history import History, history_of, name_of
from alongside.people.viewer import Viewer
from alongside.words.models import OwnRule, RuleState, ShippedRuleTakenBack
from alongside.words.reads import shipped_rule

# What the kinds of the data file are called here.
KINDS = {
    "slur": "Slurs",
    "abuse": "Abuse",
    "clinical": "Diagnoses that are used to insult",
    "insult": "Insults",
    "swearing": "Swearing at people",
    "told": "Hurtful phrases",
    "body": "Words of the body",
    "contempt": "Contempt for people",
    "hatred": "Hatred of people",
    "threat": "Threats to people",
}


@dataclass(frozen=True, slots=True)
class KindLine:
    """One sort of word in one tier: how many rules, and how many of them are out of force."""

    tier: str
    kind: str
    label: str
    rules: int
    gone: int


@dataclass(frozen=True, slots=True)
class ShippedLine:
    name: str
    word: str
    forms: tuple[str, ...]
    gone: bool


@dataclass(frozen=True, slots=True)
class ShippedPage:
    """`shown` are the words of the kind that was asked for; without one, those out of force."""

    kinds: tuple[KindLine, ...]
    kind: KindLine | None
    shown: tuple[ShippedLine, ...]


@dataclass(frozen=True, slots=True)
class ShippedRulePage:
    """`proposal`: the id of the proposal to put it in force again, 0 where there is none."""

    line: ShippedLine
    tier: str
    reason: str
    gone_by: str
    gone_at: datetime | None
    gone_why: str
    proposal: int
    history: History


def shipped_page(tier: str, kind: str) -> ShippedPage:
    gone = _gone()
    rules = shipped_rules()
    kinds = _kinds(rules, gone)
    asked = next((one for one in kinds if (one.tier, one.kind) == (tier, kind)), None)
    shown = [
        _line(rule, gone) for rule in rules
        if ((rule.tier.value, rule.kind) == (tier, kind) if asked else rule.name in gone)
    ]  # fmt: skip
    return ShippedPage(kinds, asked, tuple(sorted(shown, key=lambda line: line.word)))


def shipped_rule_page(viewer: Viewer, name: str) -> ShippedRulePage | None:
    rule = shipped_rule(name)
    if rule is None or not viewer.is_staff:
        return None
    gone = ShippedRuleTakenBack.objects.select_related("by").filter(rule=name).first()
    waiting = OwnRule.objects.filter(shipped=name, state=RuleState.PROPOSED).first()
    return ShippedRulePage(
        _line(rule, {name} if gone else set()), rule.tier.value, rule.reason,
        name_of(gone.by) if gone else "", gone.at if gone else None, gone.reason if gone else "",
        waiting.pk if waiting else 0, history_of(name),
    )  # fmt: skip


def _gone() -> set[str]:
    return set(ShippedRuleTakenBack.objects.values_list("rule", flat=True))


def _kinds(rules: tuple[WordRule, ...], gone: set[str]) -> tuple[KindLine, ...]:
    """Those that hide before those that ask, each in the order of the data file."""
    all_of = Counter((rule.tier.value, rule.kind) for rule in rules)
    out = Counter((rule.tier.value, rule.kind) for rule in rules if rule.name in gone)
    lines = [
        KindLine(tier, kind, _label(tier, kind), number, out[tier, kind])
        for (tier, kind), number in all_of.items()
    ]
    return tuple(sorted(lines, key=lambda line: line.tier != Tier.MASK))


def _label(tier: str, kind: str) -> str:
    if (tier, kind) == (Tier.ASK, "slur"):
        return "Slurs that have another sense"
    return KINDS.get(kind, kind.capitalize())


def _line(rule: WordRule, gone: set[str]) -> ShippedLine:
    return ShippedLine(rule.name, rule.word, rule.forms, rule.name in gone)
