"""The address that a notice is answered to: short, signed, and ended after its time."""

from __future__ import annotations

from datetime import UTC, date, datetime

import msgspec
import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from alongside.kernel.addresses import LARGEST
from alongside.notifications.inbound.addresses import ReplyToken, opened, reply_to

NUMBERS = st.integers(min_value=1, max_value=LARGEST)


@pytest.fixture(autouse=True)
def on(settings: Settings) -> None:
    settings.ALONGSIDE = msgspec.structs.replace(
        settings.ALONGSIDE, reply_address="Reply@community.example.org"
    )


def test_it_is_off_without_the_setting(settings: Settings) -> None:
    ours = reply_to(12, 34)
    settings.ALONGSIDE = msgspec.structs.replace(settings.ALONGSIDE, reply_address="")
    assert reply_to(12, 34) == ""
    assert opened(ours) is None
    assert opened("") is None


@time_machine.travel(datetime(2026, 3, 1, 23, 59, tzinfo=UTC), tick=False)
def test_it_says_who_answers_what_and_until_when() -> None:
    assert opened(reply_to(12, 34)) == ReplyToken(12, 34, date(2026, 3, 31))


@pytest.mark.parametrize(
    ("at", "ended"), [("2026-03-31T23:59Z", False), ("2026-04-01T00:00Z", True)]
)
def test_it_ends_after_thirty_days(at: str, *, ended: bool) -> None:
    with time_machine.travel(datetime(2026, 3, 1, 12, 0, tzinfo=UTC), tick=False):
        address = reply_to(12, 34)
    with time_machine.travel(at, tick=False):
        token = opened(address)
        assert token is not None
        assert token.ended is ended


@given(member=NUMBERS, topic=NUMBERS)
def test_any_numbers_fit_and_come_back_in_any_case(member: int, topic: int) -> None:
    address = reply_to(member, topic)
    assert len(address.partition("@")[0]) <= 64
    for travelled in (address, address.upper(), f" {address.lower()}\n"):
        token = opened(travelled)
        assert token is not None
        assert (token.member_id, token.topic_id) == (member, topic)


@given(place=st.integers(min_value=6, max_value=40), letter=st.sampled_from("abcdefgz234567+="))
def test_a_changed_letter_is_no_address_of_ours(place: int, letter: str) -> None:
    name, _, host = reply_to(12, 34).partition("@")
    changed = f"{name[:place]}{letter}{name[place + 1 :]}"
    # The last letter holds some bits that mean nothing.
    if changed != name and place < len(name) - 1:
        assert opened(f"{changed}@{host}") is None


@given(st.text(max_size=80))
def test_anything_else_is_no_address_of_ours(text: str) -> None:
    for address in (text, f"reply+{text}@community.example.org", f"{text}@community.example.org"):
        assert opened(address) is None


def test_another_name_or_host_is_not_ours() -> None:
    name, _, host = reply_to(12, 34).partition("@")
    assert opened(f"{name}@elsewhere.example.org") is None
    assert opened(f"x{name}@{host}") is None
    assert opened(f"{name}@x@{host}") is None
