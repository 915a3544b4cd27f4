"""What a person wrote, apart from what the page put around it."""

from collections.abc import Iterator

from alongside.exchange.page.headings import Heading
from alongside.exchange.page.lines import Line, bulleted, is_furniture
from alongside.exchange.page.shapes import PageError

_TITLE_LIMIT = 300  # characters; what is longer is a first paragraph without its title


def title_and_rest(heading: Heading, lines: list[Line]) -> tuple[str, list[Line]]:
    """The title, the first line with words under the first heading, and the lines below it."""
    index = next((index for index, line in enumerate(lines) if line.text), None)
    if index is None:
        raise PageError(heading.line.number, "no title is under this line; save the page again")
    line = lines[index]
    if is_furniture(line) or len(line.text) > _TITLE_LIMIT:
        raise PageError(line.number, "the title should be here; save the page again, from its top")
    return line.words, lines[index + 1 :]


def body_of(heading: Heading, lines: list[Line]) -> str:
    """The post's paragraphs, split by one blank line; PageError where there are no words."""
    text = "\n\n".join(" ".join(paragraph) for paragraph in _paragraphs(lines))
    if not text:
        raise PageError(
            heading.line.number,
            "there are no words under this name and date, so the page may be cut off; "
            "save the whole page and try again",
        )
    return text


def _paragraphs(lines: list[Line]) -> Iterator[list[str]]:
    paragraph: list[str] = []
    for line in lines:
        skipped = not line.text or is_furniture(line)
        if paragraph and (skipped or bulleted(line)):
            yield paragraph
            paragraph = []
        if not skipped:
            paragraph.append(line.text)
    if paragraph:
        yield paragraph
