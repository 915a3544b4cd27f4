"""What can be typed after `alongside`. `--help` loads nothing but this."""

from __future__ import annotations

import gc
import os
from pathlib import Path

import click

from alongside import __version__
from alongside.config.cli.group import Sectioned, late, late_with_django

RUN, FILL, KEEP = "Run it", "Fill it", "Keep it well"
EXAMPLES = """
\b
Examples:
  alongside serve --demo          try it on this machine
  alongside createadmin           make the person who manages it
  alongside import page talk.txt --space stroke --dry-run
  alongside doctor                see what needs a change
"""
HERE = "alongside.config.cli"


@click.group(
    cls=Sectioned, epilog=EXAMPLES, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(__version__, package_name="alongside")
def main() -> None:
    """Alongside: peer support in health, on your own machine."""
    # Whatever a command writes is for this user alone, also in a folder that others can open.
    os.umask(0o077)


@main.under(RUN)
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    default=8000,
    envvar="PORT",
    show_default=True,
    show_envvar=True,
    help="The port to listen on.",
)
@click.option("--demo", is_flag=True, help="Load the demo community at the first start.")
@click.option(
    "--workers",
    type=click.IntRange(1, 16),
    default=1,
    show_default=True,
    help="Web processes. One serves a small community well.",
)
@click.option("--no-worker", is_flag=True, help="No background worker; run `alongside worker`.")
@click.option("--no-page-cache", is_flag=True, help="Make every page anew.")
def serve(
    host: str, port: int, workers: int, *, demo: bool, no_worker: bool, no_page_cache: bool
) -> None:
    """Start the community: its pages and its background worker."""
    # Loading makes few loops and throws little away: to look for them costs a tenth of a start.
    gc.disable()
    late(
        f"{HERE}.serve:serve",
        host=host,
        port=port,
        workers=workers,
        demo=demo,
        background=not no_worker,
        page_cache=not no_page_cache,
    )


@main.under(RUN)
def worker() -> None:
    """Run only the background worker, where `serve --no-worker` shows the pages."""
    late(f"{HERE}.serve:worker")


@main.group("import")
def import_group() -> None:
    """Bring in conversations from another community."""


main.place(import_group, FILL)


@import_group.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--space", metavar="SLUG", help="The space it goes to. Without: the first one open to all."
)
@click.option(
    "--zone",
    default="America/New_York",
    show_default=True,
    help="The time zone of the clock that printed the times.",
)
@click.option("--dry-run", is_flag=True, help="Only read the file; write nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print what was read as JSON.")
def page(file: Path, space: str | None, zone: str, *, dry_run: bool, as_json: bool) -> None:
    """Bring in the saved text of one conversation page.

    Importing the same page again changes nothing. A file that is no such page ends with one
    line that says why, exit code 2, and nothing written.
    """
    read = late(f"{HERE}.import_page:read", file=file, zone=zone)
    into = f"{HERE}.import_page_into"
    if not dry_run:
        late_with_django(f"{into}:write", page=read, space_slug=space, quiet=as_json)
    elif space:
        late_with_django(f"{into}:look", prepare=False, page=read, space_slug=space)
    late(f"{HERE}.import_page:show", page=read, as_json=as_json, dry_run=dry_run)


@main.under(FILL)
@click.option("--remove", is_flag=True, help="Take the sample people and their words away.")
@click.option("--yes", is_flag=True, help="Do not ask before removing.")
def demo(*, remove: bool, yes: bool) -> None:
    """Load the sample community, or take it away with --remove."""
    if remove:
        late_with_django(f"{HERE}.demo:remove", yes=yes)
    else:
        late_with_django(f"{HERE}.demo:load")


@main.under(FILL)
@click.argument("file", metavar="FILE")
def reading_level(file: str) -> None:
    """Say how hard an English text is to read, and what to change first."""
    late(f"{HERE}.reading_level:show", file=file)


