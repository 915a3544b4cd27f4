"""Run by itself, with the settings of a community of its own: who lives there and where they talk.

Prints what a browser of each would know: the key of their session, and the addresses.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.config.settings")
Path(os.environ["ALONGSIDE_DATA_DIR"]).mkdir(mode=0o700, parents=True, exist_ok=True)
django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402

from alongside.config.serving.prepare import migrate  # noqa: E402
from alongside.discussions.models import Access, Section, Space  # noqa: E402
from alongside.people.actions import enrol  # noqa: E402
from alongside.people.models import Member, Role  # noqa: E402
from alongside.people.sessions import SessionStore  # noqa: E402
from alongside.people.wordings import story_version  # noqa: E402

PEOPLE = int(sys.argv[1])


def session_of(member: Member) -> str:
    """What signing in leaves in the browser."""
    session = SessionStore()
    session[SESSION_KEY] = str(member.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = member.get_session_auth_hash()
    session.create()
    return str(session.session_key)


def main() -> None:
    migrate(lambda _: None)
    section = Section.objects.create(slug="together", name="Together")
    space = Space.objects.create(
        section=section, slug="open-door", name="Open door", access=Access.PUBLIC
    )
    administrator = enrol("Ada", "ada@example.org", role=Role.ADMINISTRATOR)
    members = [
        enrol(f"Person {n}", f"person{n}@example.org", story_consent=story_version())
        for n in range(PEOPLE)
    ]
    known = {
        "administrator": session_of(administrator),
        "members": [session_of(member) for member in members],
        "ids": [member.pk for member in members],
        "space": space.pk,
        "section": section.pk,
    }
    print(json.dumps(known))


main()
