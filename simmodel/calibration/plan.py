"""`[calibration]` of a study file: whom the pilot followed, how it measured them, and which numbers may move.

The people are found in a run of the model by the same rule as in the pilot, and seen through the pilot's own follow-up:
who is lost to it, and from which week on. `simmodel.calibration.measure` does both.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field

from simmodel.posterior import OF_ARM
from simmodel.programme import Words
from simmodel.study_faults import one_of
from simmodel.study_kinds import A_NAME, A_NUMBER, A_REASON, Table
from simmodel.trial import Followed
from simmodel.validation.counted import FOLLOWED

ENROLLED, RELEASED = "enrolled", "released"
FOLLOWS = (ENROLLED, RELEASED)
"""Whom a pilot follows: people whom the workers of its first arm take on, or people released from a sentence."""
LEVELS = ("custody_level.return_12_months", "custody_level.return_24_months")
"""What may be fitted beside the numbers of the model: the study's own level of return to custody."""
LEVEL_OF_ARM = f"{LEVELS[0]}{OF_ARM}"
"""And, with an arm's name behind it, the level at 12 months of that arm alone (see `calibration.own_levels`)."""
MOST_ARMS, DEFAULT_NUMBERS, MOST_NUMBERS = 2, 12, 15

Name = Annotated[str, AfterValidator(A_NAME), Field(examples=["pull_in"])]


class OwnPrior(Table):
    """What is believed of one number before the pilot, where that is not the range of its ledger row."""

    number: Annotated[str, AfterValidator(A_NUMBER), Field(examples=["custody_level.return_24_months"])]
    value: Annotated[float, Field(examples=[0.425])]
    low: Annotated[float, Field(examples=[0.3])]
    high: Annotated[float, Field(examples=[0.58])]
    because: Annotated[str, AfterValidator(A_REASON), Field(examples=["jurisdictions range from 36 to 58%"])]


def is_level(name: str) -> bool:
    """Whether this is a level of return to custody, of the study or of one arm."""
    return name in LEVELS or name.startswith(LEVEL_OF_ARM)


class Calibration(Table):
    """A pilot to be fitted: its source, its arms, whom it followed and how, and the numbers that may move.

    `arms`: by name the scenario that its people live in; of two, who is in which is decided by coin. `lost_a_year`:
    the share of people whom nobody finds any more after a year, but for outcomes taken `from_records`, in which all
    are looked up. `data_cut_weeks`: from the first week in which anybody may begin to the day on which the data were
    taken, of which nobody's later weeks are known, in records or not; without it all are followed as long as asked.
    `numbers`: `page.number`, one of `LEVELS` or
    `LEVEL_OF_ARM` with an arm; without any, a screen finds those that its targets hang on, at most `most_numbers`.
    """

    source: Words
    arms: Annotated[
        dict[Name, Name],
        Field(
            min_length=1,
            max_length=MOST_ARMS,
            description="of 1 or 2 arms, each with the scenario that its people live in",
            examples=[{"pilot": "pull_in"}],
        ),
    ]
    follows: Annotated[str, AfterValidator(one_of(FOLLOWS)), Field(examples=[ENROLLED])] = ENROLLED
    people: Followed
    people_in_arm: Annotated[int, Field(ge=5, le=20_000, description="people", examples=[60])] = 60
    lost_a_year: Annotated[float, Field(ge=0, lt=1, description="(a share of people)", examples=[0.15])] = 0.0
    data_cut_weeks: Annotated[int | None, Field(ge=1, le=5200, description="weeks", examples=[104])] = None
    from_records: Annotated[
        tuple[Annotated[str, AfterValidator(one_of(tuple(FOLLOWED)))], ...],
        Field(strict=False, examples=[["any_custody", "custody_days"]]),
    ] = ()
    numbers: Annotated[
        tuple[Annotated[str, AfterValidator(A_NUMBER)], ...],
        Field(strict=False, max_length=MOST_NUMBERS, examples=[["custody.unstable_home"]]),
    ] = ()
    most_numbers: Annotated[int, Field(ge=2, le=MOST_NUMBERS, description="numbers", examples=[8])] = DEFAULT_NUMBERS
    discrepancy: Annotated[
        dict[
            Annotated[str, AfterValidator(one_of(tuple(FOLLOWED)))],
            Annotated[float, Field(gt=0, description="in the unit of the target", examples=[0.03])],
        ],
        Field(description="of outcomes, each with a number in its unit", examples=[{"any_custody": 0.03}]),
    ] = Field(default_factory=dict)
    prior: Annotated[tuple[OwnPrior, ...], Field(strict=False)] = ()
