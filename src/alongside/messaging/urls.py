"""Addresses of private messages. What changes something is a thing of its own, and a POST."""

from django.urls import path

from alongside.messaging.views import (
    reading,
    relaying,
    removing,
    reporting,
    reports,
    seats,
    writing,
)

urlpatterns = [
    path("messages", reading.inbox, name="messages"),
    path("messages/reported", reporting.my_reports, name="my_reports"),
    path("messages/<big:thread_id>", writing.thread, name="thread"),
    path("messages/<big:thread_id>/reading", reading.thread_reading, name="thread_reading"),
    path("messages/<big:thread_id>/acceptance", seats.thread_accept, name="thread_accept"),
    path("messages/<big:thread_id>/refusal", seats.thread_decline, name="thread_decline"),
    path("messages/<big:thread_id>/mute", seats.thread_mute, name="thread_mute"),
    path("messages/<big:thread_id>/unmute", seats.thread_unmute, name="thread_unmute"),
    path("messages/<big:thread_id>/leaving", seats.thread_leave, name="thread_leave"),
    path("messages/<big:thread_id>/people", writing.thread_people, name="thread_people"),
    path(
        "messages/<big:thread_id>/people/<big:invitee_id>",
        writing.thread_invite,
        name="thread_invite",
    ),
    path("message/<big:message_id>/report", reporting.message_report, name="message_report"),
    path("message/<big:sent_id>/removal", removing.message_removal, name="message_removal"),
    path("m/<big:recipient_id>/message", writing.message_new, name="message_new"),
    path("t/<big:asker_topic_id>/message", relaying.asker_message, name="asker_message"),
    path("manage/reports", reports.manage_reports, name="manage_reports"),
    path("manage/reports/<big:report_id>", reports.manage_report, name="manage_report"),
    path(
        "manage/reports/<big:report_id>/opening",
        reports.manage_report_opening,
        name="manage_report_opening",
    ),
    path(
        "manage/reports/<big:report_id>/closing",
        reports.manage_report_closing,
        name="manage_report_closing",
    ),
]
