"""The addresses of hearing back."""

from __future__ import annotations

from django.urls import path

from alongside.notifications.views import (
    choosing,
    hooks,
    managing,
    mine,
    notices,
    push,
    unsubscribing,
)

urlpatterns = [
    path("mail-stop/<str:unsubscribe_token>", unsubscribing.stop, name="unsubscribe"),
    path("mail-stop/<str:undo_token>/undo", unsubscribing.undo, name="unsubscribe_undo"),
    path("mail-in", hooks.mail_incoming, name="mail_incoming"),
    path("me/push", push.push, name="push"),
    path("me/push/devices", push.push_devices, name="push_devices"),
    path("me/push/devices/<big:push_id>/removal", push.push_removal, name="push_removal"),
    path("me/push/trial", push.push_trial, name="push_trial"),
    path("notices", notices.notices, name="notices"),
    path("notices/read", notices.notices_read, name="notices_read"),
    path("notices/<big:notice_id>", notices.notice, name="notice"),
    path("me/notices", choosing.hearing, name="hearing"),
    path("me/notices/follows", choosing.follows, name="follows"),
    path("t/<big:topic_id>/notices", choosing.topic_notices, name="topic_notices"),
    path("s/<slug:slug>/notices", choosing.space_notices, name="space_notices"),
    path("mail-events", hooks.mail_events, name="mail_events"),
    path("me/mail", mine.mail, name="my_mail"),
    path("me/mail/again", mine.mail_again, name="my_mail_again"),
    path("manage/mail", managing.manage_mail, name="manage_mail"),
    path("manage/mail/retry", managing.manage_mail_retry, name="manage_mail_retry"),
]
