"""`alongside createadmin`: the first person who can manage everything."""

from __future__ import annotations

import sys

import click
from allauth.account.models import EmailAddress
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from alongside.people.events import MemberJoined
from alongside.people.models import Member, Role
from alongside.people.rules.names import check_name
from alongside.work.actions import record


def create(name: str | None, email: str | None, *, password_stdin: bool) -> None:
    name = name or click.prompt("Name others see")
    email = (email or click.prompt("E-mail address")).strip().lower()
    try:
        name = check_name(name, staff=True)
        _check_email(email)
        password = sys.stdin.readline().rstrip("\r\n") if password_stdin else _ask_password()
        validate_password(password, Member(name=name, email=email))
    except ValidationError as error:
        raise click.ClickException(" ".join(error.messages)) from error
    make_administrator(name, email, password)
    click.echo(f"{name} can sign in with {email} and manages the community.")


@transaction.atomic
def make_administrator(name: str, email: str, password: str) -> Member:
    member = Member.objects.create_member(name, email, password, role=Role.ADMINISTRATOR)
    # Whoever runs this on the server need not prove the address as well.
    EmailAddress.objects.create(user=member, email=email, primary=True, verified=True)
    record(MemberJoined(member_id=member.pk))
    return member


def _check_email(email: str) -> None:
    validate_email(email)
    taken = EmailAddress.objects.filter(email__iexact=email).exists()
    if taken or Member.objects.filter(email__iexact=email).exists():
        raise ValidationError("Somebody here has this e-mail address already.")


def _ask_password() -> str:
    password: str = click.prompt("Password", hide_input=True, confirmation_prompt="The same again")
    return password
