"""Help numbers: the reader's own country first, and a table that administrators keep."""

from __future__ import annotations

import pytest

from alongside.home.models import HelpKind, HelpNumber
from tests.cast import Cast

COUNTRIES = ("US", "GB", "IE", "CA", "AU", "NZ", "EU")


@pytest.mark.parametrize("country", COUNTRIES)
def test_a_new_community_knows_emergency_and_crisis_numbers(cast: Cast, country: str) -> None:
    numbers = HelpNumber.objects.filter(country=country)
    assert {HelpKind.EMERGENCY, HelpKind.CRISIS} <= {number.kind for number in numbers}
    assert all(number.source_url.startswith("https://") for number in numbers)


@pytest.mark.parametrize(
    ("zone", "emergency"),
    [
        ("Europe/London", "999"),
        ("America/Chicago", "911"),
        ("Australia/Perth", "000"),
        ("Pacific/Auckland", "111"),
        ("Europe/Paris", "112"),
        ("Europe/Dublin", "112"),
    ],
)
def test_the_readers_zone_leads_to_their_country(cast: Cast, zone: str, emergency: str) -> None:
    client = cast.client("stranger")
    client.cookies["tz"] = zone
    assert f'href="tel:{emergency}"' in client.get("/help").content.decode()


def test_a_country_we_know_nothing_of_is_not_given_anothers_numbers(cast: Cast) -> None:
    client = cast.client("stranger")
    client.cookies["tz"] = "America/Sao_Paulo"
    page = client.get("/help").content.decode()
    assert "We do not know the numbers of your country" in page
    assert "tel:" not in page


def test_asked_for_a_country_by_name(cast: Cast) -> None:
    page = cast.client("stranger").get("/help?country=gb").content.decode()
    assert "116 123" in page


def test_every_page_leads_to_help(cast: Cast) -> None:
    for address in ("/", "/conversations", f"/t/{cast.topics['public'].pk}", "/sign-in", "/nope"):
        assert 'href="/help"' in cast.client("stranger").get(address).content.decode()


def test_an_administrator_changes_the_table(cast: Cast) -> None:
    client = cast.client("administrator")
    given = {"country": "br", "kind": "emergency", "label": "SAMU", "number": "192", "dial": "192"}
    assert client.post("/manage/help", given).status_code == 303
    number = HelpNumber.objects.get(country="BR")
    client.post(
        f"/manage/help/{number.pk}", {**given, "number": "1 9 2", "checked_on": "2026-11-01"}
    )
    assert "1 9 2" in cast.client("stranger").get("/help?country=BR").content.decode()
    assert client.post(f"/manage/help/{number.pk}/removal").status_code == 303
    assert not HelpNumber.objects.filter(country="BR").exists()


@pytest.mark.parametrize("wrong", [{"country": "BRA"}, {"dial": "call me"}, {"label": ""}])
def test_a_wrong_number_is_told_and_nothing_typed_is_lost(
    cast: Cast, wrong: dict[str, str]
) -> None:
    given = {"country": "BR", "kind": "emergency", "label": "SAMU", "number": "192", "dial": "192"}
    answer = cast.client("administrator").post("/manage/help", {**given, **wrong})
    assert answer.status_code == 422
    assert 'value="192"' in answer.content.decode()
