"""What mails say and how: no story without leave, no header and no link from anybody's words."""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from email.message import EmailMessage
from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from linkify_it import LinkifyIt

from alongside.discussions.actions import edit_post
from alongside.discussions.models import Post, ReadMark, Topic
from alongside.kernel.hiding import MARK
from alongside.language.word_rules import Tier
from alongside.notifications.checking import Checked
from alongside.notifications.letters.account import letter_from
from alongside.notifications.letters.defusing import JOINER, harmless
from alongside.notifications.letters.hypertext import hypertext
from alongside.notifications.letters.plain import plain
from alongside.notifications.letters.telling import letter_of
from alongside.notifications.letters.writing import as_mail, message_id, named_in
from alongside.notifications.models import Delivery, Kind, Notice, Preference
from alongside.notifications.sending.sender import Sender
from alongside.people.models import Member
from alongside.words.models import OwnRule, RuleState
from tests.cast import TITLES, Cast
from tests.notifications.owing import owe, prefer
from tests.notifications.postbox import Postbox

PARENT = "pat.rivers.hides@example.org"
HOSTILE = (
    "Win.example.com", "https://evil.example/x", "HTTPS:evil.example", "a@evil.example",
    "www.evil.example", "mailto:a@b.example", "1.2.3.4", "evil。example", "evil．example",
    "x\r\nBcc: all@example.org", "x\nX-Evil: 1\n\n<script>", "<b>bold</b>", "moc.live\u202egnp",
    "ftp://evil.example", "//evil.example", "evil\u200b.example", "＠evil.example",
)  # fmt: skip
FUZZY = LinkifyIt(options={"fuzzy_link": True, "fuzzy_email": True, "fuzzy_ip": True})


