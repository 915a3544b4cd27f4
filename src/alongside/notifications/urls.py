"""The addresses of hearing back."""

from django.urls import path

from alongside.notifications.views import unsubscribing

urlpatterns = [
    path("mail-stop/<str:unsubscribe_token>", unsubscribing.stop, name="unsubscribe"),
    path("mail-stop/<str:undo_token>/undo", unsubscribing.undo, name="unsubscribe_undo"),
]
