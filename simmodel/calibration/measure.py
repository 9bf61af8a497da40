"""One run of the model seen as the pilot saw its people: whom it followed, whom it lost, and what it wrote down.

A pilot's first arm lives in its scenario. Of two arms both are found in the first arm's world, a coin decides who is
in which, and people of the second arm are followed through their own world from the same week on. Where an arm has a
custody level of its own, each is found in its own world.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from simmodel.calibration.own_levels import worlds_of
from simmodel.calibration.plan import ENROLLED, Calibration
from simmodel.calibration.targets import COST, COUNTED_IN_N, CUMULATIVE, MEAN, RATE, STATE, SURVIVAL, Target
from simmodel.chance import key_of, uniforms
from simmodel.engine.together import groups_of
from simmodel.engine.watched import watch
from simmodel.errors import CustodyLevelError
from simmodel.followed.windows import follow_up
from simmodel.pool import ToPlay
from simmodel.quantities import WEEKS_PER_MONTH, WEEKS_PER_YEAR
from simmodel.validation.arms import WEEKS_OF_HISTORY, Life, enrolled, released
from simmodel.validation.counted import FOLLOWED, Arm
from simmodel.validation.seen import look
from simmodel.vocabulary import COHORTS
from simmodel.week import WEEK

LUCK_WEEK = 3
"""The counter's week for coins and losses of a pilot: no birth, draw, other pilot's coin or week that is played."""
NEVER_LOST = 1 << 30


@dataclass(frozen=True)
class Followed:
    """The people of one arm: what each week held (weeks + 1, people), and by person, in weeks from their own on, the
    first in which nobody finds them, the first that is after the data were taken, and their cohort."""

    seen: np.ndarray
    lost: np.ndarray
    cut: np.ndarray
    cohort: np.ndarray

    def only(self, who: np.ndarray) -> Followed:
        """Those of them for whom `who` is true."""
        return Followed(self.seen[:, who], self.lost[who], self.cut[who], self.cohort[who])

    @property
    def unknown(self) -> np.ndarray:
        """The first week of each person of which nothing is known."""
        return np.minimum(self.lost, self.cut)


@dataclass(frozen=True)
class Written:
    """What the pilot of one run wrote down for each target, and of how many people; both (targets,).

    The value is nan where there was nobody to count.
    """

    values: np.ndarray
    people: np.ndarray


def written_down(plan: Calibration, targets: Sequence[Target], run: ToPlay) -> Written | None:
    """What the pilot would have written down in this run of the study of a draw, whose place is its only site.

    None where an arm has a custody level of its own that no curve gives.
    """
    try:
        arms = followed(run, plan, max((weeks_of(target.until) for target in targets), default=1))
    except CustodyLevelError:
        return None
    found = [of_arm(arms[target.arm], target, target.outcome in plan.from_records) for target in targets]
    values, people = (np.array(part, float) for part in zip(*found, strict=True))
    return Written(values, people)


def followed(run: ToPlay, plan: Calibration, weeks: int) -> dict[str, Followed]:
    """The people of each arm in one run, followed for so many weeks from their own on."""
    worlds = worlds_of(run, plan)
    if worlds:
        return {arm: _on_its_own(worlds[arm], plan, arm, weeks) for arm in plan.arms}
    lives = _lives(run, plan, weeks, list(dict.fromkeys(plan.arms.values())))
    first, *others = plan.arms
    life = lives[plan.arms[first]]
    who, week = _begun(plan, *(enrolled if plan.follows == ENROLLED else released)(plan.people, life))
    coin, lasts = _luck(run, life.people.luck_number[who])
    order = np.lexsort((coin, week))[: plan.people_in_arm * len(plan.arms)]
    who, week, coin, lasts = who[order], week[order], coin[order], lasts[order]
    in_first = np.ones(len(who), bool) if not others else _half(coin)
    found = {}
    for name, chosen in ((first, in_first), *((other, ~in_first) for other in others)):
        found[name] = _through(lives[plan.arms[name]], who[chosen], week[chosen], lasts[chosen], plan, weeks)
    return found


def _on_its_own(run: ToPlay, plan: Calibration, arm: str, weeks: int) -> Followed:
    """The people of an arm in its own world: those released there whose coin falls to this arm."""
    (life,) = _lives(run, plan, weeks, [plan.arms[arm]]).values()
    who, week = _begun(plan, *released(plan.people, life))
    coin, lasts = _luck(run, life.people.luck_number[who])
    place, arms = list(plan.arms).index(arm), len(plan.arms)
    mine = np.flatnonzero(np.floor(coin * arms) == place)
    mine = mine[np.lexsort((coin[mine], week[mine]))[: plan.people_in_arm]]
    return _through(life, who[mine], week[mine], lasts[mine], plan, weeks)


def _begun(plan: Calibration, who: np.ndarray, week: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Those of them who began before the data were taken."""
    begun = week < (NEVER_LOST if plan.data_cut_weeks is None else plan.data_cut_weeks)
    return who[begun], week[begun]


