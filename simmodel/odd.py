"""The last sections of docs/model.md, written from the code: every rule in the order of the week, and every number.

`uv run python -m simmodel.odd` writes them anew; a test holds that the page says what the code says.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from simmodel.quantities import Number
from simmodel.rules import PAGES
from simmodel.week import WEEK, Allotment

BEGINS = "<!-- from here on written by simmodel.odd -->"
PAGE = Path(__file__).parents[1] / "docs" / "model.md"


def with_catalogue(page: str) -> str:
    """The page with its catalogue of rules and numbers written anew."""
    return page.split(BEGINS)[0].rstrip() + "\n\n" + BEGINS + "\n\n" + "\n".join(catalogue()) + "\n"


def catalogue() -> Iterator[str]:
    """The lines of the two sections."""
    yield "## 10. Every rule, in the order of the week"
    yield ""
    for place, step in enumerate(WEEK.steps, start=1):
        whom = "handed out" if isinstance(step, Allotment) else f"each {step.calls_for}"
        yield f"{place}. `{step.name}` ({whom}): {_first_sentence(step.rule.__doc__)}"
    told = _first_sentence(WEEK.exchange.__doc__)
    yield f"{len(WEEK.steps) + 1}. `learning.spread` (between sites, every fourth week): {told}"
    yield ""
    yield "## 11. Every number, page by page"
    for page in PAGES:
        yield ""
        yield f"**{page.__module__.rpartition('.')[2]}.** {_first_sentence(sys.modules[page.__module__].__doc__)}"
        yield ""
        yield "| number | value | low | high | unit | row | meaning |"
        yield "|---|---|---|---|---|---|---|"
        yield from (_row(name, number) for name, number in page.numbers().items())


def _row(name: str, number: Number) -> str:
    values = (_shown(value) for value in (number.value, number.low, number.high))
    return f"| `{name}` | {' | '.join(values)} | {number.unit} | {number.evidence} | {number.meaning} |"


def _shown(value: object) -> str:
    return ", ".join(f"{each:g}" for each in value) if isinstance(value, tuple) else f"{value:g}"


def _first_sentence(text: str | None) -> str:
    whole = " ".join((text or "").strip().split("\n\n")[0].split())
    return whole if whole.endswith(".") else whole + "."


if __name__ == "__main__":
    PAGE.write_text(with_catalogue(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
