"""Reads the saved text of one conversation page of another community, so that it can move in.

A page of this kind is, from the top:

- counters: "• 2 replies", "• 3 followings";
- a heading line, "NAME, Month D, YYYY h:mmam TZ", then the title, then the first post's words;
- "2 Replies", and for each reply a bullet line with the bare name ("• NAME"), a heading line with
  that same name, and the reply's words;
- often a trailer, the line "dark overlay when lightbox active", some number of times.

What is a person's words and what is the page's furniture:

- Counters, "2 Replies" and overlay lines are dropped wherever they are a whole line. The same
  words inside a longer line are somebody's sentence and stay.
- "• something" begins a reply only when the next line with words is a heading with that name.
  Otherwise it is somebody's list, and stays.
- A post is paragraphs split by one blank line. Lines within a paragraph are joined by a space; a
  line that opens with a bullet begins a paragraph of its own. No-break spaces and form feeds are
  read as spaces; nothing else inside a line is changed.

How a cut-off file is noticed. Refused: a page that prints no count of replies, or another count
than it holds; a heading without words under it; a file whose last line has no end, or ends in a
comma, colon or semicolon. A trailer as the last line proves that the end is there, so the last
two are not asked then. What cannot be known: without a trailer, a file cut exactly at the end of
a line inside the last post, where that line could be somebody's last. Such a page is taken, with
the right number of posts and that post's later lines missing. To insist on the trailer would
refuse every page copied with care from its first word to its last.
"""

from alongside.exchange.page.parsing import parse_page
from alongside.exchange.page.reading import SIZE_LIMIT, read_page
from alongside.exchange.page.shapes import MASKED_WORD, Page, PageError, PagePost, page_json

__all__ = [
    "MASKED_WORD",
    "SIZE_LIMIT",
    "Page",
    "PageError",
    "PagePost",
    "page_json",
    "parse_page",
    "read_page",
]
