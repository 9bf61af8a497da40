"""What a fit says, in sentences and rows: first what the data cannot tell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from simmodel.calibration.between_arms import between_arms
from simmodel.calibration.checked import Verdict, verdicts
from simmodel.calibration.foretold import HELD
from simmodel.calibration.next_datum import NextDatum
from simmodel.calibration.prior import Parameter
from simmodel.calibration.result import QUICK, Fit
from simmodel.calibration.targets import named, told
from simmodel.evidence import GRADE_WORDS, ledger

BAND = (0.05, 0.5, 0.95)
SYNTHETIC = "synthetic"
WORTH_ASKING = 0.05
"""A further datum that would narrow no number by as much as this is not told."""
MOST_TOLD = 3
OUT_OF_BAND = 0.1
"""What lies beyond the 5th or the 95th percentile has at most this chance to lie as far out."""


@dataclass(frozen=True)
class ParameterTold:
    """One fitted number: 5th, 50th and 95th percentile before, after and by the second opinion, (3,) each, and what was
    learned.

    In its own unit; of a number with several items, how far along its range, 0 to 1.
    """

    parameter: Parameter
    unit: str
    before: np.ndarray
    after: np.ndarray
    second: np.ndarray | None
    contraction: float
    r_hat: float
    independent_draws: float
    source: str


def parameters_told(fit: Fit) -> list[ParameterTold]:
    """Every fitted number, the best learned first."""
    chains, contraction = fit.step.chains, fit.checks.identified.contraction
    worth = np.minimum(chains.bulk, chains.tail)
    other = fit.checks.second_opinion
    others = None if other is None else other.quantiles(BAND)
    found = []
    for column, each in enumerate(fit.prior.parameters):
        places = np.quantile(fit.step.draws[:, column], BAND)
        found.append(
            ParameterTold(
                parameter=each,
                unit=each.unit if each.single else "of the way along its range",
                before=_natural(each, np.array(BAND)),
                after=_natural(each, places),
                second=None if others is None else _natural(each, others[:, column]),
                contraction=float(contraction[column]),
                r_hat=float(chains.r_hat[column]),
                independent_draws=float(worth[column]),
                source=source_of(each),
            )
        )
    return sorted(found, key=lambda row: -row.contraction)


def synthetic(fit: Fit) -> bool:
    """Whether the model itself made the data."""
    return fit.plan.source.lower().lstrip().startswith(SYNTHETIC)


def cannot_tell(fit: Fit) -> list[str]:
    """What the data cannot tell, a sentence each, the first page of every report."""
    return [*_whose(fit), *_little(fit), *_not_apart(fit), *_one_arm(fit), *_nothing_aside(fit)]


def tells(fit: Fit) -> list[str]:
    """What the data tell: the best learned numbers, and targets kept aside beside what was expected of them."""
    best = [row for row in parameters_told(fit) if row.contraction >= 0.1][:MOST_TOLD]
    found = [
        f"{capital(phrase(row.parameter))}: {band_told(row.after)} {row.unit} after the pilot, {band_told(row.before)} "
        f"before; its uncertainty shrank by {row.contraction:.0%}."
        for row in best
    ]
    return [*found, *map(capital, between_arms(fit)), *_held_out(fit), *_next(fit)]


def warnings(fit: Fit) -> list[str]:
    """What speaks against using the fit: checks that it did not pass, and how little was played."""
    failed = [each for each in verdicts(fit) if not each.passed]
    found = [f"Not so: {each.name} ({figure(each)}; allowed: {each.limit}). {each.told}" for each in failed]
    found += [second_opinion_told(fit)] if second_opinion_differs(fit) else []
    if fit.size.wave <= QUICK.wave:
        found.append("A quick fit: to look at, not to decide by. A full one plays several times as many runs.")
    return found


def second_opinion_differs(fit: Fit) -> list[str]:
    """The numbers that the second opinion puts elsewhere than the fit, by more than both ways usually differ."""
    other = fit.checks.second_opinion
    return [] if other is None else [fit.prior.names[one] for one in np.flatnonzero(other.differs(fit.step.draws))]


def second_opinion_told(fit: Fit) -> str:
    """Whether a second opinion from the same runs agrees, and where it does not."""
    other, differs = fit.checks.second_opinion, second_opinion_differs(fit)
    if other is None:
        return "There is no second opinion: too few runs have counted every target that was fitted."
    of = "A second opinion from the same runs, without stand-in or chains (approximate Bayesian computation),"
    held = f"of the numbers of {other.tried} made-up pilots its 90% ranges held {other.held.mean():.0%}"
    if not differs:
        return f"{of} agrees on every number as closely as both ways usually do; {held}."
    return f"{of} lies elsewhere, by far more than both ways usually differ, on {', '.join(differs)}; {held}."


def name_of(fit: Fit, place: int) -> str:
    """What a target counts, and of whom where the pilot has several arms or it is of a group."""
    return named(fit.targets[place], with_arm=len(fit.plan.arms) > 1)


def time_told(fit: Fit) -> str:
    """How many runs were played and what they took, beside all else; runs kept from before took no time now."""
    (runs, rest), (played, in_all) = fit.seconds, fit.runs
    else_told = f"fit and checks took {rest:,.0f} s of processor time"
    if not played:
        return f"All {in_all:,} runs of the whole model were kept from before; {else_told}"
    of = "" if played == in_all else f" of {in_all:,}, the others kept from before,"
    share = f"{runs / max(runs + rest, 1e-9):.0%} of all"
    return f"{played:,} runs of the whole model{of} were played in {runs:,.0f} s ({share}); {else_told}"


def of_targets(many: int) -> str:
    """So many targets, in words."""
    return f"{many} target{'' if many == 1 else 's'}"


def source_of(parameter: Parameter) -> str:
    """Where the prior comes from: the row of the ledger with its grade, or the plan's own reason."""
    if parameter.because:
        return f"the study's own prior: {parameter.because}"
    words = GRADE_WORDS[parameter.grade]
    return f"{parameter.evidence}, grade {parameter.grade} ({words}): {ledger()[parameter.evidence].source}"


