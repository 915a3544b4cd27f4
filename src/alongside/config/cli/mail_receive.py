"""`alongside mail receive`: what a mail server pipes a mail into.

It only keeps the mail, so it is quick; the background worker does the rest. Its exit codes are the
ones that mail servers know (sysexits.h): taken, never to be taken, or to be tried again. Whatever
goes wrong that is not the mail's own fault means "again", so that no mail is lost.
"""

from __future__ import annotations

import click

from alongside.config.cli.group import late_with_django

DATA_ERROR, UNAVAILABLE, TRY_AGAIN = 65, 69, 75


def receive(sender: str, recipient: str) -> None:
    try:
        code = late_with_django(
            "alongside.config.cli.mail_keep:keep", prepare=False, sender=sender,
            recipient=recipient,
        )  # fmt: skip
    except click.ClickException as error:
        raise SystemExit(_told(error.format_message(), TRY_AGAIN)) from error
    except SystemExit as error:  # settings that cannot be used
        raise SystemExit(_told(str(error), TRY_AGAIN)) from error
    except Exception as error:
        raise SystemExit(_told(f"{type(error).__name__}: {error}", TRY_AGAIN)) from error
    raise SystemExit(code)


def _told(words: str, code: int) -> int:
    """A mail server keeps the first line in its log, or sends it back to whoever wrote."""
    click.echo(words, err=True)
    return code
