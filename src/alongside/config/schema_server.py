"""The settings about the server: where it runs, what it stores, how its mail goes out.

`schema.py` adds the settings about the community; that one is what everything else reads.
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta


class ServerSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    mode: Annotated[
        Literal["demo", "production"],
        Meta(
            description="demo: to try it on this machine. "
            "production: for real people; unsafe settings are refused.",
        ),
    ] = "demo"
    data_dir: Annotated[
        str,
        Meta(
            description="The folder for the database, the secret key and prepared files. "
            "A relative path starts at the folder Alongside is started in.",
            examples=["/var/lib/alongside"],
        ),
    ] = "data"
    database: Annotated[
        str,
        Meta(
            description="Empty: SQLite in the data folder. Or the URL of a PostgreSQL database.",
            examples=["postgresql://alongside:password@localhost/alongside"],
        ),
    ] = ""
    secret_key: Annotated[
        str,
        Meta(
            description="Signs sessions and links in mail. "
            "Empty: made once and kept in the data folder.",
            examples=["50 or more random letters and digits"],
        ),
    ] = ""
    base_url: Annotated[
        str,
        Meta(
            description="The address people type in their browser.",
            examples=["https://community.example.org"],
        ),
    ] = "http://127.0.0.1:8000"
    community_name: Annotated[
        str,
        Meta(description="Shown at the top of every page.", examples=["Alongside"]),
    ] = "Alongside"
    time_zone: Annotated[
        str,
        Meta(
            description="The community's time zone, for readers whose own is not known.",
            examples=["America/New_York"],
        ),
    ] = "America/New_York"
    country: Annotated[
        str,
        Meta(
            description="The country whose help numbers come first, in two capital letters.",
            examples=["US"],
        ),
    ] = "US"
    mail_url: Annotated[
        str,
        Meta(
            description="The mail server: smtp:// (STARTTLS; plain only on this machine) or "
            "smtps:// (TLS from the start). Or a mail service, such as anymail+postmark://token@ "
            "(docs/operators/mail.md names them). Empty in the demo: mail is shown at /mail/.",
            examples=["smtp://user:password@mail.example.org:587"],
        ),
    ] = ""
    mail_from: Annotated[
        str,
        Meta(
            description="The sender of every mail.",
            examples=["Alongside <hello@community.example.org>"],
        ),
    ] = "Alongside <alongside@localhost>"
    reply_address: Annotated[
        str,
        Meta(
            description="Where members answer a notice by mail, which posts their reply. Mail to "
            "it, and to it with a + and letters before the @, must be handed to Alongside: see "
            "docs/operators/reply-by-mail.md. Empty: off.",
            examples=["reply@community.example.org"],
        ),
    ] = ""
    threads: Annotated[
        int,
        Meta(
            description="Requests answered at the same time. Forms that are sent slowly or by "
            "half never take the last one, so that pages can still be read; with 1 they stop the "
            "site, unless the proxy in front hands on only whole requests.",
            ge=1,
            le=64,
            examples=[4],
        ),
    ] = 4
    page_cache_mib: Annotated[
        int,
        Meta(
            description="MiB of memory for pages shown to people not signed in; 0 turns it off.",
            ge=0,
            le=1024,
            examples=[16],
        ),
    ] = 16
    trusted_proxies: Annotated[
        int,
        Meta(
            description="How many proxies of your own stand in front, such as nginx or Caddy.",
            ge=0,
            le=5,
            examples=[1],
        ),
    ] = 0
    gather_minutes: Annotated[
        int,
        Meta(
            description="What happens in one conversation within so many minutes is one mail; "
            "0 sends a mail for each reply.",
            ge=0,
            le=1440,
            examples=[60],
        ),
    ] = 60
    silence_days: Annotated[
        int,
        Meta(
            description="After so many days without a word, a reply to a question is told to the "
            "one who asked as something of its own.",
            ge=1,
            le=365,
            examples=[7],
        ),
    ] = 7
