"""Security headers on every answer, and answers to the community's own name alone.

The policy allows our own files and nothing inline.
"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse

from alongside.kernel.errors import plain

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
YEAR = 60 * 60 * 24 * 365
HEADERS: tuple[tuple[str, str], ...] = (
    ("Content-Security-Policy", CONTENT_SECURITY_POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    # What a page says may differ by who asks, so no cache between us and them keeps it.
    ("Cache-Control", "private, no-cache"),
)


def with_outside(policy: str) -> str:
    """A browser that follows a form to an outside sign-in service asks whether it may."""
    if not settings.OUTSIDE_ORIGIN:
        return policy
    return policy.replace("form-action 'self'", f"form-action 'self' {settings.OUTSIDE_ORIGIN}")


class HeadersMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.headers = tuple((name, with_outside(value)) for name, value in HEADERS)
        if settings.PRODUCTION:
            self.headers += (("Strict-Transport-Security", f"max-age={YEAR}"),)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self._answer(request)
        for name, value in self.headers:
            response.headers.setdefault(name, value)
        return response

    def _answer(self, request: HttpRequest) -> HttpResponse:
        """No page for a name that is not ours, also where the page would never look at it."""
        try:
            request.get_host()
        except DisallowedHost:
            return plain(400, "This is not the address", "Type the address of your community.")
        return self.get_response(request)
