"""What flows of money over years are worth today: discounting, annuities, internal rates.

NSW: 5% a year real, with 3% and 7% beside it (TPG23-08; ledger row ECO001). Flows are spread evenly over a year and so
stand at its middle; set-up money stands at the start and is not discounted. No simulation is needed to read this page:
tests hold it to published factors and examples.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

Timing = Literal["mid_year", "end_year"]
TIMINGS: tuple[Timing, ...] = ("mid_year", "end_year")
_TOLD = {"mid_year": "flows at the middle of each year", "end_year": "flows at the end of each year"}

CENTRAL_RATE = 0.05
RATES = (CENTRAL_RATE, 0.03, 0.07)
"""Real discount rates a year that are always shown together, the central one first (ECO001)."""


@dataclass(frozen=True)
class Discounting:
    """How money of later years is brought to today: a real rate a year, and where in a year its flows stand."""

    rate: float = CENTRAL_RATE
    timing: Timing = "mid_year"

    @property
    def told(self) -> str:
        """The convention, as every table prints it.

        >>> Discounting().told
        '5% a year real, flows at the middle of each year, set-up at the start undiscounted'
        """
        return f"{100 * self.rate:g}% a year real, {_TOLD[self.timing]}, set-up at the start undiscounted"


def discount_factors(rate: ArrayLike, years: int, timing: Timing = "mid_year") -> np.ndarray:
    """What a dollar of year 1, 2, ... is worth today; shape (years,).

    (1+d)^-(t-1/2) at mid-year, (1+d)^-t at the end of year t. `rate`: a year; one for all years, or one for each year
    of shape (years,), of which the factors are the running product (HM Treasury's falling rates are such a schedule).
    """
    if timing not in TIMINGS:
        raise ValueError(f'timing is "{timing}"; it is one of {", ".join(TIMINGS)}')
    rates = np.broadcast_to(np.asarray(rate, float), (years,))
    if np.any(rates <= -1):
        raise ValueError("a discount rate lies above -1 (5% a year is 0.05)")
    to_the_end = np.cumprod(1 / (1 + rates))
    return to_the_end * np.sqrt(1 + rates) if timing == "mid_year" else to_the_end


def present_value(flows: ArrayLike, how: Discounting | None = None, set_up: ArrayLike = 0.0) -> np.ndarray:
    """What flows are worth today: set-up + sum over t of x_t (1+d)^-(t-1/2).

    `flows`: real dollars of year 1, 2, ..., shape (..., years); `set_up`: dollars at the start, shape (...). Returns
    dollars, shape (...). Of benefits minus costs it is the net present value.
    """
    how, yearly = how or Discounting(), np.asarray(flows, float)
    return np.asarray(set_up, float) + yearly @ discount_factors(how.rate, yearly.shape[-1], how.timing)


def annuity_factor(rate: float, years: int) -> float:
    """What a dollar at the end of each of so many years is worth today; at a rate of 0, the years."""
    return float(discount_factors(rate, years, "end_year").sum())


def equivalent_annual(value: ArrayLike, rate: float, years: int) -> np.ndarray:
    """The even yearly amount (end of year) that has this present value; dollars a year, shape of `value`."""
    return np.asarray(value, float) / annuity_factor(rate, years)


def internal_rates(flows: ArrayLike) -> tuple[float, ...]:
    """Every rate above -1 at which flows are worth nothing today, lowest first; the first flow is not discounted.

    None, one, or several: flows that change their sign more than once can have several, and none of them should then
    be relied on. `flows`: shape (years + 1,).
    """
    growth = np.roots(np.trim_zeros(np.asarray(flows, float), "b")[::-1])  # a power of 1/(1+r) is a year
    real = growth[np.isclose(growth.imag, 0, atol=1e-9) & (growth.real > 0)].real
    return tuple(sorted(float(1 / each - 1) for each in real))
