"""Conversations: spaces, topics, posts, follows, reactions, read marks and drafts."""
