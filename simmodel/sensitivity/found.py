"""From paired runs to what moves the difference of a scenario, how much of it nobody has measured, and what to ask."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from simmodel.appraisal.money.draws import estimate_amount
from simmodel.appraisal.money.information import Worth, evppi
from simmodel.appraisal.money.ratios import chance_it_pays
from simmodel.appraisal.money.tornado import tornado_of_draws
from simmodel.appraisal.runs import Runs, of_runs
from simmodel.appraisal.spread import variance
from simmodel.appraisal.worth import appraise_runs
from simmodel.sensitivity.emulator import STANDS_OUT, emulate, predicted, standing_out, stands_out_from
from simmodel.sensitivity.pilot import Size, pilot_of
from simmodel.sensitivity.question import Question
from simmodel.sensitivity.result import Driver, Group, Sensitivity
from simmodel.sensitivity.selection import Left, left_of
from simmodel.sensitivity.shares import Share, explained_by
from simmodel.sensitivity.sobol import indices_of, moving_together
from simmodel.sensitivity.uncertain import Uncertain, places_of, uncertain

LEAST_EXPLAINED = 0.05
"""Numbers that predict less of what evidence leaves open, in draws never seen, are chance and are not told."""


@dataclass(frozen=True)
class Drawn:
    """A result over draws: the mean of each, (draws,), and the share of its variance that is evidence, not luck."""

    means: np.ndarray
    evidence: float


def found_in(runs: Runs, question: Question, pilot: Size | None = None) -> Sensitivity:
    """What moves the difference that is asked about, and what a pilot is worth; draws of two runs or more."""
    appraisal, numbers = appraise_runs(runs), uncertain(runs.numbers)
    amount, places = question.amount(runs, appraisal), places_of(numbers)
    drawn = drawn_of(amount)
    explained = _of_evidence(1 - _missed(drawn.means, places, runs.seed), drawn)
    told = appraisal.headline(question.scenario)
    net = question.options(runs, appraisal) if question.in_dollars else None
    return Sensitivity(
        **of_runs(runs),
        basis=runs.unit_costs,
        kind=told.kind,
        years=appraisal.years,
        question=question,
        amount=estimate_amount(amount),
        numbers=tuple(numbers),
        evidence=drawn.evidence,
        explained=explained,
        stands_out_from=min(1.0, stands_out_from(len(numbers), runs.draws) / max(drawn.evidence, 1e-9)),
        drivers=_drivers(drawn, numbers, places, runs.seed) if explained >= LEAST_EXPLAINED else (),
        groups=_groups(net, drawn, numbers),
        rests_on=_rests_on(drawn, numbers),
        bars=appraisal.scenarios[question.scenario].moved_by if question.in_dollars else (),
        left_out=appraisal.scenarios[question.scenario].left_out if question.in_dollars else "",
        pays=chance_it_pays(amount).of_draws if question.in_dollars else None,
        everything=appraisal.know_everything if question.in_dollars else None,
        with_luck=appraisal.with_luck if question.in_dollars else None,
        pilot=None if net is None else pilot_of(runs, question.scenario, net, appraisal.years, pilot),
    )


def drawn_of(amount: np.ndarray) -> Drawn:
    """The draws of an amount, (draws, runs)."""
    draws, runs = amount.shape
    parts = variance(amount.ravel(), np.repeat(np.arange(draws), runs))
    assert parts is not None
    return Drawn(amount.mean(axis=1), parts.between / parts.seen if parts.seen > 0 else 0.0)


def draws_to_see(share: float, found: Sensitivity) -> int:
    """About how many draws it takes for a number that makes up this share of what evidence leaves open to stand out."""
    seen = min(share * found.evidence, 0.999)
    if seen <= 0:
        return 0
    return 3 + round(2 * np.log(1 - STANDS_OUT ** (1 / max(len(found.numbers), 1))) / np.log(1 - seen))


def _missed(means: np.ndarray, places: np.ndarray, seed: int) -> float:
    whole = float(np.var(means))
    return float(np.var(means - predicted(means, places, seed))) / whole if whole > 0 else 1.0


def _of_evidence(share: float, drawn: Drawn) -> float:
    """A share of the variance of draws as one of what evidence leaves open, 0 to 1."""
    return float(np.clip(share / drawn.evidence, 0.0, 1.0)) if drawn.evidence > 0 else 0.0


def _drivers(drawn: Drawn, numbers: list[Uncertain], places: np.ndarray, seed: int) -> tuple[Driver, ...]:
    """Numbers that stand out, those that move with one of them beside it, by total index."""
    picked = standing_out(drawn.means, places, seed) if drawn.evidence > 0 else []
    if not picked:
        return ()
    groups = [group for group in moving_together(places) if set(group) & set(picked)]
    columns = [column for group in groups for column in group]
    here, within = places[:, columns], [[columns.index(column) for column in group] for group in groups]
    emulator = emulate(drawn.means, here)
    found = indices_of(emulator, drawn.means, here, within, seed)
    explained = float(np.var(emulator.at(here)) / np.var(drawn.means))
    scale, unsure = min(1.0, explained / drawn.evidence), found.explained_error / drawn.evidence
    told = []
    for at, group in enumerate(groups):
        first = _of_whole(float(found.first[at]), float(found.first_error[at]), scale, unsure)
        total = _of_whole(float(found.total[at]), float(found.total_error[at]), scale, unsure)
        left = left_of(explained * float(found.total[at]), 1 - explained, *places.shape)
        brings = emulator.alone(here, within[at])[:, None]
        (bar,) = tornado_of_draws(brings, {numbers[group[0]].name: places[:, group[0]]})
        ends = (_nearer(end, float(drawn.means.mean()), left) for end in (bar.at_low, bar.at_high))
        told.append(Driver(tuple(numbers[c] for c in group), left.of(first), left.of(total), *ends))
    return tuple(sorted(told, key=lambda each: -each.total.share))


def _nearer(end: float, mean: float, left: Left) -> float:
    """What is expected at one end of a number, as near to the mean as its share is to none."""
    return mean + math.sqrt(left.share) * (end - mean)


def _of_whole(share: float, error: float, scale: float, unsure: float) -> Share:
    """A share of what the emulator tells as one of what evidence leaves open; both are known with an error."""
    return Share(scale * share, math.hypot(scale * error, share * unsure))


def _scaled(share: Share | None, drawn: Drawn) -> Share | None:
    if share is None or drawn.evidence == 0:
        return None
    return Share(_of_evidence(share.share, drawn), share.error / drawn.evidence)


def _rests_on(drawn: Drawn, numbers: list[Uncertain]) -> Share | None:
    """What would be left if every measured number were known."""
    measured = [each for each in numbers if not each.assumed]
    if not measured:
        return Share(1.0, 0.0) if drawn.evidence else None
    known = _scaled(explained_by(drawn.means, places_of(measured)), drawn)
    return None if known is None else Share(1 - known.share, known.error)


def _groups(net: np.ndarray | None, drawn: Drawn, numbers: list[Uncertain]) -> tuple[Group, ...]:
    """Pages of the model, the largest share first, those of which nothing can be said last."""
    pages = dict.fromkeys(each.page for each in numbers)
    found = []
    for page in pages:
        of_page = [each for each in numbers if each.page == page]
        share = _scaled(explained_by(drawn.means, places_of(of_page)), drawn)
        worth = None if net is None else _worth(net, places_of(of_page))
        found.append(Group(page, len(of_page), sum(each.assumed for each in of_page), share, worth))
    return tuple(sorted(found, key=lambda each: -each.share.share if each.share else 1.0))


def _worth(net: np.ndarray, places: np.ndarray) -> Worth | None:
    try:
        return evppi(net, places)
    except ValueError:
        return None
