"""Study files: what a commissioner decides (levers) and what nobody decides (assumptions), read from TOML.

`read_study("scenarios/taree.toml")` gives a Study, or one StudyError with everything that is wrong.
To add a key, add a field to a model below with its range, unit (`description`) and example, and a row to
`scenarios/README.md`; what must fit with other keys goes to `simmodel.study_checks`.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, Field, ValidationError, model_validator

from simmodel.calibration.plan import Calibration
from simmodel.errors import SimmodelError, StudyError
from simmodel.money_terms import Money
from simmodel.parameters import default_values, fault_in_override, nearest
from simmodel.places import ONLY, Generated, Network, OneOfSites, Site, communities, neighbours
from simmodel.posterior import Posterior
from simmodel.programme import Programme
from simmodel.purchase import DEFAULT_CASELOAD, DEFAULT_INDIRECT_RATE, LINK_CASELOAD
from simmodel.study_changes import differences, leave_out_what_is_absent, places_changed
from simmodel.study_checks import checks
from simmodel.study_faults import faults_across, faults_of_keys, in_file_order, one_of, readable
from simmodel.study_kinds import A_NAME, A_NUMBER, A_REASON, A_SILO, MoneyShare, Share, Table, Text, Title
from simmodel.study_text import KeyPath, parse_toml, read_text
from simmodel.trial import Trial
from simmodel.vocabulary import (
    BUYS,
    COHORTS,
    DECIDERS,
    EMPLOYERS,
    ENROL_AT,
    ENROLMENT_RULES,
    GOVERNANCE_LEVELS,
    INFORMATION_REGIMES,
    JOINT_WORK,
    MECHANISMS,
    REGIME_PARTS,
    RETURN_DEFINITIONS,
)

Part = Annotated[float, Field(ge=0, le=1, description="(0 as today, 1 wholly)", examples=[1.0])]
MonthlyHours = Annotated[float, Field(ge=0, le=80, description="hours a month", examples=[2])]


class Time(Table):
    """Years of warm-up before week 0, years after it, and the weeks whose releases are followed."""

    warm_up_years: Annotated[int, Field(ge=0, le=10, description="years", examples=[3])] = 3
    horizon_years: Annotated[int, Field(ge=3, le=20, description="years", examples=[8])] = 8
    count_releases_weeks: Annotated[int, Field(ge=1, le=936, description="weeks", examples=[156])] = 156


class CustodyLevel(Table):
    """The share of people leaving custody who return without any new money, by one named definition."""

    definition: Annotated[str, AfterValidator(one_of(RETURN_DEFINITIONS)), Field(examples=["new_sentence"])] = (
        "new_sentence"
    )
    return_12_months: Share = 0.25
    return_24_months: Annotated[float, Field(gt=0, lt=1, description="(a share of people)", examples=[0.425])] = 0.425
    returned_by_month: Annotated[
        tuple[Share, ...], Field(strict=False, min_length=1, examples=[[0.02, 0.05, 0.08]])
    ] = ()
    """A tabulated curve in place of the solved one: the share under a new sentence by the end of month 1, 2, ..."""

    def at(self, months: int) -> float:
        """The share back after 12 or 24 months, named or from the table."""
        named = {12: self.return_12_months, 24: self.return_24_months}
        return self.returned_by_month[months - 1] if self.returned_by_month else named[months]


class Pilot(Table):
    """When a pilot of the study (`simmodel evaluate`) enrols people."""

    enrol_at: Annotated[str, AfterValidator(one_of(ENROL_AT)), Field(examples=["release"])] = "service"


class Scenario(Table):
    """One way to spend (or not to spend) the money: levers that somebody decides."""

    title: Title
    base_case: Annotated[bool, Field(examples=[True])] = False
    buys: Annotated[str, AfterValidator(one_of(BUYS)), Field(examples=["coaches"])]
    funding_per_year: Annotated[float, Field(ge=0, le=50_000_000, description="dollars a year", examples=[650_000])] = (
        0.0
    )
    funded_years: Annotated[int, Field(ge=1, le=20, description="years", examples=[3])] = 3
    set_up_cost: Annotated[float, Field(ge=0, le=50_000_000, description="dollars, once", examples=[40_000])] = 0.0
    set_up_weeks: Annotated[int, Field(ge=0, le=104, description="weeks", examples=[17])] = 17
    caseload: Annotated[float, Field(ge=1, le=60, description="people per full-time worker", examples=[9])] = (
        DEFAULT_CASELOAD
    )
    sessions: Annotated[int, Field(ge=1, le=12, description="sessions with a link worker", examples=[5])] = 5
    indirect_rate: Annotated[float, Field(ge=0, le=0.6, description="(a share of direct cost)", examples=[0.15])] = (
        DEFAULT_INDIRECT_RATE
    )
    enrol: Annotated[str, AfterValidator(one_of(ENROLMENT_RULES)), Field(examples=["lottery"])] = "lottery"
    for_cohorts: Annotated[
        tuple[Annotated[str, AfterValidator(one_of(COHORTS))], ...],
        Field(strict=False, examples=[["young_person"]]),
    ] = ()
    places: dict[Annotated[str, AfterValidator(A_SILO)], MoneyShare] = Field(default_factory=dict)
    brokerage_share: Annotated[
        float | None, Field(ge=0, le=0.5, description="(a share of the money)", examples=[0.1])
    ] = None
    extra_lettings_per_year: Annotated[float, Field(ge=0, le=1000, description="dwellings a year", examples=[5])] = 0.0
    reach_out: Annotated[bool, Field(examples=[True])] = False
    priority: Annotated[bool, Field(examples=[True])] = False
    information: Annotated[str, AfterValidator(one_of(INFORMATION_REGIMES)), Field(examples=["consent"])] = "none"
    information_at: dict[
        Annotated[str, AfterValidator(A_SILO)], Annotated[str, AfterValidator(one_of(INFORMATION_REGIMES))]
    ] = Field(default_factory=dict)
    learning_regime: Annotated[
        float, Field(ge=0, le=1, description="(0 targets and activities, 1 relationships and learning)", examples=[0.5])
    ] = 0.0
    learning_regime_in: dict[Annotated[str, AfterValidator(one_of(REGIME_PARTS))], Part] = Field(default_factory=dict)
    joint_work: dict[Annotated[str, AfterValidator(one_of(JOINT_WORK))], MonthlyHours] = Field(default_factory=dict)
    levels_engaged: Annotated[
        tuple[Annotated[str, AfterValidator(one_of(GOVERNANCE_LEVELS))], ...],
        Field(strict=False, examples=[["practitioners", "managers"]]),
    ] = ("practitioners",)
    pooled_hours: Annotated[float, Field(ge=0, le=1, description="(a share of specialist hours)", examples=[0.5])] = 0.0
    fidelity_loss: Annotated[
        float, Field(ge=0, le=0.5, description="(a share, each time the sites double)", examples=[0.05])
    ] = 0.0
    programme_sites: Annotated[
        int, Field(ge=0, le=100_000, description="sites, 0 for those of the study", examples=[100])
    ] = 0
    decides: Annotated[str, AfterValidator(one_of(DECIDERS)), Field(examples=["jointly"])] = "agency"
    employs: Annotated[str, AfterValidator(one_of(EMPLOYERS)), Field(examples=["government"])] = "ngo"
    advantaged_thinking: Annotated[bool, Field(examples=[True])] = False
    plain_words: Annotated[bool, Field(examples=[True])] = False
    reflection_every_weeks: Annotated[int, Field(ge=0, le=52, description="weeks", examples=[4])] = 0

    @model_validator(mode="before")
    @classmethod
    def _link_workers_meet_more_people(cls, given: Any) -> Any:
        links = isinstance(given, dict) and given.get("buys") == "link_workers"
        return {"caseload": LINK_CASELOAD} | given if links else given


class Assumption(Table):
    """One number of the model held at another value than its default, and the reason why."""

    number: Annotated[str, AfterValidator(A_NUMBER), Field(examples=["crisis.weekly_rate"])]
    value: Annotated[float, Field(examples=[0.02])]
    because: Annotated[str, AfterValidator(A_REASON), Field(examples=["the local hospital counted it in 2025"])]


class Study(Table):
    """A study file, complete with its defaults: the place or places, one stretch of time, the scenarios compared."""

    name: Annotated[str, AfterValidator(A_NAME), Field(examples=["taree"])]
    title: Title
    description: Text = ""
    programme: Programme | None = None
    trial: Trial | None = None
    calibration: Calibration | None = None
    posterior: Posterior | None = None
    time: Time = Time()
    custody_level: CustodyLevel = CustodyLevel()
    money: Money = Money()
    pilot: Pilot | None = None
    site: Site | None = None
    sites: dict[Annotated[str, AfterValidator(A_NAME)], OneOfSites] = Field(default_factory=dict)
    generated: Generated | None = None
    network: Network = Network()
    scenarios: dict[Annotated[str, AfterValidator(A_NAME)], Scenario]
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

    @property
    def places(self) -> dict[str, Site]:
        """Every site by its name in the file; the one `[site]` is called "site"."""
        if self.generated is not None:
            beliefs = {belief.number: belief.value for belief in self.assumptions}
            return communities(self.generated, default_values() | beliefs)
        return {ONLY: self.site} if self.site is not None else dict(self.sites)

    def place(self, name: str | None = None) -> str:
        """The name of the site that is meant, of several by its name; SimmodelError, with the names, for any other."""
        names = list(self.places)
        if name in names or (name is None and len(names) == 1):
            return name or names[0]
        if names == [ONLY]:
            raise SimmodelError(f"site is {name!r}, and {self.name} has only one; leave the site out")
        given = "no site is named" if name is None else f"there is no site called {name!r}"
        listed = ", ".join(names[:8]) + (f", ... ({len(names)} in all)" if len(names) > 8 else "")
        hint = (nearest(name, self.places) if name else "") or f"; name one, for example {names[0]}"
        raise SimmodelError(f"{given}, and {self.name} has several; allowed: {listed}{hint}")

    @property
    def neighbours(self) -> dict[str, tuple[str, ...]]:
        """By site those that it learns from, in order of luck number."""
        return neighbours(self.places, self.network)

    def digest(self) -> str:
        """A hash (sha256) of every value, defaults included; comments and order do not change it."""
        values = self.model_dump(mode="json")
        leave_out_what_is_absent(values)
        values["assumptions"].sort(key=lambda assumption: assumption["number"])
        values["mechanisms"] = {name: self.mechanisms.get(name, True) for name in MECHANISMS}
        return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()

    def changed(self) -> list[tuple[str, Any, Any]]:
        """What is not at its default, and what each scenario does otherwise than the base case.

        Rows of (dotted key, value, default or base-case value); None is the recipe's number, or nothing.
        """
        rows = []
        for section in ("time", "custody_level", "money", "pilot"):
            mine = getattr(self, section) or Pilot()
            rows += differences(section, mine.model_dump(), type(mine)().model_dump())
        rows += places_changed(self.site, self.sites, self.generated)
        rows += differences("network", self.network.model_dump(), Network().model_dump())
        base = self.scenarios[self.base_case].model_dump(exclude={"title", "base_case"})
        for name, scenario in self.scenarios.items():
            rows += differences(f"scenarios.{name}", scenario.model_dump(exclude={"title", "base_case"}), base)
        rows += [(f"mechanisms.{name}", False, True) for name, on in self.mechanisms.items() if not on]
        defaults = default_values()
        return rows + [(each.number, each.value, defaults.get(each.number)) for each in self.assumptions]

    def with_funding(self, dollars: float) -> Study:
        """The same study with `dollars` a year wherever something is bought; StudyError if too little."""
        given = self.model_dump(by_alias=True, exclude_unset=True, exclude={"posterior"})
        for levers in given["scenarios"].values():
            if levers["buys"] != "nothing":
                levers["funding_per_year"] = dollars
        return _checked(given, self.name, {}).model_copy(update={"posterior": self.posterior})


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
    seen = readable(Study, given, faults)
    across = faults_across(seen, checks(given, fault_in_override))
    faults = across | faults
    if faults or study is None:
        raise StudyError(where, in_file_order(faults, lines))
    return study
