"""A letter as HTML that any mail program shows well, also in the dark and on a narrow phone.

It names no colour: mail programs turn the colours they find around, each in its own way, and what
has none cannot be turned into grey on grey. No picture, no script, nothing from any host.
"""

from __future__ import annotations

from markupsafe import Markup

from alongside.notifications.letters.blocks import Block, Code, Heading, Letter, Link, Story

STYLE = Markup(
    ":root{color-scheme:light dark;supported-color-schemes:light dark}"
    "body{margin:0;padding:0}"
    ".l{max-width:34em;margin:0 auto;padding:24px 16px;font:17px/1.6 'Atkinson Hyperlegible Next',"
    "system-ui,-apple-system,'Segoe UI',Roboto,Arial,sans-serif;overflow-wrap:anywhere}"
    "h1{font-size:1.35em;line-height:1.3;margin:0 0 16px}"
    "h2{font-size:1.1em;line-height:1.35;margin:28px 0 4px}"
    "p{margin:0 0 16px}"
    ".go a{display:inline-block;padding:11px 20px;border:2px solid currentColor;border-radius:8px;"
    "font-weight:bold;text-decoration:none}"
    ".code{font-size:1.7em;font-weight:bold;letter-spacing:.06em;font-family:monospace}"
    "blockquote{margin:0 0 16px;padding:2px 0 2px 14px;border-left:3px solid currentColor}"
    "blockquote p{margin:0 0 8px}"
    ".f{margin-top:32px;padding-top:16px;border-top:1px solid currentColor;font-size:.88em}"
)
PAGE = Markup(
    '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    '<meta name="color-scheme" content="light dark">\n'
    '<meta name="supported-color-schemes" content="light dark">\n'
    '<meta name="format-detection" content="telephone=no, date=no, address=no, email=no, url=no">\n'
    "<title>{subject}</title>\n<style>{style}</style>\n</head>\n<body>\n"
    '<div class="l" lang="en" dir="ltr" role="article" aria-label="{subject}">\n'
    "<h1>{heading}</h1>\n{blocks}\n{footer}</div>\n</body>\n</html>\n"
)


def hypertext(letter: Letter) -> str:
    footer = Markup('<div class="f">\n{}\n</div>\n').format(_all(letter.footer, quiet=True))
    return PAGE.format(
        subject=letter.subject,
        style=STYLE,
        heading=letter.heading,
        blocks=_all(letter.blocks),
        footer=footer if letter.footer else "",
    )


def _all(blocks: tuple[Block, ...], *, quiet: bool = False) -> Markup:
    return Markup("\n").join(_block(block, quiet=quiet) for block in blocks)


def _block(block: Block, *, quiet: bool) -> Markup:
    match block:
        case Heading():
            return Markup("<h2>{}</h2>").format(block.text)
        case Link():
            kind = Markup("") if quiet else Markup(' class="go"')
            return Markup('<p{}><a href="{}">{}</a></p>').format(kind, block.address, block.words)
        case Code():
            return Markup('<p class="code">{}</p>').format(block.text)
        case Story():
            return Markup("<p><b>{}</b></p>\n<blockquote>{}</blockquote>").format(
                block.author, _paragraphs(block.text)
            )
    return _paragraphs(block.text)


def _paragraphs(text: str) -> Markup:
    """An empty line parts two of them; a single break stays one."""
    parts = [part for part in text.split("\n\n") if part.strip()]
    lines = (Markup("<br>\n").join(part.strip().split("\n")) for part in parts)
    return Markup("\n").join(Markup("<p>{}</p>").format(part) for part in lines)
