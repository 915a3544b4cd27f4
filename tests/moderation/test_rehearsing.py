"""What a word's rule would touch: exact, of a year, of what stands, with medical places marked."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from alongside.discussions import actions as talk
from alongside.discussions.actions.drafts import new_token
from alongside.discussions.models import Post, Topic
from alongside.exchange.actions import import_page
from alongside.exchange.demo.files import REAL_PAGE
from alongside.exchange.page import read_page
from alongside.language.word_rules import Tier
from alongside.moderation import rehearsing
from alongside.moderation.models import Rehearsal, RehearsedPost
from alongside.moderation.reads import figures, touched_page
from alongside.work.models import WorkState
from tests.cast import BEGAN, NEW_YORK, Cast
from tests.moderation.words import rehearsed

WORD = "gribble"


def write(cast: Cast, text: str, topic: str = "public", who: str = "ambassador") -> Post:
    return talk.post_reply(cast.viewer(who), cast.topics[topic].pk, source=text, token=new_token())


def test_counts_words_posts_people_and_spaces(cast: Cast) -> None:
    write(cast, f"You {WORD}. You {WORD.upper()}!")
    write(cast, f"A {WORD} again, and no {WORD}ly one.", "members")
    write(cast, f"Me too, {WORD}.", who="outsider")
    row = rehearsed(cast, WORD)
    assert (row.words, row.posts, row.people) == (4, 3, 2)
    assert row.spaces == {
        str(cast.spaces["public"].pk): 2, str(cast.spaces["members"].pk): 1
    }  # fmt: skip
    assert row.done == row.total == rehearsing.posts_in_reach(row).count()
    assert row.state == WorkState.SENT


def test_what_was_removed_is_left_out(cast: Cast) -> None:
    gone = write(cast, f"One {WORD}.")
    talk.remove_post(cast.viewer("ambassador"), gone.pk)
    in_gone = write(cast, f"Two {WORD}.", "unanswered")
    Topic.objects.filter(pk=in_gone.topic_id).update(removed_at=BEGAN)
    assert rehearsed(cast, WORD).words == 0


def test_a_year_and_not_a_day_more(cast: Cast) -> None:
    post = write(cast, f"One {WORD}.")
    for days, found in ((364, 1), (365, 1), (366, 0)):
        with time_machine.travel(post.created_at + timedelta(days=days), tick=False):
            assert rehearsed(cast, WORD).words == found, days


def test_a_title_counts_with_the_post_that_opens(cast: Cast) -> None:
    talk.start_topic(
        cast.viewer("parent"), space_slug="open-door", kind="question", token=new_token(),
        title=f"Why {WORD}?", source="Nothing of it here.",
    )  # fmt: skip
    row = rehearsed(cast, WORD)
    assert (row.words, row.posts, row.titles) == (1, 1, 1)
    line = touched_page(cast.viewer("moderator"), row, "all", 0).lines[0]
    assert [(piece.text, piece.kind) for piece in line.title] == [
        ("Why ", ""), (WORD, "hit"), ("?", "")
    ]  # fmt: skip


def test_names_that_hold_it_are_counted(cast: Cast) -> None:
    assert rehearsed(cast, "amber").names == 1


def test_medical_places_are_told_apart(cast: Cast) -> None:
    write(cast, "He has facial spasms since his stroke. I booked a facial for my birthday.")
    row = rehearsed(cast, "facial")
    assert (row.words, row.clinical_words, row.clinical_posts) == (2, 1, 1)
    moderator = cast.viewer("moderator")
    pieces = touched_page(moderator, row, "clinical", 0).lines[0].excerpts[0]
    assert [piece.kind for piece in pieces if piece.kind] == ["clinical", "hit"]
    found = figures(moderator, row)
    assert found.harm
    assert found.said == "This would hide 2 words in 1 post, 1 of them medical."


def test_the_real_page(cast: Cast) -> None:
    """Proposing a word of the parent who asked there shows their question, and that it is one."""
    import_page(read_page(REAL_PAGE, NEW_YORK), "open-door", sample=False)
    asked = datetime(2021, 4, 23, 20, 6, tzinfo=UTC)
    assert Post.objects.filter(created_at=asked).exists()
    with time_machine.travel(asked + timedelta(days=365), tick=False):
        row = rehearsed(cast, "twitching")
        assert (row.words, row.posts, row.clinical_words) == (2, 1, 2)
        assert row.terms > 0
        # What the other site hid is no word, and "hemifacial" is another one.
        assert rehearsed(cast, "facial").words == 0
        spasms = rehearsed(cast, "spasms")
        assert (spasms.words, spasms.posts, spasms.clinical_posts) == (2, 2, 2)
    with time_machine.travel(asked + timedelta(days=365, seconds=1), tick=False):
        assert rehearsed(cast, "twitching").words == 0


def test_terms_that_hold_it_are_counted(cast: Cast) -> None:
    row = rehearsed(cast, "facial")
    assert row.terms > 5
    found = figures(cast.viewer("moderator"), row)
    assert found.harm
    assert "of conditions, signs or treatments" in found.warnings[0]


def test_asking_a_moderator_harms_nobody(cast: Cast) -> None:
    write(cast, "He has facial spasms since his stroke.")
    assert not figures(cast.viewer("moderator"), rehearsed(cast, "facial", Tier.ASK)).harm


def test_a_word_of_many_posts_is_said_to_be_common(cast: Cast) -> None:
    first = cast.posts["reply"]
    Post.objects.bulk_create(
        Post(topic=first.topic, number=1000 + number, author=first.author, html="",
             source=f"the {WORD}" if number < 10 else "nothing")
        for number in range(120)
    )  # fmt: skip
    found = figures(cast.viewer("moderator"), rehearsed(cast, WORD))
    assert found.harm
    assert "how people speak here" in found.warnings[-1]


def test_it_goes_on_where_it_was(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """A turn that is over gives the rest back, and the figures are the same in the end."""
    for number in range(7):
        write(cast, f"{WORD} {number}")
    whole = rehearsed(cast, WORD)
    monkeypatch.setattr(rehearsing, "CHUNK", 3)
    monkeypatch.setattr(rehearsing, "AT_ONCE_SECONDS", -1.0)
    monkeypatch.setattr(rehearsing, "TURN_SECONDS", -1.0)
    row = rehearsed(cast, WORD)
    assert (row.done, row.state) == (3, WorkState.FAILED)
    shown = cast.client("moderator").get(f"/manage/words/rehearsals/{row.pk}").content.decode()
    assert f"{100 * 3 // row.total}% done" in shown
    assert "Look again" in shown
    turns = 0
    while rehearsing.work_on_rehearsals():
        turns += 1
    row.refresh_from_db()
    assert turns == row.total // 3 + 1
    assert row.attempts <= 1
    for figure in ("words", "posts", "people", "spaces", "done", "state"):
        assert getattr(row, figure) == getattr(whole, figure), figure
    assert RehearsedPost.objects.filter(rehearsal=row).count() == 7


def test_trouble_is_tried_again_and_then_said(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rehearsing, "Probe", lambda rule: 1 // 0)
    row = rehearsed(cast, WORD)
    assert row.state == WorkState.FAILED
    Rehearsal.objects.filter(pk=row.pk).update(next_at=timezone.now(), attempts=5)
    rehearsing.work_on_rehearsals()
    row.refresh_from_db()
    assert row.state == WorkState.GAVE_UP
    page = cast.client("moderator").get(f"/manage/words/rehearsals/{row.pk}")
    assert "Nothing was changed" in page.content.decode()


def test_posts_of_others_are_counted_and_shown_by_what_this_person_sees(cast: Cast) -> None:
    write(cast, f"A {WORD} here.")
    write(cast, f"A {WORD} there.", "membership")
    row = rehearsed(cast, WORD)
    staff = touched_page(cast.viewer("moderator"), row, "all", 0)
    assert (len(staff.lines), staff.unseen) == (2, 0)
    # Nobody but staff comes here; were a smaller role to, it would see its own spaces alone.
    member = touched_page(cast.viewer("outsider"), row, "all", 0)
    assert (len(member.lines), member.unseen) == (1, 1)
    shares = figures(cast.viewer("outsider"), row).spaces
    assert [(share.name, share.posts) for share in shares] == [
        ("Open door", 1), ("Spaces that you cannot see", 1)
    ]  # fmt: skip
