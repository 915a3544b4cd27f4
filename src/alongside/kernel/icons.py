"""Lucide's line icons, drawn into the page so that they take the colour of the words beside them.

Only the icons that pages use are kept, in one file: adding one is copying its shapes from
https://lucide.dev into `lucide/icons.json`.
"""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

from markupsafe import Markup

_SHAPES: dict[str, str] = json.loads(
    (Path(__file__).parent / "lucide" / "icons.json").read_text(encoding="utf-8")
)
# Size and line are set here too, so that an icon is small even where the style sheet is missing.
_LINE = (
    'fill="none" stroke="currentColor" stroke-width="2" '
    'stroke-linecap="round" stroke-linejoin="round"'
)
_ICONS = {
    name: Markup(  # noqa: S704 - our own file, no reader's words
        f'<svg class="i" width="20" height="20" viewBox="0 0 24 24" {_LINE} aria-hidden="true">'
        f"{shapes}</svg>"
    )
    for name, shapes in _SHAPES.items()
}


def icon(name: str) -> Markup:
    """The icon as inline SVG, silent to screen readers: a word always stands beside it.

    Raises:
        KeyError: for a name that is not in `lucide/icons.json`.
    """
    return _ICONS[name]


@lru_cache(maxsize=32)
def icon_sheet(*names: str) -> Markup:
    """Icons defined once for a page that repeats them, each drawn by `<use href="#i-name">`."""
    symbols = "".join(
        f'<symbol id="i-{name}" viewBox="0 0 24 24" {_LINE}>{_SHAPES[name]}</symbol>'
        for name in names
    )
    sheet = f'<svg class="sheet" width="0" height="0" aria-hidden="true">{symbols}</svg>'
    return Markup(sheet)  # noqa: S704 - our own file, no reader's words
