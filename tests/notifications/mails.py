"""Mails as mail programs send them, for the tests of replies by mail."""

from __future__ import annotations

from email.message import EmailMessage
from email.utils import formatdate

from alongside.notifications.inbound.addresses import reply_to
from alongside.notifications.inbound.words import REPLY_LINE
from tests.cast import Cast

QUOTED = f"""On Tue, Mar 3, 2026 at 4:06 PM Alongside <hello@community.example.org> wrote:

> {REPLY_LINE}
>
> Hello Pat Rivers,
>
> Amber replied.
>
> Read it and reply: http://127.0.0.1:8000/p/12
> Stop mail of this kind: http://127.0.0.1:8000/mail-stop/1.replies.secret
"""


def answer(
    cast: Cast, words: str, name: str = "parent", topic: str = "public", **headers: str
) -> EmailMessage:
    """That person's answer to a notice of that conversation, with what it quotes."""
    member = cast.people[name]
    mail = EmailMessage()
    mail["From"] = f"{member.name} <{member.email}>"
    mail["To"] = reply_to(member.pk, cast.topics[topic].pk)
    mail["Subject"] = "Re: New in a conversation you follow"
    mail["Date"] = formatdate()
    mail["Message-ID"] = f"<{abs(hash(words))}@phone.example.org>"
    for header, value in headers.items():
        key = header.replace("_", "-")
        del mail[key]
        mail[key] = value
    mail.set_content(f"{words}\n\n{QUOTED}")
    return mail
