"""The word filter: what it masks, what it asks about, and what it lets be."""

from __future__ import annotations

import pytest

from alongside.language import Reader, read
from alongside.language.folding import fold
from alongside.language.word_rules import Tier, WordRule
from alongside.language.words import Words, shipped_rules

RULES = {rule.name: rule for rule in shipped_rules()}
SLUR = next(rule for rule in shipped_rules() if rule.tier is Tier.MASK and rule.near)


def masked(text: str) -> list[str]:
    return [text[found.start : found.end] for found in read(text).masks]


def asked(text: str) -> list[str]:
    return [text[found.start : found.end] for found in read(text).ambiguous]


def test_a_slur_is_masked_as_a_whole_word_and_says_which_rule_fired() -> None:
    (found,) = read(f"A {SLUR.word.title()}, he said").masks
    assert (found.start, found.end) == (2, 2 + len(SLUR.word))
    assert (found.kind, found.rule, found.reason) == (SLUR.kind, SLUR.name, SLUR.reason)


def disguises(word: str) -> dict[str, str]:
    middle = len(word) // 2
    return {
        "plain": word,
        "capitals": word.upper(),
        "zero width": "\u200b".join(word),
        "soft hyphens": "\u00ad".join(word),
        "full width": "".join(chr(ord(letter) + 0xFEE0) for letter in word),
        "accents": "".join(letter + "\u0301" for letter in word),
        "strokes": "".join(letter + "\u0336" for letter in word),
        "Cyrillic": word.translate(str.maketrans("aeiopcyx", "аеіорсух")),
        "bold letters": "".join(chr(ord(letter) - 97 + 0x1D41A) for letter in word),
        "dots": ".".join(word),
        "spaces": " ".join(word),
        "wide spaces": "  ".join(word),
        "hyphens": "-".join(word),
        "underscores": "_".join(word),
        "stars": "*".join(word),
        "leet": word.translate(str.maketrans("aeiosg", "43105g")),
        "signs": word.translate(str.maketrans("ais", "@!$")),
        "stretched": word[:middle] + word[middle] * 4 + word[middle:],
        "broken by a space": word[:2] + " " + word[2:],
        "broken by a dot": word[:2] + "." + word[2:],
        "a letter dropped": word[:2] + word[3:] + "" if word[2] != word[3] else word[:4] + word[5:],
        "a number behind it": word + "88",
        "letters swapped": word[:-3] + word[-2] + word[-3] + word[-1],
    }


@pytest.mark.parametrize("how", disguises("x" * 8))
def test_a_disguise_is_seen_through_and_masked_whole(how: str) -> None:
    for rule in RULES.values():
        if rule.tier is Tier.MASK and rule.near and len(set(rule.word[-3:])) == 3:
            hidden = disguises(rule.word)[how]
            assert masked(f"those {hidden} again") == [hidden], (rule.word, hidden)


@pytest.mark.parametrize(
    "text",
    [
        "Niger and Nigeria are countries, and Niiiger is one of them said slowly",
        "He sniggered at me",
        "She male nurse he female nurse",
        "I wore a splint and a cock-up splint at night",
        "the number of a b c d e f g h i j k",
    ],
)
def test_words_that_a_disguise_could_be_taken_for_stand(text: str) -> None:
    assert masked(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "You are such a dick",
        "you absolute wanker",
        "A prick like you should not post here",
        "You fucking women are all the same",
        "you're a spastic",
        "Typical sluts",
        "Too many faggots here",
        "disabled people are such scumbags",
        "Kill all immigrants",
        "those women should be shot",
        "I h4te g4y people",
        "go fuck yourself",
    ],
)
def test_a_word_aimed_at_a_person_asks_a_moderator_and_masks_nothing(text: str) -> None:
    assert masked(text) == []
    assert asked(text)


@pytest.mark.parametrize(
    "text",
    [
        "what the fuck happened to my arm",
        "this is shit and I am so pissed off",
        "I feel like a cripple and an idiot since the stroke",
        "They called my son a retard at school",
        "You may have a spastic bladder",
        "If you are spastic, botox can help",
        "Can you feel a lump in your breast or your anus?",
        "You have hemifacial spasm",
        "Women are at risk of cancer, and stroke kills more women than men",
        "Black people are the worst affected",
        "I hate that disabled people are not believed",
        "Should women be told that a stroke can kill?",
        "My husband Dick says hello",
        "I am a proud queer woman",
        "We had faggots and peas for dinner, you would like them",
    ],
)
def test_words_of_illness_and_of_ones_own_day_are_let_be(text: str) -> None:
    assert (masked(text), asked(text)) == ([], [])


def test_a_rule_that_was_taken_back_is_out_of_force() -> None:
    text = f"a {SLUR.word}"
    assert read(text, Reader(without={SLUR.name})).masks == ()


def test_a_communitys_own_words_mask_or_ask_as_they_say() -> None:
    own = [
        WordRule("own/1", "Snake Oil", Tier.MASK, "own", "We do not sell here."),
        WordRule("own/2", "numpty", Tier.ASK, "own", "It hurts."),
    ]
    reader = Reader(added=own)
    (found,) = read("Try SNAKE-OIL today", reader).masks
    assert (found.rule, found.reason) == ("own/1", "We do not sell here.")
    assert [found.rule for found in read("You numpty!", reader).ambiguous] == ["own/2"]
    assert read("He is a numpty", reader).ambiguous == ()


def test_a_communitys_own_rule_stands_before_a_shipped_one_for_the_same_word() -> None:
    own = WordRule("own/3", SLUR.word, Tier.ASK, "own", "Here it only asks.")
    assert read(f"a {SLUR.word}", Reader(added=[own])).masks == ()


def test_no_rules_find_nothing() -> None:
    assert Words([]).find(fold("anything at all")) == ([], [])


def test_every_shipped_rule_has_a_name_of_its_own_and_a_reason_that_is_a_sentence() -> None:
    assert len(RULES) == len(shipped_rules())
    assert all(rule.reason.endswith(".") and len(rule.name) <= 80 for rule in RULES.values())
    assert {rule.kind for rule in RULES.values() if rule.tier is Tier.MASK} == {"slur", "abuse"}


def test_a_word_between_quotes_tags_or_brackets_is_a_word() -> None:
    for text in (
        f'"{SLUR.word}"',
        f"<b>{SLUR.word}</b>",
        f"({SLUR.word})",
        f"#{SLUR.word}!",
        SLUR.word,
    ):
        assert len(read(text).masks) == 1, text


def test_one_masked_place_gives_one_finding_the_longest() -> None:
    phrase = next(rule for rule in shipped_rules() if rule.tier is Tier.MASK and " " in rule.word)
    (found,) = read(f"that {phrase.word} there").masks
    assert found.rule == phrase.name
