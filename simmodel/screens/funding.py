"""How much money: the ends of the slider, the proposal's band, and where a sum lies beside it."""

from __future__ import annotations

from typing import Any

from simmodel.charts import INK
from simmodel.funding.levels import bought_by
from simmodel.purchase import places_of
from simmodel.scenario import Scenario, Study
from simmodel.words import dollars

LEAST, MOST, STEP = 300_000, 1_000_000, 25_000
"""Dollars a year for one site that a reader can choose."""
BAND = (500_000, 800_000)
"""Dollars a year for one site that the proposal names (SITE011)."""


def funding_of(study: Study) -> int:
    """The study's own sum in dollars a year, moved to the nearest one that the slider can show."""
    asked = max((scenario.funding_per_year for scenario in study.scenarios.values()), default=0.0)
    return min(max(round(asked / STEP) * STEP, LEAST), MOST)


def beside_the_band(funding: float) -> str:
    """Whether a sum lies in the proposal's band, in words."""
    low, high = BAND
    where = "below" if funding < low else "above" if funding > high else "within"
    return f"{dollars(funding)} a year is {where} the proposal's {dollars(low)} to {dollars(high)} a site."


def coaches_paid(study: Study) -> str:
    """How many coaches a study's money pays for, way by way where they differ; nothing where no coaches are bought."""
    ways = {each.title: _coaches(study, each) for each in study.scenarios.values() if each.buys == "coaches"}
    if len(set(ways.values())) == 1:
        under = " and ".join(f"“{title}”" for title in ways)
        return f"Under {under} it pays for {next(iter(ways.values()))}."
    return " ".join(f"Under “{title}” it pays for {coaches}." for title, coaches in ways.items())


def _coaches(study: Study, scenario: Scenario) -> str:
    bought = bought_by(study, scenario)
    fte, people = bought.coach_fte, places_of(bought.heads, scenario.caseload)
    few = f"{fte:.1f}".removesuffix(".0")
    together = "beside" if len(bought.heads) == 1 else "together beside"
    return f"{few} full-time coach{'' if fte == 1 else 'es'}, {together} up to {people} people at a time"


def programme_told(study: Study, sites: int) -> str:
    """What so many sites like the study's cost a year and employ, in words; nothing for one."""
    if sites <= 1:
        return ""
    paid = [each for each in study.scenarios.values() if each.buys != "nothing"]
    sums = dict.fromkeys(dollars(sites * each.funding_per_year) for each in paid)
    fte = {round(sites * bought_by(study, each).coach_fte, 1) for each in paid if each.buys == "coaches"}
    coaches = f", with {' or '.join(f'{each:g}' for each in sorted(fte))} full-time coaches" if fte else ""
    return (
        f"{sites} such sites cost {' or '.join(sums)} a year{coaches}. What is shown below is for one of them: "
        "sites do not touch each other in the model. A programme that grows may lose what made it work; a "
        "study file says how much (fidelity_loss, programme_sites)."
    )


def funding_strip(chosen: float) -> dict[str, Any]:
    """A strip under the funding slider: the proposal's band, and where the chosen sum lies."""
    low, high = BAND
    ends = {"domain": [LEAST, MOST], "nice": False, "zero": False}
    x = {"type": "quantitative", "scale": ends, "axis": None}
    words = {"type": "text", "fontSize": 13, "color": INK, "y": 24, "baseline": "top"}
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "description": f"The proposal's band: ${low:,} to ${high:,} a year; chosen: ${chosen:,.0f}.",
        "height": 40,
        "width": "container",
        "data": {"values": [{"low": low, "high": high, "middle": (low + high) / 2, "chosen": chosen}]},
        "layer": [
            {
                "mark": {"type": "bar", "height": 12, "color": "#e3b94a", "y": 10},
                "encoding": {"x": x | {"field": "low"}, "x2": {"field": "high"}},
            },
            {
                "mark": {
                    "type": "point",
                    "shape": "diamond",
                    "size": 130,
                    "filled": True,
                    "color": INK,
                    "y": 10,
                },
                "encoding": {"x": x | {"field": "chosen"}},
            },
            {
                "mark": words | {"text": f"the proposal: ${low:,} to ${high:,}"},
                "encoding": {"x": x | {"field": "middle"}},
            },
        ],
        "config": {"view": {"stroke": None}},
    }
