"""The draw's solution: everything that centres the model, found once per set of parameters.

Reference communities (Taree's recipe, several times its size, with luck of their own, evenly spread over people) live
under the base case for three years of warm-up and three more. From them come the means on which factors are centred,
and the custody curve: new sentences of their counted releases are held off while each week's risk is noted, and level
and mu of the curve are then solved (`simmodel.custody_curve`). Nobody in a study depends on who else is in it, since
the solution is plain numbers. It is kept on disk by a hash of all that it depends on.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import asdict
from functools import lru_cache, partial
from pathlib import Path

import numpy as np
from platformdirs import user_cache_path

from simmodel import compiled
from simmodel.chance import key_of
from simmodel.custody_curve import (
    COUNT_FROM,
    COUNT_UNTIL,
    Risks,
    Target,
    curve,
    fit,
    fit_table,
    miss,
    pooled,
    risks_of,
    tabulated,
)
from simmodel.engine.batch import advance, compiled_driver
from simmodel.parameters import Parameters
from simmodel.population import Place, people_of
from simmodel.quantities import WEEKS_PER_YEAR
from simmodel.site import SITE, Solution, Supply, site_of
from simmodel.vocabulary import DOMAINS

SIZE = 3
"""A reference community is this many Tarees: some 400 releases are counted."""
COMMUNITIES = 4
"""How many live, so that the chances of one do not shift the level for everybody."""
WEEKS = 3 * WEEKS_PER_YEAR
FEWEST_PASSES, MOST_PASSES = 3, 5
MISS = 0.005
FIRST_MU = 3.021
SIZES_NEAR = (1, SIZE, SIZE)
"""Near a known solution: a small community to come close, a larger one to settle, once more where that moved much."""
MISS_NEAR = 0.02
SIZES_ROUGH = (2,)
"""For pilots of some dozens or hundreds of people: one pass, in a third of the time. Returns to custody miss their
level by some 1.5 percentage points instead of one, and the level leans upwards by some 6%."""

FIRST_GUESS: Mapping[str, float | tuple[float, ...]] = {
    "trust": 0.47, "agency": 0.39, "load": 0.50, "need": (0.36, 0.55, 0.54, 0.40, 0.58, 0.50, 0.60, 0.51),
    "match": 0.89, "presence": 0.66, "complement": 0.82, "dilution": 0.94, "calm": 0.88, "quality": 0.40, "told": 1.0,
    "retold": 0.014, "attended": 0.40, "eligible": 0.72, "weeks": 3.0, "dropped": 0.12, "long_waits": 0.003,
    "confidence": 0.48,
    "strain": (0.0, 0.38, 0.39, 0.34, 0.31, 0.34, 0.20, 0.31),
    "child_exposure": 0.55, "child_risk": 1.1, "child_return": 0.9,
}  # fmt: skip
"""Where the first pass starts; the passes leave it behind."""


def solve(
    parameters: Parameters,
    target: Target,
    counted_weeks: int,
    communities: int = COMMUNITIES,
    near: Solution | None = None,
    sizes: tuple[int, ...] = SIZES_NEAR,
) -> Solution:
    """The solution for these parameters and this target, from memory or disk if it was ever found before.

    `counted_weeks`: the weeks in which the study counts arrivals by release. `near`: a solution for other parameters
    from which to start, which is quicker and a little less exact; then one community lives, whatever `communities` is,
    as often as there are `sizes`.
    """
    values, start = json.dumps(dict(parameters.values), sort_keys=True), near and json.dumps(asdict(near))
    return _solve(values, target, counted_weeks, 1 if near else communities, start, sizes)


@lru_cache(maxsize=256)
def _solve(
    values: str, target: Target, counted_weeks: int, communities: int, near: str | None, sizes: tuple[int, ...]
) -> Solution:
    other = [] if sizes == SIZES_NEAR else [sizes]
    asked = json.dumps([values, asdict(target), counted_weeks, communities, near, compiled.fingerprint(), *other])
    kept = cache_folder() / f"{hashlib.sha256(asked.encode()).hexdigest()}.json"
    try:
        return Solution(**json.loads(kept.read_text()))
    except (OSError, ValueError, TypeError):
        parameters = Parameters(json.loads(values))
        if near is None:
            solution = find(parameters, target, counted_weeks, communities)
        else:
            solution = find_near(parameters, target, counted_weeks, Solution(**json.loads(near)), sizes)
        keep(solution, kept)
        return solution


def find(parameters: Parameters, target: Target, counted_weeks: int, communities: int) -> Solution:
    """Let the communities live, solve, and live again under the solution, until the target is met."""
    sigma, ever = shape_of(parameters)
    first = tabulated(target.returned) if target.returned else curve(FIRST_MU, sigma, ever)
    solution = Solution(1.0, first, FIRST_GUESS)
    for attempt in range(MOST_PASSES):
        count = 1 if attempt == 0 else communities
        with ThreadPoolExecutor(max_workers=min(count, os.cpu_count() or 1)) as pool:
            lived = list(pool.map(partial(live, parameters, solution), range(count)))
        risks = pooled([risks_of(people, diary, parameters, target, counted_weeks) for people, diary, _ in lived])
        if attempt >= FEWEST_PASSES - 1 and miss(risks, solution.level, solution.curve, target) <= MISS:
            break
        solution = Solution(*met_by(risks, target, parameters), means_of([gauge for _, _, gauge in lived]))
    return solution


def find_near(
    parameters: Parameters, target: Target, counted_weeks: int, near: Solution, sizes: tuple[int, ...] = SIZES_NEAR
) -> Solution:
    """The solution for these parameters, starting from one for others: one community, a pass for each size at most."""
    solution = near
    for attempt, size in enumerate(sizes):
        people, diary, gauge = live(parameters, solution, 0, size)
        risks = risks_of(people, diary, parameters, target, counted_weeks)
        gap = miss(risks, solution.level, solution.curve, target)
        solution = Solution(*met_by(risks, target, parameters), means_of([gauge]))
        if attempt > 0 and gap <= MISS_NEAR:
            break
    return solution


def met_by(risks: Risks, target: Target, parameters: Parameters) -> tuple[float, tuple[float, ...]]:
    """Level and weekly hazards of the custody curve: solved for the target, or the study's table as it stands."""
    if target.returned:
        return fit_table(risks, target)
    sigma, ever = shape_of(parameters)
    level, mu = fit(risks, target, sigma, ever)
    return level, curve(mu, sigma, ever)


