"""My mail: where it goes, what went there lately, and going on after it came back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.views.decorators.http import require_POST, require_safe

from alongside.kernel.pages import page, see
from alongside.kernel.templating import url
from alongside.notifications.actions.stopping import let_mail_go_on
from alongside.notifications.reads.my_mail import my_mail
from alongside.people.access import members_only
from alongside.people.viewer import PersonRequest


@require_safe
@members_only
def mail(request: PersonRequest) -> HttpResponse:
    return page(request, "notifications/my_mail.html", page=my_mail(request.viewer))


@require_POST
@members_only
def mail_again(request: PersonRequest) -> HttpResponse:
    if let_mail_go_on(request.viewer):
        messages.success(request, "Mail goes to you again from now on.")
    return see(url("my_mail"))
