"""Mail by a service's own interface instead of SMTP: what `anymail+postmark://token@` means.

django-anymail knows the services. Here is only which of its settings a URL fills.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from types import MappingProxyType
from urllib.parse import SplitResult, parse_qsl, unquote

PREFIX = "anymail+"
EU_MAILGUN = "https://api.eu.mailgun.net/v3"


@dataclass(frozen=True, slots=True)
class Service:
    """`user`, `password` and `host` are the names of the settings that those parts fill.

    `kind` begins the names of its classes in django-anymail.
    """

    name: str
    module: str
    kind: str
    user: str = ""
    password: str = ""
    host: str = ""


SERVICES: Mapping[str, Service] = MappingProxyType(
    {
        "postmark": Service("Postmark", "postmark", "Postmark", "POSTMARK_SERVER_TOKEN"),
        "mailgun": Service(
            "Mailgun", "mailgun", "Mailgun", "MAILGUN_API_KEY", host="MAILGUN_SENDER_DOMAIN"
        ),
        "brevo": Service("Brevo", "brevo", "Brevo", "BREVO_API_KEY"),
        "sendgrid": Service("SendGrid", "sendgrid", "SendGrid", "SENDGRID_API_KEY"),
        "mailjet": Service(
            "Mailjet", "mailjet", "Mailjet", "MAILJET_API_KEY", "MAILJET_SECRET_KEY"
        ),
        "mailersend": Service("MailerSend", "mailersend", "MailerSend", "MAILERSEND_API_TOKEN"),
        "sparkpost": Service("SparkPost", "sparkpost", "SparkPost", "SPARKPOST_API_KEY"),
        "ses": Service("Amazon SES", "amazon_ses", "AmazonSES"),
    }
)


@dataclass(frozen=True, slots=True)
class MailService:
    """`settings` are django-anymail's own, with the service's keys in them."""

    key: str
    name: str
    settings: Mapping[str, object]

    @property
    def backend(self) -> str:
        return f"anymail.backends.{SERVICES[self.key].module}.EmailBackend"

    @property
    def incoming_view(self) -> str:
        """The view that understands the mails that this service hands in."""
        service = SERVICES[self.key]
        return f"anymail.webhooks.{service.module}.{service.kind}InboundWebhookView"

    @property
    def events_view(self) -> str:
        """The view that understands what this service tells of bounces and complaints."""
        service = SERVICES[self.key]
        return f"anymail.webhooks.{service.module}.{service.kind}TrackingWebhookView"


def parse_service(parts: SplitResult) -> MailService:
    """Raises ValueError with what is wrong, and never a key."""
    key = parts.scheme.removeprefix(PREFIX)
    if key not in SERVICES:
        raise ValueError(f"must name a service after anymail+: {', '.join(SERVICES)}")
    if parts.path.strip("/") or parts.fragment:
        raise ValueError("must end after its host; in a key write / ? # as %2F %3F %23")
    options = dict(parse_qsl(parts.query))
    made = _ses(parts) if key == "ses" else _keys(SERVICES[key], parts)
    if key == "mailgun":
        made |= _mailgun(options)
    if options:
        raise ValueError("has a parameter after its ? that is not known")
    return MailService(key, SERVICES[key].name, MappingProxyType(made))


def _keys(service: Service, parts: SplitResult) -> dict[str, object]:
    given = {
        service.user: unquote(parts.username or ""),
        service.password: unquote(parts.password or ""),
        service.host: parts.hostname or "",
    }
    wanted = {name: value for name, value in given.items() if name}
    if not all(wanted.values()) or (parts.hostname and not service.host):
        raise ValueError(f"must be {_shape(service)} for {service.name}")
    return dict(wanted)


def _shape(service: Service) -> str:
    key = next(key for key, one in SERVICES.items() if one is service)
    secret = ":secret" if service.password else ""
    return f"anymail+{key}://key{secret}@{'your-domain' if service.host else ''}"


def _mailgun(options: dict[str, str]) -> dict[str, object]:
    """`region=eu` for an account in Europe; `signing_key` proves that its events are its own."""
    made: dict[str, object] = {}
    if options.pop("region", "") == "eu":
        made["MAILGUN_API_URL"] = EU_MAILGUN
    if signing_key := options.pop("signing_key", ""):
        made["MAILGUN_WEBHOOK_SIGNING_KEY"] = signing_key
    return made


def _ses(parts: SplitResult) -> dict[str, object]:
    """Keys and region may stand in the URL, or where Amazon's own library looks for them."""
    if find_spec("boto3") is None:
        raise ValueError("needs Amazon's library: pip install boto3")
    given = {
        "aws_access_key_id": unquote(parts.username or ""),
        "aws_secret_access_key": unquote(parts.password or ""),
        "region_name": parts.hostname or "",
    }
    return {"AMAZON_SES_CLIENT_PARAMS": {name: value for name, value in given.items() if value}}
