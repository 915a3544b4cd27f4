"""The addresses of hearing back."""

from __future__ import annotations

from django.urls import path

from alongside.notifications.views import push, unsubscribing

urlpatterns = [
    path("mail-stop/<str:unsubscribe_token>", unsubscribing.stop, name="unsubscribe"),
    path("mail-stop/<str:undo_token>/undo", unsubscribing.undo, name="unsubscribe_undo"),
    path("me/push", push.push, name="push"),
    path("me/push/devices", push.push_devices, name="push_devices"),
    path("me/push/devices/<big:push_id>/removal", push.push_removal, name="push_removal"),
    path("me/push/trial", push.push_trial, name="push_trial"),
]
