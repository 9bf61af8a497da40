"""What a result about money should be able to say: each a claim about the study that ships, or the sum behind it."""

import pytest

from simmodel.appraisal.comparison import summarise
from simmodel.appraisal.flows import effects_of, extra_of
from simmodel.appraisal.money.present_value import Discounting, present_value
from simmodel.appraisal.money.views import FUNDER
from simmodel.appraisal.runs import Runs
from simmodel.appraisal.worth import appraise_runs
from simmodel.ensemble import compare
from simmodel.evaluation.power import least_share
from simmodel.evidence import ledger
from simmodel.scenario import read_study
from simmodel.shipped import STUDY, shipped

MANY_TIMES = 20


@pytest.fixture(scope="module")
def taree() -> Runs:
    return compare(read_study(shipped(STUDY)), runs=4, seed=1, workers=2, draws=0)


@pytest.mark.parametrize("scenario", ["more_places", "warm_referral", "pull_in"])
@pytest.mark.parametrize("basis", ["avoidable", "average"])
def test_savings_in_custody_alone_do_not_pay_at_this_size_at_either_basis(
    taree: Runs, scenario: str, basis: str
) -> None:
    extra = extra_of(taree, scenario).yearly
    items = ["custody"] + (["custody_beyond_avoidable"] if basis == "average" else [])
    saved = sum(-present_value(extra.on(item), Discounting()) for item in items)
    paid = present_value(effects_of(taree, scenario, basis).cost[FUNDER], Discounting())

    assert (saved < paid / 4).all()


def test_a_day_inside_would_have_to_save_many_times_its_average_cost_for_coaches_to_pay(taree: Runs) -> None:
    needed = appraise_runs(taree).scenarios["pull_in"].break_even.custody_day

    assert needed is None or needed > MANY_TIMES * float(ledger()["COST001"].value)


def test_no_scenario_shows_a_clear_difference_in_return_to_custody_as_the_best_prior_is_a_null(taree: Runs) -> None:
    for populations in summarise(taree).differences.values():
        found = populations["site"]["return_to_custody_24m"]
        assert found.low <= 0.0 <= found.high


def test_without_victims_or_wellbeing_every_view_is_fiscal(taree: Runs) -> None:
    assert {row.kind for worth in appraise_runs(taree).scenarios.values() for row in worth.table} == {"fiscal"}


def test_no_wing_closes_so_nothing_can_be_banked(taree: Runs) -> None:
    for worth in appraise_runs(taree).scenarios.values():
        assert worth.beds.banked_dollars.mean == 0.0
        assert abs(worth.beds.freed.mean) < worth.beds.block


def test_more_appropriate_care_is_used_and_costs_more_and_is_no_part_of_the_cost_of_the_programme(taree: Runs) -> None:
    worth = appraise_runs(taree).scenarios["pull_in"]
    planned = extra_of(taree, "pull_in").yearly.on("family_and_safety_services")

    assert planned.mean(axis=(0, 1)).sum() > 0
    assert worth.at("nsw_residents", "avoidable").benefits.mean < 0
    assert worth.at("nsw_residents", "avoidable").benefits.mean < worth.at("nsw_government", "avoidable").benefits.mean
    assert worth.at("funder", "avoidable").costs.mean == pytest.approx(
        650_000 * sum(1.05 ** -(t - 0.5) for t in (1, 2, 3))
    )


def test_a_constant_hazard_puts_fewer_returns_in_the_first_year_than_new_south_wales_sees() -> None:
    two_years = float(ledger()["REC001"].value)
    constant = 1 - (1 - two_years) ** 0.5

    assert constant == pytest.approx(0.24, abs=0.005)
    assert constant < float(ledger()["REC009"].value) <= read_study(shipped(STUDY)).custody_level.at(12)


def test_three_sites_with_eighty_people_in_each_arm_see_no_less_than_twenty_two_points() -> None:
    two_years = float(ledger()["REC001"].value)

    assert least_share(80, two_years) == pytest.approx(0.22, abs=0.005)
    assert least_share(float(ledger()["ECO005"].value), two_years) == pytest.approx(0.2 * two_years, rel=0.05)
