"""Whose words a reply repeats is written down with it, and nobody else's."""

from __future__ import annotations

import pytest

from alongside.discussions import actions
from alongside.discussions.actions.drafts import new_token
from alongside.discussions.models import Post, Quote, Topic
from alongside.kernel.markdown import quoted, quotes_in
from tests.cast import Cast


def reply(cast: Cast, name: str, source: str, topic: Topic | None = None) -> Post:
    where = topic or cast.topics["public"]
    return actions.post_reply(cast.viewer(name), where.pk, source=source, token=new_token())


def quoted_by(post: Post) -> list[int]:
    return list(
        Quote.objects.filter(post=post).order_by("quoted_id").values_list("quoted", flat=True)
    )


def test_what_the_quote_button_makes_is_read_again() -> None:
    source = quoted("Pat Rivers", "One line.\n\n> not mine\nAnd *another*.") + "My own words."
    assert quotes_in(source) == [("Pat Rivers", ["One line.", "And *another*."])]
    assert quotes_in("> **Pat**: no\n> more") == []
    assert quotes_in("Dear **Pat**:\n> words") == []


def test_a_quote_finds_the_post_it_was_taken_from(cast: Cast) -> None:
    first = reply(cast, "newcomer", "Ice helped us.\nSo did time.")
    reply(cast, "newcomer", "Thank you all.")
    answer = reply(cast, "outsider", quoted("Nell", "So did time.") + "How much time?")
    assert quoted_by(answer) == [first.pk]


@pytest.mark.parametrize(
    "source",
    [
        quoted("Nell", "Words that nobody wrote.") + "Really?",
        quoted("Morgan", "Ice helped us.") + "Not Morgan's words.",
        "> Ice helped us.\n\nWithout a name.",
        quoted("Nell", "") + "Only the name.",
        "Nell said **this**: Ice helped us.",
    ],
)
def test_what_is_no_quote_of_somebody_tells_nobody(cast: Cast, source: str) -> None:
    reply(cast, "newcomer", "Ice helped us.")
    assert quoted_by(reply(cast, "outsider", source)) == []


def test_words_of_another_conversation_or_a_removed_post_are_not_found(cast: Cast) -> None:
    elsewhere = reply(cast, "newcomer", "Said elsewhere.", cast.topics["unanswered"])
    gone = reply(cast, "newcomer", "Taken back.")
    actions.remove_post(cast.viewer("newcomer"), gone.pk)
    for post in (elsewhere, gone):
        assert quoted_by(reply(cast, "outsider", quoted("Nell", post.source) + "Hm.")) == []


def test_an_edit_writes_down_new_quotes_and_forgets_those_it_took_out(cast: Cast) -> None:
    one, two = (reply(cast, "newcomer", words) for words in ("First thing.", "Second thing."))
    post = reply(cast, "outsider", quoted("Nell", "First thing.") + "Yes.")
    actions.edit_post(
        cast.viewer("outsider"), post.pk, edit_count=0,
        source=quoted("Nell", "First thing.") + quoted("Nell", "Second thing.") + "Yes.",
    )  # fmt: skip
    assert quoted_by(post) == [one.pk, two.pk]
    actions.edit_post(
        cast.viewer("outsider"),
        post.pk,
        edit_count=1,
        source=quoted("Nell", "Second thing.") + "No.",
    )
    assert quoted_by(post) == [two.pk]
