"""What a text was found to hold."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One place in a text.

    Attributes:
        start, end: characters of the original text, as Python counts them; `text[start:end]`.
        kind: what sort of thing it is, among those of its part ("slur", "suicide", "email", ...).
        rule: the name of the rule that fired; the same for as long as the rule stands.
        reason: one sentence for the person whose words they are.
    """

    start: int
    end: int
    kind: str
    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class Concept(Finding):
    """A condition, sign, treatment or test that the text speaks of.

    Attributes:
        id: of the vocabulary: "HP:0011968", or one of our own.
        name: its plain name.
        side: "left", "right", "both" or "".
        onset: age when it began, in words of the text ("at birth", "20 months"), or "".
        negated: whether the text says that it is not so ("no seizures since").
    """

    id: str
    name: str
    side: str = ""
    onset: str = ""
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was found, each part in the order of the text."""

    masks: tuple[Finding, ...] = ()
    ambiguous: tuple[Finding, ...] = ()
    urgent: tuple[Finding, ...] = ()
    private: tuple[Finding, ...] = ()
    concepts: tuple[Concept, ...] = ()
