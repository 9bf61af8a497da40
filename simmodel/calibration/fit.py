"""The walk of a fit: which numbers, a first wave over the prior, a posterior, a wave where it lies, and again.

Every run is kept in a ledger, so that a fit that was stopped goes on where it was. The same study, targets, size and
seed give the same bits, whoever plays the runs.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from time import process_time

import numpy as np
from scipy.stats import qmc

from simmodel.calibration.chains import chains_of, scores_of
from simmodel.calibration.conflict import Conflict, prior_conflict
from simmodel.calibration.emulator import emulator_of, nearness
from simmodel.calibration.identified import identified
from simmodel.calibration.lack import with_lack_of_fit
from simmodel.calibration.ledger import Ledger
from simmodel.calibration.likelihood import likelihood_of
from simmodel.calibration.measure import Written, weeks_of
from simmodel.calibration.next_datum import next_data
from simmodel.calibration.nuisance import MANY_MORE, with_shared
from simmodel.calibration.numbers import numbers_chosen, numbers_named
from simmodel.calibration.observed import Observed, observed
from simmodel.calibration.plan import Calibration
from simmodel.calibration.pool import Pool, together
from simmodel.calibration.predictive import PredictiveCheck, predictive_check
from simmodel.calibration.prior import Prior, prior_of
from simmodel.calibration.quadratic import coefficients_of
from simmodel.calibration.result import WHOLE, Checks, Fit, Size, Step, fitted_of, kept_aside_of
from simmodel.calibration.sbc import self_check
from simmodel.calibration.screen import Screened
from simmodel.calibration.second_opinion import second_opinion
from simmodel.calibration.targets import CHECK, Target
from simmodel.calibration.uncounted import enough_counted, none_counted
from simmodel.calibration.waves import Progress, Wave, plan_of, seen_through
from simmodel.errors import SimmodelError
from simmodel.players import Players
from simmodel.quantities import WEEKS_PER_YEAR
from simmodel.scenario import Study
from simmodel.store.address import engine, hash_of

SCREEN, FIRST = "screen", "wave 0"
"""The names of the screen and of the wave over the prior, by which the ledger keeps their runs."""
EARLY = (SCREEN, FIRST)
"""Waves in which a target that nobody counts is told before the whole wave is played."""
POINTS, AGAIN = "points", " again"
HALF = 0.5
"""Runs of more weight than this say what the emulator misses."""
SERVE_WELL = 22
"""Runs for each coefficient of the emulator beyond which little is gained: 1,000 at eight numbers, where five times as
many told 3% more (measured on toys)."""
Tell = Callable[[str, int], Progress | None]
"""Called before each wave with its name and how many runs it has; gives what its progress is told to."""


def calibrate(
    study: Study,
    targets: Sequence[Target],
    folder: Path,
    size: Size = WHOLE,
    seed: int = 1,
    players: Players | None = None,
    tell: Tell = lambda name, runs: None,
) -> Fit:
    """Fit a study with a `[calibration]` to its targets; runs are kept in `folder`.

    SimmodelError for a study without a plan, or too short for its targets.
    """
    plan, targets = plan_of(study), tuple(targets)
    _long_enough(study, targets)
    hangs_on, began = what_it_hangs_on(study, targets, seed), process_time()
    with Ledger(folder, hangs_on) as ledger:
        runs = _Runs(study, targets, ledger, players or Players(), seed, tell)
        names, screen = _numbers(runs, plan, size)
        prior = prior_of(names, plan, {each.number: each.value for each in study.assumptions})
        seen = observed_in(targets, plan)
        points = spread_over(len(names), points_for(len(names), size), runs.seed(POINTS))
        first = runs.wave(FIRST, prior, points)
        enough_counted(targets, first)
        again = runs.again(FIRST, prior, points[: size.twice]) if of_many_more(seen, first, targets) else None
        twice = None if again is None else (first.rows(range(len(again))), again)
        step = look(first, prior, targets, seen, size, seed, twice)
        for waves in range(1, size.waves + 1):
            near = runs.wave(f"wave {waves}", prior, step.draws[: size.near])
            if waves == size.waves or not predictive_check(step.emulator, near, seen).learn_again.any():
                break
            step = look(together([step.pool, near]), prior, targets, seen, size, seed, twice, step.draws)
    checks = checks_of(first, step, near, targets, seen, size, seed)
    in_all = process_time() - began
    return Fit(
        study, targets, seen, prior, screen, first, step, near, checks, waves, runs.without_curve, size, seed,
        hangs_on, (runs.seconds, in_all - runs.seconds), (runs.played, runs.asked),
    )  # fmt: skip


def what_it_hangs_on(study: Study, targets: Sequence[Target], seed: int) -> dict[str, object]:
    """Everything that decides a fit's runs: the model, the study and its plan, what is measured, and the seed."""
    counted = [[each.outcome, each.kind, each.since, each.until, each.group, each.arm] for each in targets]
    values = study.model_dump(mode="json")
    values["calibration"].pop("discrepancy")
    return {
        "study": study.name,
        "values": hash_of(values),
        "engine": hash_of(engine()),
        "counted": hash_of({"targets": counted}),
        "seed": seed,
    }


