"""Mail: is the server there, does it encrypt, does it know us? Nothing is sent unasked."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator
from email.message import EmailMessage
from email.utils import make_msgid

from django.conf import settings as django_settings
from django.core.mail import EmailMessage as DjangoMessage
from django.core.mail import get_connection

from alongside.config.doctor.finding import Finding, ok, problem
from alongside.config.doctor.mail_domain import about_domain, how_to_read
from alongside.config.mail_server import MailServer, events_password, parse_mail_url
from alongside.config.mail_services import MailService
from alongside.config.schema import Settings

WAIT_SECONDS = 10


def about_mail(settings: Settings, mail_to: str | None) -> Iterator[Finding]:
    server = parse_mail_url(settings.mail_url)
    if server is None:
        yield ok("No mail server: mail is shown at /mail/ of the site, to everybody there.")
        if mail_to:
            yield problem("A test mail needs a mail server. Set ALONGSIDE_MAIL_URL.")
        return
    works = True
    for finding in _about_line(settings, server, mail_to):
        works = works and finding.level == "ok"
        yield finding
    if mail_to and works:
        yield how_to_read(mail_to)
    if settings.production or mail_to:
        yield from about_domain(settings, server)


def _about_line(
    settings: Settings, server: MailServer | MailService, mail_to: str | None
) -> Iterator[Finding]:
    if isinstance(server, MailService):
        return _about_service(settings, server, mail_to)
    return _about_server(settings, server, mail_to)


def _about_server(settings: Settings, server: MailServer, mail_to: str | None) -> Iterator[Finding]:
    try:
        with connected(server) as smtp:
            yield ok(f"{server.host}:{server.port} answers{_manner(server)}.")
            if mail_to:
                smtp.send_message(test_mail(settings, mail_to))
                yield ok(f"A test mail is on its way to {mail_to}.")
    except (OSError, smtplib.SMTPException) as error:
        yield problem(why(server, error))


def _about_service(
    settings: Settings, service: MailService, mail_to: str | None
) -> Iterator[Finding]:
    """There is no greeting to try: whether the key is right shows when a mail goes."""
    yield ok(f"Mail goes by {service.name}.")
    address = settings.base_url.replace("://", f"://events:{_events_password()}@")
    yield ok(f"For bounces and complaints give {service.name} the address {address}/mail-events")
    if settings.reply_address:
        yield ok(f"For replies by mail give it the address {address}/mail-in")
    if not mail_to:
        return
    try:
        with get_connection(service.backend) as line:
            line.send_messages([as_django(test_mail(settings, mail_to))])
        yield ok(f"A test mail is on its way to {mail_to}.")
    except Exception as error:
        yield problem(f"{service.name} does not take our mail: {' '.join(str(error).split())}")


def _events_password() -> str:
    return events_password(django_settings.SECRET_KEY)


def as_django(message: EmailMessage) -> DjangoMessage:
    """The same for services, which are given its parts and not the whole."""
    return DjangoMessage(
        str(message["Subject"]), message.get_content(), str(message["From"]), [str(message["To"])]
    )


def connected(server: MailServer) -> smtplib.SMTP:
    """An SMTP session, encrypted and signed in as the settings say."""
    context = ssl.create_default_context()
    if server.security == "tls":
        smtp: smtplib.SMTP = smtplib.SMTP_SSL(
            server.host, server.port, timeout=WAIT_SECONDS, context=context
        )
    else:
        smtp = smtplib.SMTP(server.host, server.port, timeout=WAIT_SECONDS)
    if server.security == "starttls":
        smtp.starttls(context=context)
    smtp.ehlo_or_helo_if_needed()
    if server.user:
        smtp.login(server.user, server.password)
    return smtp


def test_mail(settings: Settings, to: str) -> EmailMessage:
    message = EmailMessage()
    message["Subject"] = f"A test from {settings.community_name}"
    message["From"], message["To"] = settings.mail_from, to
    message["Message-ID"] = make_msgid()
    message.set_content("If you can read this, mail works.\n")
    return message


def _manner(server: MailServer) -> str:
    encrypted = ", unencrypted on this machine" if server.security == "plain" else ", encrypted"
    return encrypted + (" and knows us" if server.user else "")


def why(server: MailServer, error: Exception) -> str:
    where = f"{server.host}:{server.port}"
    match error:
        case smtplib.SMTPAuthenticationError():
            return f"{where} refuses the user name or password. Check them in ALONGSIDE_MAIL_URL."
        case smtplib.SMTPNotSupportedError():
            return f"{where}: {error} Is the port right? 587 for smtp://, 465 for smtps://"
        case ssl.SSLCertVerificationError():
            return f"{where} shows a certificate that is not valid: {error.verify_message}."
        case ssl.SSLError():
            return f"{where} does not speak TLS from the start. Try smtp:// for STARTTLS."
        case smtplib.SMTPResponseException():
            said = error.smtp_error
            words = said if isinstance(said, str) else said.decode("utf-8", "replace")
            return f"{where} says: {error.smtp_code} {words}"
    return f"{where} cannot be reached: {error}. Check host and port in ALONGSIDE_MAIL_URL."
