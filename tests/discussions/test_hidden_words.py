"""A word that a rule hides: shown to nobody who did not ask, and given back whole."""

from __future__ import annotations

from unittest.mock import patch

import pytest

from alongside.discussions import actions
from alongside.discussions.actions.drafts import new_token
from alongside.discussions.actions.masking import keep_hidden_words_true
from alongside.discussions.actions.masking_pass import work_on_masking
from alongside.discussions.models import MaskedWord, MaskingPass, Post, Topic
from alongside.kernel.bare import bare
from alongside.kernel.hiding import MARK, MARKED, hide, render_hiding
from alongside.kernel.markdown import render
from alongside.language.word_rules import Tier, WordRule
from alongside.words.models import OwnRule, RuleState
from alongside.words.reads import live_reader
from alongside.work.models import WorkState
from tests.cast import Cast

HIDDEN = "blorpish"
OTHER = "zonkful"


def rule(word: str = HIDDEN) -> str:
    made = OwnRule.objects.create(
        word=word, tier=Tier.MASK, reason=f"{word} hurts people.", state=RuleState.LIVE
    )
    return str(made)


def take_back(name: str) -> int:
    OwnRule.objects.filter(pk=name.removeprefix("own/")).update(state=RuleState.TAKEN_BACK)
    return actions.restore(name)


def go_through() -> None:
    while work_on_masking():
        pass


def reply(cast: Cast, source: str, name: str = "ambassador") -> Post:
    topic = cast.topics["public"]
    return actions.post_reply(cast.viewer(name), topic.pk, source=source, token=new_token())


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("You bad one.", f"<p>You {MARKED} one.</p>"),
        ("You **bad** one.", f"<p>You <strong>{MARKED}</strong> one.</p>"),
        ("You *bad one*.", f"<p>You <em>{MARKED} one</em>.</p>"),
        ("> bad\n\nNo.", f"<blockquote>\n<p>{MARKED}</p>\n</blockquote>\n<p>No.</p>"),
        ("`bad` it", f"<p><code>{MARKED}</code> it</p>"),
        ("[bad](http://x.org/a)", f'<p><a href="http://x.org/a" rel="R">{MARKED}</a></p>'),
        ("[a *b*](http://x.org/bad)", "<p>a <em>b</em></p>"),
        ("http://bad.org/a", f"<p>http://{MARKED}.org/a</p>"),
        ('[a](http://x.org "a > bad")', "<p>a</p>"),
        ("- bad", f"<ul>\n<li>{MARKED}</li>\n</ul>"),
        ("&lt;bad&gt;", f"<p>&lt;{MARKED}&gt;</p>"),
    ],
)
def test_the_mark_stands_where_the_word_was_read(source: str, shown: str) -> None:
    at = source.index("bad")
    html = render_hiding(source, [(at, at + 3)])
    assert html.strip() == shown.replace('rel="R"', 'rel="nofollow ugc noopener"')


def test_words_over_several_lines_leave_the_lines_as_they_are() -> None:
    source = "> so\n> bad it is"
    assert hide(source, [(2, 10)]) == f"> {MARK}\n> {MARK} it is"
    assert hide("a bad bad b", [(2, 5), (5, 9), (3, 4)]) == f"a {MARK} b"
    assert hide("wordhidden0x bad", [(13, 16)]) == f"wordhidden0x {MARK}"
    assert render_hiding("wordhidden0x bad", [(13, 16)]) == f"<p>wordhidden0x {MARKED}</p>\n"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("blor**pi**sh it", f"{MARKED} it"),
        ("bl&#111;rpish it", f"{MARKED} it"),
        ("*blor*pish it", f"*{MARKED} it"),
        ("bl`or`pi~~s~~h it", f"{MARKED} it"),
    ],
)
def test_a_word_that_only_rendering_puts_together_is_hidden(
    cast: Cast, written: str, shown: str
) -> None:
    rule()
    post = reply(cast, written)
    assert post.html == f"<p>{shown}</p>\n"
    assert len(bare(written)) == len(written)


def test_what_is_posted_keeps_its_words_and_shows_the_mark(cast: Cast) -> None:
    rule()
    post = actions.start_topic(
        cast.viewer("parent"), space_slug="open-door", kind="question", token=new_token(),
        title=f"A {HIDDEN} title", source=f"So **{HIDDEN}** of you.",
    )  # fmt: skip
    post.refresh_from_db()
    topic = Topic.objects.get(pk=post.topic_id)
    assert (topic.title, topic.whole_title) == (f"A {MARK} title", f"A {HIDDEN} title")
    assert post.source == f"So **{HIDDEN}** of you."
    assert post.whole_html == render(post.source)
    assert post.html == f"<p>So <strong>{MARKED}</strong> of you.</p>\n"
    places = MaskedWord.objects.filter(post=post).values_list("in_title", "start", "end")
    assert set(places) == {(True, 2, 10), (False, 5, 13)}


