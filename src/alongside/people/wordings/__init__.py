"""What people agree to, word by word: one file a version.

A file that somebody may have agreed to is never changed: what they said yes to must stay readable.
Other words are a new file with the next number, and everybody is asked again when they next write.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from alongside.kernel.markdown import render

_FOLDER = Path(__file__).parent
_NAME = "health_story_{}.txt"


@dataclass(frozen=True, slots=True)
class Wording:
    """`sentence` is what somebody says yes to; `html` is what they should know before."""

    version: int
    sentence: str
    html: str


@lru_cache(maxsize=1)
def story_version() -> int:
    """The version of the wording that is asked for now."""
    numbers = (path.stem.rpartition("_")[2] for path in _FOLDER.glob(_NAME.format("*")))
    return max(map(int, numbers))


@lru_cache(maxsize=16)
def story_wording(version: int) -> Wording:
    """Raises FileNotFoundError for a version that never was."""
    sentence, _, rest = (
        (_FOLDER / _NAME.format(version)).read_text(encoding="utf-8").partition("\n")
    )
    return Wording(version, sentence.strip(), render(rest.strip()))
