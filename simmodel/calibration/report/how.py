"""How a fit was done and whose data it had: enough to repeat it."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import version

from simmodel import __version__
from simmodel.calibration.checked import LEAST_BULK, MOST_R_HAT
from simmodel.calibration.plan import RELEASED
from simmodel.calibration.result import Fit
from simmodel.calibration.told import of_targets, time_told
from simmodel.store.address import PACKAGES


def whose_data(fit: Fit) -> Iterator[str]:
    """Whose data they are, whom the pilot followed, and how it measured them."""
    plan = fit.plan
    whom = "people released from a sentence" if plan.follows == RELEASED else "people whom workers took on"
    arms = ", ".join(f"{arm} (the scenario {scenario})" for arm, scenario in plan.arms.items())
    yield f"Source: {' '.join(plan.source.split())}."
    yield (
        f"The pilot followed {whom}, at most {plan.people_in_arm} in each arm, who began within "
        f"{plan.people.begins_within_weeks} weeks. Arms: {arms}. Each run of the model was seen in the same way: "
        f"{plan.lost_a_year:.0%} of people are lost to follow-up a year"
        + (f", but for what was looked up in records: {', '.join(plan.from_records)}." if plan.from_records else ".")
    )
    if plan.data_cut_weeks is not None:
        yield (
            f"The data were taken {plan.data_cut_weeks} weeks after the pilot began; what came later is known of "
            "nobody."
        )
    if plan.discrepancy:
        told = "; ".join(f"{outcome}: {sd:g}" for outcome, sd in plan.discrepancy.items())
        yield f"How far the model is believed to miss a target even at its best (one standard deviation): {told}."


def how_it_was_done(fit: Fit, command: str) -> Iterator[str]:
    """Method, runs, time, versions, hashes, seed, and the command that does it again."""
    chosen = "a screen of runs in which all numbers move chose them" if fit.screen else "the study names them"
    yield f"{len(fit.prior.names)} numbers were fitted to {of_targets(len(fit.fitted))}; {chosen}."
    yield (
        "Priors: the ranges of the evidence ledger (a triangle on each side of the value), or the study's own with its "
        "reason; independent of one another. All other numbers were drawn from theirs in every run."
    )
    yield (
        f"{len(fit.first):,} runs of the whole model at scrambled Sobol points through the prior, then "
        f"{len(fit.near):,} at draws of the posterior (wave {fit.waves} of at most {fit.size.waves}); "
        f"{len(fit.step.pool):,} taught the stand-in. {fit.without_curve:,} points had no custody curve and were left "
        "out."
    )
    yield (
        "Stand-in: quadratics with graded ridge for means (shares on the arcsine, rates and means on the root, costs "
        "on the log scale), straight lines for log variances, one correlation of what is left."
    )
    yield (
        "Likelihood: multivariate normal with the luck of the pilot's own number of people; suppressed or banded cells "
        "by the probability of their range."
    )
    yield (
        f"Posterior: ensemble Markov chains (emcee) in the unit cube, {len(fit.step.draws):,} draws kept; R-hat at "
        f"most {MOST_R_HAT}, effective sample size at least {LEAST_BULK:.0f}."
    )
    yield f"{time_told(fit)}."
    libraries = ", ".join(f"{name} {version(name)}" for name in ("emcee", *PACKAGES))
    yield f"simmodel {__version__}; {libraries}."
    hashes = "; ".join(f"{name} {value}" for name, value in fit.hangs_on.items())
    yield f"It hangs on: {hashes}."
    yield f"To repeat it, to the last bit with these versions: {command}"
