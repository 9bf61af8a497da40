"""What a year's money buys: a team of coaches or link workers with all it needs, or specialist hours in the silos.

The prices are the `mode` column of `simmodel/evidence/site_budget_lines.csv` (thousands of dollars a year;
low, high, unit and grade stand beside them). Most are assumptions: the arithmetic is exact, the prices are
not evidence.
"""

import csv
import math
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from functools import cache
from importlib.resources import files
from typing import Protocol

from simmodel.errors import SimmodelError
from simmodel.quantities import ROUNDING, WEEKS_PER_YEAR

SMALLEST_HEAD = 0.2
"""The smallest part of a full-time job (FTE) that anybody is hired for; money for less becomes brokerage."""
VEHICLES_PER_COACH = 0.8
DEFAULT_CASELOAD = 9.0
"""People whom one full-time coach supports at a time."""
LINK_CASELOAD = 20.0
"""People whom one full-time link worker meets at a time."""
DEFAULT_INDIRECT_RATE = 0.15
"""Indirect cost as a share of direct cost, brokerage and learning left out."""
DOLLARS = 1000.0


class Buying(Protocol):
    """The levers of a scenario that say what its money buys."""

    @property
    def buys(self) -> str:
        """`nothing`, `places`, `homes`, `link_workers` or `coaches`."""

    @property
    def employs(self) -> str:
        """`ngo` or `government`."""

    @property
    def caseload(self) -> float:
        """People per full-time coach or link worker."""

    @property
    def indirect_rate(self) -> float:
        """Indirect cost as a share of direct cost."""

    @property
    def places(self) -> Mapping[str, float]:
        """Each domain's share of the money; beside coaches together less than 1, for coaches get the rest."""

    @property
    def brokerage_share(self) -> float | None:
        """The share of the money that is flexible funds; None for so much a place."""


@dataclass(frozen=True)
class Cost:
    """What a team of coaches costs, in dollars a year, line by line."""

    people: float
    operations: float
    brokerage: float
    learning: float
    indirect: float
    contingency: float

    @property
    def total(self) -> float:
        """All lines together, dollars a year."""
        return sum(asdict(self).values())


@dataclass(frozen=True)
class Purchase:
    """What one year of a scenario's money buys.

    `heads`: the FTE of each coach; `brokerage_per_year`: the pool for what people themselves name, dollars;
    `specialist_hours_per_week`: by domain; `programme_cost_per_year`: all of it, dollars; `indirect`: dollars
    of it that run the organisation; `homes_per_year`: homes leased; `lines`: dollars by line, to the cent, adding
    up to the programme's cost.
    """

    heads: tuple[float, ...] = ()
    brokerage_per_year: float = 0.0
    specialist_hours_per_week: dict[str, float] = field(default_factory=dict)
    programme_cost_per_year: float = 0.0
    indirect: float = 0.0
    homes_per_year: float = 0.0
    lines: dict[str, float] = field(default_factory=dict)

    @property
    def coach_fte(self) -> float:
        """Coaches in full-time equivalents."""
        return math.fsum(self.heads)


