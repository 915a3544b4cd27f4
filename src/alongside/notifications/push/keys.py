"""The key pair that push services know this community by (VAPID, RFC 8292).

Made at the first need and kept beside the secret key. A new one would end every device's notices,
so it belongs into the backup.
"""

from __future__ import annotations

import base64
from email.utils import parseaddr
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from alongside.kernel.made_once import made_once

KEY_NAME = "push_key"
# By name: the cryptography it needs takes longer to load than a page to make.
VAPID = "py_vapid.Vapid02"


def private_key() -> Any:
    return _private_key(Path(settings.DATA_DIR) / KEY_NAME)


def public_key() -> str:
    """As browsers take it: base64url of the point, 65 bytes."""
    numbers = private_key().public_key.public_numbers()
    point = b"\x04" + numbers.x.to_bytes(32, "big") + numbers.y.to_bytes(32, "big")
    return base64.urlsafe_b64encode(point).decode().rstrip("=")


def contact() -> str:
    """Whom a push service may write to when something is wrong with what we send."""
    base = str(settings.ALONGSIDE.base_url)
    return (
        base
        if base.startswith("https:")
        else f"mailto:{parseaddr(settings.ALONGSIDE.mail_from)[1]}"
    )


@lru_cache(maxsize=1)
def _private_key(path: Path) -> Any:
    return import_string(VAPID).from_pem(made_once(path, _make).encode())


def _make() -> str:
    fresh = import_string(VAPID)()
    fresh.generate_keys()
    return bytes(fresh.private_pem()).decode()
