"""The page for what broke must not break: it is the last word there is."""

from __future__ import annotations

from django.db import OperationalError
from django.http import HttpRequest

from alongside.kernel.errors import broken


def test_where_no_page_can_be_made_the_words_are_said_plainly() -> None:
    """Nobody has said yet who is looking, so that the page's own top cannot be made."""
    answer = broken(HttpRequest())
    assert answer.status_code == 500
    assert answer["Content-Type"].startswith("text/plain")
    assert "Something broke on our side" in answer.content.decode()
    assert "What you saved is safe." in answer.content.decode()


def test_where_others_are_writing_it_says_so_and_when_to_come_again() -> None:
    """A write that waited its whole turn broke nothing: it is sent once more in a moment."""
    try:
        raise OperationalError("database is locked")
    except OperationalError:
        answer = broken(HttpRequest())
    assert answer.status_code == 503
    assert answer["Retry-After"] == "10"
    assert "What you saved is safe." in answer.content.decode()


def test_a_database_that_lacks_a_table_is_broken() -> None:
    try:
        raise OperationalError("no such table: people_member")
    except OperationalError:
        assert broken(HttpRequest()).status_code == 500
