"""What is told beside a result: what the money buys, checks of the base case, prices that are assumptions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

import numpy as np

from simmodel.appraisal.capacity import capacity_table
from simmodel.appraisal.delivery import delivery_table
from simmodel.appraisal.runs import HOURS_BOUGHT
from simmodel.checks import MISFITS, Check
from simmodel.draws import at_rest
from simmodel.engine.start import parameters_of, specialist_prices
from simmodel.evidence import UNSURE, cited, ledger
from simmodel.parameters import catalogue
from simmodel.purchase import what_funding_buys
from simmodel.scenario import Study

OF_RELATIONSHIPS = ("trust", "agency", "disclosure", "brokerage")
OF_COACHES = (
    "coaching.generalist",
    "quality.presence_bond",
    "quality.coordination",
    "crisis.per_bond",
    "crisis.per_skill",
)
"""What a coach does for a person beyond asking others; 0 where only queues are looked at."""
"""Mechanisms without which a coach is a shorter way through the queues."""


class Kept(Protocol):
    """As much of a run as is told beside the result."""

    @property
    def in_time(self) -> Mapping[str, tuple[int, int]]:
        """By scenario: people reached who were enrolled in time, and all who count."""

    @property
    def capacity(self) -> Mapping[str, Mapping[str, float]]:
        """By scenario: what became of hours and homes."""

    @property
    def delivery(self) -> Mapping[str, Mapping[str, float]]:
        """By scenario: what became of the programme."""


def money_of(study: Study, name: str) -> dict[str, object]:
    """What a scenario's money buys in a year, as plain values."""
    scenario = study.scenarios[name]
    shown: dict[str, object] = {"title": scenario.title, "buys": scenario.buys}
    if scenario.buys == "nothing":
        return shown
    parameters = parameters_of(at_rest(study))
    prices, home = specialist_prices(parameters), parameters.values["prices.home"]
    bought = what_funding_buys(scenario.funding_per_year, scenario, prices, home)
    shown |= {"funding_per_year": scenario.funding_per_year, "funded_years": scenario.funded_years}
    if scenario.set_up_cost:
        shown["set_up_cost"] = scenario.set_up_cost
    sites = len(study.places)
    if sites > 1:
        shown[f"funding per year, all {sites} sites together"] = scenario.funding_per_year * sites
    if bought.heads:
        shown |= {"heads": list(bought.heads), "caseload": scenario.caseload}
        shown |= {"brokerage_per_year": bought.brokerage_per_year, "indirect": bought.indirect}
        shown["prices of the team"] = "site budget lines, grades C and D: recalled or assumed"
    if bought.homes_per_year:
        leases = bought.homes_per_year * scenario.funded_years
        shown |= {"homes leased in all": round(leases, 1), f"price of a lease, {cited('HOM013')}": home}
    if bought.specialist_hours_per_week:
        shown[HOURS_BOUGHT] = {d: round(h, 1) for d, h in bought.specialist_hours_per_week.items()}
        priced = f"price of a specialist hour, {cited('COST014')}"
        shown[priced] = {d: prices[d] for d in bought.specialist_hours_per_week}
    return shown


def facts_of(study: Study, kept: Sequence[Kept], checks: list[Check]) -> dict[str, object]:
    """Further numbers that are printed with the result."""
    facts: dict[str, object] = {
        "return_definition": study.custody_level.definition,
        "unit_costs": f"custody and out-of-home care are priced at {study.money.unit_costs} cost",
    }
    sites = len(study.places)
    together = f", all {sites} sites together" if sites > 1 else ""
    for name in study.scenarios:
        counts = np.array([one.in_time[name] for one in kept]).sum(axis=0)
        if counts[1] > 0:
            facts[f"{name}: reached people enrolled before release or within 26 weeks after"] = (
                f"{counts[0] / counts[1]:.0%} of those with a counted release"
            )
    facts[f"hours and homes for people outside the model{together}"] = capacity_table([one.capacity for one in kept])
    facts[f"what became of the programmes{together}"] = delivery_table([one.delivery for one in kept])
    facts["checks of the base case"] = [check.row() for check in checks]
    facts["contrasts with trials that do not fit, on the shipped numbers (all: docs/model.md)"] = list(MISFITS)
    facts["prices that are assumptions or from memory"] = unsure_prices(study)
    return facts


def only_queues(study: Study) -> list[str]:
    """A label for a result without any relationship in it."""
    values = parameters_of(at_rest(study)).values
    if any(study.mechanisms.get(name, True) for name in OF_RELATIONSHIPS) or any(values[name] for name in OF_COACHES):
        return []
    off = f"{', '.join(OF_RELATIONSHIPS)} are switched off, and coaches do nothing themselves"
    return [f"{off}: what differs here is queueing and money, not relationship"]


def unsure_prices(study: Study) -> list[dict[str, object]]:
    """Prices of grade D or M, as they are used in this study."""
    values = parameters_of(at_rest(study)).values
    return [
        {
            "price": name.removeprefix("prices.").replace("_", " ").replace(".", ", "),
            "value": f"{values[name]:,.0f} {number.unit}",
            "range": f"{low:,.0f} to {high:,.0f}",
            "evidence": cited(number.evidence),
        }
        for name, (number, _, low, high) in catalogue().items()
        if name.startswith("prices.") and ledger()[number.evidence].grade in UNSURE and values[name] > 0
    ]
