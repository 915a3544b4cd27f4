"""What the sender's domain should say of our mail: SPF, DKIM, DMARC. Nothing is looked up: what
stands in the settings is enough to say which records there must be, and what can never work."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from alongside.config.doctor.finding import Finding, ok, warning
from alongside.config.mail_server import LOOPBACK, MailServer
from alongside.config.mail_services import MailService
from alongside.config.schema import Settings
from alongside.config.values import sender_domain

# Their owners tell everybody to throw away what others send in their name (DMARC p=reject).
NOT_OURS = frozenset(
    {
        "gmail.com", "googlemail.com", "yahoo.com", "yahoo.co.uk", "aol.com", "hotmail.com",
        "outlook.com", "live.com", "icloud.com", "me.com", "gmx.de", "gmx.net", "web.de",
        "proton.me", "protonmail.com",
    }
)  # fmt: skip
DOCS = "docs/operators/mail.md"


def about_domain(settings: Settings, server: MailServer | MailService) -> Iterator[Finding]:
    domain = sender_domain(settings.mail_from) or ""
    host = urlsplit(settings.base_url).hostname or ""
    if domain in NOT_OURS:
        yield warning(
            f"mail_from is at {domain}, whose owner tells others to throw away mail that comes "
            "from anywhere else (DMARC). Use an address at a domain of your own."
        )
        return
    if not _related(domain, host):
        yield warning(
            f"mail_from is at {domain} and the community at {host}. Readers trust mail more whose "
            "sender is at the same name, such as hello@" + host + "."
        )
    yield ok(f"SPF: {domain} needs one TXT record that begins v=spf1 and names {_who(server)}.")
    yield ok(
        f"DKIM: {_signer(server)} signs each mail for {domain}; its public key is a TXT or CNAME "
        f"record at <selector>._domainkey.{domain}."
    )
    yield ok(
        f'DMARC: a TXT record at _dmarc.{domain}, such as "v=DMARC1; p=none; '
        f'rua=mailto:postmaster@{domain}", and p=quarantine once the reports are clean.'
    )


def how_to_read(to: str) -> Finding:
    """The receiver's own server has looked at all three, and says so in each mail."""
    return ok(
        f"Open it at {to}, choose to show its source, and look for Authentication-Results: it "
        f"should say spf=pass, dkim=pass and dmarc=pass. {DOCS} says what to do if not."
    )


def _related(one: str, other: str) -> bool:
    return one == other or one.endswith(f".{other}") or other.endswith(f".{one}")


def _who(server: MailServer | MailService) -> str:
    if isinstance(server, MailService):
        return f"{server.name} as it tells you to (include:…)"
    if server.host in LOOPBACK:
        return "this machine (ip4:… or mx)"
    return f"what sends for {server.host} (include:… or mx)"


def _signer(server: MailServer | MailService) -> str:
    return server.name if isinstance(server, MailService) else "the mail server"
