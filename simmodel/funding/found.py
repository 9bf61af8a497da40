"""From paired runs of all levels to what each sum of money brings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from simmodel.appraisal.comparison import summarise
from simmodel.appraisal.flows import effects_of, extra_of
from simmodel.appraisal.money.breakeven import (
    highest_funding_that_pays,
    least_funding,
    where_the_next_dollar_stops_paying,
)
from simmodel.appraisal.money.draws import estimate_amount, estimate_ratio
from simmodel.appraisal.money.present_value import Discounting, present_value
from simmodel.appraisal.money.ratios import chance_it_pays, chance_range
from simmodel.appraisal.money.views import HEADLINE_VIEW, benefits_of, costs_of
from simmodel.appraisal.runs import Runs, of_runs
from simmodel.appraisal.worth import Appraisal, appraise_runs
from simmodel.funding.best import best_of
from simmodel.funding.gains import MAIN, gained
from simmodel.funding.levels import Level, Levels
from simmodel.funding.question import Question
from simmodel.funding.result import NET, AtLevel, Funded, Least, Likely, OfScenario
from simmodel.money_words import COUNT, cost_of, is_clear

A_LEAP = 0.5
"""A rise of a chance between two neighbouring levels beyond which no sum between them is named."""
NOTHING = -1
"""The place of no money at all among the levels of a scenario."""


def found_in(runs: Runs, played: Levels, question: Question) -> Funded:
    """What each level of each scenario brings."""
    appraisal, people = appraise_runs(runs), summarise(runs).people_reached
    by_scenario = {name: [each for each in played.levels if each.scenario == name] for name in question.scenarios}
    told = next(appraisal.headline(each.key) for each in played.levels)
    return Funded(
        **of_runs(runs) | {"notes": _notes(runs, played, by_scenario)},
        basis=runs.unit_costs,
        kind=told.kind,
        convention=told.convention,
        horizon=appraisal.years,
        question=question,
        scenarios=tuple(
            _scenario(runs, appraisal, people, levels, played, question) for levels in by_scenario.values() if levels
        ),
    )


def _scenario(
    runs: Runs,
    appraisal: Appraisal,
    people: Mapping[str, float],
    levels: Sequence[Level],
    played: Levels,
    question: Question,
) -> OfScenario:
    name, dollars = levels[0].scenario, [each.dollars for each in levels]
    flows = [present(runs, each.key) for each in levels]
    net = np.stack([np.zeros_like(flows[0][0]), *(benefits - costs for benefits, costs in flows)], axis=-1)
    best, means = best_of(net, runs.seed), net.mean(axis=(0, 1))[1:]
    found = tuple(
        _at_level(runs, appraisal, people.get(level.key), level, flows[max(place - 1, 0) : place + 1], question)
        for place, level in enumerate(levels)
    )
    return OfScenario(
        name=name,
        title=played.study.scenarios[levels[0].key].title.rpartition(" at ")[0],
        years=played.study.scenarios[levels[0].key].funded_years,
        levels=found,
        left_out=played.left_out[name],
        best=best.place + NOTHING,
        open=tuple(place + NOTHING for place in best.open),
        often={place + NOTHING: float(share) for place, share in enumerate(best.often) if share > 0},
        stops=where_the_next_dollar_stops_paying(dollars, means),
        pays_up_to=highest_funding_that_pays(dollars, means),
        least=_least(dollars, [each.pays for each in found], question.chance),
        least_for_gain=_least_of(dollars, [each.reaches for each in found], question.chance),
    )


def _at_level(
    runs: Runs,
    appraisal: Appraisal,
    people: float | None,
    level: Level,
    flows: Sequence[tuple[np.ndarray, np.ndarray]],
    question: Question,
) -> AtLevel:
    """One level; `flows` are those of the level below (where there is one) and of this one."""
    headline, extra = appraisal.headline(level.key), extra_of(runs, level.key)
    benefits, costs = flows[-1]
    below = flows[0] if len(flows) > 1 else (np.zeros_like(benefits), np.zeros_like(costs))
    counts = dict.fromkeys((*MAIN, *([question.outcome] if question.outcome else [])))
    amounts = {name: gained(extra, name) for name in counts}
    gains = {name: estimate_amount(amount) for name, amount in amounts.items()}
    clear = {name for name, gain in gains.items() if is_clear(gain, runs, COUNT)}
    return AtLevel(
        level=level,
        people=people,
        gained=gains,
        net=headline.net,
        clear=frozenset(clear | ({NET} if is_clear(headline.net, runs) else set())),
        comes_back=headline.benefit_cost_ratio,
        further=estimate_ratio(benefits - below[0], costs - below[1]),
        pays=likely(benefits - costs),
        reaches=likely(amounts[question.outcome] - question.gain) if question.outcome else None,
        cost_per={name: cost_of(each, runs) for name, each in appraisal.scenarios[level.key].per_outcome.items()},
    )


def present(runs: Runs, key: str) -> tuple[np.ndarray, np.ndarray]:
    """Present benefits and costs to people of NSW at the study's basis; each (draws, runs)."""
    effects, how = effects_of(runs, key, runs.unit_costs), Discounting()
    costs = present_value(costs_of(effects, HEADLINE_VIEW), how, extra_of(runs, key).set_up)
    return present_value(benefits_of(effects, HEADLINE_VIEW), how), costs


def likely(net: np.ndarray) -> Likely:
    """How likely an amount, (draws, runs), is above 0, with what so few samples leave open."""
    chance = chance_it_pays(net)
    of_draws = chance.of_draws is not None
    share = chance.of_runs if chance.of_draws is None else chance.of_draws
    samples = net.shape[0] if of_draws else net.size
    return Likely(share, *chance_range(share, samples), samples, "draws" if of_draws else "runs")


def _least(dollars: Sequence[int], chances: Sequence[Likely], wanted: float) -> Least:
    return Least(
        least_funding(dollars, [each.share for each in chances], wanted),
        least_funding(dollars, [each.high for each in chances], wanted),
        least_funding(dollars, [each.low for each in chances], wanted),
        _leap(dollars, [each.share for each in chances], wanted),
    )


def _leap(dollars: Sequence[int], shares: Sequence[float], wanted: float) -> tuple[int, int] | None:
    """The neighbouring levels between which the wanted chance is first passed, where it rises there by a leap."""
    first = next((place for place, share in enumerate(shares) if share >= wanted), 0)
    if first == 0 or shares[first] - shares[first - 1] <= A_LEAP:
        return None
    return dollars[first - 1], dollars[first]


def _least_of(dollars: Sequence[int], chances: Sequence[Likely | None], wanted: float) -> Least | None:
    known = [each for each in chances if each is not None]
    return _least(dollars, known, wanted) if known else None


def _notes(runs: Runs, played: Levels, by_scenario: dict[str, list[Level]]) -> tuple[str, ...]:
    """What must be told beside the result; what happens to people outside the model is said once for all levels."""
    outside = [note for note in runs.notes if note.startswith("under ")]
    notes = [note for note in runs.notes if note not in outside]
    if outside:
        notes.append(
            f"at {len(outside)} of {len(played.levels)} levels services reach clearly more or fewer people who are "
            "outside the model; what that does for their lives is not in these results, the hours themselves count "
            "at their price"
        )
    notes += [f"{name}: every level is left out" for name, levels in by_scenario.items() if not levels]
    return tuple(notes)
