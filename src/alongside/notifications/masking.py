"""Addresses as staff see them: enough to recognise one's own, too little to write to."""

from __future__ import annotations

import re

_ADDRESS = re.compile(r"([^\s<>@,;:\"'()]+)@([^\s<>@,;:\"'()]+)")


def masked(address: str) -> str:
    """`pat.rivers@example.org` is `p…@example.org`."""
    local, _, domain = address.rpartition("@")
    return f"{local[:1]}…@{domain}" if local else ""


def without_addresses(words: str) -> str:
    """What a server said, with every address in it masked: it often repeats the whole one."""
    return _ADDRESS.sub(lambda found: f"{found[1][:1]}…@{found[2]}", words)
