"""What a page is once it has been read, and how it is told as JSON."""

import re
from dataclasses import dataclass
from datetime import datetime

# A word the old site masked: three or more asterisks with no letter, digit or underscore against
# them. "******." and "(******)" are masked words; "f***" and "***loud***" are how people write.
MASKED_WORD = re.compile(r"(?<![\w*])\*{3,}(?![\w*])")


class PageError(ValueError):
    """Why a file is not taken; `str()` is one line that names the line and says what to do."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(line, reason)
        self.line = line
        self.reason = " ".join(reason.split())

    def __str__(self) -> str:
        return f"line {self.line}: {self.reason}"


@dataclass(frozen=True)
class PagePost:
    """One post. Number 1 opens the conversation, the rest reply to it."""

    number: int
    author: str
    role: str  # "member", "ambassador" or "moderator"
    at: datetime  # aware, in UTC
    text: str  # plain text, paragraphs split by one blank line, masked words as printed
    masked: int  # how many words in `text` the old site masked


@dataclass(frozen=True)
class Page:
    """A whole conversation. Both counts are as printed; `followers` is 0 where none is printed."""

    title: str
    posts: tuple[PagePost, ...]
    replies: int
    followers: int


def page_json(page: Page) -> dict[str, object]:
    """The page in plain values that `json.dumps` takes; `at` like "2021-04-23T20:06:00Z"."""
    return {
        "title": page.title,
        "posts": [_post_json(post) for post in page.posts],
        "replies": page.replies,
        "followers": page.followers,
    }


def _post_json(post: PagePost) -> dict[str, object]:
    return {
        "number": post.number,
        "author": post.author,
        "role": post.role,
        "at": post.at.isoformat().replace("+00:00", "Z"),
        "text": post.text,
        "masked": post.masked,
    }
