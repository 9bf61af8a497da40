"""The money of a result as documents lay it out: mean real dollars by item, account and year.

An account is a payer, or a layer (costs to victims, wellbeing) that a study puts a value on itself. Amounts are costs:
below 0 an account saves or gains.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from simmodel.appraisal.money.views import LAYERS
from simmodel.appraisal.outcomes import PAYER_LABELS
from simmodel.appraisal.runs import Runs, Value
from simmodel.appraisal.yearly import COUNTED, Yearly, joined
from simmodel.cost_items import APPRAISED_ITEMS, EITHER_WAY, OTHERS
from simmodel.vocabulary import PAYERS, UNIT_COST_BASES
from simmodel.words import dollars

LAYER_LABELS = {
    OTHERS: "Hours of services that others get",
    EITHER_WAY: "Paid whoever uses it: nobody's account",
    "victims": "People harmed by crime (the study's own value)",
    "wellbeing": "Wellbeing (the study's own value)",
}
ACCOUNT_WORDS = {**PAYER_LABELS, **LAYER_LABELS}
COUNT_WORDS = {
    "new_sentences": "Times people go back under a new sentence",
    "returns_to_custody": "Times people are taken into custody",
    "custody_days": "Days in custody",
    "weeks_stably_housed": "Weeks stably housed",
    "weeks_homeless": "Weeks homeless",
    "weeks_in_work": "Weeks in work",
    "crises": "Crises",
    "deaths": "Deaths",
    "child_reports": "Reports to child protection (assumed link)",
    "child_care_weeks": "Weeks of children in out-of-home care (assumed link)",
    "children_vulnerable": "Children developmentally vulnerable at the start of school (assumed link)",
    "referrals": "Referrals to treatment services by letter or telephone",
    "intakes": "Intakes that people came to",
    "turned_away": "Times people were turned away (housing offices too)",
    "left_queue": "Times people left a queue",
    "admitted": "Admissions to treatment services, a coach's among them",
    "weeks_waited": "Weeks waited by those admitted",
}


@dataclass(frozen=True)
class Line:
    """What goes to one item: mean real dollars at the start and in each year, `by_year` of shape (years,)."""

    item: str
    label: str
    account: str
    reactive: bool
    average_only: bool
    at_start: float
    by_year: np.ndarray

    @property
    def amounts(self) -> np.ndarray:
        """The start, then each year; shape (1 + years,)."""
        return np.concatenate([[self.at_start], self.by_year])


def accounts_of(runs: Runs) -> tuple[str, ...]:
    """Every payer, people outside the studied group, and the layers that the study puts a value on."""
    supplied = {value.account for value in runs.values}
    return (*PAYERS, OTHERS, *(layer for layer in LAYERS if layer in supplied))


def bases_of(runs: Runs) -> tuple[str, ...]:
    """Both bases of unit costs, the study's own first."""
    return (runs.unit_costs, *(basis for basis in UNIT_COST_BASES if basis != runs.unit_costs))


def extra_yearly(runs: Runs, name: str) -> Yearly:
    """Mean dollars and counts of a scenario minus those of the base case; shapes (years, ...)."""
    return joined(np.subtract, mean_yearly(runs, name), mean_yearly(runs, runs.base_case))


def mean_yearly(runs: Runs, name: str) -> Yearly:
    """Mean dollars and counts of a scenario, over runs; shapes (years, ...)."""
    return joined(lambda each: each.mean(axis=0), runs.yearly[name])


def money_lines(runs: Runs, yearly: Yearly) -> list[Line]:
    """Every item of the model, then what the study puts a value on; `yearly`: means, shapes (years, ...)."""
    return [*_items(yearly), *_own_values(runs, yearly)]


def by_account(lines: Sequence[Line], accounts: Sequence[str], basis: str) -> np.ndarray:
    """Dollars of each account at a basis of unit costs; shape (accounts, 1 + years), the start first."""
    counted = [line for line in lines if basis == "average" or not line.average_only]
    nothing = np.zeros_like(lines[0].amounts)
    return np.stack([sum((line.amounts for line in counted if line.account == a), start=nothing) for a in accounts])


def _items(yearly: Yearly) -> Iterator[Line]:
    for item in APPRAISED_ITEMS:
        spent = yearly.on(item.id)
        at_start, by_year = (float(spent.sum()), np.zeros_like(spent)) if item.set_up else (0.0, spent)
        yield Line(item.id, item.label, item.account, item.reactive, item.beyond_avoidable, at_start, by_year)


def _own_values(runs: Runs, yearly: Yearly) -> Iterator[Line]:
    for value in runs.values:
        label = f"The study's own value: {COUNT_WORDS[value.of].lower()}, {value_told(value)}"
        spent = value.dollars * yearly.of(value.of)
        yield Line(f"own_value_of_{value.of}", label, value.account, False, False, 0.0, spent)


def value_told(value: Value) -> str:
    """What the study says that one more of something costs or gains an account: "gains $500 for each"."""
    return f"{'gains' if value.dollars < 0 else 'costs'} {dollars(abs(value.dollars))} for each"


def counts(yearly: Yearly) -> dict[str, np.ndarray]:
    """What is counted in each year by name, each of shape (years,)."""
    return {name: yearly.of(name) for name in COUNTED}
