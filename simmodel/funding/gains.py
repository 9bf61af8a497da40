"""What is gained at a site, in words and whole units: counts of `simmodel.appraisal.yearly`, more always better.

To count something further, add it to `simmodel.appraisal.yearly.COUNTED` and a row here.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simmodel.appraisal.estimates import Estimate
from simmodel.appraisal.flows import Extra
from simmodel.appraisal.money.present_value import present_value
from simmodel.errors import SimmodelError
from simmodel.parameters import nearest
from simmodel.quantities import WEEKS_PER_YEAR

_A_YEAR = 1.0 / WEEKS_PER_YEAR


@dataclass(frozen=True)
class Gain:
    """One thing that a site may gain; `each`: how many of it one more of the count is; below 0, fewer is better."""

    id: str
    label: str
    each: float
    assumed_link: bool = False


_CATALOGUE = (
    Gain("returns_to_custody", "returns to custody avoided", -1.0),
    Gain("new_sentences", "returns under a new sentence avoided", -1.0),
    Gain("custody_days", "days in custody avoided", -1.0),
    Gain("weeks_stably_housed", "person-years in a stable home", _A_YEAR),
    Gain("weeks_homeless", "person-years homeless avoided", -_A_YEAR),
    Gain("weeks_in_work", "person-years in work", _A_YEAR),
    Gain("crises", "crises avoided", -1.0),
    Gain("deaths", "deaths avoided", -1.0),
    Gain("child_reports", "reports to child protection avoided (assumed link)", -1.0, assumed_link=True),
    Gain("child_care_weeks", "child-years in out-of-home care avoided (assumed link)", -_A_YEAR, assumed_link=True),
    Gain("children_vulnerable", "children not vulnerable at school start (assumed link)", -1.0, assumed_link=True),
)
GAINS = {gain.id: gain for gain in _CATALOGUE}
"""By count what is gained."""
MAIN = ("returns_to_custody", "weeks_stably_housed", "crises", "children_vulnerable")
"""What is shown at every level of funding."""


def gain_named(name: str, *also: str) -> Gain:
    """One thing that may be gained; SimmodelError, with the nearest right name, where it is not counted.

    `also`: what else is allowed where the name was typed.
    """
    if name not in GAINS:
        allowed = dict.fromkeys((*also, *GAINS))
        raise SimmodelError(f"--outcome is {name}; allowed: {', '.join(allowed)}{nearest(name, allowed)}")
    return GAINS[name]


def gained(extra: Extra, name: str) -> np.ndarray:
    """How much more of it there is than in the base case, over all years and everyone at the site; (draws, runs).

    Discounted like dollars, as in the brief: net dollars over what is gained are the cost per outcome.
    """
    return present_value(GAINS[name].each * extra.yearly.of(name))


def size(value: float | None) -> str:
    """An amount with its sign, to a tenth below a hundred: "+12.3", "-1,204", "0.0", "none"."""
    if value is None:
        return "none"
    shown = round(value, 1 if abs(value) < 100 else 0) + 0.0
    return f"{shown:+,.{1 if abs(value) < 100 else 0}f}" if shown else "0.0"


def bare(value: float | None) -> str:
    """An error or a size without its sign: "12.3", "none"."""
    return size(value).lstrip("+")


def evidence(found: Estimate) -> str:
    """The evidence band of an amount, "+1.2 to +3.4", or "none"."""
    return "none" if found.evidence_low is None else f"{size(found.evidence_low)} to {size(found.evidence_high)}"
