"""Pages compressed on their way out: a phone on a slow network waits for bytes.

Django's own GZipMiddleware works at a level that takes longer than making the page does. ISA-L's
lowest useful level makes a conversation's page as small in a twentieth of that time. Compressing
beside a secret can give it away (BREACH), so what is secret in our pages, the form token, is masked
anew by Django for each page.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from isal import isal_zlib

FAST = 1
GZIP = 16 + 15  # a gzip header, and the largest window
# A smaller page fits into one packet as it is.
WORTH_IT = 1200


class CompressionMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers["Vary"] = "Accept-Encoding, Cookie"
        if "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", "") and _worth_it(response):
            response.content = isal_zlib.compress(response.content, FAST, GZIP)
            response.headers["Content-Encoding"] = "gzip"
            response.headers["Content-Length"] = str(len(response.content))
        return response


def _worth_it(response: HttpResponse) -> bool:
    return (
        not response.streaming
        and len(response.content) >= WORTH_IT
        and "Content-Encoding" not in response.headers
        and response.headers.get("Content-Type", "").startswith(("text/", "application/json"))
    )
