"""Whether a person wrote it, and whether it is proven to come from where it says."""

from __future__ import annotations

import re
from email.message import Message

from alongside.notifications.inbound.reading import header, headers

NOBODY = frozenset({"<>", "mailer-daemon", "postmaster"})
BULK = frozenset({"bulk", "junk", "list", "auto_reply"})
# What mail programs set that answer for somebody who is away; some say it in the subject alone.
SET_BY_MACHINES = (
    "X-Autoreply",
    "X-Autorespond",
    "X-Auto-Reply-From",
    "List-Id",
    "List-Unsubscribe",
)
_AWAY = re.compile(
    r"\s*(?:automatic reply|auto(?:matic)?[ -]?(?:reply|response)|out of (?:the )?office|"
    r"abwesenheitsnotiz|automatische antwort|r[ée]ponse automatique|respuesta autom[áa]tica)\b",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"\([^()]{0,500}\)")
_RESULT = re.compile(r"\b(dmarc|dkim|spf)\s*=\s*([a-z]+)", re.IGNORECASE)


def written_by_a_machine(message: Message, envelope_sender: str) -> bool:
    """A holiday note, a report, a list, or a note that a mail did not arrive (RFC 3834)."""
    if header(message, "Auto-Submitted").strip().lower() not in ("", "no"):
        return True
    if header(message, "Precedence").strip().lower() in BULK:
        return True
    if any(name in message for name in SET_BY_MACHINES):
        return True
    if message.get_content_type() in ("multipart/report", "message/delivery-status"):
        return True
    senders = (envelope_sender, header(message, "Return-Path"))
    if any(_is_nobody(sender) for sender in senders if sender.strip()):
        return True
    return bool(_AWAY.match(header(message, "Subject")))


def _is_nobody(sender: str) -> bool:
    sender = sender.strip().lower()
    return sender in NOBODY or sender.strip("<>").partition("@")[0] in NOBODY


def looks_forged(message: Message) -> bool:
    """What the operator's own mail server found out, where it says so (RFC 8601).

    Only what stands on top counts, under the one name that stands there: servers write above what
    came, and whoever forges a mail can write below. A missing proof is no forgery: not every
    server writes one, and the address answered to is a secret of its own.
    """
    said = headers(message, "Authentication-Results")
    server = _server(said[0]) if said else ""
    found: dict[str, set[str]] = {}
    for line in said[:10]:
        if _server(line) != server:
            break
        for method, result in _RESULT.findall(_COMMENT.sub("", line)):
            found.setdefault(method.lower(), set()).add(result.lower())
    if "dmarc" in found and found["dmarc"] & {"pass", "fail"}:
        return "pass" not in found["dmarc"]
    weak = found.get("dkim", set()) | found.get("spf", set())
    return "fail" in weak and "pass" not in weak


def _server(line: str) -> str:
    return line.partition(";")[0].split("/")[0].strip().lower()
