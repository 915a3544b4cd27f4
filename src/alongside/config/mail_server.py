"""The mail server, or the mail service, that `mail_url` names."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from typing import Literal
from urllib.parse import unquote

from alongside.config.mail_services import PREFIX, MailService, parse_service
from alongside.config.url_parts import port_of, split_url

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
Security = Literal["tls", "starttls", "plain"]


@dataclass(frozen=True, slots=True)
class MailServer:
    """`security`: TLS from the start, TLS after a plain greeting, or none (this machine only)."""

    host: str
    port: int
    user: str
    password: str
    security: Security


def parse_mail_url(url: str) -> MailServer | MailService | None:
    """None for the empty URL. Raises ValueError with what is wrong, and never the password."""
    if not url:
        return None
    parts = split_url(url)
    if parts.scheme.startswith(PREFIX):
        return parse_service(parts)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise ValueError("must start with smtp:// or smtps:// and name a host, or with anymail+")
    if parts.path.strip("/") or parts.query or parts.fragment:
        raise ValueError("must end after its port; in a password write / ? # as %2F %3F %23")
    return MailServer(
        host=parts.hostname,
        port=port_of(parts) or (465 if parts.scheme == "smtps" else 587),
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        security=_security(parts.scheme, parts.hostname),
    )


def _security(scheme: str, host: str) -> Security:
    if scheme == "smtps":
        return "tls"
    return "plain" if host in LOOPBACK else "starttls"


# The backend of the demo, which shows its mail at /mail/. Anywhere else it goes to people.
SHOWN = "alongside.home.mail_backend.EmailBackend"
# Long, since a server may look at a mail for spam before it takes it, and one that is not waited
# for may take it all the same: the mail would go out twice.
WAIT_SECONDS = 60


def mail_settings(mail_url: str, secret_key: str) -> dict[str, object]:
    """Django's settings for `MAIL_TRANSPORT`, by which the sender sends what the ledger owes."""
    server = parse_mail_url(mail_url)
    if server is None:
        return {}
    if isinstance(server, MailService):
        return {
            "MAIL_TRANSPORT": server.backend,
            "MAIL_INCOMING_VIEW": server.incoming_view,
            "MAIL_EVENTS_VIEW": server.events_view,
            "ANYMAIL": _anymail(server, secret_key),
        }
    return {
        "MAIL_TRANSPORT": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_TIMEOUT": WAIT_SECONDS,
        "EMAIL_HOST": server.host,
        "EMAIL_PORT": server.port,
        "EMAIL_HOST_USER": server.user,
        "EMAIL_HOST_PASSWORD": server.password,
        "EMAIL_USE_SSL": server.security == "tls",
        "EMAIL_USE_TLS": server.security == "starttls",
    }


def _anymail(service: MailService, secret_key: str) -> dict[str, object]:
    """No service may count who opens a mail, or lead its links over its own address."""
    return {
        **service.settings,
        "SEND_DEFAULTS": {"track_opens": False, "track_clicks": False},
        # Some have no such switch; that is no reason not to send. See docs/operators/mail.md.
        "IGNORE_UNSUPPORTED_FEATURES": True,
        "REQUESTS_TIMEOUT": WAIT_SECONDS,
        "WEBHOOK_SECRET": f"events:{events_password(secret_key)}",
    }


def events_password(secret_key: str) -> str:
    """What the service shows when it tells of a bounce: `alongside doctor` says it."""
    return hmac.new(secret_key.encode(), b"mail events", "sha256").hexdigest()[:32]
