"""Where a mail service tells of bounces and complaints. django-anymail reads what they say, and
checks who says it: the password in the address (see `alongside doctor`), and where the service
signs, its signature."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.module_loading import import_string
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from alongside.notifications.actions.bouncing import record_event


class _Taker:
    """Stands where django-anymail would send a signal: one listener, called by name."""

    def send(self, sender: type, event: Any, esp_name: str) -> None:
        record_event(event)


@csrf_exempt
@require_POST
def mail_events(request: HttpRequest) -> HttpResponse:
    if not settings.MAIL_EVENTS_VIEW:
        raise Http404
    answer: HttpResponse = _listener(settings.MAIL_EVENTS_VIEW)(request)
    return answer


@lru_cache
def _listener(view: str) -> Any:
    return import_string(view).as_view(signal=_Taker())