def test_a_rule_that_is_taken_back_gives_every_place_back_and_no_other(cast: Cast) -> None:
    mine, others = rule(), rule(OTHER)
    post = actions.start_topic(
        cast.viewer("parent"), space_slug="open-door", kind="question", token=new_token(),
        title=f"{HIDDEN} and {OTHER}", source=f"{HIDDEN} one",
    )  # fmt: skip
    actions.edit_post(
        cast.viewer("parent"), post.pk, source=f"{HIDDEN} and {OTHER}", edit_count=0,
        title=f"Just {HIDDEN}",
    )  # fmt: skip
    both = reply(cast, f"{HIDDEN} and {OTHER}", "newcomer")
    before = Topic.objects.get(pk=both.topic_id).revision
    assert take_back(mine) == 2
    post.refresh_from_db()
    topic, revision = Topic.objects.get(pk=post.topic_id), post.revisions.get()
    assert (topic.title, topic.whole_title) == (f"Just {HIDDEN}", "")
    assert post.html == f"<p>{HIDDEN} and {MARKED}</p>\n"
    assert (revision.title, revision.whole_title) == (
        f"{HIDDEN} and {MARK}",
        f"{HIDDEN} and {OTHER}",
    )
    assert (revision.html, revision.whole_html) == (render(f"{HIDDEN} one"), "")
    assert Topic.objects.get(pk=both.topic_id).revision == before + 1
    assert take_back(others) == 2
    post.refresh_from_db()
    assert (post.html, post.whole_html) == (render(post.source), "")
    both.refresh_from_db()
    assert (both.html, both.whole_html) == (render(both.source), "")
    assert not MaskedWord.objects.exists()


def test_what_two_rules_hide_stays_hidden_by_the_other(cast: Cast) -> None:
    long, short = rule(f"very {HIDDEN}"), rule()
    post = reply(cast, f"A very {HIDDEN} thing.")
    assert [word.rule for word in post.masked_words.all()] == [long]
    take_back(long)
    post.refresh_from_db()
    assert post.html == f"<p>A very {MARKED} thing.</p>\n"
    assert [word.rule for word in post.masked_words.all()] == [short]


def test_a_post_written_while_a_rule_ends_is_given_back_too(cast: Cast) -> None:
    name = rule()
    with patch("alongside.discussions.actions.reading_words.live_reader") as before:
        before.return_value = live_reader()
        take_back(name)
        post = reply(cast, f"A {HIDDEN} thing.")
    assert MARKED in post.html
    go_through()
    post.refresh_from_db()
    assert post.html == render(post.source)


def test_rules_that_change_with_a_new_version_reach_what_stands_here(cast: Cast) -> None:
    post = reply(cast, f"A {HIDDEN} thing.")
    keep_hidden_words_true()
    go_through()
    keep_hidden_words_true()
    assert MaskingPass.objects.get().state == WorkState.SENT
    rule()
    keep_hidden_words_true()
    keep_hidden_words_true()
    assert MaskingPass.objects.exclude(state=WorkState.SENT).count() == 1
    go_through()
    post.refresh_from_db()
    assert post.html == f"<p>A {MARKED} thing.</p>\n"
    assert MaskingPass.objects.get().state == WorkState.SENT


def test_a_rule_that_begins_hides_its_words_in_what_stands_already(cast: Cast) -> None:
    post = actions.start_topic(
        cast.viewer("parent"), space_slug="open-door", kind="question", token=new_token(),
        title=f"A {HIDDEN} title", source=f"{HIDDEN} one",
    )  # fmt: skip
    actions.edit_post(cast.viewer("parent"), post.pk, source=f"{HIDDEN} two", edit_count=0)
    name = rule()
    actions.apply_rule(WordRule(name, HIDDEN, Tier.MASK, "own", ""))
    go_through()
    post.refresh_from_db()
    revision = post.revisions.get()
    assert post.html == f"<p>{MARKED} two</p>\n"
    assert (revision.html, revision.title) == (f"<p>{MARKED} one</p>\n", f"A {MARK} title")
    assert Topic.objects.get(pk=post.topic_id).title == f"A {MARK} title"
    assert take_back(name) == 1
    post.refresh_from_db()
    assert post.html == render(f"{HIDDEN} two")
