"""The addresses of accounts and people. Of allauth's views only those that we have pages for."""

from __future__ import annotations

from allauth.account import views as account
from django.urls import path
from django.views.decorators.http import require_http_methods

from alongside.people import views, views_manage

# allauth's pages would take a PUT for a POST; ours take what a browser's forms send, and no more.
plain = require_http_methods(["GET", "HEAD", "POST"])

urlpatterns = [
    path("sign-up", plain(account.signup), name="account_signup"),
    path("sign-in", plain(account.login), name="account_login"),
    path("sign-in/code", plain(account.request_login_code), name="account_request_login_code"),
    path(
        "sign-in/code/check", plain(account.confirm_login_code), name="account_confirm_login_code"
    ),
    path("sign-in/closed", plain(account.account_inactive), name="account_inactive"),
    path("sign-out", plain(account.logout), name="account_logout"),
    path(
        "address/code",
        plain(account.email_verification_sent),
        name="account_email_verification_sent",
    ),
    path("password/reset", plain(account.password_reset), name="account_reset_password"),
    path(
        "password/reset/code",
        plain(account.confirm_password_reset_code),
        name="account_confirm_password_reset_code",
    ),
    path(
        "password/reset/new",
        plain(account.complete_password_reset),
        name="account_complete_password_reset",
    ),
    path(
        "password/reset/done",
        plain(account.password_reset_from_key_done),
        name="account_password_reset_completed",
    ),
    path("me/address", plain(account.email), name="account_email"),
    path("me/password", plain(account.password_change), name="account_change_password"),
    path("me/password/first", plain(account.password_set), name="account_set_password"),
    path("me/profile", views.profile_edit, name="profile_edit"),
    path("manage/people", views_manage.manage_people, name="manage_people"),
    path("manage/people/<big:member_id>", views_manage.manage_person, name="manage_person"),
    path("manage/people/<big:member_id>/role", views_manage.member_role, name="member_role"),
    path("manage/people/<big:member_id>/block", views_manage.member_block, name="member_block"),
    path(
        "manage/people/<big:member_id>/unblock", views_manage.member_unblock, name="member_unblock"
    ),
]
