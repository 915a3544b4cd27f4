"""URLs that hold passwords, taken apart without ever quoting them."""

from __future__ import annotations

from urllib.parse import SplitResult, urlsplit


def split_url(url: str) -> SplitResult:
    """Raises ValueError with words of our own: Python's may quote half a password."""
    try:
        return urlsplit(url)
    except ValueError as error:
        raise ValueError("is not a URL; in a password write [ and ] as %5B and %5D") from error


def port_of(parts: SplitResult) -> int | None:
    """The port, or None where there is none. Raises as `split_url`."""
    try:
        return parts.port
    except ValueError as error:
        raise ValueError("has a port that is not a number from 1 to 65535") from error
