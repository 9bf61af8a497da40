"""Little sums over a person: against other people's mathematics, and against a count by hand."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from kit import people, person, site
from scipy import stats

from simmodel import measures
from simmodel.vocabulary import DOMAINS, HOMELESS, HOUSING, NOT_ASKED, ON_REMAND, REFERRED, SERVED, WAITING
from simmodel.world import GENERAL_LIST

DOMAIN = range(len(DOMAINS))
real = st.floats(-50.0, 50.0)
state = st.floats(0.0, 1.0)


@given(real)
def test_a_clamped_state_is_between_0_and_1_and_the_nearest_such(value: float) -> None:
    kept = measures.clamp(value)

    assert 0.0 <= kept <= 1.0
    assert kept == value or (value < 0 and kept == 0) or (value > 1 and kept == 1)


@given(st.floats(-30, 30))
def test_the_logistic_is_the_inverse_of_log_odds(log_odds: float) -> None:
    assert measures.logistic(log_odds) == pytest.approx(1 / (1 + math.exp(-log_odds)))
    assert measures.logistic(-log_odds) == pytest.approx(1 - measures.logistic(log_odds))


def test_even_odds_are_a_chance_of_a_half() -> None:
    assert measures.logistic(0.0) == 0.5


@pytest.mark.parametrize("share", [1e-9, 1e-4, 0.02424, 0.02426, 0.3, 0.5, 0.97574, 0.97576, 1 - 1e-9])
def test_normal_quantiles_are_those_of_scipy(share: float) -> None:
    assert measures.normal_quantile(share) == pytest.approx(stats.norm.ppf(share), rel=2e-9, abs=2e-9)


@given(st.floats(1.2e-10, 1 - 1.2e-10))
def test_normal_quantiles_are_those_of_scipy_at_any_luck(share: float) -> None:
    assert measures.normal_quantile(share) == pytest.approx(stats.norm.ppf(share), rel=2e-8, abs=2e-9)


@pytest.mark.parametrize(("mean", "sigma"), [(31.1, 0.9), (600.0, 1.3), (10.0, 0.6)])
def test_a_lognormal_quantity_has_the_mean_it_is_given(mean: float, sigma: float) -> None:
    luck = (np.arange(200_000) + 0.5) / 200_000
    average = np.mean([measures.lognormal(share, mean, sigma) for share in luck[::4]])

    assert average == pytest.approx(mean, rel=0.005)


@given(st.floats(0.001, 0.999), st.floats(1.0, 500.0), st.floats(0.2, 1.5))
def test_a_lognormal_quantity_is_scipys(luck: float, mean: float, sigma: float) -> None:
    by_scipy = stats.lognorm.ppf(luck, sigma, scale=mean * math.exp(-(sigma**2) / 2))

    assert measures.lognormal(luck, mean, sigma) == pytest.approx(by_scipy, rel=1e-6)


@given(st.floats(1e-6, 1 - 1e-9), st.floats(0.0, 40.0))
def test_a_poisson_count_is_scipys(luck: float, mean: float) -> None:
    by_scipy = stats.poisson.ppf(luck, mean) if mean > 0 else 0
    at_a_step = abs(stats.poisson.cdf(by_scipy, mean) - luck) < 1e-12
    at_a_step |= abs(stats.poisson.cdf(by_scipy - 1, mean) - luck) < 1e-12

    assert at_a_step or measures.poisson(luck, mean) == by_scipy


@pytest.mark.parametrize("mean", [0.24, 0.72, 5.0, 30.0])
def test_poisson_counts_have_their_mean(mean: float) -> None:
    counts = [measures.poisson((place + 0.5) / 20_000, mean) for place in range(20_000)]

    assert np.mean(counts) == pytest.approx(mean, rel=0.002)


def test_the_unluckiest_word_there_is_gives_a_finite_poisson_count() -> None:
    assert measures.poisson((2**32 - 0.5) / 2**32, 30.0) < 100


def test_a_person_who_died_or_moved_or_is_inside_is_not_in_the_community() -> None:
    assert measures.in_community(person())
    assert not measures.in_community(person(gone=1))
    assert not measures.in_community(person(gone=2))
    assert not measures.in_community(person(custody=ON_REMAND))


@given(people())
def test_the_load_is_the_mean_need_and_no_heavier_than_the_heaviest(someone: object) -> None:
    assert measures.load(someone) == pytest.approx(np.mean(someone.need))
    assert measures.load(someone) <= measures.heaviest(someone) + 1e-12
    assert measures.heaviest(someone) == max(someone.need)


def test_from_which_need_on_it_counts_as_active_is_a_number_of_the_ledger() -> None:
    counts = [measures.active_needs(person(need=0.5), site({"needs.active": edge})) for edge in (0.4, 0.5, 0.51, 0.6)]

    assert counts == [8, 8, 0, 0]


def test_a_need_counts_as_active_from_a_half_up() -> None:
    someone = person(need=[0.5, 0.49, 0.51, 0.0, 1.0, 0.0, 0.0, 0.0])

    assert measures.active_needs(someone, site()) == 3


@pytest.mark.parametrize(
    ("need", "expected"), [(0.0, 0.0), (0.25, 0.0), (0.5, 0.5), (0.625, 0.75), (0.75, 1.0), (1.0, 1.0)]
)
def test_a_need_weighs_nothing_below_a_quarter_and_all_above_three_quarters(need: float, expected: float) -> None:
    assert measures.weight(need, site()) == pytest.approx(expected)


@given(state, state)
def test_a_heavier_need_never_weighs_less(need: float, other: float) -> None:
    lighter, heavier = sorted((need, other))

    assert measures.weight(lighter, site()) <= measures.weight(heavier, site())


def test_the_worst_known_need_is_neither_hidden_nor_already_asked_about() -> None:
    someone = person(
        need=[0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2],
        known=[0, 1, 1, 1, 1, 1, 1, 1],
        pathway=[NOT_ASKED, WAITING, REFERRED, NOT_ASKED] + [NOT_ASKED] * 4,
    )

    assert measures.worst_known(someone) == 3


def test_there_is_no_worst_known_need_when_all_are_hidden() -> None:
    assert measures.worst_known(person(known=[0] * 8, need=[0.9] * 8)) == -1


def test_only_services_at_work_with_a_person_are_organisations_and_the_coach_is_not_one_more() -> None:
    someone = person(pathway=[SERVED, WAITING, SERVED, REFERRED] + [NOT_ASKED] * 4, coach=2, relationship=1)

    assert measures.organisations(someone) == 2


def test_a_life_at_the_reference_mean_adds_nothing_to_linked_needs() -> None:
    place = site()
    someone = person(need=list(place.reference.need))

    assert [measures.linked_excess(someone, place, domain) for domain in DOMAIN] == pytest.approx([0.0] * 8)


def test_no_sleep_without_a_home_a_heavier_need_for_housing_weighs_on_mental_health() -> None:
    place = site()
    heavier = list(place.reference.need)
    heavier[DOMAINS.index("housing")] += 0.3
    excess = measures.linked_excess(person(need=heavier), place, DOMAINS.index("mental_health"))

    assert excess == pytest.approx(0.3 / 3)


def test_housing_and_no_need_itself_is_fed_by_a_link_to_itself() -> None:
    assert measures.LINKED[DOMAINS.index("housing")] == 0
    assert all(not (measures.LINKED[domain] >> domain) & 1 for domain in DOMAIN)


def test_a_linked_need_is_unmet_while_it_is_active_and_nobody_serves_it() -> None:
    health, home = DOMAINS.index("mental_health"), DOMAINS.index("housing")
    drugs, connection = DOMAINS.index("alcohol_and_other_drugs"), DOMAINS.index("connection")
    someone = person(need=[0.0] * 8, pathway=[NOT_ASKED] * 8)
    assert measures.unmet_links(someone, site(), health) == 0.0

    someone.need[home] = someone.need[drugs] = someone.need[connection] = 0.5
    assert measures.unmet_links(someone, site(), health) == 1.0

    someone.pathway[drugs] = SERVED
    assert measures.unmet_links(someone, site(), health) == pytest.approx(2 / 3)

    someone.pathway[connection] = WAITING
    assert measures.unmet_links(someone, site(), health) == pytest.approx(2 / 3)
    assert measures.unmet_links(someone, site(), home) == 0.0


@given(people())
def test_the_share_of_unmet_links_is_a_share(someone: object) -> None:
    place = site()

    assert all(0.0 <= measures.unmet_links(someone, place, domain) <= 1.0 for domain in DOMAIN)


@pytest.mark.parametrize(("week", "expected"), [(16, False), (17, True), (155, True), (156, False), (-5, False)])
def test_the_programme_delivers_from_its_set_up_to_its_last_funded_week(week: int, expected: bool) -> None:
    place = site()
    place.plan.funded_from, place.plan.delivers_from, place.plan.funded_until = 0, 17, 156
    place.week = week

    assert measures.delivering(place) == expected


def test_nothing_is_delivered_where_nothing_is_funded() -> None:
    place = site()
    place.plan.funded_from = place.plan.delivers_from = place.plan.funded_until = 0
    place.week = 0

    assert not measures.delivering(place)


@pytest.mark.parametrize(("relationship", "expected"), [(0, False), (1, True), (2, False), (3, True)])
def test_a_worker_is_met_in_an_active_relationship_or_through_a_link_worker(relationship: int, expected: bool) -> None:
    assert measures.met_by_worker(person(relationship=relationship, coach=0)) == expected


@pytest.mark.parametrize("week", range(20, 28))
def test_the_partnership_takes_stock_every_fourth_week(week: int) -> None:
    assert measures.fourth_week(site(week=week)) == (week in (20, 24))
    assert measures.fourth_week(site(week=-8))


@given(people())
def test_only_approved_homeless_people_stand_on_the_priority_list(someone: object) -> None:
    approved = someone.tenancy == HOMELESS and someone.priority_case == 1

    assert measures.housing_list(someone) == (HOUSING if approved else GENERAL_LIST)
