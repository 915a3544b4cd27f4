"""The address map of a community whose operator named an outside service."""

from django.urls import include, path

urlpatterns = [
    path("", include("alongside.config.urls")),
    path("", include("alongside.people.outside.urls")),
]
handler429 = "alongside.kernel.errors.too_many"
