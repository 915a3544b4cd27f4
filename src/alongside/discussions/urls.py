"""Addresses of conversations. What changes something is a thing of its own, and a POST."""

from django.urls import path

from alongside.discussions.views import changing, drafts, managing, marks, reading, unnamed, writing

urlpatterns = [
    path("t/<big:topic_id>", reading.topic, name="topic"),
    path("conversations", reading.topics, name="topics"),
    path("spaces", reading.spaces, name="spaces"),
    path("following", reading.following, name="following"),
    path("s/<slug:slug>", reading.topics, name="space"),
    path("s/<slug:slug>/follow", marks.space_follow, name="space_follow"),
    path("s/<slug:slug>/unfollow", marks.space_unfollow, name="space_unfollow"),
    path("ask", writing.ask, name="ask"),
    path("preview", writing.preview, name="preview"),
    path("drafts", drafts.drafts, name="drafts"),
    path("drafts/keeping", drafts.draft_keeping, name="draft_keeping"),
    path("drafts/<big:draft_id>/discard", drafts.draft_discard, name="draft_discard"),
    path("t/<big:topic_id>/unread", reading.topic_unread, name="topic_unread"),
    path("t/<big:topic_id>/reading", reading.topic_reading, name="topic_reading"),
    path("t/<big:topic_id>/replies", writing.topic_reply, name="topic_reply"),
    path("t/<big:topic_id>/follow", marks.topic_follow, name="topic_follow"),
    path("t/<big:topic_id>/unfollow", marks.topic_unfollow, name="topic_unfollow"),
    path("t/<big:topic_id>/mute", marks.topic_mute, name="topic_mute"),
    path("t/<big:topic_id>/unmute", marks.topic_unmute, name="topic_unmute"),
    path("t/<big:topic_id>/lock", marks.topic_lock, name="topic_lock"),
    path("t/<big:topic_id>/unlock", marks.topic_unlock, name="topic_unlock"),
    path("t/<big:unnamed_id>/unnamed", unnamed.topic_unnamed, name="topic_unnamed"),
    path("p/<big:post_id>", reading.post, name="post"),
    path("p/<big:post_id>/edit", changing.post_edit, name="post_edit"),
    path("p/<big:post_id>/removal", changing.post_removal, name="post_removal"),
    path("p/<big:post_id>/history", changing.history, name="post_history"),
    path("p/<big:post_id>/reactions", marks.post_reactions, name="post_reactions"),
    path("manage/spaces", managing.manage_spaces, name="manage_spaces"),
    path("manage/spaces/new", managing.manage_space, name="manage_new_space"),
    path("manage/spaces/<big:space_id>", managing.manage_space, name="manage_space"),
    path(
        "manage/spaces/<big:space_id>/members",
        managing.manage_space_member,
        name="manage_space_member",
    ),
    path(
        "manage/spaces/<big:space_id>/members/<big:member_id>/removal",
        managing.manage_space_member_removal,
        name="manage_space_member_removal",
    ),
    path("manage/sections/new", managing.manage_section, name="manage_new_section"),
    path("manage/sections/<big:section_id>", managing.manage_section, name="manage_section"),
]
