"""R-hat and effective sample sizes tell good chains from bad ones, by numbers that are known beforehand."""

import numpy as np
import pytest

from simmodel.calibration import mixing

STEPS, CHAINS = 1000, 8


def wandering(keep: float, seed: int = 1) -> np.ndarray:
    """Chains in which each step keeps so much of the one before; mean 0, sd 1."""
    luck = np.random.default_rng(seed).normal(size=(STEPS, CHAINS, 1))
    found = luck.copy()
    for step in range(1, STEPS):
        found[step] = keep * found[step - 1] + np.sqrt(1 - keep**2) * luck[step]
    return found


@pytest.mark.parametrize("keep", [0.0, 0.5, 0.9])
def test_chains_are_worth_as_many_draws_as_their_memory_leaves(keep: float) -> None:
    worth = STEPS * CHAINS * (1 - keep) / (1 + keep)
    assert mixing.bulk(wandering(keep)) == pytest.approx(worth, rel=0.15)


def test_tails_are_worth_about_what_independent_draws_are() -> None:
    assert mixing.tail(wandering(0.0)) == pytest.approx(STEPS * CHAINS, rel=0.15)


def test_chains_of_one_kind_agree() -> None:
    assert mixing.r_hat(wandering(0.3)) == pytest.approx(1.0, abs=0.01)


def test_a_chain_elsewhere_is_seen() -> None:
    apart = wandering(0.3)
    apart[:, 0] += 3.0
    assert mixing.r_hat(apart) > 1.1


def test_a_chain_that_is_wider_is_seen_though_its_middle_is_the_same() -> None:
    wider = wandering(0.3)
    wider[:, 0] *= 6.0
    assert mixing.r_hat(wider) > 1.05


def test_a_chain_that_drifts_disagrees_with_itself() -> None:
    drifting = wandering(0.0) + np.linspace(-2, 2, STEPS)[:, None, None]
    assert mixing.r_hat(drifting) > 1.3
    assert mixing.bulk(drifting) < 100
