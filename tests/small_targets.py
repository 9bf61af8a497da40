"""A small file of targets that is right, ways to spoil it, and what is then said about it."""

import pytest

from simmodel.calibration.target_file import TargetFile, targets_in
from simmodel.calibration.targets import Target
from simmodel.errors import TargetsError

ARMS, LONGEST_MONTHS = ("pilot", "control"), 36
HEADER = "target,time,group,arm,value,n,se,lower,upper,kind,use,source,note\n"
COLUMNS = tuple(HEADER.strip().split(","))
SMALL = HEADER + (
    "any_custody,6,,pilot,12%,58,,,,cumulative,fit,own records,\n"
    'any_custody,12,,pilot,31%,58,,,,cumulative,fit,"own records, June",\n'
    "any_custody,12,,control,<5,60,,,,cumulative,fit,own records,\n"
    "any_custody,24,,pilot,,,,40%,55%,cumulative,holdout,own records,\n"
    "custody_days,0-12,leaving_custody,pilot,42.5,58,,,,mean,fit,own records,of those followed\n"
    "housed,52w,,pilot,0.6,,0.05,,,state,fit,own records,\n"
    'justice_cost,12-24,,control,"12,345",60,,,,cost,check,a report,\n'
)


def read(text: str) -> TargetFile:
    """What the text holds for a pilot of two arms that can be followed for three years."""
    return targets_in(text, "targets.csv", ARMS, LONGEST_MONTHS)


def faults(text: str) -> list[str]:
    with pytest.raises(TargetsError) as caught:
        read(text)
    assert caught.value.where == "targets.csv"
    return caught.value.faults


def row(**cells: str) -> str:
    """One row under `HEADER`, right but for these cells."""
    right = {"target": "any_custody", "time": "12", "arm": "pilot", "value": "0.31", "n": "58"}
    right |= {"kind": "cumulative", "use": "fit", "source": "own records"}
    return ",".join((right | cells).get(column, "") for column in COLUMNS) + "\n"


def one(**cells: str) -> Target:
    """The target of one such row."""
    (target,) = read(HEADER + row(**cells)).targets
    return target
