"""From a file to its text, whatever the file turns out to be."""

import stat
from pathlib import Path
from zoneinfo import ZoneInfo

from alongside.exchange.page.parsing import parse_page
from alongside.exchange.page.shapes import Page, PageError

SIZE_LIMIT = 5 * 1024 * 1024  # bytes; the longest pages of this kind are well under one MiB

_MEBIBYTE = 1024 * 1024


def read_page(path: Path, zone: ZoneInfo) -> Page:
    """Read the page in the file at `path`; printed times are wall times in `zone`.

    Every failure is a PageError. A file over SIZE_LIMIT is never opened.
    """
    return parse_page(_text(_content(path)), zone)


def _content(path: Path) -> bytes:
    try:
        status = path.stat()
        _check_kind(status.st_mode)
        _check_size(status.st_size)
        with path.open("rb") as file:
            # It may have grown since it was measured.
            content = file.read(SIZE_LIMIT + 1)
    except PageError:
        raise
    except FileNotFoundError:
        raise PageError(1, "there is no such file; check its name and try again") from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "no file can have this name"
        raise PageError(1, f"this file cannot be read ({why}); check it and try again") from None
    _check_size(len(content))
    return content


def _check_kind(mode: int) -> None:
    # A pipe or a device could keep the reader waiting for ever.
    if not stat.S_ISREG(mode):
        kind = "a folder" if stat.S_ISDIR(mode) else "not a file with text"
        raise PageError(1, f"this is {kind}; name the file that holds the page's text")


def _check_size(size: int) -> None:
    if size > SIZE_LIMIT:
        raise PageError(
            1,
            f"this file has {size / _MEBIBYTE:.1f} MiB and a page has under "
            f"{SIZE_LIMIT // _MEBIBYTE}; save the text of one page and try again",
        )


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise PageError(
            line, "this is not text in UTF-8; save the page as plain text and try again"
        ) from None
