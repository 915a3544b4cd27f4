"""Runs all checks and prints what they found. Exit code 1 if there is a problem."""

from __future__ import annotations

import os
from collections.abc import Iterator

import click

from alongside.config.cli.group import late_with_django
from alongside.config.doctor.finding import Finding, ok, problem, warning
from alongside.config.production import unsafe
from alongside.config.reading import Reading, read

COLOURS = {"ok": "green", "warning": "yellow", "problem": "red"}


def examine(mail_to: str | None) -> None:
    reading = read(os.environ)
    found = report("Settings", about_settings(reading))
    if reading.problems:
        click.echo("The other checks need settings that can be read. Please run it again then.")
    else:
        found += late_with_django(
            "alongside.config.doctor.rest:examine_rest",
            prepare=False,
            settings=reading.settings,
            mail_to=mail_to,
        )
    bad = sum(finding.level == "problem" for finding in found)
    click.echo("\nNo problem found." if not bad else f"\nTo put right: {bad}")
    if bad:
        raise SystemExit(1)


def report(heading: str, findings: Iterator[Finding]) -> list[Finding]:
    """Prints each finding as soon as it is there: some of them take their time."""
    click.echo(click.style(heading, bold=True))
    found = []
    for finding in findings:
        level = click.style(f"{finding.level:7}", fg=COLOURS[finding.level])
        click.echo(f"  {level}  {finding.text}")
        found.append(finding)
    return found


def about_settings(reading: Reading) -> Iterator[Finding]:
    yield from map(problem, reading.problems)
    yield from map(warning, reading.notices)
    if reading.problems:
        return
    settings = reading.settings
    if not settings.production:
        yield ok("Read. Mode: demo, for trying it out on one machine.")
        return
    reasons = tuple(unsafe(settings))
    yield from map(problem, reasons)
    if settings.trusted_proxies == 0:
        yield warning(
            "trusted_proxies is 0, so all people seem to come from one address and share its "
            "limits. If a proxy such as Caddy or nginx stands in front, set it to 1."
        )
    if not reasons:
        yield ok("Read, and safe for production.")
