"""The file itself: one JSON document for machines, pages to read without a network, in one ZIP.

It is written row by row, so that it needs no more memory for forty thousand posts than for four.
Both forms are made from the same rows. Files that somebody uploaded would be a folder of their own
in it; there are none as long as nothing can be uploaded.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.conf import settings
from django.utils import timezone

from alongside.exchange.taking import account, marks, words
from alongside.exchange.taking.shapes import Owner, Row, Section
from alongside.kernel.markdown import render
from alongside.kernel.templating import part

SECTIONS = (*account.SECTIONS[:2], *words.SECTIONS, *marks.SECTIONS, *account.SECTIONS[2:])
ROWS_A_PAGE, LETTERS_A_PAGE = 200, 100_000
STYLE = Path(__file__).parent / "style.css"
README = """Everything you wrote and gave at {community}, made on {day}.

Open index.html to read it in your browser. No network is needed.
my-data.json holds the same for a program.

Keep this file where only you can open it: it may tell about your health.
"""
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00")
Tell = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Printed:
    """A section as the front page lists it."""

    section: Section
    rows: int
    pages: int


def write_archive(owner: Owner, file: IO[bytes], tell: Tell) -> None:
    """`tell` hears how many rows are written, twice over: once for each form."""
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        rows = _write_json(archive, owner, tell)
        printed = [_write_pages(archive, owner, section, rows, tell) for section in SECTIONS]
        context = {"owner": owner.member.name, "community": settings.ALONGSIDE.community_name}
        now = timezone.now()
        with _entry(archive, "index.html") as index:
            html = part("exchange/take/index.html", printed=printed, at=now, **context)
            index.write(html.encode())
        for name, text in (
            ("style.css", STYLE.read_text(encoding="utf-8")),
            ("README.txt", README.format(day=now.date().isoformat(), **context)),
        ):
            with _entry(archive, name) as entry:
                entry.write(text.encode())


@contextmanager
def _entry(archive: ZipFile, name: str) -> Iterator[IO[bytes]]:
    info = ZipInfo(name, date_time=timezone.now().timetuple()[:6])
    info.compress_type, info.external_attr = ZIP_DEFLATED, 0o600 << 16
    with archive.open(info, "w", force_zip64=True) as entry:
        yield entry


def _write_json(archive: ZipFile, owner: Owner, tell: Tell) -> list[int]:
    """Says how many rows there were."""
    written = [0]
    about = {
        "community": settings.ALONGSIDE.community_name, "address": settings.ALONGSIDE.base_url,
        "name": owner.member.name, "made_at": timezone.now().isoformat(timespec="seconds"),
    }  # fmt: skip
    with _entry(archive, "my-data.json") as file:
        file.write(b'{"about": ' + _json(about))
        for section in SECTIONS:
            file.write(b',\n"' + section.key.encode() + b'": [')
            for at, row in enumerate(section.rows(owner)):
                file.write((b",\n" if at else b"\n") + _json(row))
                _count(written, tell)
            file.write(b"]")
        file.write(b',\n"files": []}\n')
    return written


def _json(row: Row | dict[str, Any]) -> bytes:
    return json.dumps(row, ensure_ascii=False).encode()


def _count(written: list[int], tell: Tell) -> None:
    written[0] += 1
    tell(written[0])


def _write_pages(
    archive: ZipFile, owner: Owner, section: Section, written: list[int], tell: Tell
) -> Printed:
    number = total = 0
    for number, (some, more) in enumerate(pages_of(section.rows(owner)), 1):
        total += len(some)
        shown = [_shown(section, row) for row in some]
        with _entry(archive, f"{section.key}-{number}.html") as page:
            html = part(
                "exchange/take/section.html", section=section, rows=shown, number=number, more=more
            )
            page.write(html.encode())
        for _ in some:
            _count(written, tell)
    return Printed(section, total, number)


def pages_of(rows: Iterator[Row]) -> Iterator[tuple[list[Row], bool]]:
    """The rows of each page, and whether one more page follows."""
    page: list[Row] = []
    letters = 0
    for row in rows:
        length = len(row.get("text") or "")
        if page and (len(page) >= ROWS_A_PAGE or letters + length > LETTERS_A_PAGE):
            yield page, True
            page, letters = [], 0
        page.append(row)
        letters += length
    if page:
        yield page, False


def _shown(section: Section, row: Row) -> dict[str, Any]:
    """A row for a page: its heading, what else it says in words, and the text as HTML."""
    apart = (section.heading, "address", "text")
    facts = [
        (section.labels.get(name) or name.replace("_", " ").capitalize(), _said(value))
        for name, value in row.items()
        if name not in apart and value not in (None, False, "")
    ]
    return {
        "heading": row[section.heading], "address": row.get("address"), "facts": facts,
        "html": render(row["text"]) if row.get("text") else "",
    }  # fmt: skip


def _said(value: object) -> str:
    if value is True:
        return "Yes"
    text = str(value)
    return f"{text[:10]} {text[11:16]} UTC" if MOMENT.fullmatch(text) else text
