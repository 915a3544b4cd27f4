"""What of a mail is somebody's own words; and no mail, however broken, breaks anything."""

from __future__ import annotations

from email.message import EmailMessage

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.notifications.inbound.machines import looks_forged, written_by_a_machine
from alongside.notifications.inbound.reading import (
    UnreadableError,
    head_of,
    parsed,
    written_in,
)
from alongside.notifications.inbound.words import REPLY_LINE, own_words, words_of_html

NOTICE = f"> {REPLY_LINE}\n>\n> Hello Pat,\n>\n> Amber replied.\n"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("We had that too.", "We had that too."),
        (f"Yes.\n\nOn Tue, Mar 3, 2026 at 4:06 PM Amber <a@b.org> wrote:\n{NOTICE}", "Yes."),
        (f"Ja.\n\nAm 3. März 2026 um 16:06 schrieb Amber <a@b.org>:\n\n{NOTICE}", "Ja."),
        (f"On Tue, Amber wrote:\n{NOTICE}\nBelow what it answers.\n", ""),
        ("On Tue, Amber wrote:\n> A word.\n\nBelow what it answers.\n", "Below what it answers."),
        (
            "Yes.\n\n________________________________\nFrom: Alongside <a@b.org>\nSent: Tuesday\n"
            "To: Pat\nSubject: New in a conversation\n\nHello Pat,\n",
            "Yes.",
        ),
        # A mail program may break our line, mark it, or paint it bold.
        ("Yes.\n\nTo reply by mail,\n> *write above\n> this line.*\nHello Pat", "Yes."),
        ("Yes.\n\nHello, see http://127.0.0.1:8000/mail-stop/1.replies.x now", "Yes."),
        ("Yes.\n\nSent from my iPhone", "Yes."),
        ("Yes.\n-- \nPat Rivers\n555-0147", "Yes."),
        ("Yes.\n\nBest regards,\nPat Rivers\nTeacher", "Yes."),
        # Where there is doubt the words stay.
        ("Thanks,\nour daughter sleeps better now.", "Thanks,\nour daughter sleeps better now."),
        (
            "A list:\n- one\n- two\n\nThank you,\nit did help us a lot.",
            "A list:\n- one\n- two\n\nThank you,\nit did help us a lot.",
        ),
        ("Warning: this is long.\n\nAnd on.", "Warning: this is long.\n\nAnd on."),
        ("One\r\n\r\n\r\n\r\nTwo\x00", "One\n\nTwo"),
        ("", ""),
    ],
)
def test_own_words(text: str, words: str) -> None:
    assert own_words(text) == words


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<p>Hello<br>there &amp; you</p><p>Two</p>", "Hello\nthere & you\n\nTwo"),
        (
            "<head><style>p{color:red}</style></head><div>Yes.</div>"
            '<div class="gmail_quote">On Tue<blockquote>No.</blockquote></div>',
            "Yes.",
        ),
        (
            "<div>Yes.</div><blockquote type=cite><p>No.</p></blockquote><p>After.</p>",
            "Yes.\n\nAfter.",
        ),
        ("<ul><li>one<li>two</ul>", "- one\n\n- two"),
        ("<script>alert(1)</script>Text <img src=x onerror=alert(1)>", "Text"),
        (f"Yes.<p>{REPLY_LINE}</p><p>Hello Pat</p>", "Yes."),
    ],
)
def test_words_of_html(html: str, words: str) -> None:
    assert own_words(words_of_html(html)) == words


def of(message: EmailMessage) -> tuple[str, int]:
    found = written_in(parsed(message.as_bytes()))
    return found.words, found.files


def test_the_plain_form_of_two_and_pictures_between_paragraphs() -> None:
    both = EmailMessage()
    both.set_content("Plain.")
    both.add_alternative("<p>HTML.</p>", subtype="html")
    assert of(both) == ("Plain.", 0)
    both.add_attachment(b"x", maintype="image", subtype="png", filename="scan.png")
    assert of(both) == ("Plain.", 1)
    only = EmailMessage()
    only.set_content("<p>HTML.</p>", subtype="html")
    assert of(only) == ("HTML.", 0)


def test_lines_that_a_mail_program_broke_are_one_again() -> None:
    raw = b"Content-Type: text/plain; format=flowed\n\nA long line that \nwas broken.\n\nNext."
    assert written_in(parsed(raw)).words == "A long line that was broken.\n\nNext."


@pytest.mark.parametrize(
    ("charset", "body", "words"),
    [
        ("utf-8", "Zoë".encode(), "Zoë"),
        ("iso-8859-1", "Zoë".encode("latin-1"), "Zoë"),
        ("utf-8", "Zoë".encode("latin-1"), "Zo\ufffd"),
        ("no-such-charset", b"Words", "Words"),
        ("utf-16", b"odd", "\u646f\ufffd"),
        ("idna", b"x" * 80, "x" * 80),
    ],
)
def test_a_charset_that_lies(charset: str, body: bytes, words: str) -> None:
    raw = f"Content-Type: text/plain; charset={charset}\n\n".encode() + body
    assert written_in(parsed(raw)).words == words


def nothing_breaks(raw: bytes) -> None:
    """A mail is read or called unreadable, and nothing else."""
    try:
        message = parsed(raw)
        written_by_a_machine(message, "")
        looks_forged(message)
        head_of(message)
        written_in(message)
    except UnreadableError:
        pass


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=600))
def test_garbage_breaks_nothing(raw: bytes) -> None:
    nothing_breaks(raw)


NAMES = st.sampled_from(
    ("From", "To", "Subject", "Content-Type", "Content-Transfer-Encoding", "Message-ID",
     "Content-Disposition", "Authentication-Results", "Auto-Submitted", "Delivered-To")
)  # fmt: skip
VALUES = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        ("multipart/mixed; boundary=x", "multipart/alternative", "message/rfc822", "text/html",
         "text/plain; charset=\"", "base64", "uuencode", "quoted-printable", "=?utf-8?b?////?=",
         "=?x?q?=ff?= <a@b>", "attachment; filename*=utf-8''%ff", "<a@b>,,(((", "\"", "a@[", "=?",
         "multipart/report; boundary=x", "text/plain; charset*0=a; charset*1=b")
    ),
)  # fmt: skip


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.tuples(NAMES, VALUES), max_size=8),
    st.one_of(st.text(max_size=200), st.just("--x\n\n--x\nContent-Type: text/html\n\n<p>\n--x--")),
)
def test_broken_mails_break_nothing(lines: list[tuple[str, str]], body: str) -> None:
    head = "".join(f"{name}: {value}\n" for name, value in lines)
    nothing_breaks(f"{head}\n{body}".encode("utf-8", "surrogatepass"))


def test_a_mail_nested_without_end() -> None:
    raw = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (depth, depth)
        for depth in range(2000)
    )
    nothing_breaks(raw)


@pytest.mark.parametrize(
    "text",
    ["On " * 15_000, ("On " * 80 + "\n") * 180, "\n" * 45_000, "_" * 45_000,
     "\nSent from my " * 3000, "Warning: mai " * 3400, ("From: a\n" * 5000), "> " * 22_000],
)  # fmt: skip
def test_a_text_made_to_take_long_is_read_to_its_end(text: str) -> None:
    """Without its bounds some of these would take minutes."""
    assert len(own_words(text)) <= len(text)
    assert words_of_html("<div>" * 40_000 + "x").strip() == "x"


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_words_above_the_line_never_hold_what_is_below(text: str) -> None:
    assert "vexillum" not in own_words(f"{text}\n{REPLY_LINE}\nvexillum")
