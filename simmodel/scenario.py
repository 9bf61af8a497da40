"""Study files: what a commissioner decides (levers) and what nobody decides (assumptions), read from TOML.

`read_study("scenarios/taree.toml")` gives a Study, or one StudyError with everything that is wrong.
To add a key, add a field to a model below with its range, unit (`description`) and example, and a row to
`scenarios/README.md`; what must fit with other keys goes to `simmodel.study_checks`.
"""

from __future__ import annotations

import hashlib
import json
import re
import string
import unicodedata
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from simmodel.errors import SimmodelError, StudyError
from simmodel.parameters import default_values, fault_in_override, nearest
from simmodel.purchase import DEFAULT_CASELOAD, DEFAULT_INDIRECT_RATE, LINK_CASELOAD
from simmodel.study_checks import checks
from simmodel.study_faults import Allowed, faults_across, faults_of_keys, in_file_order, one_of, readable
from simmodel.study_text import KeyPath, parse_toml, read_text
from simmodel.vocabulary import (
    BUYS,
    COHORTS,
    DOMAINS,
    ENROLMENT_RULES,
    INFORMATION_REGIMES,
    MECHANISMS,
    RETURN_DEFINITIONS,
    UNIT_COST_BASES,
)

SILOS = tuple(domain for domain in DOMAINS if domain != "housing")
"""The domains that have specialist hours; housing has lettings."""
NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
LONGEST_TITLE = 80
LONGEST_TEXT = 2000
_MARKS = " .,-'()$%/&+" + string.digits


def _is_title(text: str) -> bool:
    return bool(text.strip()) and len(text) <= LONGEST_TITLE and all(c.isalpha() or c in _MARKS for c in text)


def _is_text(text: str) -> bool:
    return len(text) <= LONGEST_TEXT and all(c in "\n\r\t" or unicodedata.category(c)[0] != "C" for c in text)


_A_NAME = Allowed("1 to 40 lower-case letters, digits and _, a letter first (pull_in)", NAME.fullmatch)
_A_TITLE = Allowed(f"1 to {LONGEST_TITLE} letters, digits, spaces and . , - ' ( ) $ % / & +", _is_title)
_A_TEXT = Allowed(f"text of at most {LONGEST_TEXT} characters without control characters", _is_text)
_A_REASON = Allowed(f"a reason, at most {LONGEST_TEXT} characters", lambda text: text.strip() and _is_text(text))
_A_NUMBER = Allowed(
    "the dotted name of a number of the model", lambda text: 0 < len(text) <= 120 and text.isprintable()
)
_A_SILO = one_of(SILOS, "a domain other than housing, whose dwellings are lettings")

Title = Annotated[str, AfterValidator(_A_TITLE), Field(examples=["More places in the silos, same money"])]
Text = Annotated[str, AfterValidator(_A_TEXT), Field(examples=["What is compared, and for whom."])]
Share = Annotated[float, Field(gt=0, lt=1, description="(a share of people)", examples=[0.25])]
MoneyShare = Annotated[float, Field(gt=0, le=1, description="(a share of the money)", examples=[0.35])]
Hours = Annotated[float, Field(ge=0, le=100_000, description="specialist hours a week", examples=[60])]
Lettings = Annotated[float, Field(ge=0, le=1000, description="lettings a year", examples=[40])]


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)


class Time(_Table):
    """Years of warm-up before week 0, years after it, and the weeks whose releases are followed."""

    warm_up_years: Annotated[int, Field(ge=0, le=10, description="years", examples=[3])] = 3
    horizon_years: Annotated[int, Field(ge=3, le=20, description="years", examples=[8])] = 8
    count_releases_weeks: Annotated[int, Field(ge=1, le=936, description="weeks", examples=[156])] = 156


class CustodyLevel(_Table):
    """The share of people leaving custody who return without any new money, by one named definition."""

    definition: Annotated[str, AfterValidator(one_of(RETURN_DEFINITIONS)), Field(examples=["new_sentence"])] = (
        "new_sentence"
    )
    return_12_months: Share = 0.25
    return_24_months: Annotated[float, Field(gt=0, lt=1, description="(a share of people)", examples=[0.425])] = 0.425