def phrase(parameter: Parameter) -> str:
    """What a parameter is, as it stands in a sentence: its meaning and its name."""
    meaning = re.split(r":|;| \(", parameter.meaning)[0]
    return f"{meaning} ({parameter.name})"


def figure(verdict: Verdict) -> str:
    """The figure of a check as it is read: 1.02, 13,100, unknown."""
    if not np.isfinite(verdict.figure):
        return "unknown"
    return f"{verdict.figure:,.0f}" if abs(verdict.figure) >= 1000 else f"{verdict.figure:.3g}"


def band_told(band: np.ndarray) -> str:
    """The 50th percentile, and the 5th and 95th beside it; `band` (3,)."""
    return f"{band[1]:.3g} ({band[0]:.3g} to {band[2]:.3g})"


def capital(text: str) -> str:
    """The text as it begins a sentence."""
    return text[:1].upper() + text[1:]


def chance_told(chance: float) -> str:
    """How often runs lie as far out as what was observed; unknown where nothing was."""
    return "unknown" if not np.isfinite(chance) else "<0.01" if chance < 0.005 else f"{chance:.2f}"


def _whose(fit: Fit) -> Iterator[str]:
    if synthetic(fit):
        yield "These data are synthetic: the model itself made them. Nothing here says anything about any place."


