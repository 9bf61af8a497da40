"""What does not fit together in a `[calibration]`: each fault by its place, with what to type instead."""

import pytest

from simmodel.errors import StudyError
from simmodel.scenario import parse_study

PLAN = """
name = "a"
title = "A pilot"
[calibration]
source = "made up"
arms = { pilot = "coaches" }
people = { begins_within_weeks = 52 }
[site]
name = "Taree"
[scenarios.current]
title = "Today"
base_case = true
buys = "nothing"
[scenarios.coaches]
title = "Coaches"
buys = "coaches"
funding_per_year = 650000
"""
PRIOR = """
[[calibration.prior]]
number = "{}"
value = {}
low = {}
high = {}
because = "asked around"
"""


def faults(text: str) -> str:
    with pytest.raises(StudyError) as error:
        parse_study(text)
    return str(error.value)


def test_a_whole_plan_is_valid_and_changes_no_hash() -> None:
    study = parse_study(PLAN)
    without = study.model_copy(update={"calibration": None})

    assert study.calibration is not None
    assert study.calibration.people_in_arm == 60
    assert parse_study(PLAN.replace("made up", "real")).digest() != study.digest()
    assert without.digest() == parse_study(PLAN[: PLAN.index("[cal")] + PLAN[PLAN.index("[site]") :]).digest()


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        (
            PLAN.replace('"coaches" }', '"coach" }'),
            'calibration.arms.pilot is "coach"; allowed: a scenario of this study',
        ),
        (PLAN.replace('"coaches" }', '"current" }'), 'type follows = "released"'),
        (PLAN.replace("people =", 'numbers = ["trust.gian"]\npeople ='), "did you mean 'trust.gain'"),
        (PLAN.replace("people =", 'numbers = ["trust.gain", "trust.gain"]\npeople ='), "a second time"),
        (
            PLAN.replace("people =", 'numbers = ["custody_level.return_24_months"]\npeople ='),
            "type [[calibration.prior]]",
        ),
        (PLAN + PRIOR.format("trust.gain", 0.05, 0.01, 0.9), "allowed: 0.01 to 0.15"),
        (PLAN + PRIOR.format("trust.gain", 0.05, 0.06, 0.1), "low at most value"),
        (PLAN + PRIOR.format("housing.need", 0.9, 0.86, 1.0), "has 3 items"),
        (PLAN + PRIOR.format("custody_level.return_24_months", 0.4, 0.0, 0.6), "a share above 0 and below 1"),
        (PLAN + 2 * PRIOR.format("trust.gain", 0.05, 0.01, 0.1), "one prior of a number"),
        (
            PLAN.replace("people =", 'numbers = ["trust.gain"]\npeople =')
            + '[[assumption]]\nnumber = "trust.gain"\nvalue = 0.05\nbecause = "so"\n',
            "which [[assumption]] pins (trust.gain)",
        ),
        (
            PLAN
            + PRIOR.format("custody_level.return_24_months", 0.4, 0.3, 0.6)
            + f"[custody_level]\nreturned_by_month = {[0.01 * month for month in range(1, 25)]}\n",
            "names a table",
        ),
        (
            PLAN.replace("[site]\nname", '[sites.b]\nname = "B"\nluck_number = 2\n[sites.a]\nluck_number = 1\nname'),
            "stands in a study of several sites",
        ),
        (PLAN + PRIOR.format("custody_level.return_12_months@pilot", 0.2, 0.1, 0.3), 'type follows = "released"'),
        (
            PLAN.replace("people =", 'follows = "released"\npeople =')
            + PRIOR.format("custody_level.return_12_months@pilto", 0.2, 0.1, 0.3),
            "is of the arm \"pilto\"; allowed: an arm of this plan: pilot; did you mean 'pilot'",
        ),
        (
            PLAN + PRIOR.format("custody_level.return_24_months@pilot", 0.2, 0.1, 0.3),
            "there is no number called 'custody_level.return_24_months@pilot'",
        ),
        (
            PLAN.replace("people =", 'numbers = ["trust.loss"]\npeople =')
            + PRIOR.format("trust.gain", 0.05, 0.01, 0.1),
            'prior 1.number is "trust.gain", which is not in numbers, so that nothing would move it; allowed: one of '
            "numbers: trust.loss; add it to numbers, or delete the prior",
        ),
        (
            PLAN
            + PRIOR.format("trust.gain", 0.05, 0.01, 0.1)
            + '[[assumption]]\nnumber = "trust.gain"\nvalue = 0.05\nbecause = "so"\n',
            "which [[assumption]] pins (trust.gain)",
        ),
        (
            PLAN.replace("people =", "most_numbers = 2\npeople =")
            + "".join(PRIOR.format(name, 0.05, 0.04, 0.06) for name in ("trust.gain", "trust.loss", "trust.drift")),
            "most_numbers is 2, and 3 numbers have a prior of the plan's own; allowed: 3 or more; type "
            "most_numbers = 3, or delete a prior",
        ),
        (
            PLAN.replace("people =", "discrepancy = { any_custody = 3.0 }\npeople ="),
            "any_custody is 3, and any_custody is a share; allowed: above 0 and below 0.5; type 0.03",
        ),
        (
            PLAN + PRIOR.format("custody_level.return_12_months", 0.5, 0.4, 0.6),
            "has 0.5 of people back within 12 months and 0.425 within 24; allowed: more within 24 months",
        ),
        (
            PLAN.replace('{ pilot = "coaches" }', "{}"),
            "arms is an empty table; allowed: a table of 1 or 2 arms, each with the scenario that its people live in; "
            'type for example arms = { pilot = "pull_in" }',
        ),
        (PLAN + '[posterior]\nfitted = "a"\ndigest = "b"\nnumbers = ["a"]\ndraws = [[1.0]]\n', "--posterior FOLDER"),
    ],
)
def test_what_cannot_be_fitted_is_told_with_what_to_type(changed: str, told: str) -> None:
    assert told in faults(changed)


def test_what_is_counted_in_days_may_be_missed_by_days_and_levels_in_order_may_both_be_fitted() -> None:
    levels = PRIOR.format("custody_level.return_12_months", 0.2, 0.1, 0.3)
    levels += PRIOR.format("custody_level.return_24_months", 0.4, 0.3, 0.5)
    study = parse_study(PLAN.replace("people =", "discrepancy = { custody_days = 3.0 }\npeople =") + levels)
    assert study.calibration is not None
    assert study.calibration.discrepancy == {"custody_days": 3.0}
