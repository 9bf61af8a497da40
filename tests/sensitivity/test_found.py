"""What matters in made-up runs is what was made to matter, by as much, and the rest is said to be nothing."""

import numpy as np
import pytest
from made_up_matter import FIRST, SECOND, mattering_runs

from simmodel.appraisal.worth import appraise_runs
from simmodel.sensitivity import found as page
from simmodel.sensitivity.emulator import stands_out_from
from simmodel.sensitivity.found import drawn_of, draws_to_see, found_in
from simmodel.sensitivity.question import Question
from simmodel.sensitivity.result import Sensitivity, to_json
from simmodel.sensitivity.uncertain import uncertain

ASKED = Question("pull_in")


@pytest.fixture(scope="module")
def found() -> Sensitivity:
    return found_in(mattering_runs(), ASKED)


def test_the_numbers_that_matter_are_found_with_the_shares_that_they_have(found: Sensitivity) -> None:
    assert [each.numbers[0].name for each in found.drivers][:2] == [FIRST, SECOND]
    for driver, share in zip(found.drivers, (9 / 13, 4 / 13), strict=False):
        assert driver.total.share == pytest.approx(share, abs=max(0.1, 3 * driver.total.error))
    assert sum(each.total.share for each in found.drivers[2:]) < 0.1


def test_both_ends_of_a_number_lie_as_far_apart_as_it_moves_the_money(found: Sensitivity) -> None:
    per_year = 1.05**-0.5 / 2 + 1.05**-1.5 / 2
    for driver, strength in zip(found.drivers, (3, 2), strict=False):
        apart = per_year * 20_000 * strength / np.sqrt(13) * np.sqrt(12) * 0.9
        assert driver.at_high - driver.at_low == pytest.approx(apart, rel=0.15)


def test_luck_and_evidence_are_told_apart_as_they_were_made(found: Sensitivity) -> None:
    assert found.evidence == pytest.approx(20**2 / (20**2 + 10**2 / 2), abs=0.05)
    assert found.explained > 0.8


def test_all_rests_on_what_nobody_measured_where_only_such_numbers_matter(found: Sensitivity) -> None:
    assert found.rests_on is not None
    assert found.rests_on.share == pytest.approx(1.0, abs=2.5 * found.rests_on.error + 0.02)
    assert found.assumed > 200


def test_a_page_carries_what_its_numbers_carry(found: Sensitivity) -> None:
    pages = {each.page: each for each in found.groups}
    crisis, needs = pages["crisis"].share, pages["needs"].share
    assert crisis is not None
    assert needs is not None
    assert crisis.share == pytest.approx(9 / 13, abs=2.5 * crisis.error)
    assert needs.share == pytest.approx(4 / 13, abs=2.5 * needs.error)


def test_a_page_of_too_many_numbers_for_so_few_draws_is_not_told(found: Sensitivity) -> None:
    assert {each.page: each for each in found.groups}["community"].worth is None


def test_knowing_the_page_that_decides_is_worth_nearly_what_knowing_all_is(found: Sensitivity) -> None:
    worth = {each.page: each.worth for each in found.groups}
    crisis, work = worth["crisis"], worth["work"]
    assert found.everything is not None
    assert crisis is not None
    assert work is not None
    assert 0.75 * found.everything < crisis.value <= found.everything
    assert work.value < 2 * work.error


def test_what_luck_adds_to_the_worth_of_knowing_is_told_apart() -> None:
    runs = mattering_runs(luck=60_000.0)
    noisy, net = found_in(runs, ASKED), appraise_runs(runs).scenarios["pull_in"].net
    assert noisy.everything is not None
    assert noisy.with_luck == pytest.approx(np.maximum(net, 0.0).mean() - max(net.mean(), 0.0))
    assert noisy.with_luck > 2 * noisy.everything


def test_shares_are_of_all_that_evidence_leaves_open_also_of_what_no_number_explains() -> None:
    half = found_in(mattering_runs(luck=2_000.0, other=20_000.0), ASKED)
    assert half.drivers[0].numbers[0].name == FIRST
    assert half.drivers[0].total.share == pytest.approx(9 / 13 / 2, abs=0.12)
    assert 0.2 < half.explained < 0.55


def test_a_number_that_stands_out_alone_has_an_error_too() -> None:
    chance = np.random.default_rng(3)
    places = (np.argsort(chance.random((3, 60)), axis=1).T + 0.5) / 60
    result = places[:, 0] + chance.normal(0.0, 0.25, 60)
    drawn, numbers = drawn_of(result[:, None] + chance.normal(0.0, 0.05, (60, 2))), uncertain(mattering_runs().numbers)
    (driver,) = page._drivers(drawn, numbers[:3], places, 0)
    assert driver.first.share == pytest.approx(0.5, abs=0.2)
    assert driver.first.error == pytest.approx(0.09, abs=0.04)
    assert driver.total.error == driver.first.error


def test_numbers_that_predict_nothing_of_draws_they_never_saw_are_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("simmodel.sensitivity.found.predicted", lambda means, places, seed: 0 * means)
    nothing = found_in(mattering_runs(), ASKED)
    assert (nothing.explained, nothing.drivers) == (0.0, ())


def test_where_it_never_pays_knowing_is_worth_nothing() -> None:
    never = found_in(mattering_runs(mean=-500_000.0), ASKED)
    assert (never.everything, never.pays) == (0.0, 0.0)
    assert all(each.worth is None or each.worth.value == 0 for each in never.groups)


def test_something_gained_is_asked_about_without_dollars() -> None:
    runs = mattering_runs()
    gained = found_in(runs, Question("pull_in", "crises"))
    assert gained.drivers[0].numbers[0].name == FIRST
    assert (gained.bars, gained.everything, gained.pilot) == ((), None, None)
    assert Question("pull_in", "crises").amount(runs, appraise_runs(runs)).mean() == pytest.approx(
        gained.amount.mean or 0.0
    )


def test_more_draws_show_smaller_shares_and_the_rule_for_how_many_is_its_own_inverse(found: Sensitivity) -> None:
    assert stands_out_from(265, 400) < stands_out_from(265, 100)
    assert draws_to_see(found.stands_out_from, found) == pytest.approx(found.draws, abs=2)


def test_the_share_from_which_a_number_stands_out_is_what_the_luckiest_of_many_explains() -> None:
    chance, best = np.random.default_rng(3), []
    for _ in range(300):
        result, numbers = chance.normal(size=60), chance.normal(size=(60, 40))
        fits = [np.polynomial.Legendre.fit(one, result, 2, domain=[-3, 3])(one) for one in numbers.T]
        best.append(max(1 - np.var(result - fit) / np.var(result) for fit in fits))
    assert np.quantile(best, 0.95) == pytest.approx(stands_out_from(40, 60), rel=0.1)


def test_draws_are_means_of_their_runs() -> None:
    drawn = drawn_of(np.array([[1.0, 3.0], [5.0, 7.0], [9.0, 11.0]]))
    assert drawn.means.tolist() == [2.0, 6.0, 10.0]
    assert drawn.evidence == pytest.approx((16 - 1) / 16)


def test_plain_values_hold_every_part(found: Sensitivity) -> None:
    plain = to_json(found, ["so"])
    assert plain["sentences"] == ["so"]
    assert plain["indices"][0]["names"] == [FIRST]
    assert plain["rests_on_assumptions"]["of_numbers"] == len(found.numbers)
