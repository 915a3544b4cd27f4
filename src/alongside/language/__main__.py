"""`python -m alongside.language --lines < FILE`: one JSON object for each line of the input."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict

from alongside.language.reader import read


def objects(texts: Iterable[str]) -> Iterator[str]:
    """Each text's reading as one line of JSON."""
    for text in texts:
        yield json.dumps(asdict(read(text)), ensure_ascii=False)


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m alongside.language", description=__doc__)
    parser.add_argument("--lines", action="store_true", help="each line is a text of its own")
    lines = parser.parse_args(argv).lines
    # A text may hold any character; only "\n" ends a line, as in the file that was given.
    sys.stdin.reconfigure(encoding="utf-8", errors="replace", newline="\n")  # type: ignore[union-attr]
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
    texts = (line.removesuffix("\n") for line in sys.stdin) if lines else [sys.stdin.read()]
    for line in objects(texts):
        sys.stdout.write(line + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