def observed_in(targets: Sequence[Target], plan: Calibration) -> Observed:
    """What was observed, as arrays."""
    columns = {
        name: np.array([np.nan if (one := getattr(each, name)) is None else one for each in targets])
        for name in ("value", "n", "se", "lower", "upper")
    }
    off = np.array([plan.discrepancy.get(each.outcome, 0.0) for each in targets])
    return observed([each.kind for each in targets], discrepancy=off, **columns)


def spread_over(parameters: int, points: int, seed: int) -> np.ndarray:
    """Points evenly spread over the prior, by scrambled Sobol points; (points, parameters)."""
    sobol = qmc.Sobol(parameters, scramble=True, rng=np.random.default_rng(seed))
    found: np.ndarray = sobol.random_base2(int(np.ceil(np.log2(points))))[:points]
    return found


def points_for(parameters: int, size: Size) -> int:
    """How many runs over the prior serve so many numbers."""
    coefficients = coefficients_of(parameters)
    well = min(size.wave, SERVE_WELL * coefficients)
    return max(size.wave_least, size.a_coefficient * coefficients, well)


def of_many_more(seen: Observed, pool: Pool, targets: tuple[Target, ...]) -> bool:
    """Whether a target of the fit is surer than the luck of the people of a run lets it be."""
    more = np.isfinite(seen.se) | (np.nan_to_num(seen.n) > MANY_MORE * pool.typical_people())
    return bool(more[fitted_of(targets)].any())


def look(
    pool: Pool,
    prior: Prior,
    targets: tuple[Target, ...],
    seen: Observed,
    size: Size,
    seed: int,
    twice: tuple[Pool, Pool] | None = None,
    before: np.ndarray | None = None,
) -> Step:
    """The posterior as these runs let it be seen; runs near the draws of a look `before` count most.

    `twice`: two runs of each of some points.
    """
    weights = np.ones(len(pool)) if before is None else nearness(pool.places, before)
    emulator = emulator_of(pool, seen.kinds, prior.scaled, weights)
    emulator = with_lack_of_fit(emulator, pool.rows(np.flatnonzero(weights > HALF)))
    emulator = emulator if twice is None else with_shared(emulator, *twice)
    fitted = fitted_of(targets)
    likelihood = likelihood_of(emulator.of(fitted), seen.of(fitted))
    chains = chains_of(likelihood.at, len(prior.parameters), seed)
    return Step(pool, emulator, likelihood, chains, chains.draws(size.draws, seed))


def checks_of(
    first: Pool, step: Step, near: Pool, targets: tuple[Target, ...], seen: Observed, size: Size, seed: int
) -> Checks:
    """Everything that says how far to trust the last look; `near` are runs at its draws."""
    fitted, kept, emulator = fitted_of(targets), kept_aside_of(targets), step.emulator
    own = [*fitted, *kept]
    aside = [place for place in range(len(targets)) if place not in fitted]

    def decisions(places: np.ndarray) -> np.ndarray:
        return emulator.expected(places)[:, aside]

    before, after = _of_the_fit(step, first, near, fitted, seen, seed)
    further = next_data(emulator, unfitted_hidden(seen, aside), step.draws, scores_of(step.draws))
    return Checks(
        identified=identified(step.draws),
        before=replace(prior_conflict(emulator, first, seen), together=before.together),
        after=replace(predictive_check(emulator, near, seen, seed, fitted, kept), together=after.together),
        self_check=self_check(
            step.pool.of(own),
            emulator.of(own),
            seen.of(own),
            size.repeats,
            seed,
            decisions if aside else None,
            of_prior=len(first),
            fitted=range(len(fitted)),
        ),
        next_data=tuple(each for each in further if targets[each.target].use != CHECK),
        second_opinion=second_opinion(emulator.of(fitted), first.of(fitted), seen.of(fitted), size.repeats, seed),
    )


