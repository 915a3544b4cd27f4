"""A rule that begins hides its word in what stands here; one that ends gives all of it back."""

from __future__ import annotations

import pytest
from django.http import Http404

from alongside.discussions import actions as talk
from alongside.discussions.actions.drafts import new_token
from alongside.discussions.actions.masking_pass import work_on_masking
from alongside.kernel.verdicts import Refused
from alongside.language.word_rules import Tier
from alongside.language.words import shipped_rules
from alongside.moderation import actions
from alongside.moderation.models import Rehearsal
from alongside.moderation.rehearsing import rehearse_at_once
from alongside.words.models import OwnRule, RuleChange, RuleState, ShippedRuleTakenBack
from tests.cast import Cast
from tests.moderation.words import agreed, proposed

WORD = "gribble"
RULE = next(rule for rule in shipped_rules() if rule.tier is Tier.MASK and rule.near)


def go_through() -> None:
    while work_on_masking():
        pass


def say(cast: Cast, text: str) -> str:
    post = talk.post_reply(
        cast.viewer("ambassador"), cast.topics["public"].pk, source=text, token=new_token()
    )
    return f"/t/{post.topic_id}"


def test_a_word_of_ours_is_hidden_and_shown_again(cast: Cast) -> None:
    path, parent = say(cast, f"You {WORD}."), cast.client("parent")
    rule = agreed(cast, proposed(cast, WORD))
    go_through()
    assert WORD not in parent.get(path).content.decode()
    actions.take_back(cast.viewer("moderator"), rule.pk, reason="It hid too much.")
    assert f"You {WORD}." in parent.get(path).content.decode()


def test_asking_hides_nothing(cast: Cast) -> None:
    path = say(cast, f"You {WORD}.")
    agreed(cast, proposed(cast, WORD, Tier.ASK))
    go_through()
    assert WORD in cast.client("parent").get(path).content.decode()


def test_a_shipped_rule_ends_with_one_and_comes_back_with_two(cast: Cast) -> None:
    moderator, administrator = cast.viewer("moderator"), cast.viewer("administrator")
    path, parent = say(cast, f"So he said {RULE.word} to me."), cast.client("parent")
    assert RULE.word not in parent.get(path).content.decode()
    with pytest.raises(Refused, match="in force already"):
        actions.rehearse_shipped(moderator, RULE.name, reason="x")
    actions.take_back_shipped(moderator, RULE.name, reason="We talk about it.")
    assert RULE.word in parent.get(path).content.decode()
    with pytest.raises(Refused, match="not in force"):
        actions.take_back_shipped(administrator, RULE.name, reason="x")

    row = actions.rehearse_shipped(moderator, RULE.name, reason="We are done.")
    rehearse_at_once(row)
    row.refresh_from_db()
    assert row.words == 1
    rule = actions.propose(moderator, row.pk, sure=True)
    with pytest.raises(Refused, match="Somebody else"):
        agreed(cast, rule, "moderator")
    agreed(cast, rule)
    go_through()
    assert RULE.word not in parent.get(path).content.decode()
    assert not ShippedRuleTakenBack.objects.exists()
    # And once more: by the page of the proposal, or by that of the rule, it is the same.
    actions.take_back_shipped(administrator, RULE.name, reason="Again.")
    rule.refresh_from_db()
    assert rule.state == RuleState.TAKEN_BACK
    assert RULE.word in parent.get(path).content.decode()
    assert set(RuleChange.objects.values_list("rule", flat=True)) == {RULE.name}
    assert RuleChange.objects.count() == 4


def test_taking_back_what_was_put_back_by_its_proposal(cast: Cast) -> None:
    moderator = cast.viewer("moderator")
    actions.take_back_shipped(moderator, RULE.name, reason="x")
    row = actions.rehearse_shipped(moderator, RULE.name, reason="x")
    rehearse_at_once(row)
    rule = agreed(cast, actions.propose(moderator, row.pk, sure=True))
    actions.take_back(moderator, rule.pk, reason="x")
    assert ShippedRuleTakenBack.objects.get().rule == RULE.name


def test_a_rule_that_there_is_not(cast: Cast) -> None:
    moderator = cast.viewer("moderator")
    for name in ("en/nothing-of-the-kind", "own/1", "\x00", ""):
        with pytest.raises(Http404):
            actions.take_back_shipped(moderator, name, reason="x")
        page = cast.client("moderator").get("/manage/words/shipped/rule", {"name": name})
        assert page.status_code in (400, 404)
    for act in (actions.take_back_shipped, actions.rehearse_shipped):
        with pytest.raises(Refused):
            act(cast.viewer("parent"), RULE.name, reason="x")


def test_the_pages_of_shipped_rules(cast: Cast) -> None:
    client = cast.client("moderator")
    front = client.get("/manage/words/shipped").content.decode()
    assert RULE.word not in front
    assert "Slurs" in front
    words = client.get(f"/manage/words/shipped?tier=mask&kind={RULE.kind}").content.decode()
    assert f"“{RULE.word}”" in words
    path = f"/manage/words/shipped/rule?name={RULE.name}"
    assert "In force" in client.get(path).content.decode()
    assert client.post("/manage/words/shipped/end", {"name": RULE.name}).status_code == 422
    client.post("/manage/words/shipped/end", {"name": RULE.name, "reason": "We talk of it."})
    gone = client.get(path).content.decode()
    assert "We talk of it." in gone
    assert "Taken back by Morgan" in gone
    assert "1 taken back here" in client.get("/manage/words").content.decode()
    sent = {"name": RULE.name, "reason": "We are done."}
    address = client.post("/manage/words/shipped/rehearsal", sent)["Location"]
    assert "Nobody wrote this" in client.get(address).content.decode()
    rule = client.post(f"{address}/proposal")["Location"]
    assert f'href="{rule}"' in client.get(path).content.decode()
    assert client.post("/manage/words/shipped/rehearsal", {"name": RULE.name}).status_code == 422


@pytest.mark.parametrize("word", [RULE.word, RULE.word.upper()])
def test_what_comes_with_alongside_needs_no_rule(cast: Cast, word: str) -> None:
    sent = {"word": word, "tier": "mask", "reason": "x"}
    answer = cast.client("moderator").post("/manage/words/new", sent)
    assert answer.status_code == 422
    assert "comes with Alongside" in answer.content.decode()


def test_a_word_that_is_only_asked_about_can_be_proposed(cast: Cast) -> None:
    """So that whoever wants to hide "facial" is shown what that would do."""
    client = cast.client("moderator")
    sent = {"word": "facial", "tier": "ask", "reason": "x"}
    assert client.post("/manage/words/new", sent).status_code == 422
    assert client.post("/manage/words/new", sent | {"tier": "mask"}).status_code == 303
    assert Rehearsal.objects.get().word == "facial"
    assert OwnRule.objects.count() == 0
