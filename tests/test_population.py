"""People at the start and those who arrive: the recipe's shares, and the same people whoever else is there."""

import numpy as np
import pytest
from crowds import COHORT, FIRST, KEY, LAST, MANY, RECIPE, about, arriving, at_start, crowd, share, table
from scipy.stats import norm

from simmodel.chance import key_of
from simmodel.parameters import Parameters
from simmodel.person import MOST_CHILDREN
from simmodel.population import (
    ARRIVALS_A_WEEK,
    BLOCKS_AT_BIRTH,
    PEOPLE_AT_START,
    WEEKS_APART,
    Place,
    arrivals,
    evened,
    weekly_counts,
)
from simmodel.vocabulary import (
    COHORTS,
    DOMAINS,
    FAMILY_WITH_YOUNG_CHILDREN,
    HOMELESS,
    HOUSING,
    INSECURE,
    LEAVING_CUSTODY,
    SENTENCED,
)
from simmodel.world import CURVE_WEEKS, NEVER


def by_number(people: np.recarray) -> dict[int, bytes]:
    return {int(one.luck_number): one.tobytes() for one in people}


# who is there


def test_a_person_is_the_same_whoever_else_is_in_the_table() -> None:
    full, alone = by_number(table()), by_number(table((0, 10, 0, 0), (0.0, 30.0, 0.0, 0.0)))

    assert alone
    assert all(full[number] == person for number, person in alone.items())


def test_more_people_at_the_start_change_nobody_who_was_there() -> None:
    few, many = by_number(table()), by_number(table((200, 10, 8, 5)))

    assert all(many[number] == person for number, person in few.items())
    assert len(many) == len(few) + 180


def test_a_longer_study_only_adds_people_at_its_end() -> None:
    short, long = table(), table(last_week=LAST + 100)

    assert long[: len(short)].tobytes() == short.tobytes()
    assert np.all(long.arrives[len(short) :] >= LAST)


def test_other_luck_makes_other_people() -> None:
    one, other, elsewhere = table(), table(key=key_of(2, 0, 0)), table(luck_number=2)

    assert not np.any(one.frailty[:40] == other.frailty[:40])
    assert not np.any(one.frailty[:40] == elsewhere.frailty[:40])


def test_the_same_luck_makes_the_same_people() -> None:
    assert table().tobytes() == table().tobytes()


def test_the_table_is_in_order_of_arrival() -> None:
    assert np.all(np.diff(crowd().arrives) >= 0)
    assert crowd().arrives[0] == FIRST - 1
    assert crowd().arrives[-1] < LAST


def test_everyone_has_a_luck_number_of_their_own() -> None:
    assert len(np.unique(crowd().luck_number)) == len(crowd())


def test_luck_numbers_cannot_meet_in_the_largest_study_there_may_be() -> None:
    most_at_start, most_a_week, most_weeks = 20_000, 5_000 / 52 * 2, 30 * 52

    assert most_at_start <= PEOPLE_AT_START
    assert most_a_week <= ARRIVALS_A_WEEK
    assert most_weeks <= WEEKS_APART
    assert len(COHORTS) * PEOPLE_AT_START <= WEEKS_APART * ARRIVALS_A_WEEK
    assert (len(COHORTS) + 1) * WEEKS_APART * ARRIVALS_A_WEEK <= 2**31


def test_as_many_people_are_there_at_the_start_as_the_place_says() -> None:
    start = table()[table().arrives < FIRST]

    assert [int(np.sum(start.cohort == cohort)) for cohort in COHORT] == [20, 10, 8, 5]


@pytest.mark.parametrize("cohort", COHORT)
def test_people_arrive_at_the_rate_of_the_place(cohort: int) -> None:
    expected = MANY / 3 * 3

    assert len(arriving(cohort)) == pytest.approx(expected, abs=4 * expected**0.5)


def test_the_people_of_each_week_are_a_poisson_count() -> None:
    place = Place(1, (0,) * 4, (520.0,) * 4, 0, 2000)
    counts = weekly_counts(place, KEY)

    assert counts.shape == (2000, 4)
    assert np.mean(counts) == pytest.approx(10.0, abs=0.15)
    assert np.var(counts) == pytest.approx(10.0, abs=0.6)
    assert np.max(np.abs(np.corrcoef(counts, rowvar=False) - np.eye(4))) < 0.1


