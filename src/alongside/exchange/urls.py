"""Addresses of one's own data: taking it along, and leaving."""

from __future__ import annotations

from django.urls import path

from alongside.exchange import views_leaving, views_my_data

urlpatterns = [
    path("me/data", views_my_data.my_data, name="my_data"),
    path("me/data/agreement", views_my_data.agreement, name="agreement"),
    path("me/data/agreement/end", views_my_data.agreement_end, name="agreement_end"),
    path("me/data/words", views_my_data.words_removal, name="words_removal"),
    path("me/data/file", views_my_data.data_asked, name="data_asked"),
    path("me/data/file/<str:export_secret>", views_my_data.data_file, name="data_file"),
    path("me/data/leaving", views_leaving.leave, name="leave"),
    path("me/leaving", views_leaving.leaving, name="leaving"),
    path("me/leaving/end", views_leaving.keep, name="keep_account"),
    path("left", views_leaving.left, name="left"),
]