class Tags(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def parts(mail: EmailMessage) -> tuple[str, str]:
    bodies = [mail.get_body((kind,)) for kind in ("plain", "html")]
    return bodies[0].get_content(), bodies[1].get_content()  # type: ignore[union-attr]


def only(postbox: Postbox) -> EmailMessage:
    Sender().round()
    (mail,) = postbox.mails
    return mail


@pytest.fixture
def unread(ledger: Cast) -> Cast:
    ReadMark.objects.all().delete()
    return ledger


def test_a_mail_carries_no_word_and_no_title_without_leave(unread: Cast, postbox: Postbox) -> None:
    owe(unread, "parent", unread.posts["reply"])
    mail = only(postbox)
    whole = mail["Subject"] + "".join(parts(mail))
    assert mail["Subject"] == "New in a conversation you follow"
    assert "Amber replied." in whole
    assert TITLES["public"] not in whole
    assert unread.posts["reply"].source not in whole
    assert unread.topics["public"].space.name not in whole


def test_with_leave_it_carries_the_title_and_the_words(unread: Cast, postbox: Postbox) -> None:
    prefer(unread, "parent", stories_in_mail=True)
    owe(unread, "parent", unread.posts["reply"])
    mail = only(postbox)
    text, page = parts(mail)
    assert mail["Subject"] == TITLES["public"]
    assert f"> {unread.posts['reply'].source}" in text
    assert f"<blockquote><p>{unread.posts['reply'].source}</p></blockquote>" in page


def test_a_hidden_word_is_hidden_in_a_mail_too(unread: Cast, postbox: Postbox) -> None:
    OwnRule.objects.create(word="blorpish", tier=Tier.MASK, state=RuleState.LIVE)
    opening = unread.topics["public"].posts.get(number=1)
    edit_post(
        unread.viewer("parent"), opening.pk, source="No.", edit_count=0, title="A blorpish title"
    )
    reply = unread.posts["reply"]
    edit_post(unread.viewer("ambassador"), reply.pk, source="So *blorpish* of you.", edit_count=0)
    prefer(unread, "parent", stories_in_mail=True)
    owe(unread, "parent", Post.objects.get(pk=reply.pk))
    mail = only(postbox)
    assert mail["Subject"] == f"A {MARK} title"
    for part in parts(mail):
        assert f"So *{MARK}* of you." in part
        assert "blorpish" not in part


def test_it_threads_and_can_be_ended_in_one_press(unread: Cast, postbox: Postbox) -> None:
    row = owe(unread, "parent", unread.posts["reply"])
    mail = only(postbox)
    root = f"<topic-{unread.topics['public'].pk}@127.0.0.1>"
    assert (mail["In-Reply-To"], mail["References"]) == (root, root)
    assert mail["Message-ID"] == message_id(row)
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    stop = str(mail["List-Unsubscribe"]).strip()
    assert re.fullmatch(r"<http://127.0.0.1:8000/mail-stop/\S+>", stop)
    assert mail["List-Id"] == "Replies in what you follow <replies.127.0.0.1>"
    assert (mail["Auto-Submitted"], mail["Precedence"]) == ("auto-generated", "bulk")
    assert mail["From"] == "Alongside <alongside@localhost>"


def test_both_forms_say_the_same_and_load_nothing(unread: Cast, postbox: Postbox) -> None:
    owe(unread, "parent", unread.posts["reply"])
    mail = only(postbox)
    assert mail.get_content_type() == "multipart/alternative"
    text, page = parts(mail)
    tags = Tags(page).found
    links = [attrs["href"] for tag, attrs in tags if tag == "a"]
    assert links
    assert [link for link in links if link not in text] == []
    assert {tag for tag, _ in tags} <= {
        "html", "head", "meta", "title", "style", "body", "div", "h1", "h2", "p", "a", "br", "b",
        "blockquote",
    }  # fmt: skip
    assert "url(" not in page
    assert dict(tags)["html"]["lang"] == "en"
    assert next(attrs for tag, attrs in tags if tag == "div")["role"] == "article"
    assert 'name="color-scheme" content="light dark"' in page
    # A colour of ours would be turned into another by some mail programs, and not by others.
    assert not re.search(r"#[0-9a-f]{3,6}\b|rgb|background", page)


def test_a_digest_has_one_part_for_each_conversation(unread: Cast, postbox: Postbox) -> None:
    for key in ("reply", "members", "edited"):
        owe(unread, "parent", unread.posts[key], digest=True)
    text, page = parts(mail := only(postbox))
    assert mail["Subject"] == "What is new on Alongside"
    assert mail["In-Reply-To"] is None
    assert page.count("<h2>") == 2
    assert "2 new replies from Amber." in text


@pytest.mark.parametrize("words", HOSTILE)
def test_no_name_and_no_title_is_a_link_or_a_header(words: str) -> None:
    said = harmless(words)
    assert "\n" not in said
    assert "\r" not in said
    assert not FUZZY.test(said), said
    assert "://" not in said


@given(st.text())
def test_whatever_somebody_calls_themselves_is_no_link(words: str) -> None:
    said = harmless(words)
    assert not FUZZY.test(said)
    assert len(said.splitlines()) <= 1
    assert not re.search(r"[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]", said)
    assert harmless("Zoë O’Brien, 3rd") == "Zoë O’Brien, 3rd"


NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(NAMES, NAMES, NAMES)
def test_no_words_of_anybody_reach_a_header(name: str, title: str, reader: str) -> None:
    member = Member(pk=1, name=reader, email=PARENT)
    topic = Topic(pk=12, title=title)
    post = Post(pk=5, topic=topic, number=2, author=Member(pk=2, name=name), source=title)
    notice = Notice(pk=3, member=member, kind=Kind.REPLY, topic=topic, post=post)
    row = Delivery(pk=7, member=member, mail_list="replies", topic=topic, message_id="a" * 32)
    found = Checked(member, Preference(stories_in_mail=True), (notice,))
    raw = as_mail(letter_of(row, found), row, PARENT).message().as_bytes()
    mail = message_from_bytes(raw, _class=EmailMessage, policy=policy.default)
    assert set(mail.keys()) == {
        "Content-Type", "MIME-Version", "Subject", "From", "To", "Message-ID", "Date",
        "Auto-Submitted", "X-Auto-Response-Suppress", "List-Id", "List-Unsubscribe",
        "List-Unsubscribe-Post", "Precedence", "In-Reply-To", "References",
    }  # fmt: skip
    assert mail["To"] == PARENT
    tags = {tag for tag, _ in Tags(parts(mail)[1]).found}
    assert tags <= {"html", "head", "meta", "title", "style", "body", "div", "h1", "p", "a", "br",
                    "b", "blockquote"}  # fmt: skip


def test_a_code_stands_alone_in_both_forms() -> None:
    letter = letter_from("Your code", "Hello,\n\nyour code is:\n\n1234-5678\n\nBye <b>")
    assert "\n    1234-5678\n" in plain(letter)
    assert '<p class="code">1234-5678</p>' in hypertext(letter)
    assert "Bye &lt;b&gt;" in hypertext(letter)


def test_a_message_id_can_be_known_again_and_not_made_up() -> None:
    row = Delivery(message_id="notice-12")
    assert named_in(f"Message-ID: {message_id(row)}\n") == "notice-12"
    forged = message_id(row).replace("notice-12", "notice-13")
    assert named_in(forged) is None


def test_what_a_joiner_does_is_not_seen() -> None:
    assert harmless("Dr.Who").replace(JOINER, "") == "Dr.Who"