def _little(fit: Fit) -> Iterator[str]:
    """Numbers hardly learned with where they come from; those that share one source in one sentence."""
    by_source: dict[str, list[Parameter]] = {}
    for column in fit.checks.identified.hardly:
        each = fit.prior.parameters[column]
        by_source.setdefault(each.because or ledger()[each.evidence].source, []).append(each)
    for source, several in by_source.items():
        if len(several) == 1:
            known = source_of(several[0]).rstrip(".")
            yield f"Your data say almost nothing about {phrase(several[0])}: what is used comes from {known}."
        else:
            names = "; ".join(phrase(each) for each in several)
            yield (
                f"Your data say almost nothing about {len(several)} numbers, all of which come from "
                f"{_shared(several, source).rstrip('.')}: {names}."
            )


def _shared(several: list[Parameter], source: str) -> str:
    """One source of several numbers, with its grade."""
    first = several[0]
    if first.because:
        return f"the study's own prior, {source}"
    grades = " and ".join(sorted({f"{each.grade} ({GRADE_WORDS[each.grade]})" for each in several}))
    return f"evidence of grade {grades}, {source}"


def _not_apart(fit: Fit) -> Iterator[str]:
    names = [phrase(each) for each in fit.prior.parameters]
    for pair in fit.checks.identified.pairs:
        both = "more of both fits as well as less of both"
        other = "more of one fits as well as more of the other"
        fits = both if pair.together > 0 else other
        yield f"Your data cannot tell {names[pair.one]} from {names[pair.other]}: {fits}."
    for members in fit.checks.identified.only_together:
        several = "; ".join(names[one] for one in members)
        yield f"Your data tell what these come to together, and cannot tell one from another: {several}."


def _one_arm(fit: Fit) -> Iterator[str]:
    if len(fit.plan.arms) > 1:
        return
    yield (
        "Your pilot has one arm: it shows what became of the people it followed, not what would have become of them "
        "otherwise. The difference between scenarios still rests on the mechanisms of the model and their evidence."
    )


def _nothing_aside(fit: Fit) -> Iterator[str]:
    if not fit.kept_aside:
        yield "No target was kept aside, so nothing says how well the fit foretells what it has not seen."


def _held_out(fit: Fit) -> Iterator[str]:
    aside, after = fit.kept_aside, fit.checks.after
    known = [place for place in aside if np.isfinite(after.chance[place])]
    if known:
        within = sum(bool(after.chance[place] >= OUT_OF_BAND) for place in known)
        lie = "lies" if within == 1 else "lie"
        yield f"Of {of_targets(len(known))} kept aside {within} {lie} where nine runs in ten of the fit do."
    outside = [told(fit.targets[place]) for place in aside if after.outside[place]]
    if outside:
        yield f"The fit hardly ever puts these where they were seen: {'; '.join(outside)}."
    check = fit.checks.self_check.foretold
    if aside and check.counted.any():
        yield (
            f"Of what {len(check.along)} made-up pilots saw and their fits did not, such bands held "
            f"{check.in_all():.0%} ({HELD:.0%} is right)."
        )


def _next(fit: Fit) -> Iterator[str]:
    worth = [each for each in fit.checks.next_data if each.narrows >= WORTH_ASKING][:MOST_TOLD]
    if not worth:
        enough = f"would narrow a number by {WORTH_ASKING:.0%}"
        yield f"No single target, seen in as many people again or fitted too, {enough}."
    for each in worth:
        narrowed = phrase(fit.prior.parameters[each.most])
        yield f"{_datum(fit, each)} would narrow {narrowed} by about {each.narrows:.0%}."


def _datum(fit: Fit, datum: NextDatum) -> str:
    """What to collect, ask for or fit next, as a sentence begins."""
    what = name_of(fit, datum.target)
    if datum.again:
        return f"To collect next: {what}, of twice as many people,"
    if datum.target in fit.fitted:
        return f"To ask for next: the exact figure, not a range, of {what}"
    return f"To fit next: {what}, which this fit keeps aside,"


def _natural(parameter: Parameter, places: np.ndarray) -> np.ndarray:
    if not parameter.single:
        return (parameter.scaled(places) + 1.0) / 2.0
    return np.array([next(iter(parameter.values(place).values())) for place in places.tolist()])
