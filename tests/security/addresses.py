"""Every address of the site, read from the address map itself, so that no page can be forgotten."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from tests.cast import STAFF
from tests.security.world import ADMINISTRATORS, EVERYBODY, Readers, Row

PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")
MANAGING = "manage/"
# What moderators look after too.
FOR_MODERATORS = ("manage/reports", "manage/first", "manage/words")

# Searches of a page. Where an address has no parameter all of these are tried; where it has,
# those of its name.
EVERYWHERE = (
    "page=2", "page=last", "show=unanswered", "show=followed", "after=1", "quote=1",
    "country=GB", "search=a", "space=open-door", "next=/following",
    "state=gave_up", "before=1",
)  # fmt: skip
SEARCHES = {
    "topic": ("page=2", "page=last"),
    "topic_reply": tuple(f"quote={number}" for number in range(1, 10)),
    "draft_keeping": ("place=ask", "place=topic:1", "place=post:1"),
    "member": ("as=everyone", "as=members", "as=staff"),
    "space": ("show=unanswered", "show=followed"),
}


@dataclass(frozen=True)
class Address:
    """`readers` are those for whom every row in it exists; `values` stand where `<...>` stood."""

    name: str
    route: str
    path: str
    values: tuple[str, ...]
    readers: Readers

    @property
    def searches(self) -> tuple[str, ...]:
        """The page again, each time with something to look for."""
        searches = SEARCHES.get(self.name, () if self.values else EVERYWHERE)
        return tuple(f"{self.path}?{search}" for search in searches)

    def never_there(self) -> Address:
        """The same address with rows that never were."""
        parts = [_never(value) for value in self.values]
        return Address(self.name, self.route, _path(self.route, parts), tuple(parts), self.readers)


def routes(
    patterns: Iterable[URLPattern | URLResolver] | None = None, before: str = ""
) -> Iterator[tuple[str, str]]:
    """(name, route) of every page, however deep its file is included."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, route)
        else:
            yield pattern.name or route, route


def addresses(rows: dict[str, list[Row]]) -> Iterator[Address]:
    for name, route in routes():
        yield from filled(name, route, rows)


def one_of_each(rows: dict[str, list[Row]]) -> list[Address]:
    """Each route once, with rows that everybody sees where there are such."""
    first = {key: sorted(some, key=lambda row: -len(row.readers))[:1] for key, some in rows.items()}
    return list(addresses(first))


def filled(name: str, route: str, rows: dict[str, list[Row]]) -> Iterator[Address]:
    """The route with every fitting row. Fails where nobody has said which rows fit."""
    wanted = PARAMETER.findall(route)
    if unknown := [parameter for parameter in wanted if parameter not in rows]:
        pytest.fail(
            f"{route} has {unknown}: name rows for it in tests/security/world.py, with who may "
            "see them, so that this page is looked at with the eyes of everyone."
        )
    for chosen in product(*(rows[parameter] for parameter in wanted)):
        readers = _managers(route) if route.startswith(MANAGING) else EVERYBODY
        for row in chosen:
            readers &= row.readers
        values = tuple(row.value for row in chosen)
        yield Address(name, route, _path(route, values), values, readers)


def _managers(route: str) -> Readers:
    return frozenset(STAFF) if route.startswith(FOR_MODERATORS) else ADMINISTRATORS


def _path(route: str, values: Iterable[str]) -> str:
    rest = iter(values)
    return "/" + PARAMETER.sub(lambda _: next(rest), route)


def _never(value: str) -> str:
    if value.isdigit():
        return "987654321"
    return "".join(letter if letter in "-" else "z" for letter in value)
