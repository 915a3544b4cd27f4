"""Draws the icons from favicon.svg with a real Chromium: make icons.

Phones cut an icon to a shape of their own, so "maskable" ones fill their square and keep the rings
inside the circle that is never cut (four fifths of the width). The badge is what Android shows in
its status bar: one colour, no ground. Run this again after a change of favicon.svg and commit what
it writes.
"""

from __future__ import annotations

import re
import struct
from pathlib import Path

from find_chromium import find
from playwright.sync_api import Browser, sync_playwright

STATIC = Path(__file__).resolve().parents[1] / "src" / "alongside" / "kernel" / "static"
FOLDER = STATIC / "alongside" / "icons"
SOURCE = STATIC / "alongside" / "favicon.svg"
GROUND = "#0a5a5f"
# file name -> pixels, ground, how much of the square the drawing takes
PICTURES = {
    "icon-192.png": (192, "transparent", 1.0),
    "icon-512.png": (512, "transparent", 1.0),
    "maskable-192.png": (192, GROUND, 0.9),
    "maskable-512.png": (512, GROUND, 0.9),
    "apple-180.png": (180, GROUND, 0.95),
    "badge-96.png": (96, "transparent", 1.15),
}
SIZES_OF_ICO = (16, 32, 48)


def one_colour(svg: str) -> str:
    """The rings alone, in white: what the system tints."""
    rings = re.sub(r"<rect[^>]*/>", "", svg)
    return re.sub(r'stroke="#\w+"', 'stroke="#fff"', rings)


def draw(browser: Browser, svg: str, pixels: int, ground: str, part: float) -> bytes:
    page = browser.new_page(viewport={"width": pixels, "height": pixels})
    page.set_content(
        f"<style>body{{margin:0;height:100vh;display:grid;place-items:center;overflow:hidden;"
        f"background:{ground}}}svg{{width:{part * 100}vw;height:{part * 100}vw}}</style>{svg}"
    )
    png = page.screenshot(omit_background=True)
    page.close()
    return png


def ico(pngs: dict[int, bytes]) -> bytes:
    """A favicon.ico that holds PNGs: a head, a line for each, then the pictures."""
    head, lines, rest = struct.pack("<HHH", 0, 1, len(pngs)), b"", b""
    start = len(head) + 16 * len(pngs)
    for size, png in pngs.items():
        lines += struct.pack("<BBBBHHII", size, size, 0, 0, 1, 32, len(png), start + len(rest))
        rest += png
    return head + lines + rest


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    svg = SOURCE.read_text(encoding="utf-8")
    chromium = find()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for name, (pixels, ground, part) in PICTURES.items():
            drawing = one_colour(svg) if name.startswith("badge") else svg
            (FOLDER / name).write_bytes(draw(browser, drawing, pixels, ground, part))
        small = {size: draw(browser, svg, size, "transparent", 1.0) for size in SIZES_OF_ICO}
        (FOLDER / "favicon.ico").write_bytes(ico(small))
        browser.close()
    for path in sorted(FOLDER.iterdir()):
        print(f"{path.name}: {path.stat().st_size} bytes")


if __name__ == "__main__":
    main()
