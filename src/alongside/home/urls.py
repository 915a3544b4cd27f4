"""Addresses of the pages that join several rooms."""

from django.urls import path

from alongside.home.views import front, installed, mail, manage

urlpatterns = [
    path("", front.home, name="home"),
    path("help", front.help_now, name="help"),
    path("m/<big:member_id>", front.member, name="member"),
    path("manifest.webmanifest", installed.manifest, name="manifest"),
    path("favicon.ico", installed.favicon, name="favicon"),
    path("sw.js", installed.service_worker, name="service_worker"),
    path("offline", installed.offline, name="offline"),
    path("offline/write", installed.offline_write, name="offline_write"),
    path("alive", front.alive, name="alive"),
    path("mail/", mail.mail_list, name="mail"),
    path("mail/<str:mail_id>", mail.mail_item, name="mail_item"),
    path("manage/", manage.manage, name="manage"),
    path("manage/help", manage.manage_help, name="manage_help"),
    path("manage/help/<big:number_id>", manage.manage_help_number, name="manage_help_number"),
    path(
        "manage/help/<big:number_id>/removal",
        manage.manage_help_removal,
        name="manage_help_removal",
    ),
]