@cache
def budget_rows() -> tuple[Mapping[str, str], ...]:
    """Each line of the site budget as the table gives it: low, mode, high (money in thousands), unit and grade."""
    table = files("simmodel.evidence").joinpath("site_budget_lines.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(table.splitlines()))


@cache
def budget_lines() -> dict[str, float]:
    """Each line of the site budget at its mode, as the table gives it (money in thousands of dollars)."""
    return {row["line"]: float(row["mode"]) for row in budget_rows()}


def coach_team_cost(
    coach_fte: float,
    caseload: float = DEFAULT_CASELOAD,
    indirect_rate: float = DEFAULT_INDIRECT_RATE,
    employs: str = "ngo",
    flexible: float | None = None,
) -> Cost:
    """What a team of `coach_fte` full-time coaches costs in dollars a year, line by line.

    indirect = rate * (people + operations); contingency = its share of all other lines. `flexible`: dollars of
    flexible funds; so much a place unless given.
    """
    price = budget_lines()
    people = _salaries(coach_fte, employs) * (1 + price["oncost"])
    operations = _operations(coach_fte)
    brokerage = coach_fte * caseload * price["brokerage"] if flexible is None else flexible / DOLLARS
    indirect = indirect_rate * (people + operations)
    before_contingency = people + operations + brokerage + price["learning"] + indirect
    contingency = price["contingency"] * before_contingency
    lines = (people, operations, brokerage, price["learning"], indirect, contingency)
    return Cost(*(DOLLARS * line for line in lines))


def link_team_cost(workers_fte: float, indirect_rate: float = DEFAULT_INDIRECT_RATE, employs: str = "ngo") -> Cost:
    """What a team of link workers costs: as a team of coaches, without flexible funds and shared learning."""
    price = budget_lines()
    people = _salaries(workers_fte, employs) * (1 + price["oncost"])
    operations = _operations(workers_fte)
    indirect = indirect_rate * (people + operations)
    contingency = price["contingency"] * (people + operations + indirect)
    return Cost(*(DOLLARS * line for line in (people, operations, 0.0, 0.0, indirect, contingency)))


def team_cost(
    buys: str, fte: float, caseload: float, indirect_rate: float, employs: str = "ngo", flexible: float | None = None
) -> Cost:
    """What a team of so many full-time `coaches` or `link_workers` costs in dollars a year, line by line."""
    if buys == "link_workers":
        return link_team_cost(fte, indirect_rate, employs)
    return coach_team_cost(fte, caseload, indirect_rate, employs, flexible)


def funding_for(fte: float, scenario: Buying) -> float:
    """The money, in dollars a year, that pays for so many full-time workers beside what else its shares go to.

    Infinite where the shares leave nothing for workers. money x (1 - shares of places) = team without flexible funds
    + (1 + contingency) x share of flexible funds x money.
    """
    named = scenario.brokerage_share
    flexible = None if named is None else 0.0
    team = team_cost(scenario.buys, fte, scenario.caseload, scenario.indirect_rate, scenario.employs, flexible).total
    beside = math.fsum(scenario.places.values()) if scenario.buys == "coaches" else 0.0
    left = 1.0 - beside - (named or 0.0) * (1.0 + budget_lines()["contingency"])
    return team / left if left > ROUNDING else math.inf


def _salaries(coach_fte: float, employs: str) -> float:
    price = budget_lines()
    wage = price["government_wage"] if employs == "government" else 1.0
    lead = price["lead_fte"] * price["lead_salary"]
    administration = price["admin_fte"] * price["admin_salary"]
    return wage * (coach_fte * price["coach_salary"] + lead + administration)


def _operations(coach_fte: float) -> float:
    price = budget_lines()
    fte = coach_fte + price["lead_fte"] + price["admin_fte"]
    by_fte = fte * (price["supervision_training"] + price["ict_phone"] + price["premises"])
    vehicles = VEHICLES_PER_COACH * coach_fte * price["vehicle"]
    return by_fte + vehicles + price["voice"] + price["convening"] + price["data"]


def least_funding(
    caseload: float = DEFAULT_CASELOAD,
    indirect_rate: float = DEFAULT_INDIRECT_RATE,
    buys: str = "coaches",
    employs: str = "ngo",
) -> float:
    """The least money, in dollars a year, that pays for the smallest team with a worker in it (0.2 FTE)."""
    return team_cost(buys, SMALLEST_HEAD, caseload, indirect_rate, employs).total


def affordable_fte(
    funding_per_year: float,
    caseload: float,
    indirect_rate: float,
    buys: str = "coaches",
    employs: str = "ngo",
    flexible: float | None = None,
) -> float:
    """The full-time workers whose team costs exactly this money a year; below 0 if too little for any.

    Cost is a straight line in FTE, so two points of it are enough. `flexible`: dollars of flexible funds, if named.
    """
    base = team_cost(buys, 0.0, caseload, indirect_rate, employs, flexible).total
    each = team_cost(buys, 1.0, caseload, indirect_rate, employs, flexible).total - base
    return (funding_per_year - base) / each


def places_of(heads: Iterable[float], caseload: float) -> int:
    """How many people these workers can meet at a time: each head's full-time equivalent x caseload, whole people."""
    return sum(math.floor(fte * caseload + ROUNDING) for fte in heads)


def least_for_places(
    shares: Mapping[str, float], price_per_hour: Mapping[str, float], hours_per_place: Mapping[str, float]
) -> float:
    """The least money, in dollars a year, that buys one whole place in some of the domains it is shared out to."""
    return min(WEEKS_PER_YEAR * price_per_hour[d] * hours_per_place[d] / share for d, share in shares.items())


def what_funding_buys(
    funding_per_year: float,
    scenario: Buying,
    price_per_hour: Mapping[str, float] | None = None,
    price_of_home: float = 0.0,
) -> Purchase:
    """What `funding_per_year` dollars buy in one year of this scenario; every cent of it is in one line.

    `price_per_hour`: fully loaded dollars per specialist hour by domain, needed where it buys places, alone or beside
    coaches; `price_of_home`: dollars for the whole time of a lease, needed where it buys homes.
    SimmodelError where the money does not pay for the smallest team or a domain has no price.
    """
    if scenario.buys in ("coaches", "link_workers"):
        return _team(funding_per_year, scenario, price_per_hour or {})
    if scenario.buys == "places":
        return _places(funding_per_year, scenario.places, price_per_hour or {})
    if scenario.buys == "homes":
        return _homes(funding_per_year, price_of_home)
    return Purchase()


def _team(funding_per_year: float, scenario: Buying, price_per_hour: Mapping[str, float]) -> Purchase:
    buys, rate = scenario.buys, scenario.indirect_rate
    beside = Purchase()
    if buys == "coaches" and scenario.places:
        share = math.fsum(scenario.places.values())
        beside = _places(funding_per_year * share, scenario.places, price_per_hour)
    left = funding_per_year - beside.programme_cost_per_year
    flexible = None if scenario.brokerage_share is None else scenario.brokerage_share * funding_per_year
    fte = affordable_fte(left, scenario.caseload, rate, buys, scenario.employs, flexible)
    if not fte >= SMALLEST_HEAD - ROUNDING:
        raise SimmodelError(_too_little(funding_per_year, scenario))
    heads = _heads(fte)
    cost = team_cost(buys, math.fsum(heads), scenario.caseload, rate, scenario.employs, flexible)
    lines = _to_the_cent(asdict(cost), left, "brokerage" if buys == "coaches" else "contingency")
    whole, hours = float(round(funding_per_year, 2)), beside.specialist_hours_per_week
    return Purchase(heads, lines["brokerage"], hours, whole, lines["indirect"], lines=lines | beside.lines)


def _too_little(funding_per_year: float, scenario: Buying) -> str:
    least, worker = funding_for(SMALLEST_HEAD, scenario), "coach" if scenario.buys == "coaches" else "link worker"
    enough = f"at least ${math.ceil(least):,}" if math.isfinite(least) else "smaller shares for other things"
    return (
        f"${funding_per_year:,.0f} a year does not pay for {SMALLEST_HEAD} of a {worker} and a team; allowed: {enough}"
    )


def _heads(fte: float) -> tuple[float, ...]:
    whole = math.floor(fte + ROUNDING)
    remainder = fte - whole
    return (1.0,) * whole + ((remainder,) if remainder >= SMALLEST_HEAD - ROUNDING else ())


def _places(funding: float, shares: Mapping[str, float], price_per_hour: Mapping[str, float]) -> Purchase:
    for domain in shares:
        if not price_per_hour.get(domain, 0.0) > 0.0:
            raise SimmodelError(f"there is no price above $0 for an hour of {domain}")
    all_shares = math.fsum(shares.values())
    dollars = {domain: funding * share / all_shares for domain, share in shares.items()}
    hours = {domain: spent / (WEEKS_PER_YEAR * price_per_hour[domain]) for domain, spent in dollars.items()}
    lines = _to_the_cent(dollars, funding, max(dollars, key=lambda domain: dollars[domain]))
    return Purchase((), 0.0, hours, float(round(funding, 2)), 0.0, lines=lines)


def _homes(funding: float, price_of_home: float) -> Purchase:
    if not price_of_home > 0.0:
        raise SimmodelError("there is no price above $0 for a home")
    lines = {"homes": float(round(funding, 2))}
    return Purchase((), 0.0, {}, lines["homes"], 0.0, funding / price_of_home, lines)


def _to_the_cent(lines: Mapping[str, float], total: float, balance: str) -> dict[str, float]:
    """The same lines in whole cents; the line named `balance` takes what the others leave of the total."""
    cents = {name: round(100 * dollars) for name, dollars in lines.items()}
    cents[balance] += round(100 * total) - sum(cents.values())
    return {name: count / 100 for name, count in cents.items()}
