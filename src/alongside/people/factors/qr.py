"""A QR code as shapes in the page: no picture from elsewhere, no style inside it."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup
from qrcode.main import QRCode

BORDER = 4


def qr_code(text: str, label: str) -> Markup:
    """An SVG of black squares on its own white ground, whatever the page's colours are."""
    code: Any = QRCode(border=BORDER)
    code.add_data(text)
    code.make()
    rows = code.get_matrix()
    path = "".join(
        f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark
    )
    side = len(rows)
    return Markup(
        '<svg class="qr" viewBox="0 0 {side} {side}" width="{size}" height="{size}" role="img" '
        'aria-label="{label}" shape-rendering="crispEdges">'
        '<rect width="{side}" height="{side}" fill="#fff"/><path d="{path}" fill="#000"/></svg>'
    ).format(side=side, size=side * 5, label=label, path=path)
