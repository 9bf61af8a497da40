"""Outcome payments: Newpin's rate card, the chance of each of its tiers, and a contract's worked example."""

import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from outside import known

from simmodel.appraisal.money.outcome_payments import Tier, chance_of_tiers, contract_payment, tier_reached

CASE = known("newpin_rate_card")
TIERS = [Tier(each["min"], each["irr"]) for each in CASE["tiers"]]


@pytest.mark.parametrize("case", CASE["cases"], ids=lambda case: str(case["rate"]))
def test_a_share_of_restored_families_pays_what_the_card_says(case: dict) -> None:
    assert TIERS[int(tier_reached(case["rate"], TIERS))].pays == case["irr"]


def test_the_chance_of_each_tier_is_exact() -> None:
    case = CASE["stochastic"]
    found = chance_of_tiers(case["n"], case["p"], TIERS)
    assert found == pytest.approx(list(case["prob_tier"].values()), abs=CASE["tolerance"])


def test_the_expected_payment_is_not_the_payment_at_the_expected_share() -> None:
    case = CASE["stochastic"]
    paid = [tier.pays or 0.0 for tier in TIERS]
    assert chance_of_tiers(case["n"], case["p"], TIERS) @ paid < paid[int(tier_reached(case["p"], TIERS))]


@given(st.integers(1, 40), st.integers(0, 1000).map(lambda each: each / 1000))
def test_chances_of_tiers_by_counting_and_they_add_up_to_one(people: int, chance: float) -> None:
    found = chance_of_tiers(people, chance, TIERS)
    best = sum(
        math.comb(people, good) * chance**good * (1 - chance) ** (people - good)
        for good in range(people + 1)
        if good / people >= TIERS[0].least
    )
    assert found.sum() == pytest.approx(1)
    assert found[0] == pytest.approx(best, abs=1e-9)


def test_fifty_five_of_a_hundred_reach_the_tier_of_fifty_five_per_cent() -> None:
    assert tier_reached(55 / 100, TIERS) == 3


def test_the_contract_pays_what_its_worked_example_says() -> None:
    given = dict(CASE["contract_form"]["example"])
    people, successes, payment = given.pop("n"), given.pop("successes"), given.pop("payment")
    assert contract_payment(successes, people, **given) == pytest.approx(payment, rel=CASE["tolerance"])


def test_payment_never_falls_below_the_standing_part_nor_rises_above_the_cap() -> None:
    given = {"budget": 100.0, "standing_share": 0.5, "price": 10.0, "counterfactual": 0.5, "cap": 25.0}
    paid = contract_payment(list(range(11)), 10, **given)
    assert list(paid[:6]) == [50.0] * 6
    assert list(paid[6:]) == [60.0, 70.0, 75.0, 75.0, 75.0]
    assert all(one <= other for one, other in itertools.pairwise(paid))


@pytest.mark.parametrize("tiers", [[], [Tier(0.5, 0.1)], [Tier(0.0, None), Tier(0.5, 0.1)]])
def test_a_card_that_leaves_some_shares_out_is_refused(tiers: list[Tier]) -> None:
    with pytest.raises(ValueError, match="fall from the best to one that starts at 0"):
        tier_reached(0.3, tiers)
