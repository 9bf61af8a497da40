"""A posterior as a study carries it: plausible values of numbers, together, in place of ranges taken one by one."""

from __future__ import annotations

from collections.abc import Mapping
from statistics import median
from typing import Annotated

from pydantic import Field

from simmodel.study_kinds import Table

LEVEL = "custody_level."
"""What begins like this is a value of the study's custody level; all else is a number of the model."""
OF_ARM = "@"
"""What parts a value of the custody level from the one arm of a pilot that it is of."""


class Posterior(Table):
    """Draws of some numbers, one row each, in an order that means nothing; what they have in common is kept.

    `numbers` are dotted names; `draws` has shape (draws, numbers), in the units of the numbers. `fitted` names the
    calibration, `digest` what it was made from and `source` whose data; `definition` is that of a level of return that
    was fitted, and `failed` names the checks that the fit did not pass.
    """

    fitted: str
    digest: str
    source: str = ""
    definition: str = ""
    failed: tuple[str, ...] = ()
    numbers: Annotated[tuple[str, ...], Field(min_length=1)]
    draws: Annotated[tuple[tuple[float, ...], ...], Field(min_length=1)]

    def of_draw(self, draw: int) -> dict[str, float]:
        """The values of draw 1, 2, ... by dotted name, from the first again once all were used; 0: their medians."""
        if draw == 0:
            return {name: median(row[place] for row in self.draws) for place, name in enumerate(self.numbers)}
        return dict(zip(self.numbers, self.draws[(draw - 1) % len(self.draws)], strict=True))


def numbers_in(values: Mapping[str, float]) -> dict[str, float]:
    """Those of these values that are numbers of the model."""
    return {name: value for name, value in values.items() if not name.startswith(LEVEL)}


def level_in(values: Mapping[str, float]) -> dict[str, float]:
    """Those of these values that belong to the study's custody level, by key."""
    whole = {name: value for name, value in values.items() if name.startswith(LEVEL) and OF_ARM not in name}
    return {name.removeprefix(LEVEL): value for name, value in whole.items()}


def levels_of_arms(values: Mapping[str, float]) -> dict[str, float]:
    """The shares back within a year that belong to one arm of a pilot, by arm; no study is played with them."""
    return {name.partition(OF_ARM)[2]: value for name, value in values.items() if OF_ARM in name}
