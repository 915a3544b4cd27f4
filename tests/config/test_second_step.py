"""`alongside reset-second-step` lets in who lost everything, and says what it did."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from click.testing import CliRunner
from django.core import mail
from django.test import Client

from alongside.config.cli import second_step
from alongside.config.cli.commands import main
from tests.cast import Cast


@pytest.fixture
def lost(cast: Cast) -> Client:
    """The administrator, whose phone fell into the sea."""
    for kind in ("totp", "recovery_codes"):
        Authenticator.objects.create(user=cast.people["administrator"], type=kind, data={})
    return cast.client("administrator")


def test_steps_and_sessions_go(lost: Client, capsys: pytest.CaptureFixture[str]) -> None:
    second_step.reset("Administrator@example.org", yes=True)
    assert not Authenticator.objects.exists()
    assert lost.get("/me/security").status_code == 303
    said = capsys.readouterr()
    assert "removed 2 second steps of member" in said.err
    assert "Ada is signed out everywhere" in said.out
    assert mail.outbox[-1].to == ["administrator@example.org"]
    assert "removed every second step" in mail.outbox[-1].body


def test_nobody_of_that_address(cast: Cast) -> None:
    with pytest.raises(second_step.click.ClickException, match="Nobody here"):
        second_step.reset("nobody@example.org", yes=True)


def test_it_says_what_it_needs() -> None:
    told = CliRunner().invoke(main, ["reset-second-step"])
    assert told.exit_code == 2
    assert "--email" in told.output
