"""How many paired runs, in how many draws: a scenario is the question, a draw one set of values, a run one luck."""

from __future__ import annotations

from dataclasses import dataclass

from simmodel.errors import SimmodelError

DEFAULT_RUNS = 20
DEFAULT_SENSITIVITY_RUNS = 200
"""Paired runs from which it is told what matters: a hundred draws."""
LEAST_SENSITIVITY_DRAWS = 40
DEFAULT_PILOTS = 40
"""Pilots that are simulated, each in a run of its own."""
FEWEST_ENROLLED = 8
"""People in a pilot: two for each of the four waves of a stepped wedge."""
MOST_PILOT_PEOPLE, MOST_PILOT_YEARS = 1_000_000, 20
"""Of a pilot whose worth is asked: people with the programme, and years, which no study has more of."""
DEFAULT_PRICE_DRAWS = 10_000
"""Draws of all prices of a budget, which cost next to nothing."""
LEAST_PRICE_DRAWS = 100
MOST_RUNS = 100_000
DEFAULT_LEVELS = 8
"""Levels of funding that are played beside one another."""
FEWEST_LEVELS, MOST_LEVELS = 2, 99
DEFAULT_SPLITS = 30
"""Splits of a sum of money that are played beside one another."""
FEWEST_SPLITS = 20
"""Ten all over and ten near the best of them; a surface through splits has ten coefficients."""
DEFAULT_CHANCE = 0.5
"""The chance of paying that the least funding is looked for."""
MOST_DOLLARS = 50_000_000
"""Dollars a year that a scenario may get."""
RUNS_A_DRAW = 2
"""Two runs are the fewest that tell the luck of a draw from its values."""


Address = tuple[int, int]
"""The draw of a run and its number within the draw."""


@dataclass(frozen=True)
class Sampling:
    """So many paired runs in all, and so many of them in a draw; `runs_a_draw` is 0 for every number at its default."""

    runs: int
    runs_a_draw: int = RUNS_A_DRAW

    def address(self, run: int) -> Address:
        """The draw of a run and its number within the draw; draw 0 holds the defaults, sampled draws begin at 1.

        >>> Sampling(6).address(5), Sampling(6, 0).address(5)
        ((3, 1), (0, 5))
        """
        if self.runs_a_draw == 0:
            return 0, run
        draw, within = divmod(run, self.runs_a_draw)
        return draw + 1, within

    def addresses(self, first: int = 0) -> list[Address]:
        """The addresses of all runs from run `first` on."""
        return [self.address(run) for run in range(first, self.runs)]

    def up_to(self, runs: int) -> Sampling:
        """The same with so many runs, up to the next whole draw and at most MOST_RUNS."""
        step = max(self.runs_a_draw, 1)
        return Sampling(min(-(-runs // step) * step, MOST_RUNS), self.runs_a_draw)


def sampling(runs: int, draws: int | None = None) -> Sampling:
    """`runs` paired runs split into `draws` draws of as many each; draws of two unless told, none for 0.

    SimmodelError for numbers that do not go together.
    """
    if runs < 1:
        raise SimmodelError(f"runs is {runs}; allowed: 1 or more paired runs; type runs=20")
    if draws is None:
        return Sampling(runs)
    if draws < 0:
        raise SimmodelError(f"draws is {draws}; allowed: 0 (every number at its default) or more; type draws=10")
    if draws > runs:
        raise SimmodelError(f"draws is {draws} and runs {runs}; allowed: at most as many draws as runs; {_type(runs)}")
    if draws and runs % draws:
        raise SimmodelError(
            f"draws is {draws} and runs {runs}; allowed: as many runs in every draw; {_type(runs)}, or "
            f"{-(-runs // draws) * draws} runs"
        )
    return Sampling(runs, runs // draws if draws else 0)


def _type(runs: int) -> str:
    return f"type {max(1, runs // RUNS_A_DRAW)} draws" if runs % RUNS_A_DRAW == 0 else f"type {runs} draws"
