"""Answers to who is not signed in yet come on an even beat, whether or not there is an account.

Finding an account, checking its password, writing its rows and its mail take their own time. So
each of these answers is held until the next beat since it was asked for: what it took until then
shows no more. Where the machine is busy and the work takes longer, the beat grows in steps of two,
so that it still covers what is usual just then. An answer held back keeps a thread waiting, so it
takes one of the few places that slow forms take too (`kernel/places.py`), and people who only read
do not wait for it.
"""

from __future__ import annotations

import time
from collections import deque
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
# A beat covers the longest work of the last so many with this to spare, up to so many seconds.
REMEMBERED, TO_SPARE, LONGEST = 64, 1.5, 6.0
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


class Beat:
    """`shortest`: seconds, on a machine that has nothing else to do."""

    def __init__(self, shortest: float) -> None:
        self.shortest = shortest
        self.recent: deque[float] = deque(maxlen=REMEMBERED)

    def wait(self, passed: float) -> float:
        """Seconds to the end of the beat in which work was done that took `passed` seconds."""
        self.recent.append(passed)
        needed, length = TO_SPARE * max(self.recent), self.shortest
        while length < needed and length < LONGEST:
            length *= 2
        return length - passed % length


@cache
def beats() -> dict[str, Beat]:
    """By path. Made at the first of these requests, by checking the time of a password.

    The time of its own work alone: what else the machine does just then is not what it costs.
    """
    began = time.thread_time()
    make_password("how long does this take?")
    password = BEAT + TIMES_A_PASSWORD * (time.thread_time() - began)
    found = {reverse(name): Beat(BEAT) for name in OTHERS}
    return found | {reverse(name): Beat(password) for name in WITH_PASSWORD}


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
            time.sleep(beat.wait(time.perf_counter() - began))
        finally:
            places.leave()
        return response
