"""Budget files: the sites, their teams, and everything that a budget says otherwise than the usual prices, from TOML.

`read_plan("scenarios/budgets/two_coaches.toml")` gives a Plan, or one StudyError with everything that is wrong.
To add a key, add a field to a table below with its range, unit (`description`) and example, and a row to
`scenarios/budgets/README.md`; what must fit with other keys goes to `simmodel.budget.plan_checks`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, Field, ValidationError

from simmodel.budget.plan_checks import CHECKS
from simmodel.budget.prices import price_names
from simmodel.errors import StudyError
from simmodel.purchase import DEFAULT_CASELOAD, SMALLEST_HEAD
from simmodel.study_faults import faults_across, faults_of_keys, in_file_order, one_of, readable
from simmodel.study_kinds import A_NAME, A_REASON, Table, Text, Title
from simmodel.study_text import KeyPath, parse_toml, read_text
from simmodel.vocabulary import EMPLOYERS
from simmodel.world import MOST_COACHES

GRADES = ("A", "B", "C", "D", "M")
KINDS = ("set_up", "wind_down", "specialist_hours", "other")
PAID = ("cash", "in_kind")
PER = ("programme", "site", "coach", "place")
INDIRECT_OF = ("direct", "total")
"""Indirect cost as a share of people and operations, or of the whole cost before contingency, indirect included."""

Dollars = Annotated[float, Field(ge=0, le=50_000_000, description="dollars", examples=[20_000])]
Rate = Annotated[float, Field(ge=-0.2, le=0.5, description="(growth on the year before)", examples=[0.035])]
IndirectRate = Annotated[float, Field(ge=0, le=0.6, description="(a share)", examples=[0.15])]
USUAL_YEAR = 2026
"""In July of which the year of the usual prices begins."""
Source = Annotated[str, AfterValidator(A_REASON), Field(examples=["a quote of 3 June 2026"])]
Grade = Annotated[str, AfterValidator(one_of(GRADES)), Field(examples=["C"])]
Year = Annotated[int, Field(ge=1, le=20, description="(year 1 is the first)", examples=[1])]
Price = Annotated[
    float,
    Field(ge=0, le=10_000_000, description="dollars (or jobs, or a share)", examples=[110_000]),
]


class SiteTeam(Table):
    """One site: its coaches in full-time equivalents, when it starts, and how long it is set up."""

    title: Title = ""
    coaches: Annotated[
        float, Field(ge=SMALLEST_HEAD, le=MOST_COACHES, description="full-time equivalents", examples=[2.5])
    ]
    caseload: Annotated[float, Field(ge=1, le=60, description="people per full-time coach", examples=[9])] = (
        DEFAULT_CASELOAD
    )
    employs: Annotated[str, AfterValidator(one_of(EMPLOYERS)), Field(examples=["ngo"])] = "ngo"
    from_year: Year = 1
    set_up_weeks: Annotated[int, Field(ge=0, le=104, description="weeks", examples=[17])] = 17


class Indirect(Table):
    """What it costs to run the organisation, as a share of direct or of total cost."""

    of: Annotated[str, AfterValidator(one_of(INDIRECT_OF)), Field(examples=["direct"])] = "direct"
    low: IndirectRate | None = None
    mode: IndirectRate
    high: IndirectRate | None = None
    grade: Grade = "D"
    source: Source


class OwnPrice(Table):
    """A usual price held at other values, with where they were read."""

    low: Price
    mode: Price
    high: Price
    grade: Grade = "D"
    source: Source


class OwnLine(Table):
    """A line that the usual budget does not have; indirect cost and contingency are not added to it."""

    what: Title
    kind: Annotated[str, AfterValidator(one_of(KINDS)), Field(examples=["set_up"])] = "other"
    number: Annotated[float, Field(ge=0, le=1_000_000, description="units a year", examples=[200])] = 1.0
    per: Annotated[str, AfterValidator(one_of(PER)), Field(examples=["site"])] = "site"
    low: Dollars
    mode: Dollars
    high: Dollars
    grade: Grade = "D"
    source: Source
    paid: Annotated[str, AfterValidator(one_of(PAID)), Field(examples=["in_kind"])] = "cash"
    from_year: Year | None = None
    until_year: Year | None = None


class Indexation(Table):
    """Growth on the year before, from year 2 on; the last of a list goes on, and none is no growth."""

    wages: Annotated[tuple[Rate, ...], Field(strict=False, examples=[[0.0475, 0.035]])] = ()
    funding: Annotated[tuple[Rate, ...], Field(strict=False, examples=[[0.0275]])] = ()
    prices: Annotated[tuple[Rate, ...], Field(strict=False, examples=[[0.025]])] = ()


class Stage(Table):
    """Funding that begins in a year and goes on until the next stage, with what it waits for."""

    from_year: Year
    dollars_per_site: Dollars
    condition: Text = ""


class Band(Table):
    """What a site is meant to cost a year."""

    low: Dollars = 500_000.0
    high: Dollars = 800_000.0


class Ramp(Table):
    """How people come: how many a coach takes on a month, and how long they stay."""

    new_people_a_month: Annotated[float, Field(gt=0, le=30, description="people per full-time coach", examples=[2])] = (
        2.0
    )
    mean_stay_months: Annotated[float, Field(ge=1, le=60, description="months", examples=[10])] = 10.0
    stay_spread: Annotated[float, Field(ge=0, le=1.5, description="(log standard deviation)", examples=[0.7])] = 0.7


class Plan(Table):
    """A budget file, complete with its defaults."""

    name: Annotated[str, AfterValidator(A_NAME), Field(examples=["two_coaches"])]
    title: Title
    description: Text = ""
    first_year: Annotated[int, Field(ge=2000, le=2100, description="(begins in July)", examples=[USUAL_YEAR])] = (
        USUAL_YEAR
    )
    years: Year = 3
    sites: dict[Annotated[str, AfterValidator(A_NAME)], SiteTeam]
    indirect: Indirect | None = None
    prices: dict[Annotated[str, AfterValidator(one_of(price_names()))], OwnPrice] = Field(default_factory=dict)
    lines: Annotated[tuple[OwnLine, ...], Field(strict=False, alias="line")] = ()
    stages: Annotated[tuple[Stage, ...], Field(strict=False, alias="stage")] = ()
    indexation: Indexation = Indexation()
    band: Band = Band()
    ramp: Ramp = Ramp()

    @property
    def priced_in(self) -> str:
        """Of which year the prices of year 1 are: "2026-27", or that they are taken as they are for another."""
        usual, begins = _as_written(USUAL_YEAR), self.financial_year(1)
        return usual if begins == usual else f"{usual}, taken as they are for {begins}"

    def financial_year(self, year: int) -> str:
        """Year 1, 2, ... of the plan as people write it: "2026-27"."""
        return _as_written(self.first_year + year - 1)


def _as_written(begins: int) -> str:
    return f"{begins}-{(begins + 1) % 100:02d}"


def read_plan(path: str | Path) -> Plan:
    """The budget in a TOML file; StudyError with every fault of the file."""
    return parse_plan(read_text(Path(path)), str(path))


def parse_plan(text: str, where: str = "budget") -> Plan:
    """The budget in a TOML text; StudyError with every fault of it, in which the text is called `where`."""
    given, lines = parse_toml(text, where)
    return checked_plan(given, where, lines)


def checked_plan(given: dict[str, Any], where: str, lines: dict[KeyPath, int] | None = None) -> Plan:
    """The budget in plain dicts; StudyError with every fault of it."""
    plan, faults = None, {}
    try:
        plan = Plan.model_validate(given)
    except ValidationError as error:
        faults = faults_of_keys(error, Plan)
    faults = faults_across(readable(Plan, given, faults), CHECKS) | faults
    if faults or plan is None:
        raise StudyError(where, in_file_order(faults, lines or {}))
    return plan
