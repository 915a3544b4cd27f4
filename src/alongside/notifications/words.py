"""What the word rules wake: staff are told of a word that waits, and of authors who ask.

The room that keeps the rules stands beside this one, so it is named by its addresses alone.
"""

from __future__ import annotations

from alongside.discussions.events import MaskAppealed, MaskRuled
from alongside.discussions.models import MaskedWord, Post, Ruling
from alongside.discussions.reads.authors import real_author_id
from alongside.kernel.templating import url
from alongside.notifications.models import Kind
from alongside.notifications.staff import done_with, tell_on_site, tell_staff


def tell_staff_of_word(rule_id: int, proposer_id: int) -> None:
    """A second person is needed."""
    tell_staff(Kind.WORD_RULE, url("manage_word", rule_id), but=[proposer_id])


def tell_of_decided_word(rule_id: int, proposer_id: int | None, by_id: int) -> None:
    """Who proposed it hears what became of it, unless they took it back themselves."""
    address = url("manage_word", rule_id)
    done_with(Kind.WORD_RULE, address)
    if proposer_id and proposer_id != by_id:
        tell_on_site([proposer_id], Kind.WORD_RULE, address)


def tell_staff_of_appeal(event: MaskAppealed) -> None:
    """Nobody decides about their own words, so its author is not told."""
    post = Post.objects.filter(pk=event.post_id).first()
    author_id = real_author_id(post.author_id) if post else None
    tell_staff(Kind.WORD_RULE, url("manage_appeals"), but=[author_id] if author_id else [])


def done_with_appeals(event: MaskRuled) -> None:
    if not MaskedWord.objects.filter(ruling=Ruling.APPEALED).exists():
        done_with(Kind.WORD_RULE, url("manage_appeals"))
