"""The pages of words, as staff see them."""

from __future__ import annotations

import pytest

from alongside.moderation.models import Rehearsal
from alongside.words.models import OwnRule, RuleState
from tests.cast import Cast
from tests.moderation.words import proposed, rehearsed

NEW = "/manage/words/new"
FORM = {"word": "gribble", "tier": "mask", "reason": "It is used to hurt."}


def test_from_a_word_to_a_rule(cast: Cast) -> None:
    cast.posts["reply"].source = "You gribble, you."
    cast.posts["reply"].save()
    moderator, administrator = cast.client("moderator"), cast.client("administrator")
    address = moderator.post(NEW, FORM)["Location"]
    page = moderator.get(address).content.decode()
    assert "This would hide 1 word in 1 post, none of them medical." in page
    assert "You <mark>gribble</mark>, you." in page
    assert "Open door: 1" in page
    assert OwnRule.objects.count() == 0
    rule = moderator.post(f"{address}/proposal")["Location"]
    own = moderator.get(rule).content.decode()
    assert "Somebody else on the staff" in own
    assert "/agreement" not in own
    assert "gribble" in administrator.get("/manage/words").content.decode()
    theirs = administrator.get(rule).content.decode()
    assert "You <mark>gribble</mark>, you." in theirs
    seen = Rehearsal.objects.get().pk
    administrator.post(f"{rule}/agreement", {"rehearsal": seen})
    assert OwnRule.objects.get().state == RuleState.LIVE
    moderator.post(f"{rule}/end", {"reason": "It hid too much."})
    assert OwnRule.objects.get().state == RuleState.TAKEN_BACK
    history = moderator.get("/manage/words").content.decode()
    assert "It hid too much." in history


def test_a_no_needs_a_reason_and_keeps_what_was_typed(cast: Cast) -> None:
    rule = proposed(cast, "gribble")
    client, path = cast.client("administrator"), f"/manage/words/{rule.pk}/refusal"
    answer = client.post(path, {"reason": "  "})
    assert answer.status_code == 422
    long = client.post(path, {"reason": "x" * 301})
    assert long.status_code == 422
    assert "x" * 301 in long.content.decode()
    client.post(path, {"reason": "It is kind here."})
    assert "It is kind here." in cast.client("moderator").get("/manage/words").content.decode()


def test_harm_is_said_and_asked_about(cast: Cast) -> None:
    cast.posts["reply"].source = "The facial spasms came with the stroke."
    cast.posts["reply"].save()
    row = rehearsed(cast, "facial")
    client, path = cast.client("moderator"), f"/manage/words/rehearsals/{row.pk}"
    page = client.get(path).content.decode()
    assert "This would hide 1 word in 1 post, 1 of them medical." in page
    assert '<mark class="medical">facial</mark> <small class="medical">medical</small>' in page
    refused = client.post(f"{path}/proposal")
    assert refused.status_code == 422
    assert "Do it anyway" in refused.content.decode()
    assert client.post(f"{path}/proposal", {"sure": "on"}).status_code == 303


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("", "Write the word first."),
        ("   ", "Write the word first."),
        ("?!", "There is no letter in this."),
        ("12", "There is no letter in this."),
        ("\u200b\u200b", "There is no letter in this."),
        ("q", "One letter alone"),
        ("q\u0301", "One letter alone"),
        ("x" * 61, "under 60 characters"),
        ("taken", "has a rule already"),
        ("TÁKEN", "has a rule already"),
        ("tаken", "has a rule already"),
        ("waiting", "is proposed already"),
    ],
)
def test_what_cannot_be_a_word(cast: Cast, word: str, said: str) -> None:
    OwnRule.objects.create(word="taken", tier="mask", state=RuleState.LIVE)
    OwnRule.objects.create(word="waiting", tier="mask", state=RuleState.PROPOSED)
    answer = cast.client("moderator").post(NEW, {**FORM, "word": word})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert FORM["reason"] in answer.content.decode()
    assert not Rehearsal.objects.exists()


def test_look_alike_letters_become_those_they_stand_for(cast: Cast) -> None:
    cast.client("moderator").post(NEW, {**FORM, "word": " grіbble  me "})
    assert Rehearsal.objects.get().word == "gribble me"


def test_a_tier_that_there_is_not(cast: Cast) -> None:
    for tier in ("", "burn"):
        answer = cast.client("moderator").post(NEW, {**FORM, "tier": tier})
        assert answer.status_code == 422
        assert "Choose what happens to it." in answer.content.decode()


def test_a_rehearsal_is_changed_a_little(cast: Cast) -> None:
    row = rehearsed(cast, "gribble")
    page = cast.client("moderator").get(f"{NEW}?from={row.pk}").content.decode()
    assert 'value="gribble"' in page
    assert "It is used to hurt." in page


def test_long_lists_go_on(cast: Cast) -> None:
    first = cast.posts["reply"]
    type(first).objects.bulk_create(
        type(first)(topic=first.topic, number=1000 + number, author=first.author, html="",
                    source=f"gribble {number}.") for number in range(25)
    )  # fmt: skip
    row = rehearsed(cast, "gribble")
    client, path = cast.client("moderator"), f"/manage/words/rehearsals/{row.pk}"
    page = client.get(path).content.decode()
    assert page.count("<mark>") == 20
    newest = type(first).objects.order_by("-pk")[19].pk
    assert f"after={newest}" in page
    assert client.get(f"{path}?after={newest}").content.decode().count("<mark>") == 5
    assert client.get(f"{path}?after=x&show=y").status_code == 200