class Money(_Table):
    """How costs are counted: `avoidable` (what would really be saved) or `average` (all costs shared out)."""

    unit_costs: Annotated[str, AfterValidator(one_of(UNIT_COST_BASES)), Field(examples=["avoidable"])] = "avoidable"


class CohortPeople(_Table):
    """People of one cohort at the start of the warm-up, and how many arrive a year."""

    at_start: Annotated[int, Field(ge=0, le=20_000, description="people", examples=[400])]
    arrivals_per_year: Annotated[float, Field(ge=0, le=5000, description="people a year", examples=[54])]


class LettingsPerYear(_Table):
    """Dwellings let a year, to priority and to general applicants."""

    priority: Lettings
    general: Lettings


class Site(_Table):
    """A place; whatever is not named keeps the recipe of Taree."""

    name: Annotated[Title, Field(examples=["Taree"])]
    luck_number: Annotated[int, Field(ge=1, le=4_294_967_295, description="", examples=[1])] = 1
    people: dict[Annotated[str, AfterValidator(one_of(COHORTS))], CohortPeople] = Field(default_factory=dict)
    hours_per_week: dict[Annotated[str, AfterValidator(_A_SILO)], Hours] = Field(default_factory=dict)
    lettings_per_year: LettingsPerYear | None = None


class Scenario(_Table):
    """One way to spend (or not to spend) the money: levers that somebody decides."""

    title: Title
    base_case: Annotated[bool, Field(examples=[True])] = False
    buys: Annotated[str, AfterValidator(one_of(BUYS)), Field(examples=["coaches"])]
    funding_per_year: Annotated[float, Field(ge=0, le=50_000_000, description="dollars a year", examples=[650_000])] = (
        0.0
    )
    funded_years: Annotated[int, Field(ge=1, le=20, description="years", examples=[3])] = 3
    set_up_weeks: Annotated[int, Field(ge=0, le=104, description="weeks", examples=[17])] = 17
    caseload: Annotated[float, Field(ge=1, le=60, description="people per full-time worker", examples=[9])] = (
        DEFAULT_CASELOAD
    )
    sessions: Annotated[int, Field(ge=1, le=12, description="sessions with a link worker", examples=[5])] = 5
    indirect_rate: Annotated[float, Field(ge=0, le=0.6, description="(a share of direct cost)", examples=[0.15])] = (
        DEFAULT_INDIRECT_RATE
    )
    enrol: Annotated[str, AfterValidator(one_of(ENROLMENT_RULES)), Field(examples=["lottery"])] = "lottery"
    places: dict[Annotated[str, AfterValidator(_A_SILO)], MoneyShare] = Field(default_factory=dict)
    extra_lettings_per_year: Annotated[float, Field(ge=0, le=1000, description="dwellings a year", examples=[5])] = 0.0
    reach_out: Annotated[bool, Field(examples=[True])] = False
    priority: Annotated[bool, Field(examples=[True])] = False
    information: Annotated[str, AfterValidator(one_of(INFORMATION_REGIMES)), Field(examples=["consent"])] = "none"
    plain_words: Annotated[bool, Field(examples=[True])] = False
    reflection_every_weeks: Annotated[int, Field(ge=0, le=52, description="weeks", examples=[4])] = 0

    @model_validator(mode="before")
    @classmethod
    def _link_workers_meet_more_people(cls, given: Any) -> Any:
        links = isinstance(given, dict) and given.get("buys") == "link_workers"
        return {"caseload": LINK_CASELOAD} | given if links else given


class Assumption(_Table):
    """One number of the model held at another value than its default, and the reason why."""

    number: Annotated[str, AfterValidator(_A_NUMBER), Field(examples=["crisis.weekly_rate"])]
    value: Annotated[float, Field(examples=[0.02])]
    because: Annotated[str, AfterValidator(_A_REASON), Field(examples=["the local hospital counted it in 2025"])]


