"""Going to the outside service, also when it does not answer: that is its fault, and not ours."""

from __future__ import annotations

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.providers.openid_connect import views as openid
from django.http import HttpRequest, HttpResponse
from requests import RequestException

from alongside.people.account_settings import OUTSIDE


def login(request: HttpRequest) -> HttpResponse:
    """Where it is to be found is asked first, of the service itself: allauth takes an answer for
    granted there, and only there.
    """
    try:
        answer: HttpResponse = openid.login(request, OUTSIDE)
    except RequestException as trouble:
        provider = get_adapter().get_provider(request, OUTSIDE)
        answer = render_authentication_error(request, provider, exception=trouble)
    return answer
