"""Notices on this phone: turning them on where one is, the list of devices, trying it out."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_POST, require_safe

from alongside.kernel.pages import done, page
from alongside.kernel.templating import url
from alongside.kernel.verdicts import Refused
from alongside.notifications.push.actions import (
    Subscription,
    hear_on_device,
    stop_hearing,
    try_out,
)
from alongside.notifications.push.reads import push_page
from alongside.people.access import members_only
from alongside.people.viewer import PersonRequest

ON = "Notices are on for this device. Send a trial to see one."
OFF = "That device hears nothing from us any more."
ON_ITS_WAY = "A trial is on its way. It shows within a minute."


@require_safe
@members_only
def push(request: PersonRequest) -> HttpResponse:
    return _shown(request)


def _shown(request: PersonRequest, wrong: str = "") -> HttpResponse:
    found = push_page(request.viewer, request.session.session_key or "")
    status = 422 if wrong else 200
    return page(request, "notifications/push.html", status=status, page=found, wrong=wrong)


@require_POST
@members_only
def push_devices(request: PersonRequest) -> HttpResponse:
    """`again`: the script makes sure that an address that was given still stands."""
    sent = request.POST
    given = Subscription(sent.get("endpoint", ""), sent.get("p256dh", ""), sent.get("auth", ""))
    try:
        hear_on_device(request.viewer, request.session.session_key or "", given)
    except Refused as refused:
        return _shown(request, refused.reason)
    return done(request, ON, url("push"))


@require_POST
@members_only
def push_removal(request: PersonRequest, push_id: int) -> HttpResponse:
    stop_hearing(request.viewer, push_id)
    return done(request, OFF, url("push"))


@require_POST
@members_only
def push_trial(request: PersonRequest) -> HttpResponse:
    try:
        try_out(request.viewer)
    except Refused as refused:
        return _shown(request, refused.reason)
    return done(request, ON_ITS_WAY, url("push"))
