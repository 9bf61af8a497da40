"""What drives the difference between two scenarios: its parts by group of mechanisms, which add up to the whole.

Both scenarios are played with every set of groups on and the others off, always the same people with the same luck,
and the difference between them is shared out among the groups (`simmodel.attribution.shapley`). With all of them on it
is the difference that `compare` tells; with all of them off it is spending's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial

import numpy as np

from simmodel import __version__
from simmodel.appraisal.estimates import Difference, Estimate
from simmodel.appraisal.outcomes import ASSUMED_LINK, OUTCOMES
from simmodel.appraisal.runs import REACHED, SITE
from simmodel.attribution.groups import (
    GROUPS,
    POOLING,
    SPENDING,
    Group,
    left_out,
    off_already,
    only_beside_the_base,
    pools,
    with_groups_off,
)
from simmodel.attribution.parts import Arms, Share, shared_out
from simmodel.attribution.played import Pair, arms_of, keeping, overlap
from simmodel.attribution.question import Question, narrowed, question_of
from simmodel.attribution.result import Attribution, Part
from simmodel.carried import fitted_of, told_of_posterior
from simmodel.engine.paired import play_switched
from simmodel.ensemble import Progress, draws_left_out
from simmodel.facts import only_queues
from simmodel.players import Players
from simmodel.pool import Play, ToPlay
from simmodel.sampling import DEFAULT_RUNS, Sampling, sampling
from simmodel.scenario import Study
from simmodel.week import WEEK, Week


@dataclass(frozen=True)
class _Asked:
    """What is played, however the groups are switched; `without` are the groups that cannot act, and why."""

    study: Study
    question: Question
    without: Mapping[str, str]
    sampling: Sampling
    seed: int
    players: Players

    @property
    def beside(self) -> list[Group]:
        """Groups that act on neither the warm-up nor the base case: these are played once for all sets of them."""
        return [group for group in self._acting if only_beside_the_base(self.study, group)]

    @property
    def through(self) -> list[Group]:
        """Groups that act throughout."""
        return [group for group in self._acting if not only_beside_the_base(self.study, group)]

    @property
    def _acting(self) -> list[Group]:
        return [group for group in GROUPS if group.id not in self.without]


@dataclass(frozen=True)
class _Lived:
    """Both arms by the set of groups that was on, and the pairs with all on; bit n of a set is group n, those beside
    the base case first."""

    arms: list[Arms]
    pairs: list[Pair]
    same_people: float | None
    notes: list[str]


def attribute(
    study: Study,
    between: tuple[str, str],
    outcome: str,
    runs: int = DEFAULT_RUNS,
    seed: int = 1,
    workers: int = 1,
    progress: Progress | None = None,
    week: Week = WEEK,
    draws: int | None = None,
    population: str | None = None,
    play: Play | None = None,
) -> Attribution:
    """The second scenario of `between` minus the first in one outcome, and each group's part in that difference.

    `population`: see `question_of`; of "reached" each set of groups counts the people who are reached there. Runs and
    draws are those of `compare`; `progress(done, of)` is called as sets of groups get done, and `play` plays them
    elsewhere (`simmodel.players`). SimmodelError for names that there are not, and for numbers of runs and draws that
    do not go together.
    """
    question = question_of(study, between, outcome, population)
    two, sampled = narrowed(study, question), sampling(runs, draws)
    asked = _Asked(two, question, left_out(two, outcome), sampled, seed, Players(workers, play=play, week=week))
    return _put_together(asked, _every_set(asked, progress))


def _every_set(asked: _Asked, progress: Progress | None) -> _Lived:
    """Both scenarios with every set of groups on, from all of them to none."""
    arms, first, last, notes = list[Arms](), list[Pair](), list[Pair](), list[str]()
    several = 1 << len(asked.through)
    for on in reversed(range(several)):
        lived = list(_sets_beside(asked, on, several, progress))
        by_set = list(zip(*(pairs for pairs in lived if pairs is not None), strict=True))
        if on == several - 1:
            notes, first = draws_left_out(asked.sampling, lived), list(by_set[-1])
        last = list(by_set[0])
        arms = [arms_of(list(pairs), asked.sampling.runs_a_draw > 0) for pairs in by_set] + arms
    return _Lived(arms, first, overlap(first, last) if asked.question.reached_by else None, notes)


def _sets_beside(asked: _Asked, on: int, several: int, progress: Progress | None) -> Iterator[list[Pair] | None]:
    """The runs with one set of the groups on that act throughout, and in it every set of those beside the base case."""
    sets = 1 << len(asked.beside)
    off = [[name for group in _off(asked.beside, inner) for name in group.mechanisms] for inner in range(sets)]

    live = partial(_switched, asked.question, off, _off(asked.through, on))
    before = (several - 1 - on) * asked.sampling.runs
    with closing(asked.players.each(asked.study, asked.seed, asked.sampling.addresses(), live)) as runs:
        for done, pairs in enumerate(runs, start=before + 1):
            if progress is not None:
                progress(done, several * asked.sampling.runs)
            yield pairs


def _switched(question: Question, off: Sequence[Sequence[str]], through: Sequence[Group], run: ToPlay) -> list[Pair]:
    """What is kept of one run under each set of mechanisms that is off, and throughout without these groups."""
    study = with_groups_off(run.study, through)
    played = play_switched(off, study, run.solution, run.seed, run.within, run.week, run.draw, run.exchange)
    return keeping(question, len(off))(run.draw, run.study, played)


def _off(groups: Sequence[Group], on: int) -> list[Group]:
    """The groups whose bit is not set."""
    return [group for place, group in enumerate(groups) if not on >> place & 1]


def _put_together(asked: _Asked, lived: _Lived) -> Attribution:
    study, question = asked.study, asked.question
    draws = len({pair.draw for pair in lived.pairs} - {0})
    outcome, places = OUTCOMES[question.outcome], study.places
    whole, shares = shared_out(lived.arms, outcome.better)
    return Attribution(
        study_name=study.name,
        title=study.title,
        version=__version__,
        seed=asked.seed,
        runs=len(lived.pairs),
        draws=draws,
        between=(question.first, question.second),
        outcome=question.outcome,
        population=REACHED if question.reached_by else SITE,
        reached_by=question.reached_by,
        people=float(np.mean([pair.counted.sum() for pair in lived.pairs])),
        same_people=lived.same_people,
        whole=whole,
        parts=tuple(_parts(asked, whole, shares)),
        notes=(*told_of_posterior(study, draws), *_notes(asked), *lived.notes),
        return_definition=study.custody_level.definition,
        sites={name: site.name for name, site in places.items()} if len(places) > 1 else {},
        fitted=fitted_of(study),
    )


def _notes(asked: _Asked) -> list[str]:
    """What must be said with the result, whatever the runs were."""
    linked = [ASSUMED_LINK] if OUTCOMES[asked.question.outcome].assumed_link else []
    return only_queues(asked.study) + linked + ([POOLING] if pools(asked.study) else [])


def _parts(asked: _Asked, whole: Difference, shares: list[Share]) -> Iterator[Part]:
    """Every group in the order of the table, spending last; of a group that cannot act exactly nothing."""
    found = dict(zip([group.id for group in (*asked.beside, *asked.through, SPENDING)], shares, strict=True))
    nothing = Share(*_NO_PART) if whole.mean else Share(_NO_PART[0], None, None)
    for group in (*GROUPS, SPENDING):
        part = found.get(group.id, nothing)
        yield Part(group, *part, asked.without.get(group.id, ""), off_already(asked.study, group))


_NO_PART = (Estimate(0.0, 0.0, 0.0, 0.0, 0.0, 0.0), 0.0, 0.0)
