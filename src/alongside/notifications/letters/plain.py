"""A letter as plain text."""

from __future__ import annotations

from alongside.notifications.letters.blocks import Block, Code, Heading, Letter, Link, Story

# What mail programs know as the line before a signature: they fold what follows.
SIGNATURE = "-- "


def plain(letter: Letter) -> str:
    parts = [letter.heading, *map(_block, letter.blocks)]
    if letter.footer:
        parts += [f"{SIGNATURE}\n" + "\n\n".join(map(_block, letter.footer))]
    return "\n\n".join(part for part in parts if part) + "\n"


def _block(block: Block) -> str:
    match block:
        case Link():
            return f"{block.words}:\n{block.address}"
        case Heading():
            return f"{block.text}\n{'-' * min(len(block.text), 60)}"
        case Code():
            return f"    {block.text}"
        case Story():
            return f"{block.author}:\n" + "\n".join(
                f"> {line}".rstrip() for line in block.text.splitlines()
            )
    return block.text
