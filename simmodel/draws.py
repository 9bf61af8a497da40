"""The values of one draw: every number of the model sampled from the range that its evidence leaves open.

Below the default as likely as above it, values near the default likelier than those far from it, never beyond the
range: a two-sided triangle whose median and mode are the default. Grades D and M are sampled like all others. The
items of one number (by domain, cohort or payer) move together: one piece of evidence, one uncertainty. What a study
pins with an `[[assumption]]` stays where the study has put it, and so does what its `[site]` decides (`PLACE`): how
many people, hours and dwellings there are is the place that is asked about, named or taken from the recipe, not
something to be found out about it. Draw 0 is every number at its default.

Chance is keyed like all luck: by seed, draw and the number's own name, so a number that is added moves no other, and
the first draws of a longer ensemble are those of a shorter one.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from zlib import crc32

import numpy as np
import pandas as pd

from simmodel.chance import key_of, uniforms
from simmodel.parameters import catalogue, default_values
from simmodel.quantities import ROUNDING
from simmodel.scenario import Assumption, Study

NOBODYS_SITE = 0
"""The site number of a draw's luck, which no study may have."""
EVIDENCE_WEEK = 1
"""The counter's week for the values of a draw: neither birth nor any week that is played."""
PLACE = ("people_at_start", "arrivals_per_year", "hours_per_week", "lettings_priority", "lettings_general")
"""Numbers of the page `community` that a study's `[site]` decides: levers, which no draw changes."""
BECAUSE = "sampled from the range of its evidence"


def study_of_draw(study: Study, seed: int, draw: int) -> Study:
    """The same study, believing the values of this draw; draw 0 is the study as it is."""
    if draw == 0:
        return study
    pinned = the_place() | {belief.number: belief.value for belief in study.assumptions}
    beliefs = [
        Assumption(number=number, value=value, because=BECAUSE)
        for number, value in values_of_draw(seed, draw, pinned).items()
    ]
    return study.model_copy(update={"assumptions": tuple(beliefs)})


def numbers_of_draws(study: Study, seed: int, draws: Sequence[int]) -> pd.DataFrame:
    """Every number by dotted name, one row a draw: what the study believes in it."""
    believed = [study_of_draw(study, seed, draw).assumptions for draw in draws]
    rows = [default_values() | {belief.number: belief.value for belief in beliefs} for beliefs in believed]
    return pd.DataFrame(rows, index=pd.Index(draws, name="draw"))


def values_of_draw(seed: int, draw: int, pinned: Mapping[str, float] | None = None) -> dict[str, float]:
    """The value of every number by dotted name in draw 1, 2, ...; `pinned` values stay."""
    pinned, values, luck = pinned or {}, {}, luck_of_draw(seed, draw)
    for dotted, (_, value, low, high) in catalogue().items():
        name = name_of(dotted)
        values[dotted] = pinned.get(dotted, sampled(luck[name], value, low, high))
    for items in shares_of_one():
        values |= _adding_up_to_one(items, values, pinned)
    return values


def the_place() -> dict[str, float]:
    """The recipe's people, hours and dwellings by dotted name; where a study's `[site]` names others, those hold."""
    names = {f"community.{key}" for key in PLACE}
    return {dotted: value for dotted, (_, value, _, _) in catalogue().items() if name_of(dotted) in names}


def sampled(luck: float, value: float, low: float, high: float) -> float:
    """The value that `luck` (0 to 1) stands for: the default at a half, the ends of the range at 0 and 1.

    >>> sampled(0.5, 3.0, 1.0, 4.0), sampled(0.0, 3.0, 1.0, 4.0), sampled(1.0, 3.0, 1.0, 4.0)
    (3.0, 1.0, 4.0)
    """
    if luck < 0.5:
        return value - (value - low) * (1.0 - math.sqrt(2.0 * luck))
    return value + (high - value) * (1.0 - math.sqrt(2.0 * (1.0 - luck)))


def luck_of_draw(seed: int, draw: int) -> dict[str, float]:
    """One luck between 0 and 1 for every number by `page.number`, shared by its items."""
    names = list(dict.fromkeys(name_of(dotted) for dotted in catalogue()))
    address = np.array([crc32(name.encode()) for name in names], np.uint64)
    luck = uniforms(NOBODYS_SITE, address, EVIDENCE_WEEK, 1, key_of(seed, draw, 0))
    return dict(zip(names, luck[:, 0].tolist(), strict=True))


def name_of(dotted: str) -> str:
    """The number that a dotted name belongs to, its item left out: `needs.drift` of `needs.drift.housing`."""
    return ".".join(dotted.split(".")[:2])


def shares_of_one() -> list[list[str]]:
    """The dotted names of each number whose items are shares that add up to 1 by default."""
    found: dict[str, dict[str, float]] = {}
    for dotted, (number, value, _, _) in catalogue().items():
        if number.items and number.unit.startswith("share"):
            found.setdefault(name_of(dotted), {})[dotted] = value
    return [list(items) for items in found.values() if abs(math.fsum(items.values()) - 1.0) < ROUNDING]


def _adding_up_to_one(items: list[str], values: Mapping[str, float], pinned: Mapping[str, float]) -> dict[str, float]:
    """The sampled items scaled so that all add up to 1; those that are pinned stay."""
    free = [name for name in items if name not in pinned]
    left = max(0.0, 1.0 - math.fsum(values[name] for name in items if name in pinned))
    total = math.fsum(values[name] for name in free)
    return {name: values[name] * left / total for name in free} if total > 0 else {}
