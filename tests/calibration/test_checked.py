"""Checks of a fit: each passes where all is well and fails alone where its own matter is wrong."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from made_up_fits import a_fit

from simmodel.calibration.checked import verdicts
from simmodel.calibration.foretold import Foretold
from simmodel.calibration.result import Fit
from simmodel.calibration.sbc import DRAWS

FIT = a_fit()
TARGETS = len(FIT.targets)


def checks(**given: object) -> Fit:
    return replace(FIT, checks=replace(FIT.checks, **given))


def ranks(found: np.ndarray) -> Fit:
    return checks(self_check=replace(FIT.checks.self_check, ranks=found))


def chains_apart() -> Fit:
    places = FIT.step.chains.places.copy()
    places[:, : places.shape[1] // 2, 0] *= 0.5
    return replace(FIT, step=replace(FIT.step, chains=replace(FIT.step.chains, places=places)))


def few_draws() -> Fit:
    short = replace(FIT.step.chains, places=FIT.step.chains.places[:24, :12])
    return replace(FIT, step=replace(FIT.step, chains=short))


def unlikely(name: str) -> Fit:
    check = getattr(FIT.checks, name)
    return checks(**{name: replace(check, chance=np.where(np.arange(TARGETS) == 0, 1e-9, check.chance))})


def off_near() -> Fit:
    return checks(after=replace(FIT.checks.after, off_by=np.full(TARGETS, 2.0)))


def aside(along: np.ndarray) -> Fit:
    return checks(self_check=replace(FIT.checks.self_check, foretold=Foretold(along)))


ALONG = np.random.default_rng(3).random((200, len(FIT.kept_aside)))
SHAPE = (200, FIT.checks.self_check.ranks.shape[1])
EVEN = np.random.default_rng(3).integers(0, DRAWS + 1, SHAPE)
WRONG: dict[str, Callable[[], Fit]] = {
    "chains agree": chains_apart,
    "draws are enough": few_draws,
    "emulator fits": lambda: replace(
        FIT, step=replace(FIT.step, emulator=replace(FIT.step.emulator, lack=np.full(TARGETS, 0.41)))
    ),
    "emulator fits near the answer": off_near,
    "prior allows the data": lambda: unlikely("before"),
    "model shows the data": lambda: unlikely("after"),
    "ranges hold the truth": lambda: ranks(np.where(np.random.default_rng(2).random(SHAPE) < 0.2, 0, EVEN)),
    "truth is nowhere in particular": lambda: ranks(np.where((EVEN > 50) & (EVEN < 95), EVEN - 25, EVEN)),
    "bands hold what was kept aside": lambda: aside(np.where(ALONG < 0.2, 0.0, ALONG)),
    "custody levels can be met": lambda: replace(FIT, without_curve=(len(FIT.first) + len(FIT.near)) // 3),
}


def test_a_fit_in_which_all_is_well_passes_every_check() -> None:
    assert [each.name for each in verdicts(FIT)] == list(WRONG)
    assert [each.name for each in verdicts(FIT) if not each.passed] == []


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_fails_the_check_that_is_about_it(name: str) -> None:
    failed = {each.name for each in verdicts(WRONG[name]()) if not each.passed}
    with_it = {
        "chains agree": {"draws are enough"},
        "draws are enough": {"chains agree"},
        "ranges hold the truth": {"truth is nowhere in particular"},
    }
    assert name in failed
    assert failed <= {name} | with_it.get(name, set())


def test_the_target_that_does_not_fit_is_named() -> None:
    (told,) = [each.told for each in verdicts(unlikely("after")) if each.name == "model shows the data"]
    assert "within 6 months: 5.13% of 39 people" in told
    assert "12.8%" not in told


def test_what_200_made_up_pilots_kept_aside_may_lie_anywhere_in_its_bands_and_not_always_inside_them() -> None:
    assert [each.name for each in verdicts(aside(ALONG)) if not each.passed] == []
    assert [each.name for each in verdicts(aside(0.1 + 0.8 * ALONG)) if not each.passed] == [
        "bands hold what was kept aside"
    ]


def test_a_fit_that_kept_nothing_aside_is_not_judged_by_it() -> None:
    assert "bands hold what was kept aside" not in {each.name for each in verdicts(aside(ALONG[:, :0]))}


def test_even_ranks_of_200_made_up_pilots_pass() -> None:
    assert [each.name for each in verdicts(ranks(EVEN)) if not each.passed] == []


def test_one_number_of_many_whose_ranges_are_too_narrow_is_named() -> None:
    chance = np.random.default_rng(5)
    found, truth = EVEN.copy(), chance.normal(size=(len(EVEN), 1))
    found[:, 1] = (0.7 * chance.normal(size=(len(EVEN), DRAWS)) < truth).sum(axis=1)
    failed = {each.name: each.told for each in verdicts(ranks(found)) if not each.passed}

    assert list(failed) == ["ranges hold the truth"]
    assert f"these are off: {FIT.prior.names[1]} " in failed["ranges hold the truth"]


def test_points_without_a_curve_are_a_share_of_all_points_wherever_they_lie() -> None:
    points = len(FIT.step.pool) + len(FIT.near)
    share = {each.name: each.figure for each in verdicts(replace(FIT, without_curve=points // 9))}

    assert share["custody levels can be met"] == pytest.approx(0.1, abs=0.001)
