"""What a room above needs to have a writing form of its own: the same form, with the same care for
every word. Everything else of this room's pages stays its own.
"""

from alongside.discussions.forms import Words, WriteForm, first_errors
from alongside.discussions.views.agreeing import agreeing, ask_to_agree, what_is_wrong
from alongside.discussions.views.kept import (
    keep_and_sign_in,
    keep_as_draft,
    let_go,
    take_kept,
    words_kept_when_busy,
)
from alongside.discussions.views.noticing import look_again, words_sent
from alongside.discussions.views.writing import CONFLICT, KEPT, with_preview
from alongside.discussions.writer import writer_mark

__all__ = [
    "CONFLICT",
    "KEPT",
    "Words",
    "WriteForm",
    "agreeing",
    "ask_to_agree",
    "first_errors",
    "keep_and_sign_in",
    "keep_as_draft",
    "let_go",
    "look_again",
    "take_kept",
    "what_is_wrong",
    "with_preview",
    "words_kept_when_busy",
    "words_sent",
    "writer_mark",
]
