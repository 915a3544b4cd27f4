"""The first thing that happens to a mail that comes in: it is kept, whole, and whoever handed it in
may forget it.
"""

from __future__ import annotations

import hashlib

from alongside.notifications.models import InboundMail
from alongside.notifications.models.inbound import ADDRESS_MAX

# As much as mail servers take; a mail with some pictures in it fits.
LARGEST = 25 * 1024 * 1024


def keep_mail(raw: bytes, sender: str = "", recipient: str = "") -> InboundMail:
    """The same mail handed in twice is kept once.

    Args:
        sender, recipient: of the envelope, where the mail server told them.
    """
    told = sender.strip()[:ADDRESS_MAX], recipient.strip()[:ADDRESS_MAX]
    digest = hashlib.sha256(b"\0".join([recipient.encode(), raw])).hexdigest()
    kept, _ = InboundMail.objects.get_or_create(
        digest=digest, defaults={"raw": raw, "sender": told[0], "recipient": told[1]}
    )
    return kept
