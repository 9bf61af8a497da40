"""The lines of a site's budget: how many of what, at which price, and what it comes to.

People, operations, brokerage, learning, indirect and contingency add up to what `simmodel.purchase` says such a team
costs, at the same prices. Every amount is in dollars a year, an array of shape (draws,).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from simmodel.budget.plan import Indirect, OwnLine, Plan, SiteTeam
from simmodel.budget.prices import INDIRECT, Priced, Values, at_the_modes, usual_prices
from simmodel.purchase import VEHICLES_PER_COACH

SALARIES = ("coach_salary", "lead_salary", "admin_salary")
PEOPLE = (*SALARIES, "oncost")
OPERATIONS = ("supervision_training", "vehicle", "ict_phone", "premises", "voice", "convening", "data")
WHAT = {
    "coach_salary": "Coaches",
    "lead_salary": "Practice lead",
    "admin_salary": "Administration",
    "oncost": "On-costs of salaries",
    "supervision_training": "Supervision and training",
    "vehicle": "Vehicles",
    "ict_phone": "Phones and computers",
    "premises": "Premises",
    "voice": "Participant voice",
    "convening": "Systems convening",
    "data": "Outcomes data",
    "brokerage": "Flexible funds",
    "learning": "Learning and research",
    "indirect": "Indirect cost",
    "contingency": "Contingency",
}
"""Every usual line in the order of a budget, by the price it is counted at."""
OWN = "own "

Amounts = dict[str, np.ndarray]
"""By line: dollars a year in each draw."""


@dataclass(frozen=True)
class Growth:
    """By how much wages and all other prices have grown since year 1: 1.05 is 5%."""

    wages: float = 1.0
    prices: float = 1.0


AT_FIRST = Growth()


@dataclass(frozen=True)
class Line:
    """One line as a budget shows it, at the modes: `number` x `price` is `amount`, dollars a year and site.

    `low` and `high` are the range of the price; `paid` is `cash` or `in_kind`; years are those of the budget.
    """

    name: str
    what: str
    number: float
    price: Priced
    amount: float
    paid: str = "cash"
    from_year: int = 1
    until_year: int = 1
    kind: str = "usual"


def prices_of(plan: Plan) -> dict[str, Priced]:
    """Every price of a budget: the usual ones, its own in their place, indirect cost, and that of each own line."""
    own = {name: Priced(**price.model_dump()) for name, price in plan.prices.items()}
    if plan.indirect is not None:
        own[INDIRECT] = _indirect(plan.indirect)
    lines = {
        own_name(place): Priced(line.low, line.mode, line.high, line.grade, line.source)
        for place, line in enumerate(plan.lines)
    }
    return dict(usual_prices()) | own | lines


def own_name(place: int) -> str:
    """The name of a budget's own line, by its position in the file from 0."""
    return f"{OWN}{place + 1}"


def _indirect(given: Indirect) -> Priced:
    low = given.mode if given.low is None else given.low
    high = given.mode if given.high is None else given.high
    return Priced(low, given.mode, high, given.grade, given.source)


def indirect_of(plan: Plan) -> str:
    """What a budget's indirect cost is a share of: `direct` or `total`."""
    return plan.indirect.of if plan.indirect else "direct"


def wages_of(site: SiteTeam, values: Values) -> np.ndarray:
    """By how much the salaries of a site are above those of an NGO: 1 where an NGO employs the team."""
    return values["government_wage"] if site.employs == "government" else np.ones(1)


def numbers(site: SiteTeam, values: Values) -> Amounts:
    """How many of each thing a site has: jobs, vehicles, places; of on-costs, the dollars of salaries in year 1."""
    coaches, lead, admin = np.array([site.coaches]), values["lead_fte"], values["admin_fte"]
    jobs = {"coach_salary": coaches, "lead_salary": lead, "admin_salary": admin}
    salaries = wages_of(site, values) * sum((values[name] * fte for name, fte in jobs.items()), np.zeros(1))
    by_fte = dict.fromkeys(("supervision_training", "ict_phone", "premises"), coaches + lead + admin)
    once = dict.fromkeys(("voice", "convening", "data", "learning"), np.ones(1))
    places = {"vehicle": VEHICLES_PER_COACH * coaches, "brokerage": coaches * site.caseload}
    return {**jobs, "oncost": salaries, **by_fte, **once, **places}


