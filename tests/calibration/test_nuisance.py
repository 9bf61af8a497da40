"""What numbers that are not fitted do in each run is told from luck, and stays however many people a target has."""

from dataclasses import replace

import numpy as np
import pytest
from made_up_pilots import even_places
from made_up_targets import a_target

from simmodel.calibration.emulator import Emulator, emulator_of
from simmodel.calibration.fit import of_many_more
from simmodel.calibration.likelihood import likelihood_of
from simmodel.calibration.nuisance import shared, with_shared
from simmodel.calibration.observed import observed
from simmodel.calibration.pool import Pool
from simmodel.calibration.predictive import as_the_pilot

KINDS = ("mean", "mean")
SLOPES = np.array([1.0, 0.6])
PLACES = even_places(1024, 1)
PEOPLE, MANY = 100, 40_000


def worlds(places: np.ndarray, nuisance: float, seed: int) -> np.ndarray:
    """What is expected in each world: one fitted number, and another that is not fitted, the same for both targets."""
    other = nuisance * np.random.default_rng(seed).normal(size=(len(places), 1))
    return 20.0 + (2.0 * places - 1.0) * SLOPES + other


def runs(places: np.ndarray, worlds: np.ndarray, people: float, seed: int) -> Pool:
    """Pilots of so many people in these worlds, straight and normal on the scale; luck has an sd of 5 a person."""
    both = 0.5 * np.eye(2) + 0.5
    luck = np.random.default_rng(seed).multivariate_normal(np.zeros(2), both, len(places))
    return Pool(places, np.square(worlds + 5.0 * luck / np.sqrt(people)), np.full((len(places), 2), float(people)))


def learned(nuisance: float, pairs: int = 400) -> tuple[Emulator, Pool]:
    here = worlds(PLACES, nuisance, seed=1)
    first, again = runs(PLACES, here, PEOPLE, 2), runs(PLACES[:pairs], here[:pairs], PEOPLE, 3)
    return with_shared(emulator_of(first, KINDS), first.rows(range(pairs)), again), first


@pytest.mark.parametrize("nuisance", [0.0, 0.25, 0.5, 1.0])
def test_two_runs_of_the_same_numbers_tell_what_is_no_luck(nuisance: float) -> None:
    true = nuisance**2 / (nuisance**2 + 25.0 / PEOPLE)

    assert learned(nuisance, pairs=1000)[0].shared == pytest.approx(true, abs=0.1)


def test_few_pairs_make_nothing_look_surer_than_they_can_tell() -> None:
    few, many = learned(0.0, pairs=20)[0].shared, learned(0.0, pairs=1000)[0].shared

    assert (few > 0.1).all()
    assert (many < 0.1).all()


def test_a_run_with_nothing_to_count_is_no_pair() -> None:
    here = worlds(PLACES, 0.5, seed=1)
    first, again = runs(PLACES, here, PEOPLE, 2), runs(PLACES, here, PEOPLE, 3)
    emulator = emulator_of(first, KINDS)
    holed = again.seen.copy()
    holed[::2, 0] = np.nan

    found = shared(emulator, first, Pool(PLACES, holed, again.people))
    assert found[1] == shared(emulator, first, again)[1]
    assert found[0] == pytest.approx(0.5, abs=0.1)


def coverage(emulator: Emulator, nuisance: float, repeats: int = 300) -> float:
    """How often the middle 90% of the posterior holds the truth, for pilots of very many people."""
    grid = np.linspace(0.001, 0.999, 999)[:, None]
    truths = np.random.default_rng(5).random((repeats, 1))
    pilots = runs(truths, worlds(truths, nuisance, seed=6), MANY, 7)
    held = []
    for truth, seen in zip(truths[:, 0], pilots.seen, strict=True):
        weights = np.exp(likelihood_of(emulator, observed(KINDS, value=seen, n=[MANY, MANY])).at(grid))
        below = float(weights[grid[:, 0] < truth].sum() / weights.sum())
        held.append(0.05 < below < 0.95)
    return float(np.mean(held))


def test_ranges_hold_the_truth_of_pilots_of_many_people_and_would_not_if_all_were_luck() -> None:
    emulator = learned(0.5)[0]
    as_if_luck = replace(emulator, shared=np.zeros(2))

    assert coverage(emulator, 0.5) == pytest.approx(0.9, abs=0.05)
    assert coverage(as_if_luck, 0.5) < 0.3


def test_runs_are_shown_as_a_pilot_of_many_people_would_vary_in_worlds_like_theirs() -> None:
    emulator, first = learned(0.5)
    seen = observed(KINDS, value=[400.0, 400.0], n=[MANY, MANY])

    shown = as_the_pilot(emulator, first, seen) - emulator.expected(first.places)
    assert shown.std(axis=0) == pytest.approx(np.sqrt(0.25 + 25.0 / MANY), rel=0.1)


def test_a_standard_error_is_luck_beside_what_stays() -> None:
    emulator = replace(learned(0.5)[0], shared=np.full(2, 0.5))
    seen = observed(KINDS, value=[400.0, 400.0], se=[12.0, 12.0])
    among = likelihood_of(emulator, seen).expected(PLACES[:50])[1]

    assert among == pytest.approx(np.sqrt(0.25 + 0.3**2), rel=0.08)


def test_points_are_played_twice_where_a_fitted_target_is_surer_than_the_people_of_a_run() -> None:
    first = learned(0.0)[1]
    targets = (a_target("custody_days", "mean", 12), a_target("custody_stays", "mean", 12, use="check"))

    def needed(**given: list[float]) -> bool:
        return of_many_more(observed(KINDS, value=[400.0, 400.0], **given), first, targets)

    nan = float("nan")
    assert not needed(n=[150.0, 10_000.0])
    assert needed(n=[250.0, 10.0])
    assert needed(se=[1.0, nan])
    assert not needed(n=[100.0, nan], se=[nan, 1.0])
