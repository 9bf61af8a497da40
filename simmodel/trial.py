"""A trial that was run, told to the model: who was followed, what was counted and for how long, what was reported.

A `[trial]` stands in a study file of its own (`scenarios/trials`). What differs between the trial's arms is a lever,
in the file's scenarios; nothing is fitted to what was reported. `simmodel.validation.trials` runs them all.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field

from simmodel.programme import NO_OUTCOME, Words
from simmodel.study_faults import one_of
from simmodel.study_kinds import A_NAME, A_TEXT, Table
from simmodel.validation.contrast import MEASURES
from simmodel.validation.counted import FOLLOWED
from simmodel.vocabulary import COHORTS

DESIGNS = ("randomised", "quasi_experiment", "comparative_series", "uncontrolled")
CONTROL, BEFORE, BEFORE_IN_CONTROL, NOT_ON_PAROLE = (
    "control",
    "before",
    "before_in_control",
    "not_on_parole",
)
COMPARED = (CONTROL, BEFORE, BEFORE_IN_CONTROL, NOT_ON_PAROLE)
"""With whom the people followed are compared.

`control`: the same people in the other scenario. `before`, `before_in_control`: the same people in the time before, as
an evaluation without a control group does it, in the treated scenario and in the other one. `not_on_parole`: people
released in the other scenario, those on parole with those not.
"""

Name = Annotated[str, AfterValidator(A_NAME), Field(examples=["current"])]
Number = Annotated[float | None, Field(description="in the unit of the measure", examples=[1.01])]
Remark = Annotated[str, AfterValidator(A_TEXT), Field(examples=["95% confidence interval"])]


class Followed(Table):
    """Who is followed: people whom the treated scenario enrols, as they were in the week before that."""

    begins_within_weeks: Annotated[int, Field(ge=1, le=520, description="weeks", examples=[52])] = 52
    cohorts: Annotated[
        tuple[Annotated[str, AfterValidator(one_of(COHORTS))], ...],
        Field(strict=False, examples=[["homelessness"]]),
    ] = ()
    homeless_weeks: Annotated[int, Field(ge=0, le=520, description="weeks, 0 for anyone", examples=[1])] = 0
    released_within_weeks: Annotated[int, Field(ge=0, le=520, description="weeks, 0 for anyone", examples=[26])] = 0
    times_in_acute_care: Annotated[
        int, Field(ge=0, le=20, description="times in the 26 weeks before", examples=[2])
    ] = 0


class TrialOutcome(Table):
    """One thing that the trial reported, how the model counts the same, and why the two differ where they do."""

    name: Name
    what: Words
    outcome: Annotated[str, AfterValidator(one_of((*FOLLOWED, NO_OUTCOME))), Field(examples=["any_custody"])]
    measure: Annotated[str, AfterValidator(one_of(tuple(MEASURES))), Field(examples=["hazard_ratio"])]
    compared_with: Annotated[str, AfterValidator(one_of(COMPARED)), Field(examples=["control"])] = CONTROL
    treated: Annotated[Name | None, Field(examples=["pull_in"])] = None
    weeks: Annotated[int, Field(ge=1, le=520, description="weeks", examples=[104])]
    reported: Number = None
    low: Number = None
    high: Number = None
    interval: Remark = ""
    fitted: bool = False
    because: Remark = ""


class Trial(Table):
    """A trial: its source and design, its two scenarios, whom it followed and what it reported."""

    name: Words
    source: Words
    known: Words
    not_known: Words
    design: Annotated[str, AfterValidator(one_of(DESIGNS)), Field(examples=["randomised"])]
    treated: Name
    control: Name
    people: Followed
    outcome: Annotated[tuple[TrialOutcome, ...], Field(strict=False, alias="outcome")]
