"""`simmodel app`: the pages in a browser, from a checkout or from an installed package."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PACKAGE = Path(__file__).parents[1]


def page(package: Path = PACKAGE) -> Path:
    """The file that the app starts from: app.py beside the package, or the door within it where there is none."""
    door = package.parent / "app.py"
    return door if door.is_file() else package / "screens" / "door.py"


def open_app(port: int) -> int:
    """Run the app until Ctrl-C, and give back its exit status; its settings lie beside the page."""
    typed = [sys.executable, "-m", "streamlit", "run", str(page()), "--server.port", str(port)]
    return subprocess.call([*typed, "--browser.gatherUsageStats", "false"])
