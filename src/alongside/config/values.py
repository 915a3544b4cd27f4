"""Which values make sense, beyond their type. Each check answers what is wrong, or None."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from alongside.config.databases import parse_database
from alongside.config.mail_server import LOOPBACK, parse_mail_url
from alongside.config.schema import Settings

ADDRESS = r"[^<>@\s]+@(?P<{}>[^<>@\s]+)"
SENDER = re.compile(rf"[^<>\r\n]* <{ADDRESS.format('named')}>|{ADDRESS.format('bare')}")
NAME_MAX = 60
# With the letters that say whose answer it is, the part before the @ may have 64 characters.
REPLY_ADDRESS = re.compile(r"[A-Za-z0-9._-]{1,11}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")


def sender_domain(sender: str) -> str | None:
    """The part after the @ of `Name <address>` or of a bare address; None for anything else."""
    found = SENDER.fullmatch(sender)
    return (found["named"] or found["bare"]).lower() if found else None


def _time_zone(name: str) -> str | None:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        near = get_close_matches(name, available_timezones(), n=1)
        return "is not the name of a time zone" + (f"; did you mean {near[0]}?" if near else "")
    return None


def _country(code: str) -> str | None:
    return None if re.fullmatch("[A-Z]{2}", code) else "must be two capital letters"


def _base_url(url: str) -> str | None:
    try:
        parts = urlsplit(url)
        port_is_fine = parts.port != 0
    except ValueError as error:
        return f"is not an address ({error})"
    if parts.scheme not in ("http", "https") or not parts.hostname or not port_is_fine:
        return "must start with https:// (or http:// on this machine) and name a host"
    if url != f"{parts.scheme}://{parts.netloc}" or "@" in parts.netloc:
        return "must end after the host, with no slash, path or user name"
    return None


def _community_name(name: str) -> str | None:
    if not name.strip() or len(name) > NAME_MAX or not name.isprintable():
        return f"must be 1 to {NAME_MAX} letters on one line"
    return None


def _mail_from(sender: str) -> str | None:
    return None if sender_domain(sender) else "is not a sender with an e-mail address"


def _reply_address(address: str) -> str | None:
    if not address or REPLY_ADDRESS.fullmatch(address):
        return None
    return "must be a plain address with at most 11 letters before the @"


def _data_dir(path: str) -> str | None:
    return None if path.strip() and "\0" not in path else "must name a folder"


def _issuer(url: str) -> str | None:
    """Nothing at all is fine: then there is no outside service."""
    if not url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError as error:
        return f"is not an address ({error})"
    if parts.scheme == "http" and parts.hostname not in LOOPBACK:
        return "must start with https://, or what it says of people could be forged on the way"
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        return "must start with https:// and be the address that the service names itself by"
    return None


def incomplete(settings: Settings) -> Iterator[str]:
    """What only makes sense together."""
    outside = ("oidc_name", "oidc_issuer", "oidc_client_id", "oidc_client_secret")
    missing = [name for name in outside if not getattr(settings, name)]
    if missing and len(missing) < len(outside):
        yield f"An outside sign-in service needs {', '.join(missing)} too, or none of the four."


def _parsed_by(parse: Callable[[str], object]) -> Callable[[str], str | None]:
    def check(url: str) -> str | None:
        try:
            parse(url)
        except ValueError as error:
            return str(error)
        return None

    return check


def _ledger(path: str) -> str | None:
    return None if not path or Path(path).is_absolute() else "must start with /, to be found again"


CHECKS: Mapping[str, Callable[[str], str | None]] = {
    "time_zone": _time_zone,
    "country": _country,
    "base_url": _base_url,
    "community_name": _community_name,
    "data_dir": _data_dir,
    "oidc_issuer": _issuer,
    "erasure_ledger": _ledger,
    "mail_from": _mail_from,
    "reply_address": _reply_address,
    "mail_url": _parsed_by(parse_mail_url),
    "database": _parsed_by(parse_database),
}
