"""The tables of a report: every cell in words already, shares as per cent, amounts as targets have them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from simmodel.calibration.checked import verdicts
from simmodel.calibration.lack import BEARABLE
from simmodel.calibration.next_datum import NextDatum
from simmodel.calibration.result import Fit
from simmodel.calibration.targets import between, told
from simmodel.calibration.told import (
    band_told,
    capital,
    chance_told,
    figure,
    name_of,
    parameters_told,
    phrase,
    second_opinion_differs,
)
from simmodel.documents.told import Told

MOST_NEXT = 8
USES = {"fit": "fitted", "holdout": "kept aside", "check": "looked at only"}
CHANCE_NOTE = (
    "Nine runs in ten lie between these. Chance: how often runs lie as far out as what was observed, either way; runs "
    "have the luck of as many people as the pilot had."
)


def numbers_table(fit: Fit) -> Told:
    """Every fitted number: what it is, its unit, before and after, what was learned, and where its prior comes from."""
    rows = [
        (
            f"{capital(phrase(row.parameter))}, {row.unit}",
            band_told(row.before),
            band_told(row.after),
            f"{row.contraction:.0%}",
            row.parameter.grade or "the study's own",
            row.source,
        )
        for row in parameters_told(fit)
    ]
    note = (
        "50th (5th to 95th) percentile. Learned: by how much its uncertainty shrank, 0% nothing, 100% all; below 0% it "
        "grew. The best learned number comes first."
    )
    head = ("Number", "Before", "After", "Learned", "Grade", "Where what was believed before comes from")
    return Told("Every number before and after the pilot, with its source", head, tuple(rows), note)


def observed_table(fit: Fit) -> Told:
    """Every target with its use, source and note."""
    rows = tuple((capital(told(each)), USES[each.use], each.source, each.note) for each in fit.targets)
    return Told("Every target, with its source", ("Observed", "Use", "Source", "Note"), rows)


def predictive_table(fit: Fit, places: Sequence[int], title: str) -> Told:
    """Targets beside runs of the model before and after the pilot."""
    before, after = fit.checks.before, fit.checks.after
    rows = []
    for place in places:
        target = fit.targets[place]
        bands = [between(target, *check.band[:, place]) for check in (before, after)]
        verdict = "hardly ever so" if after.outside[place] else "as runs show it"
        chances = [chance_told(check.chance[place]) for check in (before, after)]
        rows.append((capital(told(target)), *bands, *chances, verdict))
    head = ("Observed", "Runs before", "Runs after", "Chance before", "Chance after", "Is it so?")
    return Told(title, head, tuple(rows), CHANCE_NOTE)


def foretold_table(fit: Fit) -> Told:
    """By target kept aside how often its band held what made-up pilots saw."""
    check = fit.checks.self_check.foretold
    columns = zip(fit.kept_aside, check.counted, check.held(), check.within().T, strict=True)
    rows = tuple(
        (capital(name_of(fit, place)), f"{counted}", *(f"{held:.0%}", f"{low:.0%} to {high:.0%}"))
        if counted
        else (capital(name_of(fit, place)), "0", "unknown", "unknown")
        for place, counted, held, (low, high) in columns
    )
    note = (
        "Runs whose numbers are known were fitted as if each were the pilot, and what the fit foretold of the target, "
        "with the luck that the fitted ones had already seen, was compared with what the run saw. The range is that of "
        "so few pilots (95%)."
    )
    head = ("Target kept aside", "Made-up pilots that counted it", "90% bands held it", "Which may be by chance")
    return Told("How often such bands hold what was kept aside", head, rows, note)


def emulator_table(fit: Fit) -> Told:
    """By target how far the stand-in misses the model: over the prior, and where the answer lies."""
    lack, check = fit.step.emulator.lack, fit.checks.after
    rows = tuple(
        (
            capital(name_of(fit, place)),
            _number(lack[place]),
            _number(check.off_by[place]),
            _number(check.width[place]),
            "learn again" if check.learn_again[place] else "",
        )
        for place in range(len(fit.targets))
    )
    note = (
        f"In units of the luck of one run. Over the prior at most {BEARABLE:g} is allowed of a fitted target. Where "
        "the answer lies: 0 is no error; the spread of runs should be 1. Learn again: off beyond chance."
    )
    head = ("Target", "Misses over the prior", "Off where the answer lies", "Spread of runs there", "")
    return Told("How far the stand-in misses the model", head, rows, note)


def self_check_table(fit: Fit) -> Told:
    """By number, and target kept aside, how often ranges held the truth, how even ranks are, and what is learned."""
    check = fit.checks.self_check
    aside = [name_of(fit, place) for place in range(len(fit.targets)) if place not in fit.fitted]
    columns = zip([*fit.prior.names, *aside], check.coverage(), check.evenness(fit.seed), check.skill(), strict=True)
    rows = tuple((name, f"{held:.0%}", f"{even:.2g}", f"{skill:.0%}") for name, held, even, skill in columns)
    note = (
        f"{len(check.ranks)} made-up pilots. Evenness: Kolmogorov-Smirnov, how often ranks are as uneven as these "
        "although the method is right. Nearer: how much nearer to the truth than before, on average (CRPS)."
    )
    head = ("Number or target kept aside", "90% ranges held the truth", "Evenness of ranks", "Nearer to the truth")
    return Told("Made-up pilots with known numbers, fitted as this one", head, rows, note)


def second_opinion_table(fit: Fit) -> Told:
    """Every fitted number before, after, and by the second opinion."""
    differs = second_opinion_differs(fit)
    rows = tuple(
        (
            row.parameter.name,
            band_told(row.before),
            band_told(row.after),
            "unknown" if row.second is None else band_told(row.second),
            "far apart" if row.parameter.name in differs else "",
        )
        for row in parameters_told(fit)
    )
    note = (
        "50th (5th to 95th) percentile. The second opinion: of the runs through the prior the half nearest to what was "
        "observed, moved along straight lines to it (Beaumont and others 2002). Far apart: by four times as much as "
        "both ways usually are, in made-up pilots."
    )
    return Told("The fit beside a second opinion", ("Number", "Before", "After", "Second opinion", ""), rows, note)


def next_table(fit: Fit) -> Told:
    """What further data would remove of what is still open, the most first."""
    rows = tuple(
        (
            capital(name_of(fit, each.target)),
            _of_whom(fit, each),
            f"{each.worth:.0%}",
            f"{fit.prior.names[each.most]}, by {each.narrows:.0%}",
        )
        for each in fit.checks.next_data[:MOST_NEXT]
    )
    note = (
        "Of the variance of all fitted numbers together, in normal scores of what was believed before, so that those "
        "least known count most; narrows: the standard deviation of the number that gains most. By the straight-line "
        "normal approximation at the posterior; no further fit."
    )
    head = ("Datum", "Of whom", "Removes of the variance that is left", "Narrows most")
    return Told("What a further datum would remove", head, rows, note)


def _of_whom(fit: Fit, datum: NextDatum) -> str:
    if datum.again:
        return "of as many people again"
    return "told exactly, not as a range" if datum.target in fit.fitted else "of the same people: kept aside here"


def checks_table(fit: Fit) -> Told:
    """Every check with its figure, what is allowed, and what it means."""
    rows = tuple(
        (capital(each.name), "passed" if each.passed else "FAILED", figure(each), each.limit, each.told)
        for each in verdicts(fit)
    )
    return Told("Every check of the fit", ("Check", "Outcome", "Figure", "Allowed", "What it means"), rows)


def _number(value: float) -> str:
    return f"{value:.2g}" if np.isfinite(value) else "unknown"