@main.group("vocabulary")
def vocabulary_group() -> None:
    """The clinical terms that texts are read by."""


main.place(vocabulary_group, FILL)


@vocabulary_group.command("show")
def vocabulary_show() -> None:
    """List the vocabularies in use: version, how to cite it, licence, how many concepts."""
    late(f"{HERE}.vocabulary:show")


@vocabulary_group.command("load")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--licence", default="", help="Its licence, where the file does not say.")
@click.option("--cite", default="", help="How to cite it, where the file does not say.")
@click.option("--version", default="", help="Its version, where the file does not say.")
def vocabulary_load(file: Path, licence: str, cite: str, version: str) -> None:
    """Add an ontology: an OBO file, or a table of HPO, MONDO or DOID (.tsv), also gzipped.

    It is used from the next text on. The one of the same kind that was there gives way to it.
    """
    late(f"{HERE}.vocabulary:load", file=file, licence=licence, cite=cite, version=version)


@vocabulary_group.command("remove")
@click.argument("kind", metavar="KIND")
def vocabulary_remove(kind: str) -> None:
    """Take an added vocabulary away: hp, mondo or doid."""
    late(f"{HERE}.vocabulary:remove", kind=kind)


@main.under(KEEP)
@click.option("--settings", "only_settings", is_flag=True, help="List every setting and its value.")
@click.option("--mail", "mail_to", metavar="ADDRESS", help="Also send a test mail to this address.")
def doctor(*, only_settings: bool, mail_to: str | None) -> None:
    """Check settings, database, mail and disk, and say what to fix."""
    if only_settings:
        late("alongside.config.doctor.listing:show")
    else:
        late("alongside.config.doctor.run:examine", mail_to=mail_to)


@main.group("mail")
def mail_group() -> None:
    """See what became of mail, and take in replies."""


main.place(mail_group, KEEP)


@mail_group.command("receive")
@click.option("--sender", default="", envvar="SENDER", help="The envelope's sender.")
@click.option(
    "--recipient", default="", envvar="ORIGINAL_RECIPIENT", help="The envelope's recipient."
)
def mail_receive(sender: str, recipient: str) -> None:
    """Take in one mail from standard input: for the pipe of a mail server."""
    late(f"{HERE}.mail_receive:receive", sender=sender, recipient=recipient)


@mail_group.command()
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
@click.option("--retry-failed", is_flag=True, help="First let all that failed be tried again now.")
def ledger(*, as_json: bool, retry_failed: bool) -> None:
    """Count deliveries by state; show the oldest that is owed and the last errors."""
    late_with_django(f"{HERE}.mail_ledger:show", as_json=as_json, retry=retry_failed)


@main.under(KEEP)
@click.option("--name", help="The name others see.")
@click.option("--email", help="The e-mail address to sign in with.")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
def createadmin(name: str | None, email: str | None, *, password_stdin: bool) -> None:
    """Make an administrator, who can manage everything."""
    late_with_django(
        f"{HERE}.createadmin:create", name=name, email=email, password_stdin=password_stdin
    )


@main.under(KEEP)
@click.option("--email", required=True, help="The e-mail address of the account.")
@click.option("--yes", is_flag=True, help="Do not ask whether it is really them.")
def reset_second_step(email: str, *, yes: bool) -> None:
    """Let somebody in who lost their phone and their recovery codes."""
    late_with_django(f"{HERE}.second_step:reset", email=email, yes=yes)


@main.under(KEEP)
@click.option("--again", is_flag=True, help="Delete them again now (`serve` does it by itself).")
def erase(*, again: bool) -> None:
    """After a restore: delete again whoever had deleted their account."""
    late_with_django(f"{HERE}.erase:erase", prepare=False, again=again)


@main.under(KEEP)
def migrate() -> None:
    """Bring the database up to date (`serve` does this by itself)."""
    late_with_django(f"{HERE}.with_django:report_migrated")
