"""What a study puts a value on itself: once, for whom no price of the model stands, and nothing is deducted twice."""

import pytest
from small_study import SMALL, fault, said_about, with_keys

from simmodel.appraisal.runs import Value
from simmodel.money_terms import ACCOUNTS, DEDUCTIONS, PRICED
from simmodel.scenario import parse_study

WORTH = """
[[money.value]]
account = "{account}"
of = "{of}"
{amount}
because = "a source"
"""


def valued(account: str = "victims", of: str = "new_sentences", amount: str = "costs = 15000") -> str:
    return SMALL + WORTH.format(account=account, of=of, amount=amount)


def test_costs_and_gains_are_read_as_what_one_more_costs() -> None:
    study = parse_study(valued() + WORTH.format(account="wellbeing", of="weeks_stably_housed", amount="gains = 150"))

    assert study.money.valued() == (
        Value("victims", "new_sentences", 15_000.0, "a source"),
        Value("wellbeing", "weeks_stably_housed", -150.0, "a source"),
    )


@pytest.mark.parametrize("of", PRICED)
def test_a_lump_that_would_count_twice_what_the_ledger_prices_is_refused_with_what_is_priced(of: str) -> None:
    told = fault(valued("justice", of))

    assert f"money.value 1.of is {of} for justice, which would count twice what the ledger prices: {PRICED[of]}" in told
    assert "allowed there: weeks_in_work, deaths, children_vulnerable" in told
    assert said_about(valued("victims", of)) == []


def test_what_has_no_price_may_be_valued_for_a_payer() -> None:
    assert said_about(valued("commonwealth", "weeks_in_work", "gains = 200")) == []


@pytest.mark.parametrize("key", DEDUCTIONS)
def test_a_second_deduction_is_refused_with_the_reason(key: str) -> None:
    told = fault(with_keys("money", f"{key} = 0.2"))

    assert f"money.{key} would be taken off twice: the base case is simulated" in told
    assert "delete the line" in told


@pytest.mark.parametrize("amount", ["", "costs = 1\ngains = 1"])
def test_a_value_says_one_of_costs_and_gains(amount: str) -> None:
    assert "says both or neither of costs and gains" in fault(valued(amount=amount))


def test_an_amount_out_of_range_is_one_fault() -> None:
    assert "money.value 1.costs is -5" in fault(valued(amount="costs = -5"))


def test_a_value_stands_once() -> None:
    assert "a second time" in fault(valued() + WORTH.format(account="victims", of="new_sentences", amount="costs = 2"))


def test_counts_that_hold_one_another_are_valued_once_for_an_account() -> None:
    also = WORTH.format(account="victims", of="custody_days", amount="costs = 2")
    assert "custody_days for victims, which holds what new_sentences counts already" in fault(valued() + also)
    assert said_about(valued() + also.replace("victims", "wellbeing")) == []


def test_the_programme_has_no_value_of_its_own() -> None:
    assert "programme" not in ACCOUNTS
    assert "allowed: victims, wellbeing" in fault(valued("programme"))


def test_a_study_without_values_keeps_its_hash_and_one_with_a_value_has_another() -> None:
    assert parse_study(SMALL).digest() == parse_study(with_keys("money", 'unit_costs = "avoidable"')).digest()
    assert parse_study(valued()).digest() != parse_study(SMALL).digest()
