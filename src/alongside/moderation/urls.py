"""Addresses of what staff do for the community."""

from django.urls import path

from alongside.moderation.views import appeals, rules, shipped, signs, words

urlpatterns = [
    path("manage/first", signs.manage_signs, name="manage_signs"),
    path("manage/first/<big:post_id>/seen", signs.manage_sign_seen, name="manage_sign_seen"),
    path("manage/words", words.manage_words, name="manage_words"),
    path("manage/words/new", words.manage_word_new, name="manage_word_new"),
    path(
        "manage/words/rehearsals/<big:rehearsal_id>", words.manage_rehearsal,
        name="manage_rehearsal",
    ),
    path(
        "manage/words/rehearsals/<big:rehearsal_id>/proposal", words.manage_rehearsal_proposal,
        name="manage_rehearsal_proposal",
    ),
    path("manage/words/<big:rule_id>", rules.manage_word, name="manage_word"),
    path(
        "manage/words/<big:rule_id>/rehearsal", rules.manage_word_rehearsal,
        name="manage_word_rehearsal",
    ),
    path(
        "manage/words/<big:rule_id>/agreement", rules.manage_word_agreement,
        name="manage_word_agreement",
    ),
    path(
        "manage/words/<big:rule_id>/refusal", rules.manage_word_refusal,
        name="manage_word_refusal",
    ),
    path(
        "manage/words/<big:rule_id>/withdrawal", rules.manage_word_withdrawal,
        name="manage_word_withdrawal",
    ),
    path("manage/words/<big:rule_id>/end", rules.manage_word_end, name="manage_word_end"),
    path("manage/words/appeals", appeals.manage_appeals, name="manage_appeals"),
    path("manage/words/appeals/<big:appeal_id>", appeals.manage_appeal, name="manage_appeal"),
    path(
        "manage/words/appeals/<big:appeal_id>/answer", appeals.manage_appeal_answer,
        name="manage_appeal_answer",
    ),
    path("manage/words/shipped", shipped.manage_shipped, name="manage_shipped"),
    path("manage/words/shipped/rule", shipped.manage_shipped_rule, name="manage_shipped_rule"),
    path("manage/words/shipped/end", shipped.manage_shipped_end, name="manage_shipped_end"),
    path(
        "manage/words/shipped/rehearsal", shipped.manage_shipped_rehearsal,
        name="manage_shipped_rehearsal",
    ),
]  # fmt: skip
