"""`alongside serve` and `alongside worker`: from the settings to the running processes.

What reads the settings for good is loaded by name, once the options are in the environment.
"""

from __future__ import annotations

import os
from pathlib import Path

import click
import django
from django.db import connection

from alongside.config.cli.group import late
from alongside.config.cli.words import tell, usable_database
from alongside.config.production import refuse_unsafe
from alongside.config.reading import Reading, read
from alongside.config.serving.background import work
from alongside.config.serving.folder import make_folder
from alongside.config.serving.port import why_not
from alongside.config.serving.prepare import prepare
from alongside.config.serving.processes import Plan, load, run

EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 - compared with, not listened on
THIS_MACHINE = ("127.0.0.1", "::1", "localhost")


def serve(
    host: str, port: int, workers: int, *, demo: bool, background: bool, page_cache: bool
) -> None:
    if reason := why_not(host, port):
        raise click.ClickException(reason)
    reading = checked(demo=demo)
    address = complete_environment(reading, host, port, page_cache=page_cache)
    plan = Plan(host, port, workers, reading.settings.threads, background)
    with usable_database():
        ready(Path(reading.settings.data_dir).absolute(), demo=demo)
        load(plan)
        for line in late("alongside.config.serving.greeting:greeting", address=address):
            click.echo(line)
    connection.close()
    if not reading.settings.production and host not in THIS_MACHINE:
        tell("Everybody on your network can open this, and read the mail at /mail/.")
    run(plan)


def checked(*, demo: bool = False) -> Reading:
    """The settings, or SettingsError with all that is wrong or unsafe."""
    reading = read(os.environ)
    refuse_unsafe(reading.usable())
    if demo and reading.settings.production:
        raise click.ClickException("Sample people do not belong in production: leave out --demo.")
    for notice in reading.notices:
        tell(notice)
    return reading


def complete_environment(reading: Reading, host: str, port: int, *, page_cache: bool) -> str:
    """Tells the settings, here and in every process from here, what the options said."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.config.settings")
    if not page_cache:
        os.environ["ALONGSIDE_PAGE_CACHE_MIB"] = "0"
    if "base_url" in reading.origins:
        return reading.settings.base_url
    name = "127.0.0.1" if host in EVERYWHERE else f"[{host}]" if ":" in host else host
    address = os.environ["ALONGSIDE_BASE_URL"] = f"http://{name}:{port}"
    return address


def ready(data_dir: Path, *, demo: bool) -> None:
    make_folder(data_dir)
    django.setup()
    new_database = prepare(data_dir, tell)
    if demo and (new_database or not (data_dir / "demo_loaded").exists()):
        late(
            "alongside.config.serving.demo:load_demo_once",
            data_dir=data_dir,
            say=tell,
            new_database=new_database,
        )


def worker() -> None:
    reading = checked()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.config.settings")
    with usable_database():
        ready(Path(reading.settings.data_dir).absolute(), demo=False)
    connection.close()
    tell("The worker is running (Ctrl-C stops it)")
    work()
