"""Every kind of chart, as it was last agreed to be drawn: marks, encodings, titles, words and data.

On purpose: uv run pytest tests/shown/test_golden_charts.py --refresh, then look at what changed in its folder.
"""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from lived_twice import lived_twice
from made_up_attribution import made_up as attributed
from made_up_levels import made_up as funded
from synthetic_runs import made_up_runs

from simmodel.budget.totals import work_out
from simmodel.documents.findings import findings_of
from simmodel.screens.site_budget.start import shipped_plans
from simmodel.shown.compare import drives, over_time, sweep
from simmodel.shown.compare.tabs import shown_of
from simmodel.shown.follow.page import parts_of
from simmodel.shown.parts import Choice, Figure, Folded, Part
from simmodel.shown.site_budget.charts import groups_figure, totals_figure

FOLDER = Path(__file__).parents[1] / "expected" / "charts"
OF_THESE_YEARS = 2
"""Fan charts that are kept, of one series: one of each view."""


def figures(parts: list[Part] | tuple[Part, ...]) -> Iterator[Figure]:
    """Every figure in these parts, however deep."""
    for part in parts:
        match part:
            case Figure():
                yield part
            case Folded():
                yield from figures(part.parts)
            case Choice():
                for option in part.options:
                    yield from figures(option.parts)


def every_kind() -> dict[str, Figure]:
    """A figure of each kind, by a name for its file."""
    findings = findings_of(made_up_runs(runs=40, draws=20), "typed", date(2026, 11, 23))
    tabs = shown_of(findings).tabs
    fans = list(figures(tabs.pop(over_time.TAB)))[:OF_THESE_YEARS]
    others = [each for parts in tabs.values() for each in figures(parts)]
    others += figures(sweep.parts_of(funded((2e6, 1e6, -1e6, -2e6), noise=300_000.0)))
    others += figures(drives.parts_of(attributed()))
    others += figures(parts_of(lived_twice()))
    budget = work_out(shipped_plans()["two_coaches"], 200, 1)
    first = {each.name: each for each in (*fans, totals_figure(budget), groups_figure(budget))}
    for figure in others:
        first.setdefault(figure.name.split("-")[0], figure)
    return first


EVERY = every_kind()


def rounded(value: Any) -> Any:
    """The same with every number in six figures, as the last of them may differ from machine to machine."""
    match value:
        case float():
            return float(f"{value:.6g}")
        case dict():
            return {key: rounded(each) for key, each in value.items()}
        case list() | tuple():
            return [rounded(each) for each in value]
    return value


@pytest.mark.parametrize("name", EVERY)
def test_a_chart_is_drawn_as_it_was_agreed(name: str, request: pytest.FixtureRequest) -> None:
    path = FOLDER / f"{name}.json"
    now = json.dumps(rounded({"title": EVERY[name].title, **EVERY[name].chart}), indent=1, ensure_ascii=False) + "\n"
    if request.config.getoption("--refresh"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(now, encoding="utf-8")
    assert path.is_file(), f"{name} was never agreed; type uv run pytest {Path(__file__).name} --refresh"
    assert json.loads(now) == json.loads(path.read_text(encoding="utf-8"))


def test_nothing_is_kept_of_charts_that_are_no_more() -> None:
    assert {path.stem for path in FOLDER.glob("*.json")} == set(EVERY)