def test_a_place_may_have_nobody_and_a_cohort_may_have_no_arrivals() -> None:
    assert len(table((0, 0, 0, 0), (0.0, 0.0, 0.0, 0.0))) == 0
    assert set(table((3, 0, 0, 0), (0.0, 0.0, 0.0, 0.0)).cohort) == {0}


def test_a_place_without_weeks_has_only_the_people_of_its_start() -> None:
    assert len(table(last_week=FIRST)) == 43


def test_arrivals_are_numbered_by_week_and_order() -> None:
    weeks, cohorts, numbers = arrivals(Place(1, (2, 0, 0, 0), (520.0, 0.0, 0.0, 0.0), 0, 2), KEY)
    later = numbers[weeks == 1]

    assert np.all(np.diff(later.astype(np.int64)) == 1)
    assert later[0] == (WEEKS_APART + 1) * ARRIVALS_A_WEEK
    assert numbers[:2].tolist() == [0, 1]
    assert set(cohorts) == {0}


# what they come with


def test_every_state_lies_inside_its_domain() -> None:
    people = crowd()

    for name in ("need", "set_point", "trust", "agency"):
        assert np.all((people[name] >= 0.0) & (people[name] <= 1.0))
    assert np.all(people.frailty > 0)
    assert np.all((people.age >= 16) & (people.age < 100))
    assert set(people.tenancy) == {0, 1, 2}
    assert np.all(people.custody_weeks_left[people.custody == SENTENCED] >= 1)
    assert np.all(people.custody_weeks_left[people.custody == 0] == 0)
    assert np.all(people.at_work[people.custody != 0] == 0)
    assert np.max(people.weeks_free) < CURVE_WEEKS


def test_nobody_comes_with_a_coach_a_request_or_a_counted_week() -> None:
    people = crowd()

    assert set(people.coach) == {-1}
    for name in ("enrolled", "index_release", "new_sentence_after", "breach_after", "remand_after"):
        assert set(people[name]) == {NEVER}
    for name in ("gone", "relationship", "bond", "weeks_in_scope", "custody_days", "pathway", "supported"):
        assert not np.any(people[name])


def test_the_need_for_housing_is_what_the_tenancy_says() -> None:
    needs = Parameters().record()["housing"]["need"]

    assert np.array_equal(crowd().need[:, HOUSING], needs[crowd().tenancy])


def test_all_other_needs_start_at_the_persons_own_level() -> None:
    assert np.array_equal(crowd().need[:, 1:], crowd().set_point[:, 1:])


@pytest.mark.parametrize("cohort", COHORT)
def test_needs_differ_by_cohort_as_the_recipe_says(cohort: int) -> None:
    people = crowd()[crowd().cohort == cohort]
    centre = RECIPE[f"set_point_{COHORTS[cohort]}"]

    for domain in range(1, len(DOMAINS)):
        assert np.median(people.set_point[:, domain]) == pytest.approx(centre[domain], abs=0.02)


def test_people_differ_in_each_need_by_the_spread_of_the_recipe() -> None:
    people = crowd()[crowd().cohort == LEAVING_CUSTODY]
    quarter, three = np.quantile(people.set_point[:, 1], (0.25, 0.75))

    assert (three - quarter) / 1.349 == pytest.approx(RECIPE["set_point_spread"], abs=0.01)


def test_a_persons_needs_go_together_as_far_as_the_recipe_says() -> None:
    people = crowd()[crowd().cohort == LEAVING_CUSTODY]
    correlation = np.corrcoef(people.set_point[:, [1, 4]], rowvar=False)[0, 1]

    assert correlation == pytest.approx(RECIPE["set_point_shared"], abs=0.05)


