"""Hands one message to a browser's push service, encrypted for that browser alone (RFC 8291)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import Enum

from django.utils.module_loading import import_string

from alongside.notifications.push.endpoints import may_push_to
from alongside.notifications.push.keys import contact, private_key

# A phone that is off gets it within a day; after that it is no news.
LASTS = timedelta(days=1)
STEP_SECONDS = 10
LONGEST_WAIT = 3600
# By name: they load a second's worth of libraries.
SEND, REFUSED = "pywebpush.webpush", "pywebpush.WebPushException"
CONNECTION = "alongside.notifications.push.connection.one_push"
GONE = (404, 410)
TOO_MANY, TROUBLE = 429, 500


class Ending(Enum):
    SENT = "sent"
    GONE = "gone"
    LATER = "later"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Browser:
    """A push address, as plain values that a thread can carry."""

    id: int
    endpoint: str
    p256dh: str
    auth: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """`wait`: how many seconds the push service asks for, or 0."""

    ending: Ending
    said: str = ""
    wait: int = 0


def send(browser: Browser, payload: bytes, topic: str) -> Outcome:
    """Never raises: whatever a stranger's server does is an outcome.

    Args:
        topic: of messages with the same one, a phone that was off gets only the newest.
    """
    if not may_push_to(browser.endpoint):
        return Outcome(Ending.REFUSED, "not an address of a push service")
    known = {
        "endpoint": browser.endpoint,
        "keys": {"p256dh": browser.p256dh, "auth": browser.auth},
    }
    try:
        with import_string(CONNECTION)() as session:
            import_string(SEND)(
                known, payload, vapid_private_key=private_key(), vapid_claims={"sub": contact()},
                headers={"Urgency": "normal", "Topic": topic}, ttl=int(LASTS.total_seconds()),
                timeout=STEP_SECONDS, requests_session=session,
            )  # fmt: skip
    except import_string(REFUSED) as refusal:
        return _refused(refusal.status_code, refusal.retry_after)
    except OSError as error:  # requests' own errors are of this kind
        return Outcome(Ending.LATER, type(error).__name__)
    except ValueError as error:
        return Outcome(Ending.REFUSED, f"{type(error).__name__}: {error}"[:80])
    return Outcome(Ending.SENT)


def _refused(status: int | None, asked: str | None) -> Outcome:
    said = f"the push service answered {status}"
    if status in GONE:
        return Outcome(Ending.GONE, said)
    if status is None or status == TOO_MANY or status >= TROUBLE:
        seconds = (
            int(asked) if asked and asked.isascii() and asked.isdigit() and len(asked) < 7 else 0
        )
        return Outcome(Ending.LATER, said, min(seconds, LONGEST_WAIT))
    return Outcome(Ending.REFUSED, said)
