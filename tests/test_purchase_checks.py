"""What a scenario's money buys: sums that are too small are refused with the least that is enough."""

import re

from small_study import fault, faults, said_about, small

from simmodel.purchase import least_funding
from simmodel.scenario import parse_study
from simmodel.study_changes import leave_out_what_is_absent


def test_the_least_money_that_is_named_is_enough_and_grows_with_caseload() -> None:
    assert parse_study(small(("650000", "274174"))).scenarios["pull_in"].funding_per_year == 274_174
    richer = small(("funding_per_year = 650000", "caseload = 20\nfunding_per_year = 274174"))
    assert f"allowed: {int(least_funding(20)) + 1} dollars" in fault(richer)


def homes(*keys: str) -> str:
    lines = "\n".join(('buys = "homes"', *keys, ""))
    return small(
        ('buys = "places"\nfunding_per_year = 650000\nplaces = { mental_health = 0.5, connection = 0.5 }\n', lines)
    )


def test_money_that_buys_no_whole_home_while_it_lasts_is_refused_with_the_least_that_does() -> None:
    said = fault(homes("funding_per_year = 40000", "funded_years = 2"))
    assert "is 40000, which buys no whole home in 2 years; allowed: " in said
    least = int(re.search(r"type funding_per_year = (\d+)", said)[1])
    assert least == 165_600 / 2
    assert said_about(homes(f"funding_per_year = {least}", "funded_years = 2")) == []
    assert len(said_about(homes(f"funding_per_year = {least - 1}", "funded_years = 2"))) == 1


def believed(number: str, value: float) -> str:
    return f'[[assumption]]\nnumber = "{number}"\nvalue = {value}\nbecause = "it is so here, as was counted"\n'


def test_the_least_money_for_homes_and_places_is_at_the_prices_that_the_study_believes_in() -> None:
    cheaper = homes("funding_per_year = 60000", "funded_years = 2") + believed("prices.home", 120_000)
    assert said_about(cheaper) == []
    just = small(('"places"\nfunding_per_year = 650000', '"places"\nfunding_per_year = 7000'))
    assert said_about(just) == []
    assert "buys no whole place" in fault(just + believed("prices.specialist_hour.connection", 190))


def test_a_price_that_cannot_be_used_is_one_fault() -> None:
    text = homes("funding_per_year = 90000", "funded_years = 2") + believed("prices.home", -5)
    assert len(faults(text)) == 1


def test_homes_cost_something_and_their_levers_are_those_of_a_programme() -> None:
    assert "is 0 in a scenario that buys homes" in fault(homes())
    assert 'has no effect where buys = "homes"' in fault(homes("funding_per_year = 650000", "caseload = 9"))


def test_money_that_buys_no_whole_place_is_refused_with_the_least_that_does() -> None:
    said = fault(small(('"places"\nfunding_per_year = 650000', '"places"\nfunding_per_year = 400')))
    assert "buys no whole place in any of the domains named; allowed: " in said
    least = int(re.search(r"type funding_per_year = (\d+)", said)[1])
    enough = small(('"places"\nfunding_per_year = 650000', f'"places"\nfunding_per_year = {least}'))
    assert parse_study(enough).scenarios["places"].funding_per_year == least


def coaches(*keys: str) -> str:
    return small(("funding_per_year = 650000", "\n".join((*keys, "funding_per_year = 650000"))))


def test_coaches_may_share_their_money_with_hours_in_the_silos_and_flexible_funds() -> None:
    text = coaches("places = { mental_health = 0.1 }", "brokerage_share = 0.1")
    assert said_about(text) == []
    assert parse_study(text).scenarios["pull_in"].brokerage_share == 0.1


def test_the_least_money_beside_shares_is_named_and_enough() -> None:
    half = ("places = { mental_health = 0.4 }", "brokerage_share = 0.2")
    said = fault(coaches(*half))
    least = int(re.search(r"type funding_per_year = (\d+)", said)[1])
    assert "does not pay for 0.2 of a coach" in said
    assert said_about(coaches(*half).replace("650000", str(least))) == []
    assert len(said_about(coaches(*half).replace("650000", str(least - 1), 1))) == 1


def test_shares_that_leave_nothing_for_coaches_are_one_fault_with_what_they_are() -> None:
    said = fault(coaches("places = { mental_health = 0.7 }", "brokerage_share = 0.3"))
    assert "places leaves nothing for coaches (places 0.7 and brokerage_share 0.3, with contingency); allowed" in said


def test_hours_beside_coaches_that_make_no_whole_place_are_refused() -> None:
    assert "buys no whole place" in fault(coaches("places = { mental_health = 0.001 }"))


def test_a_share_of_flexible_funds_belongs_to_coaches() -> None:
    said = fault(small(("places = {", "brokerage_share = 0.1\nplaces = {")))
    assert 'brokerage_share has no effect where buys = "places"; allowed: only with buys = "coaches"' in said


def test_a_study_without_these_shares_keeps_its_hash_and_one_with_them_has_another() -> None:
    values = parse_study(small()).model_dump(mode="json")
    leave_out_what_is_absent(values)
    assert not any("brokerage_share" in scenario for scenario in values["scenarios"].values())
    assert parse_study(small()).digest() != parse_study(coaches("brokerage_share = 0.0")).digest()


def test_a_share_too_small_for_any_place_is_one_fault_and_no_overflow() -> None:
    tiny = "places = { mental_health = 5e-324 }"
    text = small(("places = { mental_health = 0.5, connection = 0.5 }", tiny))
    assert "adds up to 4.940656e-324; allowed: shares of the money that add up to 1" in fault(text)
    beside = small(('buys = "coaches"\n', f'buys = "coaches"\n{tiny}\n'))
    assert "scenarios.pull_in.places has shares so small that no sum of money buys a whole place" in fault(beside)
