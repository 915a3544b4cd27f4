"""Where a mail service hands in replies that came by mail. django-anymail reads them, and checks
who hands them in: the password in the address, and where the service signs, its signature.

Kept at once and worked on later, so that the service may forget a mail once it has our answer.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.module_loading import import_string
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from alongside.notifications.inbound.storing import keep_mail


class _Keeper:
    """Stands where django-anymail would send a signal: one listener, called by name."""

    def send(self, sender: type, event: Any, esp_name: str) -> None:
        mail = event.message
        keep_mail(mail.as_bytes(), mail.envelope_sender or "", mail.envelope_recipient or "")


@csrf_exempt
@require_POST
def mail_incoming(request: HttpRequest) -> HttpResponse:
    if not (settings.ALONGSIDE.reply_address and settings.MAIL_INCOMING_VIEW):
        raise Http404
    # Read here, since Django takes no more than a form's worth; the server has bounded it already.
    request._body = request.read()
    answer: HttpResponse = _listener(settings.MAIL_INCOMING_VIEW)(request)
    return answer


@lru_cache
def _listener(view: str) -> Any:
    return import_string(view).as_view(signal=_Keeper())
