"""A mail that answers a notice becomes a reply, under the rules of the form; one that cannot be
posted gets a kind answer that keeps its words, and nobody else gets anything."""

from __future__ import annotations

from datetime import timedelta
from email.message import EmailMessage

import msgspec
import pytest
import time_machine
from django.core import mail
from django.utils import timezone
from pytest_django import Settings

from alongside.discussions import actions
from alongside.discussions.actions.drafts import new_token
from alongside.discussions.models import Draft, Post
from alongside.notifications.inbound import posting, working
from alongside.notifications.inbound.addresses import reply_to
from alongside.notifications.inbound.storing import keep_mail
from alongside.notifications.inbound.working import forget_inbound_mail, work_on_inbound_mail
from alongside.notifications.models import InboundMail
from alongside.people.models import Member
from alongside.work.models import WorkState
from tests.cast import Cast, word
from tests.notifications.mails import answer

pytestmark = pytest.mark.django_db
WORDS = "We had that too. It passed after two months."


@pytest.fixture(autouse=True)
def on(settings: Settings) -> None:
    settings.ALONGSIDE = msgspec.structs.replace(
        settings.ALONGSIDE, reply_address="reply@community.example.org"
    )


def taken(message: EmailMessage | bytes, **envelope: str) -> InboundMail:
    raw = message if isinstance(message, bytes) else message.as_bytes()
    kept = keep_mail(raw, **envelope)
    work_on_inbound_mail()
    kept.refresh_from_db()
    return kept


def newest(cast: Cast, topic: str = "public") -> Post:
    return Post.objects.filter(topic=cast.topics[topic]).latest("number")


def told() -> tuple[str, str]:
    """The subject and the text of the one answer."""
    (answer_,) = mail.outbox
    assert answer_.to == [f"{word('e-mail address')}@example.org"]
    return str(answer_.subject), str(answer_.body)


def test_it_becomes_a_reply_without_what_it_quotes(cast: Cast) -> None:
    kept = taken(answer(cast, f"{WORDS}\n\nBest,\nPat Rivers\n555-0147"))
    post = newest(cast)
    assert (post.source, post.author) == (WORDS, cast.people["parent"])
    assert (kept.state, kept.reason) == (WorkState.SENT, posting.POSTED)
    assert mail.outbox == []
    # Neither the words nor whose they were stay behind.
    assert (bytes(kept.raw), kept.sender, kept.recipient) == (b"", "", "")


def test_it_is_posted_once_however_often_it_comes(cast: Cast) -> None:
    message = answer(cast, WORDS)
    before = cast.topics["public"].posts.count()
    for hop in range(3):
        del message["Received"]
        message["Received"] = f"from hop {hop}"
        taken(message)
        taken(message)
    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        del message["Received"]
        taken(message)
    assert cast.topics["public"].posts.count() == before + 1


