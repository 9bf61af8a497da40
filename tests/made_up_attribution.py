"""An attribution that is made up: a difference, and what each group adds to it."""

from dataclasses import replace

from simmodel.appraisal.estimates import Difference, Estimate
from simmodel.attribution.groups import GROUPS, SPENDING
from simmodel.attribution.result import Attribution, Part

AMOUNTS = {"queueing": -1.0, "pulling_in": 3.0, "fragmentation": 0.05, "brokerage": 6.0, "spending": 2.0}
WHOLE = sum(AMOUNTS.values())


def estimate(mean: float, error: float = 0.1) -> Estimate:
    return Estimate(mean, mean - 3, mean + 3, mean - 1, mean + 1, error)


def part(group: object, whole: float) -> Part:
    mean = AMOUNTS.get(group.id, 0.0)
    share = mean / whole if whole else None
    out = "" if group.id in AMOUNTS else "off in this study"
    off = ("waiting",) if group.id == "queueing" else ()
    return Part(group, estimate(mean), share, 0.01, out, off)


def made_up(whole: float = WHOLE, **changes: object) -> Attribution:
    found = Attribution(
        study_name="taree",
        title="Taree",
        version="0.1.0",
        seed=1,
        runs=20,
        draws=10,
        between=("current", "pull_in"),
        outcome="weeks_stably_housed",
        population="reached",
        reached_by="pull_in",
        people=57.4,
        same_people=0.74,
        whole=Difference(**vars(estimate(whole)), runs_better=9, runs_worse=1, runs_same=0),
        parts=tuple(part(group, whole) for group in (*GROUPS, SPENDING)),
        notes=("the custody level is as it is",),
        return_definition="new_sentence",
    )
    return replace(found, **changes)
