"""A small trial, as the end of a study file: what it is, and one table for each thing that it reported."""

from simmodel.validation.trials import TrialResult

TRIAL = """\
[trial]
name = "A small trial"
source = "made up"
known = "what came out"
not_known = "the rest"
design = "randomised"
treated = "pull_in"
control = "current"
people = { begins_within_weeks = 20 }
"""
OUTCOME = """\
[[trial.outcome]]
name = "{name}"
what = "{what}"
outcome = "{outcome}"
measure = "{measure}"
weeks = {weeks}
"""
INTERVAL = """\
low = {low:g}
high = {high:g}
interval = "as reported"
"""


def reported(
    name: str,
    outcome: str,
    measure: str,
    low: float | None = None,
    high: float | None = None,
    weeks: int = 52,
    value: float | None = None,
) -> str:
    """One thing that a trial reported: its value, where it is known, and its interval, where there is one."""
    text = OUTCOME.format(name=name, what=name.replace("_", " "), outcome=outcome, measure=measure, weeks=weeks)
    text += "" if value is None else f"reported = {value:g}\n"
    return text if low is None else text + INTERVAL.format(low=low, high=high)


FITS = TrialResult(
    id="a.b",
    title="A trial",
    what="homes after a year",
    design="randomised",
    measure="difference",
    reported=0.3,
    low=0.2,
    high=0.4,
    interval="as reported",
    model=0.25,
    model_low=0.22,
    model_high=0.28,
    error=0.01,
    over_draws=None,
    people=40.0,
    inside=True,
    at_the_edge=False,
    by_construction=False,
    barely_moved=False,
    overlap=True,
    because="",
    known="",
    not_known="",
    source="",
)
"""A result whose mean lies well inside what was reported."""
