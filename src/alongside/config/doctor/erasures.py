"""People who asked to have their account deleted: is it done, and does it stay done?"""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import timedelta

from django.utils import timezone

from alongside.config.doctor.finding import Finding, ok, problem, warning
from alongside.exchange.leaving.ledger import LedgerDamaged, back_again, ledger_path
from alongside.exchange.models import Leaving

LATE = timedelta(hours=1)


def about_erasures() -> Iterator[Finding]:
    path = ledger_path()
    if not os.access(path if path.exists() else path.parent, os.W_OK):
        yield problem(f"{path} cannot be written, so no account can be deleted. Check its rights.")
        return
    try:
        back = sum(1 for _ in back_again())
    except LedgerDamaged as damaged:
        yield problem(f"The list of deleted accounts is damaged: {damaged}.")
        return
    if back:
        yield problem(f"{back} deleted accounts are back. Run: alongside erase --again")
    late = Leaving.objects.filter(asked_at__lt=timezone.now(), next_at__lt=timezone.now() - LATE)
    if late.exists():
        error = late.exclude(error="").values_list("error", flat=True).first() or "no worker runs"
        yield warning(f"{late.count()} accounts should be deleted by now ({error}).")
    elif not back:
        waiting = Leaving.objects.count()
        yield ok(f"Nobody who left is here; {waiting} accounts wait for their last day.")
