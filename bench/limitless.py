"""The site's settings, without limits on tries: a measurement asks more often than a person may.

BENCH_QUICK_PASSWORDS=1 makes passwords quick to check, for a machine that has other things
to do. It hides less of the rest of the work, so it only helps the attacker.
"""

import os

from django.contrib.auth.hashers import PBKDF2PasswordHasher

from alongside.config.settings import *  # noqa: F403

ACCOUNT_RATE_LIMITS = False
MFA_RATE_LIMITS = False


class QuickHasher(PBKDF2PasswordHasher):
    iterations = 10_000


if os.environ.get("BENCH_QUICK_PASSWORDS"):
    PASSWORD_HASHERS = ["bench.limitless.QuickHasher"]
