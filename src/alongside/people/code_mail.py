"""Mails with a code say when it ends, so that none is sent that could not be used any more."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import timezone
from django.utils.http import http_date


class CodeMail(DefaultAccountAdapter):
    def render_mail(
        self,
        template_prefix: str,
        email: str | list[str],
        context: dict[str, Any],
        headers: dict[str, str] | None = None,
    ) -> EmailMessage:
        """With `Expires` (RFC 4021), which the ledger of deliveries looks at before it sends."""
        headers = dict(headers or {})
        if "code" in context:
            ends = timezone.now() + timedelta(seconds=settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT)
            headers["Expires"] = http_date(ends.timestamp()).replace("GMT", "+0000")
        mail: EmailMessage = super().render_mail(template_prefix, email, context, headers)
        return mail
