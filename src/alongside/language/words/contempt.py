"""Hard words that count only where a group of people is meant: contempt, hatred, and threats.

"Women are scum" and "kill all immigrants" hold no slur. "Women are at risk of cancer" and "stroke
kills more women than men" hold the same words, and mean well: so each pattern asks how the words
stand to the group's name, not just whether both are there.
"""

from __future__ import annotations

from alongside.language.words.sentence import PEOPLE, Sentence
from alongside.language.words.shipped import Language

# How many words may stand between a group and what is said of it ("women like you are ...").
SAID_REACH = 6
# "should all be rounded up and ..."
SHOULD_REACH = 5
# "so sick of being around all these ..."
GROUP_AFTER = 6
# "if only women like you all had their throats cut"
THROATS_REACH = 8


class Contempt:
    """Says of one hard word in its sentence whether it is aimed at a group."""

    def __init__(self, language: Language) -> None:
        self._lists = language.contempt
        self._you = language.aim["you"]
        self._as_a_kind = language.aim["as_a_kind"]

    def is_called(self, said: Sentence) -> bool:
        """ "Women are all such ...", "as ... as those immigrants", "common Muslim ..."."""
        if said.word(said.at + 1) in self._lists["spared"]:
            return False
        return self._group_is(said) or self._as_bad_as(said) or self._kind_of(said)

    def is_hated(self, said: Sentence) -> bool:
        """ "I hate all ...", "so sick of being around ...", "women make me sick"."""
        if said.word(said.at - 1) in self._lists["not"]:
            return False
        if self._leads_to_group(said):
            return True
        if said.word(said.at + 1) == "me" and said.role(said.at - 1) == "group":
            return True
        made = {said.word(said.at - 1), said.word(said.at - 2)}
        return "me" in made and bool(made & {"make", "makes"}) and self._group_before(said, said.at)

    def is_threatened(self, said: Sentence) -> bool:
        """ "Kill all ...", "those women should be ...", "death to ..."."""
        if said.word(said.at - 1) in self._lists["not"]:
            return False
        return self._wished_on(said) or self._should_be(said) or self._done_to(said)

    def _group_is(self, said: Sentence) -> bool:
        first = said.back_over(self._lists["called_between"]) + 1
        seen = [place for place in range(first, said.at) if said.word(place) in self._lists["be"]]
        return bool(seen) and self._group_before(said, seen[-1])

    def _as_bad_as(self, said: Sentence) -> bool:
        if {said.word(said.at - 1), said.word(said.at + 1)} != {"as"}:
            return False
        return said.role(said.on_over(self._lists["between"], said.at + 1)) == "group"

    def _kind_of(self, said: Sentence) -> bool:
        """A group's name right before the word: "nothing but common trans ..."."""
        if said.role(said.at - 1) not in PEOPLE:
            return False
        before = said.words[max(0, said.at - SAID_REACH) : said.at]
        after = said.word(said.at + 1) == "like" and said.word(said.at + 2) in self._you
        return after or not (self._as_a_kind | self._you).isdisjoint(before)

    def _leads_to_group(self, said: Sentence) -> bool:
        place = said.on_over(self._lists["between"], said.at)
        return place - said.at <= GROUP_AFTER and self._is_group(said, place)

    def _wished_on(self, said: Sentence) -> bool:
        place = said.on_over(self._lists["between"], said.at)
        if place - said.at > GROUP_AFTER or not self._is_group(said, place):
            return False
        passed = said.words[said.at + 1 : place]
        to = said.word(said.at) == "death" and said.word(said.at + 1) == "to"
        like_you = said.word(place + 1) == "like" and said.word(place + 2) in self._you
        return to or like_you or not self._lists["every"].isdisjoint(passed)

    def _should_be(self, said: Sentence) -> bool:
        places = range(max(0, said.at - SHOULD_REACH), said.at)
        for place in places:
            if said.word(place) in self._lists["should"]:
                denied = not self._lists["not"].isdisjoint(said.words[place : said.at])
                return not denied and self._group_before(said, place)
        return False

    def _done_to(self, said: Sentence) -> bool:
        """ "Cut their ... throats", "love to see those women suffer"."""
        word = said.word(said.at)
        if word == "throats":
            return not PEOPLE.isdisjoint(said.roles[max(0, said.at - THROATS_REACH) : said.at])
        seen = said.words[max(0, said.at - SAID_REACH) : said.at]
        return word == "suffer" and "see" in seen and self._group_before(said, said.at)

    def _group_before(self, said: Sentence, place: int) -> bool:
        return "group" in said.roles[max(0, place - SAID_REACH) : place]

    def _is_group(self, said: Sentence, place: int) -> bool:
        return said.role(place) in PEOPLE