def _through(
    life: Life, who: np.ndarray, week: np.ndarray, lasts: np.ndarray, plan: Calibration, weeks: int
) -> Followed:
    """These people, followed through this world from their own weeks on; `lasts`: their luck in being found again."""
    seen = follow_up([*life.before, *life.seen], who, week + len(life.before), weeks)
    lost, cohort = _lost(lasts, plan.lost_a_year), life.people.cohort[who]
    never = np.full(len(who), NEVER_LOST)
    return Followed(seen, lost, never if plan.data_cut_weeks is None else plan.data_cut_weeks - week + 1, cohort)


def weeks_of(months: float) -> int:
    """Whole weeks nearest to so many months."""
    return round(months * WEEKS_PER_MONTH)


def _lives(run: ToPlay, plan: Calibration, weeks: int, scenarios: Sequence[str]) -> dict[str, Life]:
    (group,) = groups_of(run.study, WEEK.exchange)
    seen = watch(
        run.study, run.solution, group, run.seed, run.within, run.week, look,
        scenarios=scenarios,
        weeks_before=1 + (WEEKS_OF_HISTORY if plan.people.times_in_acute_care else 0),
        weeks=plan.people.begins_within_weeks + weeks,
        draw=run.draw,
    )  # fmt: skip
    (site,) = group.names
    return {scenario: by_site[site] for scenario, by_site in seen.items()}


def _luck(run: ToPlay, people: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Each person's coin and luck in being found again, by luck number."""
    (site,) = run.study.places.values()
    drawn = uniforms(site.luck_number, people, LUCK_WEEK, 1, key_of(run.seed, run.draw, run.within))
    return drawn[:, 0], drawn[:, 1]


def _half(coin: np.ndarray) -> np.ndarray:
    """The half of people with the smaller coins."""
    chosen = np.zeros(len(coin), bool)
    chosen[np.argsort(coin, kind="stable")[: (len(coin) + 1) // 2]] = True
    return chosen


def _lost(luck: np.ndarray, lost_a_year: float) -> np.ndarray:
    """The first week, from one's own on, in which a person is not found any more."""
    if lost_a_year == 0.0:
        return np.full(len(luck), NEVER_LOST)
    weekly = -np.log1p(-lost_a_year) / WEEKS_PER_YEAR
    return 1 + np.floor(-np.log(luck) / weekly).astype(int)


def of_arm(people: Followed, target: Target, from_records: bool = False) -> tuple[float, float]:
    """What is written down for a target of these people, and of how many; nan of none. Records lose nobody before the
    data were taken."""
    here = people if not target.group else people.only(people.cohort == COHORTS.index(target.group))
    if from_records:
        here = replace(here, lost=here.cut)
    return _KINDS[target.kind](here, target)


def _share_by_then(people: Followed, target: Target) -> tuple[float, float]:
    arm = _counted(people, target)
    return arm.mean, float(arm.exposure.sum())


def _a_person(people: Followed, target: Target) -> tuple[float, float]:
    arm = _counted(people, target)
    return arm.mean, float(arm.exposure.sum() if target.outcome in COUNTED_IN_N else len(arm.total))


def _a_person_and_year(people: Followed, target: Target) -> tuple[float, float]:
    mean, count = _a_person(people, target)
    return mean * WEEKS_PER_YEAR / (weeks_of(target.until) - weeks_of(target.since)), count


def _counted(people: Followed, target: Target) -> Arm:
    """The target's outcome in its window, among those who are still known of at the end of it."""
    since, until = weeks_of(target.since), weeks_of(target.until)
    still = people.seen[since : until + 1, people.unknown > until]
    return FOLLOWED[target.outcome].count(still)


def _survival(people: Followed, target: Target) -> tuple[float, float]:
    """The share to whom it has not happened (Kaplan and Meier), people counting while they are known of."""
    until = weeks_of(target.until)
    arm = FOLLOWED[target.outcome].count(people.seen[: until + 1])
    last = np.minimum(arm.weeks, people.unknown - 1)
    happened = (arm.total > 0) & (arm.weeks < people.unknown)
    weeks = np.arange(1, until + 1)
    at_risk = (last[None, :] >= weeks[:, None]).sum(axis=1)
    events = ((last[None, :] == weeks[:, None]) & happened).sum(axis=1)
    stays = np.where(at_risk > 0, 1.0 - events / np.maximum(at_risk, 1), 1.0)
    return (float(np.prod(stays)) if len(last) else float("nan")), float(len(last))


_KINDS: dict[str, Callable[[Followed, Target], tuple[float, float]]] = {
    CUMULATIVE: _share_by_then,
    STATE: _share_by_then,
    MEAN: _a_person,
    COST: _a_person,
    RATE: _a_person_and_year,
    SURVIVAL: _survival,
}
