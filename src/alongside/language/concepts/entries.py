"""What a vocabulary is made of: concepts with the words for them, and where they come from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Entry:
    """One concept.

    Attributes:
        id: "HP:0010828" of an ontology, or "alongside:slug" of our own.
        name: its plain name.
        kind: "condition", "sign", "test", "treatment", "care", "medicine", "aid" or "body".
        parents: ids of what it is a kind of.
        lay: words of families for it.
        clinical: words of clinicians for it.
        near: pairs of word sets that mean it where they stand side by side.
        at_birth: id of what it becomes where it began around birth.
        sided: whether it can be on one side of the body.
        source: key of where the facts come from.
        as_written: whether its words count only as they stand, with no plural made from them.
    """

    id: str
    name: str
    kind: str
    parents: tuple[str, ...] = ()
    lay: tuple[str, ...] = ()
    clinical: tuple[str, ...] = ()
    near: tuple[tuple[str, str], ...] = ()
    at_birth: str = ""
    sided: bool = False
    source: str = ""
    as_written: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """Where a vocabulary comes from, as an operator is shown it."""

    key: str
    title: str
    url: str
    terms: str


@dataclass(frozen=True, slots=True)
class OnlyWhere:
    """Where a word with an everyday sense means the medical thing; see `en/only_where.toml`."""

    after: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()
    without: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """What a language knows besides its concepts.

    Attributes:
        beside: word sets by name, for pairs.
        only_where: words that count only in some places.
        stop: words that are never a concept.
        spelled: parts of words that may be spelled in another way.
    """

    beside: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    only_where: Mapping[str, OnlyWhere] = field(default_factory=dict)
    stop: frozenset[str] = frozenset()
    spelled: Mapping[str, str] = field(default_factory=dict)
