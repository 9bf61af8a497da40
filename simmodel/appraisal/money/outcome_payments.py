"""What a contract pays for outcomes: a rate card in tiers, and a standing payment with a price per success."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.stats import binom


@dataclass(frozen=True)
class Tier:
    """A share of successes from which on something is paid; None: nothing is."""

    least: float
    pays: float | None


def tier_reached(success: ArrayLike, tiers: Sequence[Tier]) -> np.ndarray:
    """Which tier a share of successes (0 to 1) reaches, as its place in `tiers`, best first; shape of `success`.

    ValueError where tiers do not fall to 0, so that a share could reach none.
    """
    least = [tier.least for tier in tiers]
    if not least or least != sorted(least, reverse=True) or least[-1] > 0:
        raise ValueError("tiers of a rate card fall from the best to one that starts at 0")
    found: np.ndarray = np.argmax(np.asarray(success, float)[..., None] >= np.array(least), axis=-1)
    return found


def chance_of_tiers(people: int, chance: float, tiers: Sequence[Tier]) -> np.ndarray:
    """How likely each tier is when each of so many people succeeds with this chance, apart from one another; (tiers,).

    What is expected to be paid is not what would be paid for the expected share.
    """
    successes = np.arange(people + 1)
    reached = tier_reached(successes / people, tiers)
    return np.bincount(reached, binom.pmf(successes, people, chance), minlength=len(tiers))


def contract_payment(
    successes: ArrayLike,
    people: ArrayLike,
    *,
    budget: float,
    standing_share: float,
    price: float,
    counterfactual: float,
    cap: float,
) -> np.ndarray:
    """What a contract with a standing payment and a price per success pays; dollars, shape of `successes`.

    standing share x budget + price x successes above what would have happened anyway, the second at most `cap` (NSW DCJ
    performance-based contracting). `counterfactual`: the share who would have succeeded anyway.
    """
    above = np.asarray(successes, float) - counterfactual * np.asarray(people, float)
    return standing_share * budget + np.clip(price * above, 0.0, cap)
