"""The counts of tries: kept without saying whose they are, and only for as long as they count.

The names that allauth gives them hold network addresses. What is kept is a digest with our key.
"""

from __future__ import annotations

import time

from django.core.cache import cache
from django.utils import timezone
from django.utils.crypto import salted_hmac

from alongside.people.models import Tally


def digest_key(key: str, key_prefix: str, version: int) -> str:
    """The name under which a count is kept; Django's cache asks for it."""
    whole = f"{key_prefix}:{version}:{key}"
    return salted_hmac("alongside.people.tries", whole, algorithm="sha256").hexdigest()


def is_within(key: str, most: int, seconds: int) -> bool:
    """Counts this try, unless there were `most` in the last `seconds`.

    Keeps the moments, as allauth does: Django's `incr` forgets when a count in a table ends, and
    fails where the count is gone.
    """
    now = time.time()
    lately = [at for at in cache.get(key, ()) if at > now - seconds]
    if len(lately) >= most:
        return False
    cache.set(key, [*lately, now], seconds)
    return True


def forget_old_tries() -> int:
    """Those that count no more. Says how many."""
    return Tally.objects.filter(expires__lt=timezone.now()).delete()[0]
