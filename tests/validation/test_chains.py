"""The exact weekly chains come to the closed forms as the week becomes short beside what happens."""

import numpy as np
import pytest

from simmodel.validation.chains import (
    closed_line,
    custody_by_step,
    custody_by_week,
    fixed_line,
    home_and_custody,
    open_line,
    rounded_stays,
    stationary,
)
from simmodel.validation.known import known

ROWS = known("queues")["mmc"]


@pytest.mark.parametrize("row", [ROWS[0], ROWS[2], ROWS[3]], ids=lambda row: f"{row['c']} places")
def test_an_open_line_comes_to_erlang_s_formula(row: dict) -> None:
    steps = 500
    line = open_line(row["lam"] / row["mu"] / steps, 1 / steps, row["c"])

    assert line.wait / steps == pytest.approx(row["Wq"] * row["mu"], rel=0.01)
    assert line.share_waiting == pytest.approx(row["p_wait"], rel=0.01)


@pytest.mark.parametrize("use", [0.3, 0.5, 0.8])
def test_a_line_with_one_place_and_lengths_all_alike_is_pollaczek_s(use: float) -> None:
    assert fixed_line(use / 13, 13, 1).wait == pytest.approx(13 * use / (1 - use) / 2)


@pytest.mark.parametrize("places", [2, 3, 5])
def test_a_line_with_several_places_and_lengths_all_alike_is_near_cosmetatos_s_approximation(places: int) -> None:
    use, weeks = 0.8, 10
    asking = use * places / weeks
    steps = 200
    random = open_line(asking * weeks / steps, 1 / steps, places).wait / steps * weeks
    near = random * (1 + (1 - use) * (places - 1) * (np.sqrt(4 + 5 * places) - 2) / (16 * use * places)) / 2

    assert fixed_line(asking, weeks, places).wait == pytest.approx(near, rel=0.02)


def test_a_line_of_people_who_come_back_comes_to_its_formula() -> None:
    row, steps = known("queues")["finite_source"][0], 500
    line = closed_line(row["N"], row["lam_each"] / steps, row["mu"] / steps, row["c"])

    assert line.wait / steps == pytest.approx(row["Wq"], rel=0.01)
    assert line.people == pytest.approx(row["L"], rel=0.01)


def test_a_chain_spends_its_time_as_is_known() -> None:
    row = known("states")["discrete_three_state"]

    assert stationary(np.array(row["P"])) == pytest.approx(row["stationary"])


def test_custody_at_a_constant_hazard_settles_at_the_share_of_time_inside() -> None:
    weeks = custody_by_week(np.full(3000, 1 / 200), 50.0)

    assert weeks[-1] == pytest.approx(50 / 250, rel=0.01)
    assert weeks[0] == pytest.approx(1 - np.exp(-1 / 200))


def test_stays_are_rounded_and_those_too_short_are_of_the_shortest_length() -> None:
    stays = np.random.default_rng(1).exponential(3.0, 400_000)
    for shortest in (0, 1):
        lengths = np.maximum(np.rint(stays).astype(int), shortest) - shortest
        found = np.bincount(lengths, minlength=8)[:8] / len(stays)
        assert rounded_stays(3.0, shortest, 8) == pytest.approx(found, abs=0.004)


def test_stays_of_one_length_empty_custody_at_their_end() -> None:
    shares = custody_by_step(np.array([0.5, 0.0, 0.0, 0.0]), np.array([0.0, 1.0, 0.0, 0.0]))
    assert shares.tolist() == [0.5, 0.5, 0.25, 0.25]


def test_people_in_homes_custody_and_gone_are_everybody() -> None:
    rates = dict.fromkeys(("gain", "loss", "back_homeless", "back_housed", "release", "lost_inside", "exit"), 0.02)

    assert home_and_custody(50, rates).sum(axis=1) == pytest.approx(np.ones(50))
