"""Which sums of money are asked about, for which scenarios, and what chance is wanted of what; wrong words are one
message."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from simmodel.errors import SimmodelError
from simmodel.funding.gains import gain_named
from simmodel.sampling import DEFAULT_CHANCE, DEFAULT_LEVELS, FEWEST_LEVELS
from simmodel.scenario import Study
from simmodel.study_checks import MOST_SCENARIOS


@dataclass(frozen=True)
class Question:
    """Dollars a year at each site (`levels`, rising) for each of `scenarios`, and the chance that is wanted.

    The chance is that of paying; where `outcome` is named, that of gaining more than `gain` of it over all years,
    discounted like dollars, too.
    """

    scenarios: tuple[str, ...]
    levels: tuple[int, ...]
    chance: float = DEFAULT_CHANCE
    outcome: str | None = None
    gain: float = 0.0


def question_of(
    study: Study,
    first: float,
    last: float,
    levels: int = DEFAULT_LEVELS,
    scenarios: tuple[str, ...] = (),
    chance: float = DEFAULT_CHANCE,
    outcome: str | None = None,
    gain: float = 0.0,
) -> Question:
    """The question in these words, levels of funding spread evenly; SimmodelError for words that do not fit the study.

    `first` and `last`: dollars a year and site; `chance`: above 0, at most 1; `gain`: of `outcome`, over all years,
    discounted.
    """
    named = tuple(dict.fromkeys(scenarios)) or usual_scenarios(study)
    for name in named:
        _buying(study, name)
    if not 0 < first < last:
        given = f"--from is {first:,.0f} and --to {last:,.0f}"
        raise SimmodelError(
            f"{given}; allowed: dollars a year above 0, --to above --from; type --from 300000 --to 1000000"
        )
    if not 0 < chance <= 1:
        raise SimmodelError(f"--chance is {chance:g}; allowed: above 0 to 1; type --chance 0.5")
    if outcome is not None:
        gain_named(outcome)
    if not math.isfinite(gain):
        raise SimmodelError(f"--gain is {gain:g}; allowed: a number; type --gain 0")
    if gain and outcome is None:
        raise SimmodelError(f"--gain is {gain:g} of no outcome; type --outcome weeks_stably_housed --gain {gain:g}")
    return Question(named, _spread(first, last, levels, len(named)), chance, outcome, gain)


def usual_scenarios(study: Study) -> tuple[str, ...]:
    """The first scenario that buys coaches, and its fair rivals: whatever buys something else for the same money.

    Without coaches everything that buys something. SimmodelError where nothing does.
    """
    buying = {name: one for name, one in study.scenarios.items() if one.buys != "nothing"}
    if not buying:
        raise SimmodelError(f"no scenario of {study.name} buys anything, so no money can be asked about")
    coaches = next((one for one in buying.values() if one.buys == "coaches"), None)
    if coaches is None:
        return tuple(buying)
    money = (coaches.funding_per_year, coaches.funded_years)
    rivals = [name for name, one in buying.items() if one.buys != "coaches"]
    fair = [name for name in rivals if (buying[name].funding_per_year, buying[name].funded_years) == money]
    return (next(name for name, one in buying.items() if one is coaches), *fair)


def _buying(study: Study, name: str) -> None:
    if study.named(name).buys == "nothing":
        allowed = ", ".join(other for other, one in study.scenarios.items() if one.buys != "nothing")
        raise SimmodelError(f"--scenario is {name}, which buys nothing; allowed: {allowed or 'none of this study'}")


def _spread(first: float, last: float, levels: int, scenarios: int) -> tuple[int, ...]:
    most = (MOST_SCENARIOS - 1) // scenarios
    if not FEWEST_LEVELS <= levels <= most:
        words = f"--levels is {levels}; allowed: {FEWEST_LEVELS} to {most} with {scenarios} scenario"
        raise SimmodelError(f"{words}{'' if scenarios == 1 else 's'}; type --levels {min(DEFAULT_LEVELS, most)}")
    found = tuple(round(each) for each in np.linspace(first, last, levels).tolist())
    if len(set(found)) < levels:
        raise SimmodelError(
            f"{levels} levels do not fit between {first:,.2f} and {last:,.2f} dollars; allowed: at least a dollar apart"
        )
    return found
