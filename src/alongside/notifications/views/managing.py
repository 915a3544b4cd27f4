"""The ledger for administrators: what is owed, what went, and what went wrong."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_POST, require_safe

from alongside.kernel.clock import count
from alongside.kernel.pages import done, page
from alongside.kernel.templating import url
from alongside.notifications.actions.retrying import retry_failed_as
from alongside.notifications.models import DeliveryState
from alongside.notifications.reads.ledger import ledger_page
from alongside.people.access import administrators_only
from alongside.people.viewer import PersonRequest

NUMBER_DIGITS = 18
STATES = {
    DeliveryState.PENDING.value: "Waiting",
    DeliveryState.LEASED.value: "Being sent",
    DeliveryState.SENT.value: "Sent",
    DeliveryState.FAILED.value: "Failed, will be tried again",
    DeliveryState.SUPPRESSED.value: "Not needed any more",
    DeliveryState.GAVE_UP.value: "Gave up",
}


@require_safe
@administrators_only
def manage_mail(request: PersonRequest) -> HttpResponse:
    asked = request.GET.get("before", "")
    known = asked.isascii() and asked.isdigit() and len(asked) <= NUMBER_DIGITS
    found = ledger_page(request.GET.get("state", ""), int(asked) if known else 0)
    return page(request, "notifications/manage_mail.html", page=found, states=STATES)


@require_POST
@administrators_only
def manage_mail_retry(request: PersonRequest) -> HttpResponse:
    tried = retry_failed_as(request.viewer)
    return done(
        request,
        f"{count(tried, 'delivery', 'deliveries')} will be tried again now."
        if tried
        else "There was nothing to try again.",
        url("manage_mail"),
    )
