"""Addresses of one's own data: taking it along, and leaving."""

from __future__ import annotations

from django.urls import path

from alongside.exchange.views import leaving, my_data

urlpatterns = [
    path("me/data", my_data.my_data, name="my_data"),
    path("me/data/agreement", my_data.agreement, name="agreement"),
    path("me/data/agreement/end", my_data.agreement_end, name="agreement_end"),
    path("me/data/words", my_data.words_removal, name="words_removal"),
    path("me/data/file", my_data.data_asked, name="data_asked"),
    path("me/data/file/<str:export_secret>", my_data.data_file, name="data_file"),
    path("me/data/leaving", leaving.leave, name="leave"),
    path("me/leaving", leaving.leaving, name="leaving"),
    path("me/leaving/end", leaving.keep, name="keep_account"),
    path("left", leaving.left, name="left"),
]
