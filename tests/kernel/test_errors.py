"""The page for what broke must not break: it is the last word there is."""

from __future__ import annotations

from django.http import HttpRequest

from alongside.kernel.errors import broken


def test_where_no_page_can_be_made_the_words_are_said_plainly() -> None:
    """Nobody has said yet who is looking, so that the page's own top cannot be made."""
    answer = broken(HttpRequest())
    assert answer.status_code == 500
    assert answer["Content-Type"].startswith("text/plain")
    assert "Something broke on our side" in answer.content.decode()
    assert "What you saved is safe." in answer.content.decode()
