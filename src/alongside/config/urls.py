"""Every address there is, room by room."""

from django.urls import include, path

from alongside.kernel import addresses, errors

addresses.register()

urlpatterns = [
    # Addresses are tried in this order, so the ones that are read all day stand first.
    path("", include("alongside.discussions.urls")),
    path("", include("alongside.notifications.urls")),
    path("", include("alongside.home.urls")),
    path("", include("alongside.people.urls")),
    path("", include("alongside.messaging.urls")),
    path("", include("alongside.moderation.urls")),
    path("", include("alongside.exchange.urls")),
]

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.broken
# Django knows no such name; allauth's rate limits look for it here.
handler429 = errors.too_many
