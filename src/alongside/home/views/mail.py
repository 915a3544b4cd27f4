"""The demo's mail on a page. Where mail goes to people, these pages do not exist."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from alongside.home import mail_folder
from alongside.kernel.pages import page
from alongside.people.viewer import PersonRequest


@require_safe
def mail_list(request: PersonRequest) -> HttpResponse:
    _only_in_the_demo()
    return page(request, "home/mail.html", mails=mail_folder.newest())


@require_safe
def mail_item(request: PersonRequest, mail_id: str) -> HttpResponse:
    _only_in_the_demo()
    mail = mail_folder.read(mail_id)
    if mail is None:
        raise Http404
    return page(request, "home/mail_item.html", mail=mail)


def _only_in_the_demo() -> None:
    if not settings.MAIL_SHOWN:
        raise Http404