def test_trust_and_agency_start_from_the_default_of_their_page() -> None:
    trust = Parameters().record()["trust"]

    assert np.mean(crowd().trust) == pytest.approx(trust["default"], abs=0.005)
    assert np.mean(crowd().agency) == pytest.approx(trust["agency_default"], abs=0.005)
    assert np.std(crowd().trust) == pytest.approx(RECIPE["trust_spread"], rel=0.05)
    assert np.std(crowd().agency) == pytest.approx(RECIPE["trust_spread"], rel=0.05)


def test_the_share_of_needs_that_somebody_has_heard_of_is_that_of_the_recipe_at_the_start_and_on_arrival() -> None:
    there = crowd().arrives < FIRST

    assert np.mean(crowd().known[there], axis=0) == pytest.approx([float(RECIPE["known_at_start"])] * 8, abs=0.015)
    assert np.mean(crowd().known[~there], axis=0) == pytest.approx([float(RECIPE["known_at_first"])] * 8, abs=0.015)


def test_only_needs_that_somebody_has_heard_of_are_written_down_at_birth() -> None:
    assert np.all(crowd().recorded <= crowd().known)
    assert 0 < np.sum(crowd().recorded) < np.sum(crowd().known)


def test_as_many_known_needs_are_written_down_as_stay_so_when_records_come_and_lapse() -> None:
    numbers = Parameters().record()["disclosure"]
    settled = numbers["record"] / (numbers["record"] + numbers["lapse"])
    known = crowd().known == 1

    assert np.mean(crowd().recorded[known]) == pytest.approx(settled, abs=0.01)


def test_more_lapsing_means_fewer_needs_written_down_and_no_need_less_known() -> None:
    usual, lapsing = table(), table(changes=(("disclosure.lapse", 0.08),))

    assert np.sum(lapsing.recorded) < np.sum(usual.recorded)
    assert np.array_equal(lapsing.known, usual.known)


def test_nobody_comes_off_course_or_with_a_step_of_the_funnel_behind_them() -> None:
    for name in ("off_course", "moved_back", "funnel", "relational", "sessions", "linked_weeks", "skill", "engaged"):
        assert not np.any(crowd()[name])


def test_everybody_leaving_custody_was_inside_before_whatever_a_study_believes_of_the_others() -> None:
    people = table(changes=(("community.was_inside.leaving_custody", 0.98),))
    leaving = people[people.cohort == LEAVING_CUSTODY]

    assert np.all(leaving.priors >= 1)
    assert NEVER not in set(leaving.weeks_free)


def test_frailty_has_mean_one_and_the_spread_of_the_recipe() -> None:
    assert np.mean(crowd().frailty) == pytest.approx(1.0, abs=0.02)
    assert np.std(np.log(crowd().frailty)) == pytest.approx(RECIPE["frailty_spread"], rel=0.02)


@pytest.mark.parametrize("cohort", COHORT)
def test_people_are_housed_as_the_recipe_says_at_the_start_and_on_arrival(cohort: int) -> None:
    for people, when in ((at_start(cohort), "{}_at_start"), (arriving(cohort), "tenancy_{}")):
        assert share(people.tenancy == HOMELESS) == about(RECIPE[when.format("homeless")][cohort])
        assert share(people.tenancy == INSECURE) == about(RECIPE[when.format("insecure")][cohort])


@pytest.mark.parametrize("cohort", COHORT)
def test_people_of_each_cohort_are_of_its_age(cohort: int) -> None:
    people = crowd()[crowd().cohort == cohort]

    assert np.median(people.age) == pytest.approx(RECIPE["age"][cohort], abs=0.6)
    older = np.quantile(people.age, 0.8413) - np.median(people.age)
    assert older == pytest.approx(RECIPE["age_spread"][cohort], rel=0.08)


@pytest.mark.parametrize("cohort", [cohort for cohort in COHORT if cohort != LEAVING_CUSTODY])
def test_people_are_at_work_as_the_recipe_says(cohort: int) -> None:
    assert share(arriving(cohort).at_work) == about(RECIPE["at_work"][cohort])
    assert share(at_start(cohort).at_work) == about(RECIPE["at_work"][cohort])


