"""After a restore: whoever had left before is deleted again, before anybody can read them."""

from __future__ import annotations

from collections.abc import Callable

from alongside.exchange.leaving.erasing import erase_again
from alongside.exchange.leaving.ledger import back_again


def erase_those_who_left(say: Callable[[str], None]) -> int:
    """Says how many came back and are gone again.

    Raises:
        LedgerDamaged: where the list cannot be read, so that it is put right and not passed over.
    """
    found = list(back_again())
    if found:
        say(f"Deleting {len(found)} accounts again that a restored backup brought back")
    for member, choice in found:
        erase_again(member, choice)
    return len(found)
