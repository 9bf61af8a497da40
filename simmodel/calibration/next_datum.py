"""Which further number, were it collected, would narrow most what is still open about the numbers of the model.

By the straight-line normal approximation at the posterior (no further fit): among draws of the posterior, what a datum
would say goes with the quantity so closely, and its own luck blurs it so much. Three kinds of datum: a target that was
not fitted, of the same people, given all that they have shown already; one that was held back, told exactly; and one
that was fitted, seen again in as many people more.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simmodel.calibration.emulator import Emulator
from simmodel.calibration.likelihood import Likelihood, likelihood_of
from simmodel.calibration.observed import Observed
from simmodel.calibration.scales import sd_on_scale

TINY = 1e-300


@dataclass(frozen=True)
class NextDatum:
    """What one further datum would bring.

    `again`: whether it was fitted and is seen in as many people more; `removed` (quantities,): which share of each
    quantity's variance would be gone, 0 to 1; `open` (quantities,): how large that variance is.
    """

    target: int
    again: bool
    removed: np.ndarray
    open: np.ndarray

    @property
    def worth(self) -> float:
        """The share of the variance of all quantities together, so that those least known count most."""
        return float(self.removed @ self.open / max(float(self.open.sum()), TINY))

    @property
    def most(self) -> int:
        """The quantity that it brings most of what is worth having."""
        return int((self.removed * self.open).argmax())

    @property
    def narrows(self) -> float:
        """By which share the sd of that quantity would shrink."""
        return float(1.0 - np.sqrt(1.0 - self.removed[self.most]))


def next_data(emulator: Emulator, seen: Observed, draws: np.ndarray, quantities: np.ndarray) -> list[NextDatum]:
    """What each target would bring, the most first.

    `emulator` and `seen` are of all targets that the runs have, those that were not fitted with no value and no range
    but with `n` where it is known; `draws` (draws, parameters) of the posterior and `quantities` (draws, quantities).
    """
    fitted = likelihood_of(emulator, seen)
    found = []
    for target in range(len(seen.kinds)):
        again = bool(seen.exact[target])
        said, blur = _again(emulator, seen, target, draws) if again else _further(emulator, seen, fitted, target, draws)
        found.append(NextDatum(target, again, _removed(said, blur, quantities), quantities.var(axis=0)))
    return sorted(found, key=lambda datum: -datum.worth)


def _again(emulator: Emulator, seen: Observed, target: int, draws: np.ndarray) -> tuple[np.ndarray, float]:
    """What a fitted target would say of as many other people, by draw, and the variance of its luck."""
    sd = _sd(emulator, seen, target, draws)
    return emulator.expected(draws)[:, target], float(np.square(sd).mean())


def _further(
    emulator: Emulator, seen: Observed, fitted: Likelihood, target: int, draws: np.ndarray
) -> tuple[np.ndarray, float]:
    """What a further target of the same people would say, given what they have shown, and what luck is left in it."""
    exact = fitted.targets[: len(fitted.seen)]
    expected, known_sd = fitted.expected(draws)
    scores = (fitted.seen - expected[:, : len(exact)]) / known_sd[:, : len(exact)]
    to_known = emulator.correlation[target, exact]
    weights = np.linalg.solve(emulator.correlation[np.ix_(exact, exact)], to_known)
    sd = _sd(emulator, seen, target, draws)
    said = emulator.expected(draws)[:, target] + sd * (scores @ weights)
    return said, float(np.square(sd).mean() * (1.0 - to_known @ weights))


def _sd(emulator: Emulator, seen: Observed, target: int, draws: np.ndarray) -> np.ndarray:
    """The sd of luck in a target on its scale, at each draw; (draws,)."""
    given = sd_on_scale(seen.kinds, seen.value, seen.se)[target]
    people = seen.n[target] if np.isfinite(seen.n[target]) else emulator.people[target]
    of_one, stays = emulator.variance_of_one(draws)[:, target], emulator.stays[target]
    luck = np.square(given) if np.isfinite(given) else (1.0 - stays) * of_one / people
    return np.asarray(np.sqrt(stays * of_one / emulator.people[target] + luck))


def _removed(said: np.ndarray, blur: float, quantities: np.ndarray) -> np.ndarray:
    """The share of each quantity's variance that goes when `said` is known but for `blur`; (quantities,)."""
    away, apart = said - said.mean(), quantities - quantities.mean(axis=0)
    shared = np.square(away @ apart / len(said))
    whole = apart.var(axis=0) * (away.var() + blur)
    return np.divide(shared, whole, out=np.zeros(len(whole)), where=whole > 0.0)