class Study(_Table):
    """A study file, complete with its defaults: one place, one stretch of time, the scenarios compared."""

    name: Annotated[str, AfterValidator(_A_NAME), Field(examples=["taree"])]
    title: Title
    description: Text = ""
    time: Time = Time()
    custody_level: CustodyLevel = CustodyLevel()
    money: Money = Money()
    site: Site
    scenarios: dict[Annotated[str, AfterValidator(_A_NAME)], Scenario]
    assumptions: Annotated[tuple[Assumption, ...], Field(strict=False, alias="assumption")] = ()
    mechanisms: dict[Annotated[str, AfterValidator(one_of(MECHANISMS))], Annotated[bool, Field(examples=[False])]] = (
        Field(default_factory=dict)
    )

    @property
    def base_case(self) -> str:
        """The name of the scenario that all others are compared with."""
        return next(name for name, scenario in self.scenarios.items() if scenario.base_case)

    def named(self, name: str) -> Scenario:
        """The scenario of this name; SimmodelError, with the nearest right name, where there is none."""
        if name not in self.scenarios:
            names = ", ".join(self.scenarios)
            raise SimmodelError(
                f"{self.name} has no scenario called {name!r}; allowed: {names}{nearest(name, self.scenarios)}"
            )
        return self.scenarios[name]

    def digest(self) -> str:
        """A hash (sha256) of every value, defaults included; comments and order do not change it."""
        values = self.model_dump(mode="json")
        values["assumptions"].sort(key=lambda assumption: assumption["number"])
        values["mechanisms"] = {name: self.mechanisms.get(name, True) for name in MECHANISMS}
        return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()

    def changed(self) -> list[tuple[str, Any, Any]]:
        """What is not at its default, and what each scenario does otherwise than the base case.

        Rows of (dotted key, value, default or base-case value); None is the recipe's number, or nothing.
        """
        rows = []
        for section in ("time", "custody_level", "money"):
            mine = getattr(self, section)
            rows += _differences(section, mine.model_dump(), type(mine)().model_dump())
        rows += _differences("site", self.site.model_dump(), Site(name=self.site.name).model_dump())
        base = self.scenarios[self.base_case].model_dump(exclude={"title", "base_case"})
        for name, scenario in self.scenarios.items():
            rows += _differences(f"scenarios.{name}", scenario.model_dump(exclude={"title", "base_case"}), base)
        rows += [(f"mechanisms.{name}", False, True) for name, on in self.mechanisms.items() if not on]
        defaults = default_values()
        return rows + [(each.number, each.value, defaults.get(each.number)) for each in self.assumptions]

    def with_funding(self, dollars: float) -> Study:
        """The same study with `dollars` a year wherever something is bought; StudyError if too little."""
        given = self.model_dump(by_alias=True, exclude_unset=True)
        for levers in given["scenarios"].values():
            if levers["buys"] != "nothing":
                levers["funding_per_year"] = dollars
        return _checked(given, self.name, {})


def read_study(path: str | Path) -> Study:
    """The study in a TOML file; StudyError with every fault of the file."""
    return parse_study(read_text(Path(path)), str(path))


def parse_study(text: str, where: str = "study") -> Study:
    """The study in a TOML text; StudyError with every fault of it, in which the text is called `where`."""
    given, lines = parse_toml(text, where)
    return _checked(given, where, lines)


def _checked(given: dict[str, Any], where: str, lines: dict[KeyPath, int]) -> Study:
    study, faults = None, {}
    try:
        study = Study.model_validate(given)
    except ValidationError as error:
        faults = faults_of_keys(error, Study)
    seen = readable(Study, given, set(faults))
    across = faults_across(seen, checks(given, fault_in_override))
    faults = across | faults
    if faults or study is None:
        raise StudyError(where, in_file_order(faults, lines))
    return study


def _differences(prefix: str, values: dict[str, Any], others: dict[str, Any]) -> list[tuple[str, Any, Any]]:
    rows = []
    for key, value in values.items():
        other = others.get(key)
        if isinstance(value, dict):
            rows += _differences(f"{prefix}.{key}", value, other or {})
        elif value != other:
            rows.append((f"{prefix}.{key}", value, other))
    return rows
