"""The outside service that people may sign in with: OpenID Connect, for django-allauth."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from alongside.config.schema import Settings
from alongside.people.account_settings import OUTSIDE


def outside_services(settings: Settings) -> dict[str, Any]:
    """The one service that the settings name, or none."""
    if not settings.outside_sign_in:
        return {}
    app = {
        "provider_id": OUTSIDE,
        "name": settings.oidc_name,
        "client_id": settings.oidc_client_id,
        "secret": settings.oidc_client_secret,
        "settings": {"server_url": settings.oidc_issuer.rstrip("/"), "oauth_pkce_enabled": True},
    }
    return {"openid_connect": {"APPS": [app]}}


def outside_origin(settings: Settings) -> str:
    """Where a form of ours may lead to, besides to ourselves. Empty without such a service."""
    if not settings.outside_sign_in:
        return ""
    parts = urlsplit(settings.oidc_issuer)
    return f"{parts.scheme}://{parts.netloc}"
