"""Whether a word is aimed at a person, or at people for what they are.

Small patterns of everyday speech, by the lists of the language's data file. They see how words
stand together, not what is meant: so they never mask, and only ask a person to look.
"""

from __future__ import annotations

from collections.abc import Callable

from alongside.language.words.contempt import Contempt
from alongside.language.words.sentence import Sentence
from alongside.language.words.shipped import Language

# How many words away the name of a group still belongs to a hard word.
GROUP_REACH = 8
# How far before a word somebody may be named who used it.
TOLD_REACH = 5


class Aim:
    """Says of one word in its sentence whether it is aimed."""

    def __init__(self, language: Language) -> None:
        self._lists = language.aim
        self._senses = language.senses
        contempt = Contempt(language)
        self._by_kind: dict[str, Callable[[Sentence], bool]] = {
            "slur": self._slur,
            "clinical": self._clinical,
            "swearing": self._swearing,
            "told": self._told,
            "body": self._body,
            "contempt": contempt.is_called,
            "hatred": contempt.is_hated,
            "threat": contempt.is_threatened,
        }

    def aimed(self, sentence: Sentence) -> bool:
        kind = sentence.role(sentence.at)
        return self._by_kind.get(kind, self._insult)(sentence)

    def _slur(self, said: Sentence) -> bool:
        if self._has_other_sense(said) or self._is_own_or_told(said):
            return False
        return self._at_you(said) or self._as_a_kind(said) or self._at_group(said)

    def _clinical(self, said: Sentence) -> bool:
        if not self._is_whole_name(said) or self._is_own_or_told(said):
            return False
        return self._names_you(said) or self._as_a_kind(said)

    def _body(self, said: Sentence) -> bool:
        return self._is_whole_name(said) and self._names_you(said)

    def _insult(self, said: Sentence) -> bool:
        if self._is_own_or_told(said):
            return False
        return self._at_you(said) or self._at_group(said)

    def _swearing(self, said: Sentence) -> bool:
        return self._at_group(said) and self._lists["supportive"].isdisjoint(said.words)

    def _told(self, said: Sentence) -> bool:
        return not self._is_told(said)

    def _at_you(self, said: Sentence) -> bool:
        """ "You ...", "you are such a ...", "what a ... you are", "a ... like you"."""
        lists = self._lists
        back = said.back_over(lists["between"])
        before = said.word(back)
        if before in lists["you"]:
            return True
        if before in lists["your"] and said.word(back + 1) in lists["your_is"]:
            return True
        if before == "what" and said.word(said.at + 1) in lists["you"]:
            return True
        like = said.on_over(lists["between"] - {"like"}, said.at)
        return said.word(like) == "like" and said.word(like + 1) in lists["you"]

    def _names_you(self, said: Sentence) -> bool:
        """As `_at_you`, and as a name for a person: "you are a ..."."""
        if not self._at_you(said):
            return False
        if said.word(said.at - 1) in self._lists["articles"]:
            return True
        called = said.starts_clause(said.at - 1) or said.word(said.at - 2) in self._lists["calls"]
        return said.word(said.at - 1) in self._lists["you"] and called

    def _is_whole_name(self, said: Sentence) -> bool:
        after = said.word(said.at + 1)
        return not after[:1].isalnum() or after in self._lists["name_ends"]

    def _as_a_kind(self, said: Sentence) -> bool:
        """ "Typical ...", "too many ...", "... just can't help themselves"."""
        back = said.back_over(self._lists["between"] - self._lists["as_a_kind"])
        if said.at - back <= 3 and said.word(back) in self._lists["as_a_kind"]:
            return True
        if said.word(said.at - 2) in self._lists["too_many"] and said.word(said.at - 1) == "many":
            return True
        return said.starts_clause(said.at) and said.word(said.at + 1) in self._lists["all_of_them"]

    def _at_group(self, said: Sentence) -> bool:
        return "group" in said.roles[max(0, said.at - GROUP_REACH) : said.at + GROUP_REACH + 1]

    def _is_own_or_told(self, said: Sentence) -> bool:
        """ "I am a ...", "they called him a ..."."""
        if said.word(said.back_over(self._lists["between"])) in self._lists["own_word"]:
            return True
        return self._is_told(said)

    def _is_told(self, said: Sentence) -> bool:
        before = said.words[max(0, said.at - TOLD_REACH) : said.at]
        return not self._lists["told_word"].isdisjoint(before)

    def _has_other_sense(self, said: Sentence) -> bool:
        word = said.words[said.at]
        senses = self._senses.get(word) or self._senses.get(word.removesuffix("s"))
        return senses is not None and not senses.isdisjoint(said.words)
