"""The sender: takes due mail from the ledger, a few rows a round, and writes down how each ended.

No transaction is open while it talks to the mail server. The end of each mail is committed by
itself, right after the server said that it has it: a process that is killed there sends one mail
twice, with one Message-ID, and loses none.
"""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass, field
from datetime import timedelta

from django.db import DatabaseError
from django.db.models import QuerySet
from django.utils import timezone

from alongside.notifications.models import Channel, Delivery
from alongside.notifications.sending.endings import gone, refused, sent, suppressed, waits
from alongside.notifications.sending.failures import Failure, Meaning
from alongside.notifications.sending.line import Line, NotSent
from alongside.notifications.sending.pausing import Pause
from alongside.notifications.sending.preparing import NotNeeded, NotYet, prepare
from alongside.work.leases import give_back, hold, lease, put_off

log = logging.getLogger(__name__)

# Few, so that a code which somebody waits for does not stand behind a thousand digests.
A_ROUND = 20
GIVE_UP_AFTER = timedelta(days=3)
# A mail that was refused often is asked for seldom: for a day it is a matter of hours.
MANY_ATTEMPTS = 12
SELDOM = timedelta(hours=2)


def due_mail() -> QuerySet[Delivery]:
    """Accounts' first, then by the time at which they were due."""
    return Delivery.objects.filter(channel=Channel.MAIL).order_by("priority", "next_at", "id")


@dataclass
class Sender:
    """`lease_seconds` for a round's rows; `hold_seconds` for the one mail that is being sent,
    which is longer than any server may take: nobody else may send it meanwhile."""

    stop: threading.Event = field(default_factory=threading.Event)
    pause: Pause = field(default_factory=Pause)
    lease_seconds: float = 30.0
    hold_seconds: float = 300.0

    def round(self) -> int:
        """Says how many it took; none while it leaves the server alone."""
        if self.pause.lasts():
            return 0
        rows = lease(due_mail(), A_ROUND, self.lease_seconds)
        with Line() as line:
            for at, row in enumerate(rows):
                if self.stop.is_set() or not self._deliver(row, line):
                    _give_back(rows[at:])
                    break
        return len(rows)

    def _deliver(self, row: Delivery, line: Line) -> bool:
        """False where the server is away, so that there is no use in trying the others."""
        try:
            message = prepare(row)
            if hold(row, self.hold_seconds):
                line.send(message)
                sent(row)
                self.pause.over()
        except NotNeeded as why:
            suppressed(row, why.reason)
        except NotYet as quiet:
            waits(row, quiet.until)
        except NotSent as trouble:
            return self._failed(row, trouble.failure, message.to[0])
        except DatabaseError:
            raise
        except Exception as fault:
            log.exception("Delivery %s could not be made into a mail", row.pk)
            _later(row, f"{type(fault).__name__}: {fault}")
        return True

    def _failed(self, row: Delivery, failure: Failure, address: str) -> bool:
        if failure.meaning is Meaning.GONE:
            gone(row, address, failure.words)
        elif failure.meaning is Meaning.REFUSED:
            refused(row, failure.words)
        elif failure.meaning is Meaning.LATER:
            _later(row, failure.words)
        elif failure.meaning is Meaning.AWAY:
            row.error = failure.words
            self.pause.longer()
            return False
        else:
            # It was this mail that it ended on. Should that be no chance, others go before it.
            _later(row, failure.words)
            self.pause.longer()
            return False
        return True


def _give_back(rows: list[Delivery]) -> None:
    """None of them was tried, but for one that waited for a server for days."""
    words = rows[0].error
    for row in rows:
        if row.error and _too_old(row):
            refused(row, row.error)
        else:
            give_back(row, words)


def _later(row: Delivery, words: str) -> None:
    if _too_old(row):
        refused(row, words)
    else:
        put_off(row, words, SELDOM if row.attempts > MANY_ATTEMPTS else None)


def _too_old(row: Delivery) -> bool:
    return timezone.now() - row.made_at > GIVE_UP_AFTER
