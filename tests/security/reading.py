"""Which fields of a form or a search a page looks at: no other can break it, whatever it holds."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.http import QueryDict

# What every page may look at, for every form alike.
OF_EVERY_FORM = {"csrfmiddlewaretoken"}


@contextmanager
def looked_at() -> Iterator[set[str]]:
    """The fields by name. Whoever goes through all of them asks for each by name as well, and a
    copy of a form is watched like the form; only what is passed on unread as a whole is not seen.
    """
    found: set[str] = set()
    with pytest.MonkeyPatch.context() as patch:
        for method in ("__getitem__", "__contains__", "get", "getlist", "pop", "setdefault"):
            patch.setattr(QueryDict, method, _watched(getattr(QueryDict, method), found))
        patch.setattr(QueryDict, "__init__", _unwatched(QueryDict.__init__, found))
        yield found
    found -= OF_EVERY_FORM


def _watched(method: Any, found: set[str]) -> Any:
    def watched(self: QueryDict, key: str, *rest: Any, **more: Any) -> Any:
        found.add(key)
        return method(self, key, *rest, **more)

    return watched


def _unwatched(method: Any, found: set[str]) -> Any:
    """Taking apart what was sent asks for every name too, and looks at nothing."""

    def unwatched(self: QueryDict, *given: Any, **more: Any) -> None:
        before = set(found)
        method(self, *given, **more)
        found.intersection_update(before)

    return unwatched
