"""The two mails of leaving: that it was asked for, and that it is done."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import send_mail
from django.urls import reverse

from alongside.kernel.clock import day

ASKED = """Hello {name},

you asked us to delete your account at {community}. It will be deleted on {day}.

Did you change your mind? Sign in before that day, and press "Keep my account":
{address}

Was it not you? Then sign in now, keep your account, and change how you sign in.
"""
GONE = """Hello,

your account at {community} is deleted now, as you asked. This is our last mail to you.

Copies that we keep in case a machine breaks are overwritten in time. If we ever have to use one,
your account is deleted from it again.

Thank you for having been here. We wish you well.
"""


def say_asked(email: str, name: str, at: datetime, zone: ZoneInfo) -> None:
    _send(
        email, "Your account will be deleted", ASKED,
        name=name, day=day(at, zone), address=settings.ALONGSIDE.base_url + reverse("leaving"),
    )  # fmt: skip


def say_gone(email: str) -> None:
    _send(email, "Your account is deleted", GONE)


def _send(email: str, subject: str, text: str, **words: str) -> None:
    community = str(settings.ALONGSIDE.community_name)
    send_mail(subject, text.format(community=community, **words), None, [email])
