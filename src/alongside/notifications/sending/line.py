"""The one connection of a round, opened when the first mail really has to go."""

from __future__ import annotations

import contextlib
from types import TracebackType
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from alongside.notifications.sending.failures import Failure, of_opening, of_sending


class NotSent(Exception):  # noqa: N818 - it says what happened
    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.words)
        self.failure = failure


class Line:
    """Raises NotSent, whatever kind of backend it is that could not send."""

    def __init__(self) -> None:
        self._backend: Any = None

    def __enter__(self) -> Line:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        if self._backend is not None:
            # What was sent is sent; how the goodbye went is of no interest.
            with contextlib.suppress(Exception):
                self._backend.close()

    def send(self, message: EmailMessage) -> None:
        self._open()
        try:
            self._backend.send_messages([message])
        except Exception as error:
            raise NotSent(of_sending(error, _statuses(message))) from error

    def _open(self) -> None:
        if self._backend is not None:
            return
        try:
            backend = get_connection(settings.MAIL_TRANSPORT)
            backend.open()
        except Exception as error:
            raise NotSent(of_opening(error)) from error
        self._backend = backend


def _statuses(message: EmailMessage) -> frozenset[str]:
    """What a mail service said of the address, where it was asked."""
    told = getattr(message, "anymail_status", None)
    return frozenset(getattr(told, "status", None) or ())
