"""What a mail service tells us over HTTPS: of bounces and complaints, and of mails that came in.

django-anymail reads what it says, and checks who says it: the password in the address (see
`alongside doctor`), and where the service signs, its signature.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.module_loading import import_string
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from alongside.notifications.actions.bouncing import record_event
from alongside.notifications.inbound.storing import keep_mail


class _Taker:
    """Stands where django-anymail would send a signal: one listener, called by name."""

    def __init__(self, take: Callable[[Any], object]) -> None:
        self.take = take

    def send(self, sender: type, event: Any, esp_name: str) -> None:
        self.take(event)


@csrf_exempt
@require_POST
def mail_events(request: HttpRequest) -> HttpResponse:
    if not settings.MAIL_EVENTS_VIEW:
        raise Http404
    return _answer(settings.MAIL_EVENTS_VIEW, record_event, request)


@csrf_exempt
@require_POST
def mail_incoming(request: HttpRequest) -> HttpResponse:
    """Kept at once and worked on later, so that the service may forget it once we answered."""
    if not (settings.ALONGSIDE.reply_address and settings.MAIL_INCOMING_VIEW):
        raise Http404
    # Read here, since Django takes no more than a form's worth; the server has bounded it already.
    request._body = request.read()
    return _answer(settings.MAIL_INCOMING_VIEW, _keep, request)


def _keep(event: Any) -> None:
    mail = event.message
    keep_mail(mail.as_bytes(), mail.envelope_sender or "", mail.envelope_recipient or "")


def _answer(view: str, take: Callable[[Any], object], request: HttpRequest) -> HttpResponse:
    answer: HttpResponse = _listener(view, take)(request)
    return answer


@lru_cache
def _listener(view: str, take: Callable[[Any], object]) -> Any:
    return import_string(view).as_view(signal=_Taker(take))