def test_a_crash_in_the_middle_loses_nothing_and_doubles_nothing(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(*_: object, **__: object) -> None:
        raise RuntimeError("the power went")

    before = cast.topics["public"].posts.count()
    keep_mail(answer(cast, WORDS).as_bytes())
    with monkeypatch.context() as broken:
        broken.setattr(working, "end", crash)
        work_on_inbound_mail()
    assert cast.topics["public"].posts.count() == before
    row = InboundMail.objects.get()
    assert row.state == WorkState.FAILED
    with time_machine.travel(row.next_at + timedelta(seconds=1)):
        work_on_inbound_mail()
    assert cast.topics["public"].posts.count() == before + 1


def test_what_was_begun_on_the_site_stays_a_draft(cast: Cast) -> None:
    viewer, place = cast.viewer("parent"), f"topic:{cast.topics['public'].pk}"
    actions.save_draft(viewer, place, body="Begun on the laptop", token=new_token())
    taken(answer(cast, WORDS))
    assert Draft.objects.get(place=place).body == "Begun on the laptop"


CANNOT: list[tuple[str, str, str]] = [
    ("locked", WORDS, "This conversation is closed"),
    ("removed", WORDS, posting.GONE),
    ("public", "far too long " * 1700, "longer than 20,000 letters"),
]


@pytest.mark.parametrize(("topic", "words", "why"), CANNOT)
def test_what_cannot_be_posted_comes_back_with_every_word(
    cast: Cast, topic: str, words: str, why: str
) -> None:
    before = Post.objects.count()
    kept = taken(answer(cast, words, topic=topic))
    subject, text = told()
    assert subject == "Your reply was not posted"
    assert why in text
    assert "Nothing was lost" in text
    assert f"> {words.strip()}" in text
    draft = Draft.objects.get(place=f"topic:{cast.topics[topic].pk}")
    assert draft.body == words.strip()
    assert (Post.objects.count(), kept.reason) == (before, posting.TOLD)
    address = f"http://127.0.0.1:8000/t/{cast.topics[topic].pk}"
    assert (address in text) is (topic != "removed")
    assert (f"{address}/replies" in text) is (topic == "public")


def test_an_address_whose_time_is_over(cast: Cast) -> None:
    message = answer(cast, WORDS)
    with time_machine.travel(timezone.now() + timedelta(days=32)):
        taken(message)
    assert "its time is over" in told()[1]


def test_words_that_meet_a_draft_stand_below_it(cast: Cast) -> None:
    viewer, place = cast.viewer("parent"), f"topic:{cast.topics['locked'].pk}"
    actions.save_draft(viewer, place, body="Begun on the laptop", token=new_token())
    taken(answer(cast, WORDS, topic="locked"))
    assert Draft.objects.get(place=place).body == f"Begun on the laptop\n\n{WORDS}"


def test_without_the_yes_to_health_stories_nothing_is_kept(cast: Cast) -> None:
    Member.objects.filter(pk=cast.people["parent"].pk).update(story_consent=0)
    taken(answer(cast, WORDS))
    _, text = told()
    assert WORDS in text
    assert "drafts" not in text
    assert not Draft.objects.filter(body__contains=WORDS).exists()
    assert newest(cast).source != WORDS


def test_nothing_but_the_quote(cast: Cast) -> None:
    taken(answer(cast, ""))
    assert "We found no words of yours" in told()[1]


def test_files_are_left_out_and_that_is_told(cast: Cast) -> None:
    message = answer(cast, WORDS)
    message.add_attachment(b"\xff\xd8", maintype="image", subtype="jpeg", filename="scan.jpg")
    taken(message)
    assert newest(cast).source == WORDS
    subject, text = told()
    assert subject == "Your reply was posted, without its files"
    assert "left them out" in text


def test_too_many_within_an_hour(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(posting, "MOST_AN_HOUR", 2)
    for number in range(3):
        taken(answer(cast, f"{WORDS} {number}"))
    assert newest(cast).source == f"{WORDS} 1"
    assert "Many replies of yours" in told()[1]
    assert Draft.objects.get(body=f"{WORDS} 2")


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Precedence": "bulk"},
        {"List_Id": "<a.list.example.org>"},
        {"X_Autoreply": "yes"},
        {"Return_Path": "<>"},
        {"Subject": "Automatic reply: New in a conversation you follow"},
        {"Subject": "Out of office"},
    ],
)
def test_machines_are_not_posted_and_not_answered(cast: Cast, headers: dict[str, str]) -> None:
    kept = taken(answer(cast, WORDS, **headers))
    assert (kept.state, kept.reason) == (WorkState.SUPPRESSED, posting.BY_A_MACHINE)
    assert newest(cast).source != WORDS
    assert mail.outbox == []


@pytest.mark.parametrize("sender", ["<>", "MAILER-DAEMON"])
def test_a_bounce_is_neither(cast: Cast, sender: str) -> None:
    kept = taken(answer(cast, WORDS), sender=sender)
    assert (kept.reason, mail.outbox) == (posting.BY_A_MACHINE, [])


def left(message: EmailMessage) -> str:
    """Nothing posted, nothing kept as a draft; why."""
    before, drafts = Post.objects.count(), Draft.objects.count()
    kept = taken(message)
    assert (Post.objects.count(), Draft.objects.count()) == (before, drafts)
    assert kept.state == WorkState.SUPPRESSED
    assert bytes(kept.raw) == b""
    return kept.reason


