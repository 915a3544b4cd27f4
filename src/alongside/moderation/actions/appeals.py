"""Answering an author who asked a moderator to look at a hidden word."""

from __future__ import annotations

from django.db import transaction
from django.http import Http404

from alongside.discussions import actions as talk
from alongside.discussions.models import MaskedWord
from alongside.moderation.reads.appeals import appealed_words
from alongside.people.viewer import Viewer


def answer_appeal(viewer: Viewer, word_id: int, *, show: bool, answer: str) -> MaskedWord:
    """Show the word again in that post, or keep it hidden; the author reads why.

    Raises:
        Refused: their own words.
        Http404: no such appeal for this person, or it was answered meanwhile.
    """
    with transaction.atomic():
        word = appealed_words(viewer).filter(pk=word_id).first()
        if word is None:
            raise Http404
        (talk.allow if show else talk.uphold)(word, viewer, answer)
        return word