def test_of_people_leaving_custody_those_who_are_free_at_the_start_work_as_the_recipe_says() -> None:
    people = at_start(LEAVING_CUSTODY)

    assert share(people.at_work[people.custody == 0]) == about(RECIPE["at_work"][LEAVING_CUSTODY], MANY // 2)


def test_whoever_comes_in_the_first_week_arrives_and_was_not_there_at_the_start() -> None:
    people = table((0,) * 4, (26_000.0,) * 4, last_week=FIRST + 1)

    assert len(people) > 1_500
    assert share(people.known) == pytest.approx(float(RECIPE["known_at_first"]), abs=0.02)
    assert not np.any(people.custody)


@pytest.mark.parametrize("cohort", COHORT)
def test_people_were_inside_before_as_the_recipe_says(cohort: int) -> None:
    people = crowd()[crowd().cohort == cohort]

    assert share(people.priors > 0) == about(RECIPE["was_inside"][cohort])
    assert np.array_equal(people.weeks_free == NEVER, people.priors == 0)


def test_people_once_in_custody_have_as_many_earlier_convictions_as_the_recipe_says() -> None:
    priors = crowd().priors[crowd().priors > 0]

    assert np.min(priors) == 1
    assert np.mean(priors) == pytest.approx(float(RECIPE["priors"]), rel=0.03)


def test_people_of_the_start_were_released_as_long_ago_as_the_recipe_says_of_somebody_at_average_risk() -> None:
    people = crowd()[(crowd().arrives < FIRST) & (crowd().weeks_free > NEVER) & (crowd().frailty > 0.5)]
    people = people[people.age > 35.0]  # nobody was released before they were of age

    assert np.mean(people.weeks_free * people.frailty) == pytest.approx(float(RECIPE["free_weeks"]), rel=0.04)


def test_whoever_is_at_higher_risk_is_likelier_inside_at_the_start_and_was_released_a_shorter_time_ago() -> None:
    people = at_start(LEAVING_CUSTODY)
    higher = people.frailty > np.median(people.frailty)

    assert share(people.custody[higher] == SENTENCED) > share(people.custody[~higher] == SENTENCED)
    assert np.mean(people.weeks_free[higher]) < np.mean(people.weeks_free[~higher])


def test_people_leaving_custody_arrive_on_the_day_of_release_without_work() -> None:
    people = arriving(LEAVING_CUSTODY)

    assert set(people.custody) == {0}
    assert set(people.weeks_free) == {0}
    assert set(people.at_work) == {0}


def test_some_of_the_people_leaving_custody_serve_a_sentence_at_the_start_and_nobody_else_does() -> None:
    serving = at_start(LEAVING_CUSTODY).custody == SENTENCED

    assert share(serving) == about(RECIPE["inside_at_start"])
    assert not np.any(crowd().custody[(crowd().cohort != LEAVING_CUSTODY) | (crowd().arrives >= FIRST)])


def test_what_is_left_of_a_sentence_met_in_passing_is_half_of_a_length_that_counts_by_its_length() -> None:
    custody = Parameters().record()["custody"]
    mean, spread = float(custody["sentence_weeks"]), float(custody["spread"])
    left = table((16_000, 0, 0, 0), (0.0,) * 4).custody_weeks_left
    left = left[left > 0]

    assert np.mean(left) == pytest.approx(0.5 * mean * np.exp(spread**2) - 0.5, abs=4 * np.std(left) / len(left) ** 0.5)


def test_as_many_homeless_people_would_be_approved_for_the_priority_list_as_its_page_says() -> None:
    share_of_cases = Parameters().record()["housing"]["priority_case"]

    assert share(crowd().priority_case) == about(share_of_cases)
    assert share(crowd().priority_case[crowd().tenancy == HOMELESS]) == about(share_of_cases)


def test_no_two_facts_of_a_person_share_their_luck() -> None:
    """Heavy needs, trust, agency, frailty, age and home say nothing about one another at birth."""
    people = arriving(1)
    states = [people[name] for name in ("trust", "agency", "frailty", "age", "tenancy", "at_work", "priority_case")]
    children = [people.born[:, 0] > NEVER, people.in_care.sum(axis=1)]
    facts = np.stack([*states, *children, people.known[:, 1], people.set_point[:, 3], people.priors > 0]).astype(float)

    family = arriving(FAMILY_WITH_YOUNG_CHILDREN)
    two = family[family.born[:, 1] > NEVER]
    ages = np.corrcoef(two.arrives - two.born[:, 0], two.arrives - two.born[:, 1])
    assert abs(ages[0, 1]) < 5 / len(two) ** 0.5
    facts = facts[[row for row in range(len(facts)) if row != len(states) + 1]]  # only who has children can be in care

    assert np.max(np.abs(np.corrcoef(facts) - np.eye(len(facts)))) < 5 / len(people) ** 0.5


def test_there_is_luck_at_birth_for_every_fact() -> None:
    from simmodel import population

    places = [getattr(population, name) for name in ("TRUST", "AGENCY", "FRAILTY", "SHARED", "PRIORITY", "COUNT")]
    places += [getattr(population, name) for name in ("CHILDREN", "STAYED", "CHILD_AGE_AT")]
    places.append(population.IN_CARE_AT + MOST_CHILDREN - 1)

    assert population.CHILD_AGE_AT + MOST_CHILDREN <= population.IN_CARE_AT
    assert len(set(places)) == len(places)
    assert max(places) < 4 * BLOCKS_AT_BIRTH
    assert min(places) >= population.KNOWN_AT + len(DOMAINS)
    assert population.NEEDS_AT + len(DOMAINS) <= population.KNOWN_AT


# evenly spread luck


def test_evened_luck_is_spread_evenly_within_each_group_and_keeps_the_order_of_people() -> None:
    luck = np.random.default_rng(3).random((50, 4))
    groups = np.arange(50) % 3
    even = evened(luck, groups)

    for group in range(3):
        members = groups == group
        steps = (np.arange(members.sum()) + 0.5) / members.sum()
        for column in range(4):
            assert np.sort(even[members, column]) == pytest.approx(steps)
            assert np.array_equal(np.argsort(even[members, column]), np.argsort(luck[members, column]))


def test_an_evenly_spread_community_has_exactly_the_shares_of_the_recipe() -> None:
    people = table((400,) * 4, (0.0,) * 4, even=True)

    for cohort in COHORT:
        homeless = np.sum(people.tenancy[people.cohort == cohort] == HOMELESS)
        assert homeless == pytest.approx(400 * RECIPE["homeless_at_start"][cohort], abs=1)


def test_an_evenly_spread_community_is_even_in_each_cohort_at_the_start_and_in_each_year_of_arrivals() -> None:
    people, sigma = table((40,) * 4, (60.0,) * 4, even=True), RECIPE["frailty_spread"]
    years = (people.arrives - FIRST) // 52
    for group in {*zip(years.tolist(), people.cohort.tolist(), strict=True)}:
        frailty = people.frailty[(years == group[0]) & (people.cohort == group[1])]
        luck = norm.cdf(np.log(frailty) / sigma + 0.5 * sigma)
        assert np.sort(luck) == pytest.approx((np.arange(len(luck)) + 0.5) / len(luck))


def test_nobody_was_released_before_they_were_of_age() -> None:
    people = crowd()[(crowd().weeks_free > 1) & (crowd().arrives < FIRST)]
    assert np.all(people.age - people.weeks_free / 52 >= min(18.0, people.age.min()) - 0.02)
    grown = people[people.age > 19]
    assert np.all(grown.age - grown.weeks_free / 52 >= 18.0 - 0.02)


# demand that grows


def arrived_by_year(growth: float) -> list[int]:
    people = table((0,) * 4, (4000.0, 0.0, 0.0, 0.0), last_week=FIRST + 52 * 6, growth=growth)
    return [int(np.sum(people.arrives // 52 == year)) for year in range(-1, (FIRST + 52 * 6) // 52)]


def test_arrivals_grow_by_the_share_a_year_from_week_0_on_and_not_before() -> None:
    still, growing = arrived_by_year(0.0), arrived_by_year(0.10)
    assert growing[:2] == still[:2]
    for years, (usual, grown) in enumerate(zip(still[1:], growing[1:], strict=True)):
        assert grown / usual == pytest.approx(1.1**years, rel=0.06)