def amounts(site: SiteTeam, values: Values, of: str, growth: Growth = AT_FIRST) -> Amounts:
    """What each usual line of a site comes to in a year; `of` says what indirect cost is a share of."""
    found = {name: number * values[name] for name, number in numbers(site, values).items()}
    for name in found:
        found[name] = found[name] * (growth.wages if name in PEOPLE else growth.prices)
        if name in SALARIES:
            found[name] = found[name] * wages_of(site, values)
    direct = together(found[name] for name in (*PEOPLE, *OPERATIONS))
    apart = found["brokerage"] + found["learning"]
    rate = values[INDIRECT]
    found["indirect"] = rate * direct if of == "direct" else rate / (1.0 - rate) * (direct + apart)
    found["contingency"] = values["contingency"] * (direct + apart + found["indirect"])
    return {name: found[name] for name in WHAT}


def together(parts: Iterable[np.ndarray]) -> np.ndarray:
    """All parts added up, dollars in each draw."""
    return sum(parts, np.zeros(1))


def own_amounts(plan: Plan, site: SiteTeam, year: int, values: Values, growth: Growth, paid: str) -> Amounts:
    """What each of a budget's own lines, paid in `cash` or `in_kind`, comes to at a site in a year."""
    return {
        own_name(place): own_number(plan, line, site) * values[own_name(place)] * growth.prices
        for place, line in enumerate(plan.lines)
        if line.paid == paid and runs_in(plan, line, site, year)
    }


def own_number(plan: Plan, line: OwnLine, site: SiteTeam) -> float:
    """How many units of an own line a site has a year; what the programme buys is shared out among its sites."""
    per = {
        "programme": 1.0 / len(plan.sites),
        "site": 1.0,
        "coach": site.coaches,
        "place": site.coaches * site.caseload,
    }
    return line.number * per[line.per]


def runs_in(plan: Plan, line: OwnLine, site: SiteTeam, year: int) -> bool:
    """Whether an own line is paid at a site in a year; set-up is the site's first year, and wind-down the last."""
    first, last = years_of(plan, line, site)
    return first <= year <= last


def years_of(plan: Plan, line: OwnLine, site: SiteTeam) -> tuple[int, int]:
    """The first and the last year of an own line at a site."""
    usual = {"set_up": (site.from_year, site.from_year), "wind_down": (plan.years, plan.years)}
    first, last = usual.get(line.kind, (site.from_year, plan.years))
    first = max(line.from_year or first, site.from_year)
    return first, max(line.until_year or last, first)


def lines_of(plan: Plan, name: str) -> list[Line]:
    """Every line of a site at the modes and in the prices of year 1, in the order of a budget; its own lines last."""
    return [*_usual_lines(plan, plan.sites[name]), *_own_lines(plan, plan.sites[name])]


def _usual_lines(plan: Plan, site: SiteTeam) -> Iterator[Line]:
    prices = prices_of(plan)
    values = at_the_modes(prices)
    counted, found = numbers(site, values), amounts(site, values, indirect_of(plan))
    for line, amounted in found.items():
        price, amount = prices[INDIRECT if line == "indirect" else line], float(amounted.item())
        if line in SALARIES:
            price = _times(price, float(wages_of(site, values).item()))
        number = float(counted[line].item()) if line in counted else amount / price.mode if price.mode else 0.0
        yield Line(line, WHAT[line], number, price, amount, "cash", site.from_year, plan.years)


def _times(price: Priced, wage: float) -> Priced:
    return replace(price, low=wage * price.low, mode=wage * price.mode, high=wage * price.high)


def _own_lines(plan: Plan, site: SiteTeam) -> Iterator[Line]:
    prices = prices_of(plan)
    for place, line in enumerate(plan.lines):
        number, price = own_number(plan, line, site), prices[own_name(place)]
        first, last = years_of(plan, line, site)
        amount = number * price.mode
        yield Line(own_name(place), line.what, number, price, amount, line.paid, first, last, line.kind)
