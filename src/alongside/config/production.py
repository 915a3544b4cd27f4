"""What keeps a production start from going ahead. All reasons are told at once."""

from __future__ import annotations

import os
from collections.abc import Iterator
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from alongside.config.reading import SettingsError
from alongside.config.schema import Settings
from alongside.config.secret import KEY_NAME
from alongside.config.values import sender_domain

KEY_LENGTH = 50
KEY_LETTERS = 10
# Names set aside so that nobody owns them (RFC 2606, RFC 6761): mail from there is thrown away.
NOBODYS = ("localhost", "local", "localdomain", "invalid", "test", "example")


def refuse_unsafe(settings: Settings) -> None:
    """Raises SettingsError in production when a setting is unsafe; the demo may be anything."""
    reasons = tuple(unsafe(settings)) if settings.production else ()
    if reasons:
        raise SettingsError("Production is refused, because of unsafe settings:", reasons)


def unsafe(settings: Settings) -> Iterator[str]:
    yield from _address(settings)
    data_dir = Path(settings.data_dir).absolute()
    yield from _folder(data_dir)
    yield from _key(settings.secret_key, data_dir)
    yield from _mail(settings)


def _address(settings: Settings) -> Iterator[str]:
    parts = urlsplit(settings.base_url)
    if parts.scheme != "https":
        yield (
            f"base_url is {settings.base_url}. It must start with https://, "
            "or passwords travel where others can read them."
        )
    if _is_nobodys(parts.hostname or "") or _is_loopback(parts.hostname or ""):
        yield (
            f"base_url names {parts.hostname}, which only this machine can reach. "
            "Write the address people type."
        )


def _folder(data_dir: Path) -> Iterator[str]:
    if data_dir.exists() and data_dir.stat().st_mode & 0o077:
        yield (
            f"{data_dir} can be opened by other users of this machine. Run: chmod 700 {data_dir}"
        )


def _key(given: str, data_dir: Path) -> Iterator[str]:
    if given:
        if len(given) < KEY_LENGTH or len(set(given)) < KEY_LETTERS:
            yield (
                f"secret_key is too easy to guess. Use {KEY_LENGTH} or more random letters and "
                "digits, or leave it empty: then one is made and kept in the data folder."
            )
        return
    path = data_dir / KEY_NAME
    if path.exists():
        if path.stat().st_mode & 0o077:
            yield f"{path} can be read by other users of this machine. Run: chmod 600 {path}"
    elif not os.access(_nearest(data_dir), os.W_OK | os.X_OK):
        yield (
            f"secret_key is empty and {data_dir} cannot be written, so no key can be kept. "
            "Give one, or make the folder writable for this user."
        )


def _mail(settings: Settings) -> Iterator[str]:
    if not settings.mail_url:
        yield (
            "mail_url is empty, so nobody could sign in by a code or reset a password. "
            "Name your mail server, such as smtp://user:password@mail.example.org:587."
        )
    domain = sender_domain(settings.mail_from) or ""
    if _is_nobodys(domain):
        yield (
            f"mail_from is at {domain}, from where mail is thrown away. "
            "Use an address of your own, such as hello@community.example.org."
        )


def _is_nobodys(host: str) -> bool:
    return host.rstrip(".").rpartition(".")[2] in NOBODYS


def _is_loopback(host: str) -> bool:
    try:
        address = ip_address(host)
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


def _nearest(folder: Path) -> Path:
    """The folder itself or the nearest one above it that exists."""
    return next(above for above in (folder, *folder.parents) if above.exists())
