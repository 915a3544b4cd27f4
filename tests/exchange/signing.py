"""A browser in which somebody signed in a moment ago, as allauth remembers it."""

from __future__ import annotations

import time

from django.test import Client

from alongside.people.models import Member


def sign_in_lately(client: Client, member: Member) -> Client:
    client.force_login(member)
    session = client.session
    session["account_authentication_methods"] = [{"method": "code", "at": time.time()}]
    session["account_authentication_methods_user"] = str(member.pk)
    session.save()
    return client
