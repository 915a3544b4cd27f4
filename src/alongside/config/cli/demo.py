"""`alongside demo`: sample content in, or all of it out again."""

from __future__ import annotations

import click

from alongside.discussions.models import Post
from alongside.exchange.demo import load_demo, remove_demo
from alongside.exchange.demo.shapes import sample_rows
from alongside.kernel.verdicts import Refused


def load() -> None:
    try:
        report = load_demo(click.echo)
    except Refused as refused:
        raise click.ClickException(refused.reason) from refused
    if report.changed:
        click.echo("The demo is loaded. To take it away: alongside demo --remove")


def remove(*, yes: bool) -> None:
    going = sample_rows()
    if not going.changed:
        click.echo("There is no sample community here. Nothing was changed.")
        return
    click.echo(
        f"This takes away {going.people} sample people, {going.topics} sample conversations and "
        f"{going.spaces} sample spaces."
    )
    lost = Post.objects.filter(topic__sample=True, author__sample=False).count()
    if lost:
        click.echo(f"{lost} posts by real people stand in sample conversations and go as well.")
    click.echo("What real people wrote anywhere else stays.")
    if not yes:
        click.confirm("Take it away?", abort=True)
    remove_demo(click.echo)
    click.echo("The demo is gone.")
