"""What a browser tells us about its reader: two small cookies that our own pages set.

Anybody can send anything in a cookie, so a value that is not on the list is no value.
"""

from __future__ import annotations

from urllib.parse import unquote

from django.http import HttpRequest

from alongside.kernel import clock
from alongside.people.choices import known_countries

ZONE = "tz"
COUNTRY = "country"


def zone_cookie(request: HttpRequest) -> str:
    """The browser's IANA zone, such as "America/New_York", or an empty text."""
    name = unquote(request.COOKIES.get(ZONE, ""))
    return name if name and clock.zone(name) else ""


def country_cookie(request: HttpRequest) -> str:
    """The two-letter country chosen on the help page, or an empty text."""
    code = request.COOKIES.get(COUNTRY, "")
    return code if code in known_countries() else ""
