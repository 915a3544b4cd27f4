"""Whose door somebody is knocking at: a code was asked for, and nobody is signed in yet.

Codes live in the session of the browser that asked for them, so a new address or a new password
ends them by ending these sessions. allauth writes what is read here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_SIGN_IN = "account_login"
_PROCESSES = ("account_password_reset_verification", "account_email_verification_code")


def asked_for(data: Mapping[str, Any]) -> int | None:
    """The id of the member whom a session of nobody is half signed in as, if there is one."""
    sign_in = data.get(_SIGN_IN) or {}
    if key := sign_in.get("user_pk"):
        return int(key, 36)
    found = (data.get(process) or {} for process in _PROCESSES)
    return next((int(state["user_id"]) for state in found if state.get("user_id")), None)
