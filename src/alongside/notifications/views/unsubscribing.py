"""The page that a link in a mail leads to. Looking at it ends nothing, since mail scanners look at
every link; its one button does, and so does the button of a mail program (RFC 8058)."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from alongside.kernel.pages import page
from alongside.notifications.actions.unsubscribing import take_back, unsubscribe
from alongside.notifications.models import MailList
from alongside.notifications.unsubscribing import Link, read_link
from alongside.people.viewer import PersonRequest

# The token in the address is the secret of the form: mail programs have no cookie to send.
WHAT = {
    MailList.REPLIES.value: "replies in conversations you follow",
    MailList.QUOTES.value: "quotes of your words",
    MailList.SPACES.value: "new conversations in spaces you follow",
    MailList.SILENCE.value: "answers to your question after a long silence",
    MailList.MESSAGES.value: "private messages",
    MailList.DIGEST.value: "what is new, in a digest",
}


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: PersonRequest, unsubscribe_token: str) -> HttpResponse:
    """Nothing on it tells whose mail it is: a mail may have been handed on."""
    link = read_link(unsubscribe_token)
    if link is None:
        raise Http404
    ended = unsubscribe(link) if request.method == "POST" else None
    return page(
        request,
        "notifications/unsubscribe.html",
        token=unsubscribe_token,
        what=_words(link),
        ended=ended,
    )


@csrf_exempt
@require_POST
def undo(request: PersonRequest, undo_token: str) -> HttpResponse:
    link = take_back(undo_token)
    if link is None:
        raise Http404
    return page(request, "notifications/subscribed.html", token=link.token, what=_words(link))


def _words(link: Link) -> str:
    return WHAT.get(link.what, "one conversation")
