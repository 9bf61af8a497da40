"""Outside cases of the appraisal with known answers, as they were handed to us: inputs, numbers, tolerance, source."""

import json
from pathlib import Path
from typing import Any

KNOWN = Path(__file__).parent / "appraisal" / "money" / "known"


def known(name: str) -> dict[str, Any]:
    return json.loads((KNOWN / f"{name}.json").read_text(encoding="utf-8"))
