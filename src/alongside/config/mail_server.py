"""The mail server that `mail_url` names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal
from urllib.parse import unquote

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


def parse_mail_url(url: str) -> MailServer | None:
    """None for the empty URL. Raises ValueError with what is wrong, and never the password."""
    if not url:
        return None
    parts = split_url(url)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise ValueError("must start with smtp:// or smtps:// and name a host")
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


def mail_settings(mail_url: str) -> dict[str, object]:
    """Django's settings for sending by that server; none for the empty URL."""
    server = parse_mail_url(mail_url)
    if server is None:
        return {}
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": server.host,
        "EMAIL_PORT": server.port,
        "EMAIL_HOST_USER": server.user,
        "EMAIL_HOST_PASSWORD": server.password,
        "EMAIL_USE_SSL": server.security == "tls",
        "EMAIL_USE_TLS": server.security == "starttls",
    }
