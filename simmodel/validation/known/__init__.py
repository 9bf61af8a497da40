"""Numbers that are known without the model, each file with its source; no test and no case changes them."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any


@cache
def known(name: str) -> dict[str, Any]:
    """What the file `name` holds."""
    found: dict[str, Any] = json.loads((Path(__file__).parent / f"{name}.json").read_text(encoding="utf-8"))
    return found
