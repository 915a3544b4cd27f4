"""Disguises: of the texts that the word filter finds plain, how many it still finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from alongside.language.folding import fold
from bench.language.bars import Bar, at_least, corpus, named
from bench.language.words import AIMED, HATECHECK, cases, is_found, lines, words

CYRILLIC = str.maketrans("aceiopsxyjhkmtbnABCEHKMOPTXSIJYN", "асеіорѕхујһкмтьпАВСЕНКМОРТХЅІЈУН")
ACCENTED = str.maketrans("aeiouncsyzgtdlrk", "àëîöüñçšýžğţďļŕķ")
DISGUISES: dict[str, Callable[[str], str]] = {
    "zero width": "\u200b".join,
    "soft hyphens": "\u00ad".join,
    "Cyrillic": lambda word: word.translate(CYRILLIC),
    "full width": lambda word: "".join(
        chr(ord(ch) + 0xFEE0) if "!" <= ch <= "~" else ch for ch in word
    ),
    "diacritics": lambda word: word.translate(ACCENTED),
    "combining marks": lambda word: "".join(ch + "\u0336" for ch in word),
    "dots": ".".join,
    "spaces": " ".join,
}
# Of the plain score.
WANTED = 0.95


def measure() -> list[Bar]:
    bars = list(_bars(lines(AIMED), "our own texts", named(AIMED, len(lines(AIMED)))))
    path = corpus(HATECHECK)
    if path is not None:
        found = cases(path)
        texts = found["slur_h"] + found["profanity_h"]
        bars += _bars(texts, "HateCheck", named(path, len(texts)))
    return bars


def _bars(texts: list[str], whose: str, where: str) -> Iterator[Bar]:
    plain = [text for text in texts if is_found(text)]
    for name, disguise in DISGUISES.items():
        kept = sum(is_found(disguised(text, disguise)) for text in plain)
        yield at_least(f"{name}, {whose}, of the plain score", kept / len(plain), WANTED, where)


def disguised(text: str, disguise: Callable[[str], str]) -> str:
    """The text with each word that was found in it disguised."""
    masks, asks = words().find(fold(text))
    for found in sorted([*masks, *asks], key=lambda one: -one.start):
        hidden = " ".join(map(disguise, text[found.start : found.end].split()))
        text = text[: found.start] + hidden + text[found.end :]
    return text