def shape_of(parameters: Parameters) -> tuple[float, float]:
    """Of the custody curve: its sigma, and the share who ever return."""
    record = parameters.record()["custody"]
    return float(record["sigma"]), float(record["ever"])


def cache_folder() -> Path:
    """Where solutions are kept: `SIMMODEL_CACHE_DIR`, or the user's cache folder."""
    chosen = os.environ.get("SIMMODEL_CACHE_DIR")
    return Path(chosen) if chosen else user_cache_path("simmodel", appauthor=False) / "solutions"


def keep(solution: Solution, path: Path) -> None:
    """Write the solution whole or not at all; a folder that cannot be written is no fault."""
    part = path.with_name(f"{path.name}.{os.getpid()}")
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(json.dumps(asdict(solution)))
        part.replace(path)
    with suppress(OSError):
        part.unlink(missing_ok=True)


def live(
    parameters: Parameters, solution: Solution, which: int, size: int = SIZE
) -> tuple[np.recarray, Mapping[str, np.ndarray], np.record]:
    """Let one reference community live: its people, the diary of their risks, and the gauge of its means.

    The diary holds `risk`, `weeks_free` and `parole_weeks`, each of shape (people, weeks from COUNT_FROM on).
    """
    people, sites = community(parameters, solution, which, size)
    run = compiled_driver()
    advance(people, sites, WEEKS + COUNT_FROM, run)
    diary = {name: np.zeros((len(people), WEEKS - COUNT_FROM)) for name in ("risk", "weeks_free", "parole_weeks")}
    for column, week in enumerate(range(COUNT_FROM, WEEKS)):
        if week == 0:
            sites[0].gauge = np.zeros((), SITE["gauge"])[()]
        advance(people, sites, 1, run)
        diary["parole_weeks"][:, column] = people.parole_weeks
        diary["risk"][:, column] = people.risk
        diary["weeks_free"][:, column] = people.weeks_free - 1
    return people, diary, sites[0].gauge


def community(
    parameters: Parameters, solution: Solution, which: int, size: int = SIZE
) -> tuple[np.recarray, np.recarray]:
    """A reference community at the start of its warm-up: people and site."""
    recipe, key = parameters.record()["community"], key_of(0, 0, which)
    at_start = tuple(int(count) * size for count in recipe["people_at_start"])
    arriving = tuple(float(count) * size for count in recipe["arrivals_per_year"])
    place = Place(0, at_start, arriving, -WEEKS, WEEKS, even=True)
    supply = Supply(
        tuple(float(hours) * size for hours in recipe["hours_per_week"]),
        float(recipe["lettings_priority"]) * size,
        float(recipe["lettings_general"]) * size,
    )
    sites = site_of(supply, parameters, solution, 0, key, -WEEKS, COUNT_UNTIL, False, {})
    sites[0].plan.holding_off, sites[0].plan.count_from = 1, COUNT_FROM
    return people_of(place, parameters, key), sites


def means_of(gauges: Sequence[np.record]) -> dict[str, float | tuple[float, ...]]:
    """The reference means from the communities' sums."""

    def total(name: str) -> float:
        return float(sum(gauge[name] for gauge in gauges))

    def mean(name: str, of: str) -> float:
        return total(name) / max(total(of), 1.0)

    need = np.sum([gauge["need"] for gauge in gauges], axis=0) / max(total("community"), 1.0)
    means: dict[str, float | tuple[float, ...]] = {
        name: mean(name, "served") for name in ("match", "presence", "complement", "dilution", "calm", "quality")
    }
    means |= {name: mean(name, "people") for name in ("trust", "agency", "retold", "long_waits")}
    means["load"] = mean("load", "community")
    means["need"] = tuple(float(need[domain]) for domain in range(len(DOMAINS)))
    means["told"], means["attended"] = mean("told", "intakes"), mean("seen", "intakes")
    means["weeks"], means["eligible"] = mean("weeks", "intakes"), mean("eligible", "seen")
    means["dropped"], means["confidence"] = mean("dropped", "accepted"), mean("confidence", "community")
    means["child_exposure"] = mean("child_exposure", "young_children")
    means["child_risk"], means["child_return"] = (
        mean("child_risk", "children_at_home"),
        mean("child_return", "children_in_care"),
    )
    strain = np.sum([gauge["strain"] for gauge in gauges], axis=0) / max(total("weeks_counted"), 1.0)
    means["strain"] = tuple(float(each) for each in strain)
    return means
