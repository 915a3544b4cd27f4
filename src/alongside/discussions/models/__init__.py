"""The tables of conversations, one file for each thing a person can name."""

from alongside.discussions.models.care import CareNote
from alongside.discussions.models.hidden import MaskedWord, MaskingPass, Ruling
from alongside.discussions.models.marks import (
    Reaction,
    ReactionKind,
    ReadMark,
    SpaceFollow,
    TopicFollow,
    TopicMute,
)
from alongside.discussions.models.places import Access, Section, Space, SpaceMember
from alongside.discussions.models.posts import Post, PostRevision, Quote, Removal
from alongside.discussions.models.topics import AnonymousAsker, AskerLookup, Topic, TopicKind
from alongside.discussions.models.writing import Draft

__all__ = [
    "Access",
    "AnonymousAsker",
    "AskerLookup",
    "CareNote",
    "Draft",
    "MaskedWord",
    "MaskingPass",
    "Post",
    "PostRevision",
    "Quote",
    "Reaction",
    "ReactionKind",
    "ReadMark",
    "Removal",
    "Ruling",
    "Section",
    "Space",
    "SpaceFollow",
    "SpaceMember",
    "Topic",
    "TopicFollow",
    "TopicKind",
    "TopicMute",
]
