"""The values of one draw: every number of the model sampled from the range that its evidence leaves open.

Below the default as likely as above it, values near the default likelier than those far from it, never beyond the
range: a two-sided triangle whose median and mode are the default. Grades D and M are sampled like all others. The
items of one number (by domain, cohort or payer) move together: one piece of evidence, one uncertainty. What a study
pins with an `[[assumption]]` stays where the study has put it, and so does what its `[site]` decides (`PLACE`): how
many people, hours and dwellings there are is the place that is asked about, named or taken from the recipe, not
something to be found out about it. Draw 0 is every number at its default.

A study that carries a posterior (`simmodel.posterior`) takes the numbers that were fitted from there, a row a draw,
all others as above; its draw 0 has the medians of what was fitted.

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
from simmodel.posterior import level_in, numbers_in
from simmodel.ranges import name_of, sampled, shares_of_one
from simmodel.scenario import Assumption, Study

NOBODYS_SITE = 0
"""The site number of a draw's luck, which no study may have."""
EVIDENCE_WEEK = 1
"""The counter's week for the values of a draw: neither birth nor any week that is played."""
PLACE = ("people_at_start", "arrivals_per_year", "hours_per_week", "lettings_priority", "lettings_general")
"""Numbers of the page `community` that a study's `[site]` decides: levers, which no draw changes."""
BECAUSE = "sampled from the range of its evidence"


def study_of_draw(study: Study, seed: int, draw: int) -> Study:
    """The same study, believing the values of this draw; draw 0 is the study as it is, with what was fitted."""
    fitted = fitted_in(study, draw)
    if draw == 0 and not fitted:
        return study
    pinned = numbers_in(fitted) | {belief.number: belief.value for belief in study.assumptions}
    values = values_of_draw(seed, draw, the_place() | pinned) if draw else pinned
    beliefs = [Assumption(number=number, value=value, because=BECAUSE) for number, value in values.items()]
    level = study.custody_level.model_copy(update=level_in(fitted))
    return study.model_copy(update={"assumptions": tuple(beliefs), "custody_level": level})


def at_rest(study: Study) -> Study:
    """The study before any draw: what was fitted at its medians, everything else as the study has it."""
    return study_of_draw(study, 0, 0)


def fitted_in(study: Study, draw: int) -> dict[str, float]:
    """What the study's posterior has for this draw, by dotted name; nothing where it carries none."""
    return {} if study.posterior is None else study.posterior.of_draw(draw)


def numbers_of_draws(study: Study, seed: int, draws: Sequence[int]) -> pd.DataFrame:
    """Every number by dotted name, one row a draw: what the study believes in it, and a custody level that was
    fitted."""
    rows = []
    for draw in draws:
        beliefs = study_of_draw(study, seed, draw).assumptions
        rows.append(default_values() | fitted_in(study, draw) | {belief.number: belief.value for belief in beliefs})
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


def luck_of_draw(seed: int, draw: int) -> dict[str, float]:
    """One luck between 0 and 1 for every number by `page.number`, shared by its items."""
    names = list(dict.fromkeys(name_of(dotted) for dotted in catalogue()))
    address = np.array([crc32(name.encode()) for name in names], np.uint64)
    luck = uniforms(NOBODYS_SITE, address, EVIDENCE_WEEK, 1, key_of(seed, draw, 0))
    return dict(zip(names, luck[:, 0].tolist(), strict=True))


def _adding_up_to_one(items: list[str], values: Mapping[str, float], pinned: Mapping[str, float]) -> dict[str, float]:
    """The sampled items scaled so that all add up to 1; those that are pinned stay."""
    free = [name for name in items if name not in pinned]
    left = max(0.0, 1.0 - math.fsum(values[name] for name in items if name in pinned))
    total = math.fsum(values[name] for name in free)
    return {name: values[name] * left / total for name in free} if total > 0 else {}