def _of_the_fit(
    step: Step, first: Pool, near: Pool, fitted: list[int], seen: Observed, seed: int
) -> tuple[Conflict, PredictiveCheck]:
    """What was fitted, beside runs before and after: what others saw, or was kept aside, need not be met with it."""
    emulator, seen = step.emulator.of(fitted), seen.of(fitted)
    return prior_conflict(emulator, first.of(fitted), seen), predictive_check(emulator, near.of(fitted), seen, seed)


def unfitted_hidden(seen: Observed, aside: Sequence[int]) -> Observed:
    """The same, with nothing but the number of people of the targets that were not fitted."""
    columns = {name: getattr(seen, name).copy() for name in ("value", "se", "lower", "upper")}
    for column in columns.values():
        column[list(aside)] = np.nan
    return observed(seen.kinds, n=seen.n, discrepancy=seen.discrepancy, **columns)


def seed_of(first_seed: int, name: str) -> int:
    """The seed of a wave of this name."""
    return int(np.random.SeedSequence([first_seed, *name.encode()]).generate_state(1, np.uint32)[0])


@dataclass
class _Runs:
    """The runs of a fit: from its ledger, or played and put there; how long they took, and what could not be played."""

    study: Study
    targets: tuple[Target, ...]
    ledger: Ledger
    players: Players
    first_seed: int
    tell: Tell
    seconds: float = 0.0
    asked: int = 0
    played: int = 0
    without_curve: int = field(default=0)

    def seed(self, name: str) -> int:
        """A seed for each wave."""
        return seed_of(self.first_seed, name)

    def written(self, name: str, study: Study, points: int, within: int = 0) -> list[Written | None]:
        """What the pilot wrote down in the runs of a wave; `within` 1: in a second run of each of its draws."""
        began, held, called = process_time(), len(self.ledger.held), f"{name}{AGAIN}" if within else name
        found = seen_through(
            called, study, points, self.seed(name), self.targets, self.ledger, self.players,
            self.tell(called, points), within, partial(none_counted, self.targets) if name in EARLY else None,
        )  # fmt: skip
        self.seconds += process_time() - began
        self.asked, self.played = self.asked + points, self.played + len(self.ledger.held) - held
        return found

    def wave(self, name: str, prior: Prior, places: np.ndarray) -> Pool:
        """The runs of these points; SimmodelError where none has a custody curve."""
        pool = self.again(name, prior, places, within=0)
        self.without_curve += len(places) - len(pool)
        return pool

    def again(self, name: str, prior: Prior, places: np.ndarray, within: int = 1) -> Pool:
        """A second run of each of the first points of a wave: all numbers are the same, luck is another."""
        written = self.written(name, Wave(prior, places).study(self.study), len(places), within)
        kept = {place: one for place, one in enumerate(written) if one is not None}
        if not kept:
            raise SimmodelError(
                f"no point of the prior of {self.study.name} has a custody curve; allowed: a custody level that can be "
                "met; correct [[calibration.prior]]"
            )
        seen, people = (np.array([getattr(one, name) for one in kept.values()]) for name in ("values", "people"))
        return Pool(places[list(kept)], seen, people)


def _numbers(runs: _Runs, plan: Calibration, size: Size) -> tuple[tuple[str, ...], tuple[Screened, ...]]:
    """The numbers to fit: those that the plan names, else those that a screen chooses; a level with a prior always."""
    if plan.numbers:
        return numbers_named(plan), ()
    written = runs.written(SCREEN, runs.study, size.screen)
    return numbers_chosen(runs.study, plan, runs.targets, written, runs.seed(SCREEN))


def _long_enough(study: Study, targets: Sequence[Target]) -> None:
    begins = plan_of(study).people.begins_within_weeks
    last = max(targets, key=lambda each: each.until)
    weeks = begins + weeks_of(last.until)
    if weeks > study.time.horizon_years * WEEKS_PER_YEAR:
        raise SimmodelError(
            f"line {last.row} of the targets follows people for {last.until:g} months, people begin within {begins} "
            f"weeks, and {study.name} lasts {study.time.horizon_years} years; allowed: together no longer; type "
            f"horizon_years = {-(-weeks // WEEKS_PER_YEAR)}"
        )
