"""The words somebody wrote in a mail: its text, without what it quotes and without a signature.

What a notice said is cut first, at the sentence that stands above it in every one; what is then
left of another mail is found by mail-parser-reply. A mail in HTML alone is cleaned by nh3 and read
by the standard library. Everything here takes time in a straight line, whatever is sent.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

import nh3
from django.conf import settings
from mailparser_reply.constants import MAIL_LANGUAGES
from mailparser_reply.parser import EmailReplyParser

# Stands at the top of every notice that can be answered.
REPLY_LINE = "To reply by mail, write above this line."
# Far more than may be posted; what is longer is cut, and refused as too long.
MOST = 45_000
LONG_LINE = 250
HTML_MOST, TAGS_MOST = 250_000, 8_000
SIGNATURE_LINES, SIGNATURE_LETTERS = 6, 60

_ABOVE = re.compile(r"[\s>*_]+".join(map(re.escape, REPLY_LINE.split())), re.IGNORECASE)
_BLANKS = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_QUOTED = re.compile(r"^[ \t]*>.*$", re.MULTILINE)
_KEPT_OUT = re.compile("\ue000(\\d+)\ue001")
_SENT_FROM = re.compile(
    r"\n+[ \t]*(?:sent from my|get outlook for|sent via)\b[^\n]*\s*\Z", re.IGNORECASE
)
_TAG = re.compile(r"<[^<>]{0,500}>")
_DASHES = re.compile(r"(?:\A|\n)-- ?\n")
_SIGN_OFF = re.compile(
    r"\n[ \t]*(?:best|kind|warm|many thanks|thanks|thank you|regards|cheers|love|yours|sincerely)"
    r"[^\n]{0,30},?[ \t]*\n",
    re.IGNORECASE,
)
_PARSER = EmailReplyParser(languages=list(MAIL_LANGUAGES))

BLOCKS = {"p", "div", "br", "li", "ul", "ol", "tr", "table", "h1", "h2", "h3", "pre", "hr"}
QUOTES = {"blockquote"}
# How mail programs mark what they quote where it is no <blockquote>.
QUOTE_MARKS = ("gmail_quote", "yahoo_quoted", "moz-cite-prefix", "divRplyFwdMsg", "appendonsend")
_CLEANER = nh3.Cleaner(
    tags=BLOCKS | QUOTES,
    attributes={"div": {"class", "id"}},
    clean_content_tags={"script", "style", "title"},
    link_rel=None,
)


def own_words(text: str) -> str:
    """What somebody wrote above a notice, as they wrote it. Empty where they wrote nothing."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    text = _above(_BLANKS.sub("\n\n", text[:MOST].replace("\ue000", "").replace("\ue001", "")))
    text = _QUOTED.sub("", _newest(text))
    text = "\n".join(line.rstrip() for line in text.split("\n") if not _is_ours(line))
    return _without_signature(_BLANKS.sub("\n\n", text).strip()).strip()


def words_of_html(html: str) -> str:
    html = html[:HTML_MOST]
    if html.count("<") > TAGS_MOST:  # No mail program; a real reader would take minutes for it.
        return _TAG.sub(" ", html)
    reader = _Reader()
    reader.feed(_CLEANER.clean(html))
    reader.close()
    return "".join(reader.said)


def _above(text: str) -> str:
    found = _ABOVE.search(text)
    return text[: found.start()] if found else text


def _newest(text: str) -> str:
    """Without the mail it answers. Very long lines are no lines of a mail program: they wait."""
    waiting: list[str] = []

    def put_away(line: str) -> str:
        if len(line) <= LONG_LINE:
            return line
        waiting.append(line)
        return f"\ue000{len(waiting) - 1}\ue001"

    short = "\n".join(map(put_away, text.split("\n")))
    replies = _PARSER.read(short).replies
    newest = replies[0].full_body if replies else ""
    return _KEPT_OUT.sub(lambda found: waiting[int(found[1])], newest)


def _is_ours(line: str) -> bool:
    """A line of a notice that slipped through: its links act for the one it was sent to."""
    base = f"{settings.ALONGSIDE.base_url}/mail-stop/"
    name, _, host = str(settings.ALONGSIDE.reply_address).lower().partition("@")
    lower = line.lower()
    return base in line or (bool(host) and f"{name}+" in lower and f"@{host}" in lower)


def _without_signature(text: str) -> str:
    """Names and telephone numbers at the end. Where there is doubt the words stay."""
    if found := _DASHES.search(text):
        text = text[: found.start()]
    text = _SENT_FROM.sub("", text)
    signs_off = list(_SIGN_OFF.finditer(text))
    if signs_off and _looks_like_a_signature(text[signs_off[-1].end() :]):
        return text[: signs_off[-1].start()]
    return text


def _looks_like_a_signature(end: str) -> bool:
    lines = [line.strip() for line in end.split("\n") if line.strip()]
    return 0 < len(lines) <= SIGNATURE_LINES and not any(
        len(line) > SIGNATURE_LETTERS or line.endswith((".", "!", "?", ",", ":")) for line in lines
    )


class _Reader(HTMLParser):
    """Clean HTML as text: a line for each block, and nothing of what is quoted."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self.skipping = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("br", "hr"):
            self._say("\n")
            return
        marks = " ".join(value or "" for _, value in attrs)
        if self.skipping or tag in QUOTES or any(mark in marks for mark in QUOTE_MARKS):
            self.skipping += 1
        else:
            self._say("\n- " if tag == "li" else "\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("br", "hr"):
            return
        self.skipping = max(0, self.skipping - 1)
        self._say("\n\n" if tag == "p" else "\n")

    def handle_data(self, data: str) -> None:
        self._say(re.sub(r"\s+", " ", data))

    def _say(self, words: str) -> None:
        if not self.skipping:
            self.said.append(words)
