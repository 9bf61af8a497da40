"""How many runs a fit plays, part by part, and how many of them its ledger keeps already."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from simmodel.calibration.fit import AGAIN, FIRST, POINTS, SCREEN, points_for, seed_of, spread_over
from simmodel.calibration.ledger import Key
from simmodel.calibration.measure import Written
from simmodel.calibration.numbers import fewest_and_most, numbers_chosen, numbers_named
from simmodel.calibration.prior import Prior, prior_of
from simmodel.calibration.result import Size
from simmodel.calibration.targets import Target
from simmodel.calibration.waves import Wave, keys_of, plan_of
from simmodel.scenario import Study

NEAR = "at draws of the posterior"
Held = Mapping[Key, Written | None]


@dataclass(frozen=True)
class Part:
    """One part of a fit: its runs, at least and at most, and how many of each are kept already."""

    name: str
    least: int
    most: int
    kept: int = 0
    surely_kept: int = 0

    @property
    def left(self) -> tuple[int, int]:
        """Runs that are still to be played, at least and at most."""
        return max(0, self.least - self.kept), max(0, self.most - self.surely_kept)


@dataclass(frozen=True)
class ToCome:
    """What is known of a fit before it: its study, targets, size and seed, and the runs that its ledger keeps."""

    study: Study
    targets: tuple[Target, ...]
    size: Size
    seed: int
    held: Held

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The numbers that will be fitted; none where a screen is still to choose them."""
        plan = plan_of(self.study)
        if plan.numbers:
            return numbers_named(plan)
        keys = keys_of(SCREEN, self.study, self.size.screen)
        if self._kept(keys) < len(keys):
            return ()
        written = [self.held[key] for key in keys]
        return numbers_chosen(self.study, plan, self.targets, written, seed_of(self.seed, SCREEN))[0]

    @cached_property
    def prior(self) -> Prior:
        """What is believed of these numbers; of those that the plan gives a prior, where a screen is to choose."""
        plan = plan_of(self.study)
        names = self.names or tuple(each.number for each in plan.prior)
        return prior_of(names, plan, {each.number: each.value for each in self.study.assumptions})

    def numbers(self) -> tuple[int, int]:
        """How many numbers will be fitted, at least and at most."""
        return (len(self.names),) * 2 if self.names else fewest_and_most(plan_of(self.study))

    def parts(self, twice: bool) -> list[Part]:
        """Every part in order; `twice`: points of the prior are played again, since targets are of many people."""
        found = (
            [] if plan_of(self.study).numbers else [self._sure(SCREEN, keys_of(SCREEN, self.study, self.size.screen))]
        )
        found += self._over_prior(twice)
        near = sum(name == "wave 1" for name, *_ in self.held)
        return [*found, Part(NEAR, self.size.near, self.size.near * self.size.waves, near)]

    def _over_prior(self, twice: bool) -> list[Part]:
        """The wave over the prior, and what of it is played twice."""
        if not self.names:
            least, most = (points_for(numbers, self.size) for numbers in self.numbers())
            again = Part("again", min(self.size.twice, least), min(self.size.twice, most))
            return [Part("over the prior", least, most), *([again] if twice else [])]
        points = spread_over(len(self.names), points_for(len(self.names), self.size), seed_of(self.seed, POINTS))
        study = Wave(self.prior, points).study(self.study)
        found = [self._sure("over the prior", keys_of(FIRST, study, len(points)))]
        if twice:
            found.append(self._sure("again", keys_of(f"{FIRST}{AGAIN}", study, min(self.size.twice, len(points)))))
        return found

    def _sure(self, name: str, keys: Sequence[Key]) -> Part:
        kept = self._kept(keys)
        return Part(name, len(keys), len(keys), kept, kept)

    def _kept(self, keys: Sequence[Key]) -> int:
        return sum(key in self.held for key in keys)
