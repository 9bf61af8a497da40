"""The usual prices of a site, in dollars, with their ranges: the table that `simmodel.purchase` reads at its modes.

Chance is keyed by the price's own name, so a price that is added at the end moves no other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from zlib import crc32

import numpy as np

from simmodel.purchase import DOLLARS, budget_rows

Values = Mapping[str, np.ndarray]
"""By price: its value in each draw, shape (draws,); of shape (1,) at the modes."""
INDIRECT = "overhead_on_direct"
SHARES = ("oncost", "contingency", INDIRECT)
HEADS = ("lead_fte", "admin_fte")


@dataclass(frozen=True)
class Priced:
    """One price and what it may be: `low`, `mode`, `high` in dollars (full-time equivalents, a share), its source."""

    low: float
    mode: float
    high: float
    grade: str
    source: str


@cache
def usual_prices() -> dict[str, Priced]:
    """Every price of the site budget by its line."""
    return {row["line"]: _priced(row) for row in budget_rows()}


def price_names() -> tuple[str, ...]:
    """The lines that a budget may price otherwise; indirect cost has a table of its own."""
    return tuple(name for name in usual_prices() if name != INDIRECT)


def _priced(row: Mapping[str, str]) -> Priced:
    unit = row["unit_and_driver"]
    scale = DOLLARS if unit.startswith("$000") else 1.0
    low, mode, high = (scale * float(row[key]) for key in ("low", "mode", "high"))
    return Priced(low, mode, high, row["grade"], unit.removeprefix("$000 "))


def at_the_modes(prices: Mapping[str, Priced]) -> dict[str, np.ndarray]:
    """Every price at its most likely value, as if one draw had been made."""
    return {name: np.array([price.mode]) for name, price in prices.items()}


def drawn(prices: Mapping[str, Priced], draws: int, seed: int) -> dict[str, np.ndarray]:
    """Every price sampled from the triangle of its low, mode and high, each independent of the others."""
    return {name: _triangle(name, price, draws, seed) for name, price in prices.items()}


def _triangle(name: str, price: Priced, draws: int, seed: int) -> np.ndarray:
    if price.low == price.high:
        return np.full(draws, price.mode)
    luck = np.random.default_rng([seed, crc32(name.encode())])
    return luck.triangular(price.low, price.mode, price.high, draws)
