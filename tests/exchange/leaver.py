"""Run by itself in a data folder with the cast in it: somebody joins, writes, leaves for good.

Keeps a copy of the database from just before, as a backup would have it.
"""

from __future__ import annotations

import os
import sqlite3
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.config.settings")
django.setup()

from django.db import connection  # noqa: E402

from alongside.discussions.actions import post_reply, save_draft, start_topic  # noqa: E402
from alongside.discussions.actions.drafts import new_token  # noqa: E402
from alongside.exchange.leaving.asking import ask_to_leave  # noqa: E402
from alongside.exchange.leaving.due import erase_due  # noqa: E402
from alongside.exchange.leaving.old_pages import forget_old_pages  # noqa: E402
from alongside.exchange.models import LeavingChoice  # noqa: E402
from alongside.kernel.markdown import quoted  # noqa: E402
from alongside.notifications.sending.sender import Sender  # noqa: E402
from alongside.people.actions import enrol  # noqa: E402
from alongside.people.viewers import viewer_of  # noqa: E402

NAME, ADDRESS, WORDS = sys.argv[1:4]


def main() -> None:
    me = viewer_of(enrol(NAME, ADDRESS, story_consent=1))
    other = viewer_of(enrol("Bea", "bea@example.org", story_consent=1))
    save_draft(me, "ask", body=f"draft {WORDS}", token=new_token())
    post = start_topic(
        me, space_slug="open-door", kind="story", title=f"Title {WORDS}",
        source=f"Body {WORDS}. " * 400, token=new_token(),
    )  # fmt: skip
    source = f"{quoted(NAME, post.source)}Thank you, {NAME}!"
    post_reply(other, post.topic_id, source=source, token=new_token())
    connection.close()
    here = connection.settings_dict["NAME"]
    with sqlite3.connect(here) as database, sqlite3.connect(f"{here}.backup") as copy:
        database.backup(copy)
    ask_to_leave(me, LeavingChoice.MENTIONS)
    assert erase_due() == 1
    # The goodbye is owed until it is sent; then its row forgets the address.
    Sender().round()
    forget_old_pages()


main()
