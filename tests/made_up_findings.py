"""Findings whose money is made up and known: a programme of so much, and savings of so much."""

from datetime import date

import numpy as np
import pandas as pd
from synthetic_runs import made_up_runs

from simmodel.appraisal.runs import Runs
from simmodel.appraisal.yearly import COUNTED, Yearly
from simmodel.cost_items import COST_ITEMS, HOURS_FOR_OTHERS
from simmodel.documents.findings import Findings, findings_of
from simmodel.parameters import default_values

YEARS, FUNDED = 8, 3
COMMAND = "simmodel report scenarios/taree.toml --out reports"
MADE = date(2026, 7, 1)
GRADED = {"price": "custody day avoidable", "value": "150 $ a day", "range": "90 to 220", "evidence": "COST010 (D)"}
CHECKS = [
    {"check": "cold referrals completed", "this study": "38.0%", "evidence": "39%", "fits": True},
    {"check": "people waiting", "this study": "-14.4%", "evidence": "within 5%", "fits": False},
]
FACTS = {
    "return_definition": "new_sentence",
    "unit_costs": "custody and out-of-home care are priced at avoidable cost",
    "checks of the base case": CHECKS,
    "prices that are assumptions or from memory": [GRADED],
}


def made_up_findings(
    saved: float = 100_000.0,
    spread: float = 0.2,
    draws: int = 10,
    runs: int = 20,
    scenarios: tuple[str, ...] = ("current", "more_places", "pull_in"),
    funding: float = 650_000.0,
    set_up: float = 0.0,
    **changes: object,
) -> Findings:
    """Findings in which the last scenario saves so much a year in custody for each of eight years, with such a spread.

    Scenarios between it and the first save half as much. Each costs `funding` a year for three years,
    and `set_up` before.
    """
    return findings_of(made_up_money(saved, spread, draws, runs, scenarios, funding, set_up, **changes), COMMAND, MADE)


def made_up_money(
    saved: float,
    spread: float,
    draws: int,
    runs: int,
    scenarios: tuple[str, ...],
    funding: float,
    set_up: float,
    **changes: object,
) -> Runs:
    """The runs of `made_up_findings`."""
    luck = np.random.default_rng(5).normal(0, 1, (runs, 2))
    by_draw = np.repeat(luck[: max(draws, 1), 0], runs // max(draws, 1))[:runs]
    share = 1 + spread * (by_draw + luck[:, 1] / 4)
    yearly = {scenarios[0]: _yearly(np.zeros(runs), 0.0)}
    for name in scenarios[1:]:
        yearly[name] = _yearly(share * saved * (1.0 if name == scenarios[-1] else 0.5), funding, set_up)
    prices = pd.DataFrame([default_values()] * max(draws, 1))
    fields = {"yearly": yearly, "numbers": prices, "money": _money(scenarios, funding), "facts": FACTS}
    return made_up_runs(runs=runs, scenarios=scenarios, draws=draws, **(fields | changes))


def _yearly(saved: np.ndarray, funding: float, set_up: float = 0.0) -> Yearly:
    """A site that spends a million on custody a year, less what is saved, and the programme for three years."""
    runs = len(saved)
    spent, counted = np.zeros((runs, YEARS, len(COST_ITEMS))), np.zeros((runs, YEARS, len(COUNTED)))
    places = {item.id: place for place, item in enumerate(COST_ITEMS)}
    spent[..., places["custody"]] = 1_000_000.0 - saved[:, None]
    spent[..., places["custody_beyond_avoidable"]] = 900_000.0 - 0.9 * saved[:, None]
    spent[..., places["work_and_learning_services"]] = 40_000.0 + 0.05 * saved[:, None]
    spent[:, :FUNDED, places["programme"]] = funding
    spent[:, 0, places["programme_set_up"]] = set_up
    counted[..., COUNTED.index("custody_days")] = 9_000.0 - saved[:, None] / 150.0
    counted[..., COUNTED.index("returns_to_custody")] = 60.0 - saved[:, None] / 50_000.0
    counted[..., COUNTED.index("weeks_stably_housed")] = 20_000.0 + saved[:, None] / 1_000.0
    counted[..., COUNTED.index("crises")] = 500.0 - saved[:, None] / 20_000.0
    for_others = np.zeros((runs, YEARS, len(HOURS_FOR_OTHERS)))
    for_others[..., 0] = 90_000.0 - 0.05 * saved[:, None]
    return Yearly(spent, counted, for_others)


def _money(scenarios: tuple[str, ...], funding: float) -> dict[str, dict[str, object]]:
    money: dict[str, dict[str, object]] = {scenarios[0]: {"title": "As it is now", "buys": "nothing"}}
    for name in scenarios[1:]:
        buys = "coaches" if name == scenarios[-1] else "places"
        money[name] = {"title": f"Title of {name}", "buys": buys, "funding_per_year": funding, "funded_years": FUNDED}
    return money
