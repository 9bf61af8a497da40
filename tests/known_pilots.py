"""A pilot without a model behind it: what it writes down is a known function of a few numbers, and luck."""

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from made_up_targets import a_target

from simmodel.calibration.measure import Written
from simmodel.calibration.targets import Target
from simmodel.players import Players
from simmodel.sampling import Address
from simmodel.scenario import Study, parse_study

PEOPLE = 60.0
NUMBERS = ("trust.gain", "housing.loss", "crisis.weekly_rate")
STUDY = """
name = "made_up"
title = "A made-up pilot"
[calibration]
source = "synthetic: a function with luck"
arms = {{ pilot = "coaches" }}
people = {{ begins_within_weeks = 52 }}
numbers = {numbers}
[site]
name = "Taree"
[scenarios.current]
title = "Today"
base_case = true
buys = "nothing"
[scenarios.coaches]
title = "Coaches"
buys = "coaches"
funding_per_year = 650000
"""


def a_study(numbers: Sequence[str] = NUMBERS) -> Study:
    """A study with a pilot, whose first two numbers its targets hang on and whose last they do not."""
    return parse_study(STUDY.format(numbers=list(numbers)))


def expected(trust: float, loss: float) -> np.ndarray:
    """What a pilot of endless size would see: two shares of people housed, and days in custody."""
    return np.array([0.25 + 3.0 * trust, 0.8 - 60.0 * loss, 40.0 + 2000.0 * loss - 100.0 * trust])


def targets(trust: float = 0.05, loss: float = 0.0025, people: float = PEOPLE) -> list[Target]:
    """What it has seen of so many where these are true and luck did nothing; the last is kept aside."""
    values = expected(trust, loss)
    return [
        a_target("any_custody", "cumulative", 12, value=float(values[0]), n=people, row=2),
        a_target("housed", "state", 12, value=float(values[1]), n=people, row=3),
        a_target("custody_days", "mean", 24, value=float(values[2]), n=people, use="holdout", row=4),
    ]


def seen(trust: float, loss: float, chance: np.random.Generator) -> Written:
    """What one pilot writes down."""
    first, second, days = expected(trust, loss)
    shares = chance.binomial(int(PEOPLE), np.clip([first, second], 0.01, 0.99)) / PEOPLE
    return Written(np.array([*shares, chance.gamma(PEOPLE, days / PEOPLE)]), np.full(3, PEOPLE))


@dataclass(frozen=True)
class FakePlayers(Players):
    """Players that ask the function, not the model; they count what they play, and can be stopped after some runs."""

    played: list[Address] = field(default_factory=list)
    stop_after: int = 10**9

    def each(
        self, study: Study, seed: int, addresses: Sequence[Address], live: Callable[..., Any], solve: Any = None
    ) -> Generator[Any, None, None]:
        """What the function gives for the numbers of each draw."""
        for draw, run in addresses:
            if len(self.played) >= self.stop_after:
                raise KeyboardInterrupt
            self.played.append((draw, run))
            assert study.posterior is not None
            values = study.posterior.of_draw(draw)
            yield seen(values["trust.gain"], values["housing.loss"], np.random.default_rng([seed, draw, run]))
