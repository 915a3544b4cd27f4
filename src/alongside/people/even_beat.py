"""Answers to who is not signed in yet come on an even beat, whether or not there is an account.

Finding an account, checking its password, writing its rows and its mail take their own time. So
each of these answers is held until the next beat since it was asked for: what it took until then
shows no more. An answer held back keeps a thread waiting, so it takes one of the few places that
slow forms take too (`kernel/places.py`), and people who only read do not wait for it.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import cache

from django.contrib.auth.hashers import make_password
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from alongside.kernel.errors import busy
from alongside.kernel.places import ENVIRON_KEY, Places

# Seconds. Far more than the work takes on a small machine that is busy with other things.
BEAT = 0.35
# A password takes long to check, on purpose, and how long is the machine's: so many times that.
TIMES_A_PASSWORD = 2.0
WITH_PASSWORD = ("account_login",)
OTHERS = (
    "account_signup",
    "account_request_login_code",
    "account_confirm_login_code",
    "account_reset_password",
    "account_confirm_password_reset_code",
    "account_email_verification_sent",
    "account_email",
)


@cache
def beats() -> dict[str, float]:
    """Path to seconds. Made at the first of these requests, by checking the time of a password.

    The time of its own work alone: what else the machine does just then is not what it costs.
    """
    began = time.thread_time()
    make_password("how long does this take?")
    password = BEAT + TIMES_A_PASSWORD * (time.thread_time() - began)
    found = {reverse(name): BEAT for name in OTHERS}
    return found | {reverse(name): password for name in WITH_PASSWORD}


def until_next(beat: float, passed: float) -> float:
    """Seconds to wait: to the end of the beat in which the work was done."""
    return beat - passed % beat


class EvenBeatMiddleware:
    """Outside of everything else that Django does for a request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        beat = beats().get(request.path) if request.method == "POST" else None
        places: Places | None = request.META.get(ENVIRON_KEY)
        if beat is None or places is None:
            return self.get_response(request)
        if not places.take():
            return busy()
        try:
            began = time.perf_counter()
            response = self.get_response(request)
            time.sleep(until_next(beat, time.perf_counter() - began))
        finally:
            places.leave()
        return response
