"""An outside case: a number that is known without the model, what the model gives, and whether they agree.

A chance result agrees when it lies within four standard errors of what is known. That alone would let a careless test
pass, so it must also be sharp: four standard errors may be no more than the fault that has to be seen (5% of what is
known, 2% in the long form). A blunt result fails, however near it lies.
"""

from __future__ import annotations

from concurrent.futures import CancelledError
from dataclasses import dataclass, field
from hashlib import sha256
from threading import Event

import numpy as np

ERRORS = 4.0
"""A chance result may lie this many standard errors from what is known (one in 16,000 does by luck alone)."""
FAULT_QUICK, FAULT_FULL = 0.05, 0.02
"""The fault that four standard errors must be able to show, as a share of what is known."""
ROUNDING = 1e-9


@dataclass(frozen=True)
class Effort:
    """How sharp the cases must be, and the seed of all their luck."""

    quick: bool = True
    seed: int = 1
    stopped: Event = field(default_factory=Event, compare=False)

    @property
    def fault(self) -> float:
        """The smallest fault to be seen, as a share."""
        return FAULT_QUICK if self.quick else FAULT_FULL

    def times(self, quick: int) -> int:
        """How much of something to play, where `quick` of it shows the fault of the quick form."""
        return quick if self.quick else round(quick * (FAULT_QUICK / FAULT_FULL) ** 2)

    def luck(self, case: str) -> np.random.Generator:
        """Luck of a case's own: another case that is added moves nobody's; none once all is `stopped`."""
        if self.stopped.is_set():
            raise CancelledError
        return np.random.Generator(
            np.random.Philox(key=[self.seed, int.from_bytes(sha256(case.encode()).digest()[:8], "big")])
        )


@dataclass(frozen=True)
class Case:
    """What a case proves, in one plain sentence, with the known number, the model's, and the verdict.

    `error` is the standard error of `found` (0 where no chance is left); `judged` says by which rule it passed or not;
    `note` what else a reader should know.
    """

    id: str
    proves: str
    source: str
    unit: str
    expected: float
    found: float
    error: float
    judged: str
    passed: bool
    note: str = ""


@dataclass(frozen=True)
class Known:
    """A number that is known without the model, and what agreeing with it proves."""

    id: str
    proves: str
    source: str
    unit: str
    expected: float
    note: str = ""

    def by_chance(self, found: float, error: float, fault: float) -> Case:
        """The verdict on a chance result: near enough, and sharp enough to show a `fault` (a share of the number)."""
        near = abs(found - self.expected) < ERRORS * error
        sharp = 0.0 < ERRORS * error <= fault * abs(self.expected)
        judged = f"within {ERRORS:g} standard errors, which see a fault of {fault:.0%}"
        if not sharp:
            judged += f"; too blunt: they see {ERRORS * error / abs(self.expected):.1%}"
        return self._case(found, error, judged, near and sharp)

    def exactly(self, found: float, tolerance: float = ROUNDING, why: str = "") -> Case:
        """The verdict on a result without chance: within `tolerance` (a share of the number, or of 1 where it is 0)."""
        allowed = tolerance * (abs(self.expected) or 1.0)
        judged = f"within {tolerance:.2g} of it{f' ({why})' if why else ''}"
        return self._case(found, 0.0, judged, bool(abs(found - self.expected) <= allowed))

    def at_least(self, found: float) -> Case:
        """The verdict on a result that must be at least the number."""
        return self._case(found, 0.0, "at least as much", bool(found >= self.expected))

    def _case(self, found: float, error: float, judged: str, passed: bool) -> Case:
        texts = (self.id, self.proves, self.source, self.unit)
        return Case(*texts, self.expected, float(found), float(error), judged, bool(passed), self.note)


def mean_and_error(values: np.ndarray, controls: np.ndarray | None = None) -> tuple[float, float]:
    """The mean of independent (batch) values and its standard error.

    `controls`, shape (values, k), are quantities of the same batches less their known means; what of the values goes
    along with them is taken out (control variates).
    """
    varying = np.zeros((len(values), 0)) if controls is None else controls[:, np.std(controls, axis=0) > 0.0]
    design = np.hstack([np.ones((len(values), 1)), varying / np.std(varying, axis=0)])
    weights, *_ = np.linalg.lstsq(design, values, rcond=None)
    left = values - design @ weights
    variance = float(left @ left) / (len(values) - design.shape[1])
    return float(weights[0]), float(np.sqrt(variance * np.linalg.inv(design.T @ design)[0, 0]))
