"""The addresses of an outside service: only there where the operator named one.

Loaded by name, because what these views need takes a while to load.
"""

from __future__ import annotations

from allauth.socialaccount import views
from allauth.socialaccount.providers.openid_connect import views as openid
from django.urls import path
from django.views.decorators.http import require_http_methods
from django.views.generic import RedirectView

from alongside.people.account_settings import OUTSIDE
from alongside.people.outside.views import login

plain = require_http_methods(["GET", "HEAD", "POST"])

urlpatterns = [
    path("sign-in/outside", plain(login), name="openid_connect_login"),
    path(
        "sign-in/outside/back",
        plain(openid.callback),
        {"provider_id": OUTSIDE},
        name="openid_connect_callback",
    ),
    path("sign-in/outside/join", plain(views.signup), name="socialaccount_signup"),
    path("sign-in/outside/stopped", views.login_cancelled, name="socialaccount_login_cancelled"),
    path("sign-in/outside/failed", views.login_error, name="socialaccount_login_error"),
    path(
        "me/security/outside",
        RedirectView.as_view(pattern_name="mfa_index"),
        name="socialaccount_connections",
    ),
]
