"""Outside cases of homes, custody and crises: constant hazards through a study file, against closed forms.

A study's mechanisms are switched off and its hazards hang on nothing; people then move between states at known rates.
What is left between the closed form in continuous time and the model is the week as a step: the verdict is on the
exact weekly chain, and each case tells what the week makes of it. The listed three states with an exit cannot be put
so in the model, in which custody remembers the home; four living states and an exit can.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy.linalg import expm

from simmodel.quantities import WEEKS_PER_YEAR
from simmodel.site import Solution, flat_curve
from simmodel.validation.case import Case, Effort, Known, mean_and_error
from simmodel.validation.chains import custody_by_week, home_and_custody
from simmodel.validation.known import known
from simmodel.validation.plain_lives import events_with_stays, lived, started, study_of, with_numbers
from simmodel.vocabulary import COHORTS, HOUSING, STABLE, TENANCIES

PEOPLE, YEARS = 20_000, 3
SOURCE = "continuous-time Markov chains (Kemeny and Snell); known/states.json"
FREE_RATE, INSIDE_YEARS = 0.35, 2.0
RATES = {"gain": 0.6, "loss": 0.3, "back_homeless": 0.25, "back_housed": 0.35, "lost_inside": 0.4, "exit": 0.05}
"""Rates a year of the case with four living states: the listed ones, with one for a home lost inside."""


def cases(effort: Effort) -> list[Case]:
    """Every case of this page."""
    return [*homes(effort), *custody(effort), *four_states(effort), *crises(effort), step_error()]


def a_week(rate: float) -> float:
    """A yearly rate as a weekly hazard."""
    return rate / WEEKS_PER_YEAR


def everyone_homeless() -> dict[str, float]:
    """At the start nobody has a home."""
    share = {f"community.homeless_at_start.{cohort}": 1.0 for cohort in COHORTS}
    return share | {f"community.insecure_at_start.{cohort}": 0.0 for cohort in COHORTS}


def rentals(gain: float, loss: float) -> dict[str, float]:
    """Homes found and lost at these yearly rates, whether homeless or insecurely housed."""
    found = {f"housing.rental_{where}": a_week(gain) for where in ("homeless", "insecure")}
    return found | {"housing.loss": a_week(loss)}


def homes(effort: Effort) -> list[Case]:
    """Two states: with a stable home, and without."""
    row = known("states")["two_state_housing"]
    numbers = rentals(row["rate_gain"], row["rate_loss"]) | everyone_homeless()
    numbers |= {f"community.was_inside.{cohort}": 0.0 for cohort in COHORTS}
    study = with_numbers(study_of("homes", YEARS, {"homelessness": PEOPLE}), numbers)
    by_run = list(lived(study, Solution(1.0, flat_curve(0.0), {}), effort.seed, effort.times(1), events_with_stays()))
    gain, loss = (1.0 - np.exp(-a_week(row[name])) for name in ("rate_gain", "rate_loss"))
    weeks = np.arange(1, YEARS * WEEKS_PER_YEAR + 1)
    exact = gain / (gain + loss) * (1.0 - (1.0 - gain - loss) ** weeks)
    people, found = PEOPLE * len(by_run), []
    for year in (1, 3):
        week = year * WEEKS_PER_YEAR - 1
        share = float(np.mean([weekly["stably_housed"][week] for _, weekly in by_run])) / PEOPLE
        what = stated(
            f"homes-year-{year}", f"Of people without a home as many are housed after {year} years", exact[week]
        )
        what = told_of_step(what, row["p_housed"][str(year)])
        found.append(what.by_chance(share, float(np.sqrt(share * (1 - share) / people)), effort.fault))
    years = np.concatenate([lives.weeks_stably_housed for lives, _ in by_run]) / WEEKS_PER_YEAR
    what = stated(
        "homes-person-years", "They live as many years in a stable home within three", exact.sum() / 52, "years"
    )
    what = told_of_step(what, row["person_years_housed"]["3"])
    return [*found, what.by_chance(*mean_and_error(years), effort.fault)]


def stated(name: str, start: str, exact: float, unit: str = "share of people") -> Known:
    """A case whose verdict is on the exact weekly chain."""
    return Known(f"states-{name}", f"{start} as the exact weekly chain says.", SOURCE, unit, float(exact))


def told_of_step(what: Known, continuous: float) -> Known:
    """The same, with what the week as a step makes of the closed form."""
    note = f"in continuous time {continuous:.4f}; whole weeks make {what.expected / continuous - 1:+.1%} of it"
    return Known(what.id, what.proves, what.source, what.unit, what.expected, note)


def custody(effort: Effort) -> list[Case]:
    """Two states: free, and in custody at a constant hazard for exponential stays."""
    stay = INSIDE_YEARS * WEEKS_PER_YEAR
    study = with_numbers(
        study_of("custody", YEARS, {"leaving_custody": PEOPLE}),
        {"custody.sentence_weeks": stay, "custody.spread": 1.2},
    )
    constant = Solution(1.0, flat_curve(a_week(FREE_RATE)), {})
    by_run = list(lived(study, constant, effort.seed, effort.times(1), events_with_stays()))
    exact = custody_by_week(np.full(YEARS * WEEKS_PER_YEAR, a_week(FREE_RATE)), stay)
    both = FREE_RATE + 1.0 / INSIDE_YEARS
    continuous = FREE_RATE / both * (1.0 - np.exp(-both * YEARS))
    share = float(np.mean([weekly["in_custody"][-1] for _, weekly in by_run])) / PEOPLE
    what = told_of_step(stated("custody-year-3", "At a constant hazard as many are in custody", exact[-1]), continuous)
    return [what.by_chance(share, float(np.sqrt(share * (1 - share) / PEOPLE / len(by_run))), effort.fault)]


def four_states(effort: Effort) -> list[Case]:
    """Homes and custody together, and an exit."""
    weekly_rates = {name: a_week(rate) for name, rate in RATES.items()} | {"release": a_week(1.0 / INSIDE_YEARS)}
    numbers = rentals(RATES["gain"], RATES["loss"]) | everyone_homeless()
    numbers |= {f"leaving.moves.{cohort}": weekly_rates["exit"] for cohort in COHORTS}
    numbers |= {
        "housing.lost_inside": weekly_rates["lost_inside"],
        "custody.unstable_home": float(np.log(RATES["back_homeless"] / RATES["back_housed"])),
        "custody.sentence_weeks": INSIDE_YEARS * WEEKS_PER_YEAR,
        "custody.spread": 1.2,
    }
    study = with_numbers(study_of("four_states", YEARS, {"leaving_custody": PEOPLE}), numbers)
    constant = Solution(1.0, flat_curve(weekly_rates["back_housed"]), {})
    by_run = list(lived(study, constant, effort.seed, effort.times(3), events_with_stays()))
    people = np.concatenate([lives for lives, _ in by_run])
    here, inside, stable = people["gone"] == 0, people["custody"] != 0, people["tenancy"] == STABLE
    exact = home_and_custody(YEARS * WEEKS_PER_YEAR, weekly_rates)[-1]
    continuous = np.array(expm(generator() * YEARS))[0]
    shares = {
        "custody": (here & inside, exact[2:6].sum(), continuous[2:4].sum(), "are in custody"),
        "housed": (here & ~inside & stable, exact[1], continuous[1], "are free and in a stable home"),
        "exit": (~here, exact[6], continuous[4], "have moved away"),
    }
    found = []
    for name, (are, chain, closed, words) in shares.items():
        what = stated(
            f"four-{name}", f"With homes, custody and moving away at once as many {words} after 3 years", chain
        )
        found.append(told_of_step(what, closed).by_chance(*mean_and_error(are * 1.0), effort.fault))
    return found


def generator() -> np.ndarray:
    """Yearly rates between homeless, housed, inside without and with a home, gone."""
    rates, release = RATES, 1.0 / INSIDE_YEARS
    moves = np.zeros((5, 5))
    moves[0, 1], moves[1, 0] = rates["gain"], rates["loss"]
    moves[0, 2], moves[1, 3] = rates["back_homeless"], rates["back_housed"]
    moves[2, 0] = moves[3, 1] = release
    moves[3, 2] = rates["lost_inside"]
    moves[:4, 4] = rates["exit"]
    return moves - np.diag(moves.sum(axis=1))


def crises(effort: Effort) -> list[Case]:
    """Crises at one rate for all, and at rates that differ as a gamma distribution."""
    row = known("states")["poisson_crises"]
    mixed, rate, weeks = row["with_gamma_frailty"], a_week(row["rate_per_year"]), YEARS * WEEKS_PER_YEAR
    numbers = {"crisis.weekly_rate": rate, "crisis.per_load": 1.0}
    numbers |= {f"housing.need.{tenancy}": 0.0 for tenancy in TENANCIES}
    study = with_numbers(study_of("crises", YEARS, {"homelessness": PEOPLE}), numbers)
    nothing = Solution(1.0, flat_curve(0.0), {})

    def of_rates(shape: float, runs: int) -> np.ndarray:
        luck, found = effort.luck(f"crises-{shape}"), []
        for run in range(runs):
            begun = started(study, nothing, effort.seed, run)
            log_rate = np.log(luck.gamma(shape, 1.0 / shape, PEOPLE)) if shape else np.zeros(PEOPLE)
            give_load(begun.people, log_rate)
            begun.play(events_with_stays())
            found.append(begun.people.crises.copy())
        return np.concatenate(found)

    same, differing = of_rates(0.0, 1), of_rates(mixed["shape"], effort.times(5))
    shape, scale = mixed["shape"], rate / mixed["shape"]
    mean = weeks * (1.0 - (1.0 + scale) ** -shape)
    gap, one = (1.0 + scale) ** -shape, (1.0 + 2.0 * scale) ** -shape
    variance = weeks * (gap - one) + weeks**2 * (one - gap**2)
    return [
        told_of_step(
            stated(
                "crises-mean", "At a constant rate people meet as many crises", weeks * (1 - np.exp(-rate)), "crises"
            ),
            row["mean"],
        ).by_chance(*mean_and_error(same), effort.fault),
        told_of_step(
            stated("crises-gamma-mean", "At rates that differ between people (gamma) the mean is", mean, "crises"),
            mixed["mean"],
        ).by_chance(*mean_and_error(differing), effort.fault),
        told_of_step(
            stated(
                "crises-gamma-variance", "Their variance is that of a gamma mixture of Poissons", variance, "squared"
            ),
            mixed["variance"],
        ).by_chance(*mean_and_error((differing - differing.mean()) ** 2), effort.fault),
        Known(
            "states-crises-gamma-none",
            "As many of them meet no crisis in three years as the closed form says, which whole weeks leave as it is.",
            SOURCE,
            "share of people",
            mixed["p_zero"],
        ).by_chance(*mean_and_error((differing == 0) * 1.0), effort.fault),
    ]


def give_load(people: Any, log_rate: np.ndarray) -> None:
    """Needs whose mean over all domains, housing at 0, is this log rate: the model's own way to a person's crises."""
    domains = people.need.shape[1]
    people.need[:] = log_rate[:, None] * domains / (domains - 1)
    people.need[:, HOUSING] = 0.0


def step_error() -> Case:
    """What the week as a step makes of homes, custody and exit at once, without chance."""
    weekly_rates = {name: a_week(rate) for name, rate in RATES.items()} | {"release": a_week(1.0 / INSIDE_YEARS)}
    chain, closed = home_and_custody(YEARS * WEEKS_PER_YEAR, weekly_rates)[-1], np.array(expm(generator() * YEARS))[0]
    by_week = np.array([chain[0], chain[1], chain[2] + chain[4], chain[3] + chain[5], chain[6]])
    what = Known(
        "states-step-error",
        "The week as a step, events one after the other, moves no share after 3 years by more than half a point.",
        SOURCE,
        "share of people, the largest difference",
        0.0,
    )
    return what.exactly(float(np.abs(by_week - closed).max()), 0.005)
