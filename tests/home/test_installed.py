"""What makes the site something to keep on a phone, as a browser reads it."""

from __future__ import annotations

import json
import re
import struct

import msgspec
import pytest
from django.contrib.staticfiles.finders import find
from django.test import Client
from pytest_django import Settings

from alongside.home.models import HelpNumber
from alongside.home.views.installed import short_name
from tests.cast import EVERYONE, Cast

STATIC = re.compile(r"^/static/(alongside/.+)\.[0-9a-f]{12}(\.\w+)$")


def source_of(address: str) -> bytes:
    """The file of ours behind the address that a browser asks for."""
    found = STATIC.match(address)
    assert found, address
    with open(str(find(found[1] + found[2])), "rb") as file:  # noqa: PTH123
        return file.read()


def pixels(png: bytes) -> tuple[int, int]:
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def test_the_manifest_is_the_community_s_own(client: Client, settings: Settings) -> None:
    settings.ALONGSIDE = msgspec.structs.replace(
        settings.ALONGSIDE, community_name="Stroke Families Together"
    )
    answer = client.get("/manifest.webmanifest")
    told = json.loads(answer.content)
    assert answer["Content-Type"] == "application/manifest+json"
    assert (told["name"], told["short_name"]) == ("Stroke Families Together", "Stroke")
    assert (told["id"], told["start_url"], told["scope"]) == ("/", "/", "/")
    assert told["display"] == "standalone"
    assert {one["url"] for one in told["shortcuts"]} == {"/ask", "/help"}
    pngs = [one for one in told["icons"] if one["type"] == "image/png"]
    assert {(one["sizes"], one["purpose"]) for one in pngs} == {
        ("192x192", "any"), ("512x512", "any"), ("192x192", "maskable"), ("512x512", "maskable"),
    }  # fmt: skip
    for one in pngs:
        png = source_of(one["src"])
        assert "{}x{}".format(*pixels(png)) == one["sizes"]
        assert len(png) < 32_000


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Alongside", "Alongside"),
        ("Heart to Heart Online", "Heart to"),
        ("Selbsthilfegruppe Nord", "Selbsthilfeg"),
    ],
)
def test_a_long_name_is_cut_between_words(name: str, short: str) -> None:
    assert short_name(name) == short


def test_the_icon_answers_at_its_old_address(client: Client) -> None:
    answer = client.get("/favicon.ico")
    assert answer.content[:4] == b"\x00\x00\x01\x00"
    assert answer["Content-Type"] == "image/vnd.microsoft.icon"
    assert "max-age" in answer["Cache-Control"]


@pytest.mark.django_db
def test_every_page_leads_to_the_icons(client: Client) -> None:
    html = client.get("/spaces").content.decode()
    found = re.findall(r'rel="(icon|apple-touch-icon|manifest)" href="([^"]+)"', html)
    assert {rel for rel, _ in found} == {"icon", "apple-touch-icon", "manifest"}
    for _, address in found:
        assert STATIC.match(address) or client.get(address).status_code == 200


def test_the_worker_names_what_it_keeps_by_its_content(client: Client) -> None:
    answer = client.get("/sw.js")
    text = answer.content.decode()
    found = re.match(r"self\.alongside=(\{.*\});\nimportScripts\((.*)\);\n$", text)
    assert found
    told = json.loads(found[1])
    for address in [*told["files"], *json.loads(f"[{found[2]}]"), told["iconOf"], told["badge"]]:
        assert source_of(address)
    assert answer["Content-Type"].startswith("text/javascript")
    assert "no-cache" in answer["Cache-Control"]
    assert "worker-src 'self'" in answer["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["/offline", "/offline/write", "/sw.js", "/manifest.webmanifest"])
def test_what_is_kept_on_a_device_is_the_same_whoever_is_signed_in(cast: Cast, path: str) -> None:
    """Everybody here has one zone and country, and these alone may choose what stands there."""
    somebody = [cast.client(name) for name in EVERYONE]
    for one in somebody:
        one.cookies["tz"] = "America/New_York"
    told = {one.get(path).content for one in somebody}
    assert len(told) == 1


@pytest.mark.django_db
def test_offline_has_every_number_and_the_reader_s_own_country_first(client: Client) -> None:
    client.cookies["country"] = "IE"
    html = client.get("/offline").content.decode()
    dials = re.findall(r'href="(?:tel|sms):([^"]+)"', html)
    assert set(dials) == set(HelpNumber.objects.values_list("dial", flat=True))
    first = HelpNumber.objects.filter(country="IE", kind="emergency").get()
    assert dials[0] == first.dial
    assert "These are for: Ireland" in html
