"""What the word filter hides in the samples, as if it had been written here.

Somebody there says again what was shouted at them. They ask a moderator to look, which shows both
how a word is hidden and why it must be easy to ask.
"""

from __future__ import annotations

from datetime import datetime

from alongside.discussions.actions.masking_pass import hide_in
from alongside.discussions.models import MaskedWord, Post, Ruling


def hide_words(now: datetime) -> None:
    samples = Post.objects.filter(topic__sample=True)
    hide_in(samples, samples.count())
    MaskedWord.objects.filter(post__in=samples).update(ruling=Ruling.APPEALED, appealed_at=now)
