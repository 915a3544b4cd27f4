"""Who sees a hidden word: its author and moderators, whoever asks for it, and nobody else."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.http import Http404

from alongside.config.wiring import HANDLERS
from alongside.discussions import actions
from alongside.discussions.actions.drafts import new_token
from alongside.discussions.models import MaskedWord, Post, Quote, Ruling, Topic
from alongside.discussions.reads.hidden import shown_source
from alongside.kernel.hiding import MARK, MARKED
from alongside.kernel.verdicts import Refused
from alongside.language.word_rules import Tier
from alongside.notifications.models import Notice
from alongside.people.rules.names import check_name
from alongside.words.models import OwnRule, RuleState
from alongside.work.worker import run_once
from tests.cast import EVERYONE, STAFF, Cast

HIDDEN = "blorpish"
WHY = "This word hurts people."


@pytest.fixture
def rule(db: None) -> str:
    return str(
        OwnRule.objects.create(word=HIDDEN, tier=Tier.MASK, reason=WHY, state=RuleState.LIVE)
    )


@pytest.fixture
def post(cast: Cast, rule: str) -> Post:
    return actions.start_topic(
        cast.viewer("parent"), space_slug="open-door", kind="question", token=new_token(),
        title=f"A {HIDDEN} title", source=f"He said I am *{HIDDEN}*.",
    )  # fmt: skip


def text(cast: Cast, name: str, path: str) -> str:
    answer = cast.client(name).get(path, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def word_of(post: Post) -> MaskedWord:
    return MaskedWord.objects.filter(post=post).order_by("pk")[0]


@pytest.mark.parametrize("name", EVERYONE)
def test_the_author_and_moderators_read_it_and_everyone_else_the_mark(
    cast: Cast, post: Post, name: str
) -> None:
    page = text(cast, name, f"/t/{post.topic_id}")
    told = name in ("parent", *STAFF)
    assert (HIDDEN in page) == (WHY in page) == told
    assert (MARKED in page) == (f"/p/{post.pk}/whole" in page) == (not told)
    assert ("Ask a moderator to look" in page) == (name == "parent")


@pytest.mark.parametrize("name", EVERYONE)
def test_whoever_asks_reads_what_was_written_and_no_search_engine_does(
    cast: Cast, post: Post, name: str
) -> None:
    answer = cast.client(name).get(f"/p/{post.pk}/whole")
    assert f"<em>{HIDDEN}</em>" in answer.content.decode()
    assert f"A {HIDDEN} title" in answer.content.decode()
    assert (answer["Cache-Control"], answer["X-Robots-Tag"]) == ("no-store", "noindex")
    plain = cast.posts["reply"].pk
    assert cast.client(name).get(f"/p/{plain}/whole").status_code == 404


@pytest.mark.parametrize("name", ["stranger", "outsider", "ambassador"])
@pytest.mark.parametrize(
    "path", ["/", "/conversations", "/s/open-door", "/m/{author}", "/p/{id}/history"]
)
def test_no_list_and_no_history_shows_it_to_others(
    cast: Cast, post: Post, name: str, path: str
) -> None:
    actions.edit_post(cast.viewer("parent"), post.pk, source=f"{HIDDEN}!", edit_count=0)
    page = text(cast, name, path.format(author=cast.people["parent"].pk, id=post.pk))
    assert MARK in page
    assert HIDDEN not in page


def test_the_author_reads_their_own_words_in_their_own_pages(cast: Cast, post: Post) -> None:
    for path in (f"/p/{post.pk}/edit", f"/p/{post.pk}/removal"):
        page = text(cast, "parent", path)
        assert HIDDEN in page
        assert MARK not in page
    actions.edit_post(cast.viewer("parent"), post.pk, source="Mild.", edit_count=0)
    for name in ("parent", "moderator"):
        assert f"<em>{HIDDEN}</em>" in text(cast, name, f"/p/{post.pk}/history")


def test_an_edit_hides_what_it_brings_and_shows_what_it_leaves(cast: Cast, post: Post) -> None:
    viewer = cast.viewer("parent")
    actions.edit_post(viewer, post.pk, source="Mild.", edit_count=0, title="Mild title")
    post.refresh_from_db()
    topic = Topic.objects.get(pk=post.topic_id)
    assert (post.html, post.whole_html, topic.title, topic.whole_title) == (
        "<p>Mild.</p>\n", "", "Mild title", "",
    )  # fmt: skip
    actions.edit_post(viewer, post.pk, source=f"Not {HIDDEN}.", edit_count=1)
    post.refresh_from_db()
    assert post.html == f"<p>Not {MARKED}.</p>\n"
    assert not topic.whole_title


def test_somebody_elses_refused_edit_does_not_show_it(cast: Cast, post: Post) -> None:
    client = cast.client("outsider")
    for given in ({"body": ""}, {"body": "x", "preview": "1"}, {"body": "x"}):
        answer = client.post(f"/p/{post.pk}/edit", {"edit_count": "0", **given})
        assert HIDDEN not in answer.content.decode()


def test_a_quote_repeats_the_mark_and_still_finds_whom_it_quotes(cast: Cast, post: Post) -> None:
    form = text(cast, "outsider", f"/t/{post.topic_id}/replies?quote=1")
    assert f"&gt; He said I am *{MARK}*." in form
    assert HIDDEN not in form
    answer = actions.post_reply(
        cast.viewer("outsider"), post.topic_id, token=new_token(),
        source=f"> **Pat Rivers**:\n> {shown_source(post)}\n\nNo you are not.",
    )  # fmt: skip
    assert Quote.objects.get(post=answer).quoted_id == post.pk


@pytest.mark.parametrize("path", ["/ask", "/preview", "/t/{topic}/replies"])
def test_before_posting_the_author_is_told_what_others_will_not_see(
    cast: Cast, rule: str, path: str
) -> None:
    page = cast.client("parent").post(
        path.format(topic=cast.topics["public"].pk),
        {"body": f"A {HIDDEN} day", "title": "Title", "kind": "story", "space": "open-door",
         "place": "ask", "token": new_token(), "preview": "1"},
    ).content.decode()  # fmt: skip
    assert f"Others will not see <q>{HIDDEN}</q>. {WHY}" in page
    assert f"A {HIDDEN} day" in page
    assert not Post.objects.filter(source__contains=HIDDEN).exists()


def test_an_appeal_is_one_click_and_its_answer_is_read_beside_the_post(
    cast: Cast, post: Post, rule: str
) -> None:
    author, address = cast.client("parent"), f"/p/{post.pk}/appeal"
    answer = author.post(address, {"rule": rule}, headers={"HX-Request": "true"})
    assert "You asked a moderator to look" in answer.content.decode()
    assert author.post(address, {"rule": rule}).status_code == 303
    assert MaskedWord.objects.filter(ruling=Ruling.APPEALED).count() == 2
    assert "Its author asks for a second look" in text(cast, "moderator", f"/t/{post.topic_id}")
    actions.uphold(word_of(post), cast.viewer("moderator"), "It is about you, we know.")
    page = text(cast, "parent", f"/t/{post.topic_id}")
    assert "It is about you, we know." in page
    assert "Ask a moderator to look" not in page
    while run_once(HANDLERS):
        pass
    notice = Notice.objects.get(kind="word_ruled")
    assert (notice.member_id, notice.address) == (cast.people["parent"].pk, f"/p/{post.pk}")
    assert "A moderator looked at the hidden word" in text(cast, "parent", "/notices")
    with pytest.raises(Refused):
        actions.allow(word_of(post), cast.viewer("administrator"))


def test_an_allowed_word_is_shown_to_all_in_that_post_and_stays_so_through_an_edit(
    cast: Cast, post: Post, rule: str
) -> None:
    viewer = cast.viewer("parent")
    actions.edit_post(viewer, post.pk, source=f"{HIDDEN}, he said.", edit_count=0)
    actions.appeal(viewer, post.pk, rule)
    actions.allow(word_of(post), cast.viewer("moderator"))
    for path in (f"/t/{post.topic_id}", f"/p/{post.pk}/history", "/conversations"):
        page = text(cast, "outsider", path)
        assert HIDDEN in page
        assert MARK not in page
    actions.edit_post(viewer, post.pk, source=f"{HIDDEN}, he shouted.", edit_count=1)
    assert f"{HIDDEN}, he shouted." in text(cast, "outsider", f"/t/{post.topic_id}")
    # A moderator said yes to what they read, and not to more of it.
    more = f"{HIDDEN} {HIDDEN} {HIDDEN}"
    actions.edit_post(viewer, post.pk, source=more, edit_count=2)
    assert f"<p>{MARKED} {MARKED} {MARKED}</p>" in text(cast, "outsider", f"/t/{post.topic_id}")


def test_only_the_author_asks_and_no_moderator_decides_on_their_own_words(
    cast: Cast, post: Post, rule: str
) -> None:
    with pytest.raises(Refused):
        actions.appeal(cast.viewer("outsider"), post.pk, rule)
    with pytest.raises(Http404):
        actions.appeal(cast.viewer("parent"), post.pk, "own/987654")
    actions.appeal(cast.viewer("parent"), post.pk, rule)
    for name in ("parent", "ambassador"):
        with pytest.raises(Refused):
            actions.allow(word_of(post), cast.viewer(name))
    own = actions.post_reply(
        cast.viewer("moderator"), post.topic_id, source=HIDDEN, token=new_token()
    )
    actions.appeal(cast.viewer("moderator"), own.pk, rule)
    with pytest.raises(Refused):
        actions.allow(word_of(own), cast.viewer("moderator"))
    actions.allow(word_of(own), cast.viewer("administrator"))


def test_a_name_and_a_line_of_a_profile_hold_no_hidden_word(cast: Cast, rule: str) -> None:
    for name in (HIDDEN, f"Old {HIDDEN}", "OldBlorpish", "blorpish_42"):
        with pytest.raises(ValidationError, match="a word in this name"):
            check_name(name)
    assert check_name("Blorpishly") == "Blorpishly"
    client, me = cast.client("parent"), cast.people["parent"]
    answer = client.post(
        "/me/profile", {"name": me.name, "about": f"Not {HIDDEN}", "place": "Leeds"}
    )
    assert answer.status_code == 422
    assert "please leave that word out" in answer.content.decode()
    assert f"Not {HIDDEN}" in answer.content.decode()
