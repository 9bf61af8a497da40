"""A picture of every page, as README.md and docs show them: `python -m tests.browser.screenshots docs/pictures`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from .server import DOOR, PAGES, served_app, the_browser
from .tab import tab_of

WIDTH, HEIGHT, HIGH = 1280, 1300, {"compare": 2000}
"""Pixels: as wide as a desk's window, and high enough for what a page says first and its first picture."""
DRAWING = 3_000
"""Milliseconds in which the charts of a page are drawn."""


def taken(folder: Path) -> list[Path]:
    """The pictures, one of each page, in this folder."""
    folder.mkdir(parents=True, exist_ok=True)
    pictures = []
    with tempfile.TemporaryDirectory() as kept, the_browser() as browser:
        own = Path(kept)
        with served_app(DOOR, own / "runs", own / "log.txt") as address:
            context = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT}, reduced_motion="reduce")
            for name, path in PAGES.items():
                pictures.append(folder / f"{name.replace(' ', '-')}.png")
                page = tab_of(context, address).open(path).page
                page.set_viewport_size({"width": WIDTH, "height": HIGH.get(name, HEIGHT)})
                page.wait_for_timeout(DRAWING)
                page.screenshot(path=pictures[-1])
                page.close()
    return pictures


if __name__ == "__main__":
    for picture in taken(Path(sys.argv[1])):
        print(picture, f"{picture.stat().st_size / 1000:.0f} kB")