def test_strangers_get_no_answer(cast: Cast) -> None:
    for to in ("reply@community.example.org", "reply+abcdef@community.example.org", "x@y.example"):
        assert left(answer(cast, f"{WORDS} {to}", To=to)) == posting.NO_ADDRESS
    blocked = answer(cast, WORDS, To=reply_to(cast.people["blocked"].pk, cast.topics["public"].pk))
    assert left(blocked) == posting.NOBODY
    assert mail.outbox == []


@pytest.mark.parametrize(
    "sender",
    [
        "Pat <somebody@elsewhere.example>",
        "ambassador@example.org",
        "a@example.org, b@example.org",
        "undisclosed",
    ],
)
def test_another_sender_is_not_posted_and_only_the_member_is_told(cast: Cast, sender: str) -> None:
    assert left(answer(cast, WORDS, From=sender)) == posting.ANOTHER_ADDRESS
    assert "from an address that is not yours here" in told()[1]
    assert WORDS not in told()[1]


def test_an_address_that_was_never_proven_is_not_believed(cast: Cast) -> None:
    cast.people["parent"].emailaddress_set.update(verified=False)  # type: ignore[attr-defined]
    assert left(answer(cast, WORDS)) == posting.ANOTHER_ADDRESS


@pytest.mark.parametrize(
    ("results", "posted"),
    [
        (["mx.example.org; dmarc=pass header.from=example.org"], True),
        (["mx.example.org; dmarc=fail (p=reject) header.from=example.org"], False),
        (["mx.example.org; spf=fail smtp.mailfrom=x; dkim=fail header.d=y"], False),
        (["mx.example.org; spf=fail; dkim=pass header.d=example.org"], True),
        (["mx.example.org; dkim=none; spf=none"], True),
        (["mx.example.org; dmarc=fail", "mx.example.org; dmarc=pass"], True),
        (["mx.example.org; dmarc=fail", "evil.example; dmarc=pass"], False),
        (["mx.example.org; spf=pass (dmarc=fail)", "old.example; dmarc=fail"], True),
    ],
)
def test_what_our_own_mail_server_found_out(
    cast: Cast, results: list[str], *, posted: bool
) -> None:
    raw = "".join(f"Authentication-Results: {one}\n" for one in results).encode()
    taken(raw + answer(cast, WORDS).as_bytes())
    assert (newest(cast).source == WORDS) is posted
    assert mail.outbox == []


def test_the_envelope_says_whom_it_was_for(cast: Cast) -> None:
    message = answer(cast, WORDS)
    address = message["To"]
    del message["To"]
    message["To"] = "undisclosed-recipients:;"
    taken(message, recipient=address.upper(), sender="pat@example.org")
    assert newest(cast).source == WORDS


def test_who_asked_without_a_name_does_not_give_it_away(cast: Cast) -> None:
    opening = actions.start_topic(
        cast.viewer("parent"), space_slug="open-door", kind="question", title="Without a name",
        source="A question", token=new_token(), unnamed=True,
    )  # fmt: skip
    cast.topics["unnamed"] = opening.topic
    taken(answer(cast, "That helps, thank you.\nPat", topic="unnamed"))
    assert "You asked there without your name" in told()[1]
    taken(answer(cast, "That helps, thank you.", topic="unnamed"))
    post = newest(cast, "unnamed")
    assert post.source == "That helps, thank you."
    assert post.author == opening.author != cast.people["parent"]


def test_nothing_of_a_mail_says_later_who_wrote_it(cast: Cast) -> None:
    taken(answer(cast, WORDS), sender="pat@example.org", recipient="x@example.org")
    row = InboundMail.objects.values().get()
    assert word("e-mail address") not in str(row)
    assert {name for name in row if name.endswith("_id")} == set()


def test_planted_words_are_in_no_answer(cast: Cast) -> None:
    """Whatever somebody answers, also where they may not read any more."""
    for name in ("outsider", "parent"):
        for topic in ("members", "membership", "removed", "locked"):
            taken(answer(cast, f"{WORDS} {name} {topic}", name, topic))
    told_ = "".join(f"{one.subject}{one.body}{one.extra_headers}" for one in mail.outbox)
    for planted in ("members space", "membership space", "removed topic", "draft"):
        assert word(planted) not in told_


def test_old_rows_go(cast: Cast) -> None:
    taken(answer(cast, WORDS))
    assert forget_inbound_mail() == 0
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        assert forget_inbound_mail() == 1
