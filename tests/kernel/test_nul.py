"""A NUL in an address is refused at the door, the same on every database."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.cast import Cast


@pytest.mark.parametrize("path", ["/%00", "/s/a%00b", "/me/data/file/%00", "/t/%00"])
def test_an_address_with_a_nul_leads_nowhere(cast: Cast, path: str) -> None:
    answer = cast.client("parent").get(path)
    assert answer.status_code == 404
    assert "There is nothing here" in answer.content.decode()


@pytest.mark.parametrize("search", ["search=%00", "next=a%00b", "%00", "a=1&b%00=2"])
def test_what_is_looked_for_with_a_nul_is_refused_in_words(cast: Cast, search: str) -> None:
    for name in ("stranger", "parent"):
        answer = cast.client(name).get(f"/conversations?{search}")
        assert answer.status_code == 400
        assert "We could not read that" in answer.content.decode()


def test_the_three_signs_alone_are_no_nul(db: None) -> None:
    """Somebody may look for the words "%00"."""
    assert Client().get("/conversations?search=%2500").status_code == 200
