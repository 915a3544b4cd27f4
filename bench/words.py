"""Made-up conversations: lengths and shapes as people write them, the same in every run."""

from __future__ import annotations

import random

TEXT = """
a about after again all also always am an and any appointment are arm around as ask asked at away
back balance be because bed been before being best better body brain but by call came can care
carer chair child clinic cold could cup daughter day days did different difficult do doctor does
done down each early easier eat energy even evening every exercise eyes face family far feel feels
felt few find first five floor food foot for found four friend from garden gave get getting give
go goes going good got great group had half hand hands happen happy hard has have he head hear
help helped helps her here him his home hope hospital hour hours house how husband I if in into is
it just keep kept kind kitchen know last late later learn leave left leg less let life light like
list little live long look lost lot made make many may me medicine meet mind minutes month months
more morning most mother mouth move much music my name near need never new next night no noise not
nothing now nurse of off often old on once one only open or other our out over own pain part
people perhaps phone physio place plan please put quiet rain read ready rest right room said same
saw say school see seen she short side sign since sit sleep slow slowly small so some someone
something sometimes son soon sore speak speech stairs start started still stop stroke such support
sure swallow table take talk tell than thank that the their them then there these they thing
things think this those though three through time tired to today together told tomorrow too took
town tried try turn two under until up us use very voice wait walk walking want was water way we
week weeks well went were what when where which while who why wife will wish with without woke
word words work worse would write year years yes yet you young your
"""
WORDS = TEXT.split()
OPENINGS = ("Thank you for this.", "I know that feeling.", "We went through the same.", "Hello.")
NAMES_A = "Amber Birch Cedar Clover Copper Coral Fern Hazel Heather Indigo Ivory Jade Juniper Maple"
NAMES_B = "Brook Field Finch Grove Harbor Hill Lake Lane Meadow Otter Robin Shore Sparrow Valley"


class Writer:
    """Writes sentences, posts and titles. The same seed writes the same words."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def sentence(self) -> str:
        words = self.random.choices(WORDS, k=self.random.randint(5, 17))
        return " ".join(words).capitalize() + self.random.choice("....?!")

    def title(self) -> str:
        return " ".join(self.random.choices(WORDS, k=self.random.randint(4, 10))).capitalize()

    def post(self) -> str:
        """Markdown of about 100 words: most are short, a few tell a whole story."""
        target = min(600, max(12, int(self.random.lognormvariate(4.3, 0.75))))
        paragraphs = [self.random.choice(OPENINGS)]
        while sum(len(paragraph.split()) for paragraph in paragraphs) < target:
            paragraphs.append(self._paragraph())
        return "\n\n".join(paragraphs)

    def _paragraph(self) -> str:
        shape = self.random.random()
        sentences = [self.sentence() for _ in range(self.random.randint(1, 4))]
        if shape < 0.06:
            return "\n".join(f"- {sentence}" for sentence in sentences)
        if shape < 0.12:
            return "\n".join(f"> {sentence}" for sentence in sentences)
        if shape < 0.16:
            return f"{sentences[0]} https://example.org/{self.random.choice(WORDS).lower()}"
        if shape < 0.24:
            return f"**{sentences[0]}** {' '.join(sentences[1:])}".rstrip()
        return " ".join(sentences)


def names(count: int) -> list[str]:
    """So many different names, plain letters and digits."""
    pairs = [first + last for first in NAMES_A.split() for last in NAMES_B.split()]
    return [f"{pairs[at % len(pairs)]}{at // len(pairs) or ''}" for at in range(count)]
