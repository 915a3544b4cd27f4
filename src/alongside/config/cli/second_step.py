"""`alongside reset-second-step`: for somebody who lost their phone and their recovery codes."""

from __future__ import annotations

import getpass

import click
from django.utils import timezone

from alongside.config.cli.words import tell
from alongside.people.actions.security import forget_second_steps
from alongside.people.adapter import AccountAdapter
from alongside.people.models import Member


def reset(email: str, *, yes: bool) -> None:
    """What was done, when, and by which user of this machine is told on standard error."""
    member = Member.objects.filter(email__iexact=email.strip()).first()
    if member is None:
        raise click.ClickException("Nobody here has this e-mail address.")
    if not yes:
        click.confirm(
            f"Have you made sure that it is {member.name} who asks, and nobody else?", abort=True
        )
    gone = forget_second_steps(member)
    if gone and member.email:
        AccountAdapter().send_mail("account/email/second_steps_removed", member.email, {})
    tell(
        f"{timezone.now():%Y-%m-%d %H:%M:%S} UTC: {getpass.getuser()} removed "
        f"{gone} second step{'' if gone == 1 else 's'} of member {member.pk}."
    )
    click.echo(f"{member.name} is signed out everywhere and can sign in without a second step.")
