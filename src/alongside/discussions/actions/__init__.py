"""One verb, one transaction: check the rule, write, record the event."""

from alongside.discussions.actions.appeals import allow, appeal, uphold
from alongside.discussions.actions.closing import lock_topic, unlock_topic
from alongside.discussions.actions.drafts import discard_draft, save_draft
from alongside.discussions.actions.editing import EditConflict, edit_post, remove_post
from alongside.discussions.actions.follows import (
    follow_space,
    follow_topic,
    unfollow_space,
    unfollow_topic,
)
from alongside.discussions.actions.masking import apply_rule, restore
from alongside.discussions.actions.mutes import mute_topic, unmute_topic
from alongside.discussions.actions.posting import post_reply, start_topic
from alongside.discussions.actions.reactions import give_reaction, take_reaction
from alongside.discussions.actions.reading import mark_read
from alongside.discussions.actions.tokens import TokenReused
from alongside.discussions.actions.unnamed import uncover_asker

__all__ = [
    "EditConflict",
    "TokenReused",
    "allow",
    "appeal",
    "apply_rule",
    "discard_draft",
    "edit_post",
    "follow_space",
    "follow_topic",
    "give_reaction",
    "lock_topic",
    "mark_read",
    "mute_topic",
    "post_reply",
    "remove_post",
    "restore",
    "save_draft",
    "start_topic",
    "take_reaction",
    "uncover_asker",
    "unfollow_space",
    "unfollow_topic",
    "unlock_topic",
    "unmute_topic",
    "uphold",
]
