"""Needs drift to the level that a life sets; linked needs raise it, agency lowers it; shocks throw off course."""

import math
import statistics
from itertools import product

import pytest
from hypothesis import given, settings
from kit import (
    Attributes,
    beliefs,
    chance_of,
    changes_made,
    lean,
    lucky,
    names_of_numbers,
    people,
    person,
    site,
    states_are_valid,
)

from simmodel.chance import SHOCK, SHOCK_SIZE
from simmodel.measures import active_needs, load, unmet_links
from simmodel.rules import needs
from simmodel.vocabulary import (
    ALCOHOL_AND_OTHER_DRUGS,
    CONNECTION,
    DOMAINS,
    FAMILY_AND_SAFETY,
    HOMELESS,
    HOUSING,
    MENTAL_HEALTH,
    PHYSICAL_AND_DISABILITY,
    PRACTICAL,
    SENTENCED,
    WORK_AND_LEARNING,
)

FEEDS = {
    MENTAL_HEALTH: {HOUSING, ALCOHOL_AND_OTHER_DRUGS, CONNECTION},
    ALCOHOL_AND_OTHER_DRUGS: {MENTAL_HEALTH, FAMILY_AND_SAFETY},
    PHYSICAL_AND_DISABILITY: {MENTAL_HEALTH},
    WORK_AND_LEARNING: {MENTAL_HEALTH, ALCOHOL_AND_OTHER_DRUGS},
    FAMILY_AND_SAFETY: {ALCOHOL_AND_OTHER_DRUGS, PRACTICAL},
    PRACTICAL: {WORK_AND_LEARNING},
    CONNECTION: {MENTAL_HEALTH},
}
"""Which needs feed which; housing follows the tenancy alone."""
DRIFTING = tuple(FEEDS)
ABSENT = ({"gone": 1}, {"gone": 2}, {"custody": SENTENCED, "custody_weeks_left": 9})


def after_drift(where: Attributes, **fields: object) -> list[float]:
    who = person(**fields)
    needs.drift(who, where)
    return who.need


def after_shock(where: Attributes, luck: float, size: float = 0.5, **fields: object) -> list[float]:
    who = lucky(lucky(person(**fields), SHOCK, luck), SHOCK_SIZE, size)
    needs.shock(who, where)
    return who.need


def struck(where: Attributes, luck: float) -> set[int]:
    before, after = person().need, after_shock(where, luck)
    return {domain for domain in range(len(DOMAINS)) if after[domain] != before[domain]}


def test_a_person_at_their_own_level_with_average_links_and_agency_stays_there() -> None:
    assert changes_made(needs.drift, person(), site()) == set()


@pytest.mark.parametrize("domain", DRIFTING)
def test_each_week_a_need_closes_the_pages_share_of_the_gap_to_the_persons_own_level(domain: int) -> None:
    where = site(around=person(need={domain: 0.9}))
    share = where.numbers.needs.drift[domain]
    assert after_drift(where, need={domain: 0.9})[domain] == pytest.approx(0.9 - share * 0.5)
    where = site(around=person(need={domain: 0.1}))
    assert after_drift(where, need={domain: 0.1})[domain] == pytest.approx(0.1 + share * 0.3)


PAIRS = [(domain, other) for domain, other in product(DRIFTING, range(len(DOMAINS))) if domain != other]


@pytest.mark.parametrize(("domain", "other"), PAIRS)
def test_a_need_is_raised_by_the_needs_that_feed_it_and_by_no_other(domain: int, other: int) -> None:
    loose = {"needs.coupling": 0.1}  # so that what comes through a third need stays below 1e-5
    heavy = after_drift(site(numbers=loose), need={other: 0.8}, set_point={other: 0.8})[domain]
    light = after_drift(site(numbers=loose))[domain]
    assert (heavy > light + 1e-4) == (other in FEEDS[domain])
    assert heavy == pytest.approx(light, abs=1e-5) or other in FEEDS[domain]


def test_sleeping_rough_pulls_mental_health_up_by_the_coupling_shared_over_its_links() -> None:
    where = site()
    need = after_drift(where, tenancy=HOMELESS, need={HOUSING: 0.95})[MENTAL_HEALTH]
    numbers = where.numbers.needs
    assert need == pytest.approx(0.4 + numbers.drift[MENTAL_HEALTH] * numbers.coupling * 0.85 / 3)


@pytest.mark.parametrize("domain", DRIFTING)
def test_more_agency_never_leaves_a_heavier_need(domain: int) -> None:
    weeks = [after_drift(site(), agency=agency)[domain] for agency in (0.0, 0.2, 0.4, 0.7, 1.0)]
    assert weeks == sorted(weeks, reverse=True)
    assert weeks[0] > weeks[-1]


def test_with_agency_held_at_its_reference_nobodys_agency_moves_a_need() -> None:
    assert after_drift(site(off=("agency",)), agency=1.0) == after_drift(site(), agency=0.4)


def test_the_need_for_housing_is_what_the_tenancy_says_not_what_drift_says() -> None:
    where = site(numbers={"needs.drift.housing": 0.12})
    assert after_drift(where, set_point=0.9, need={HOUSING: 0.3})[HOUSING] == 0.3


@pytest.mark.parametrize("fields", ABSENT)
@pytest.mark.parametrize("rule", [needs.drift, needs.shock])
def test_needs_are_frozen_in_custody_and_after_leaving(rule: object, fields: dict[str, int]) -> None:
    who = lucky(lucky(person(need=0.9, agency=0.0, **fields), SHOCK), SHOCK_SIZE, 0.5)
    assert changes_made(rule, who, site()) == set()


def test_most_weeks_bring_no_shock() -> None:
    assert changes_made(needs.shock, lucky(person(), SHOCK, 0.5), site()) == set()


@pytest.mark.parametrize("domain", DRIFTING)
def test_each_need_is_struck_at_its_own_weekly_rate(domain: int) -> None:
    where = site(numbers={f"needs.shock_rate.{name}": 0.0 for name in DOMAINS if DOMAINS[domain] != name})
    rate = chance_of(lambda luck: struck(where, luck) == {domain})
    assert rate == pytest.approx(where.numbers.needs.shock_rate[domain], rel=0.03)


def test_a_shock_strikes_one_need_and_all_shocks_together_come_at_the_sum_of_their_rates() -> None:
    where = site()
    assert {len(struck(where, luck / 10_000 + 1e-6)) for luck in range(500)} == {0, 1}
    total = sum(where.numbers.needs.shock_rate)
    assert chance_of(lambda luck: bool(struck(where, luck))) == pytest.approx(total, rel=0.03)


def test_the_size_of_a_shock_follows_beta_one_b_with_the_mean_of_the_page() -> None:
    where = site()
    mean = where.numbers.needs.shock_mean
    lucks = [(place + 0.5) / 1000 for place in range(1000)]
    sizes = [max(after_shock(where, 0.001, size, need=0.0)) for size in lucks]
    assert statistics.fmean(sizes) == pytest.approx(mean, abs=1e-3)
    b = 1 / mean - 1
    assert sizes[250] == pytest.approx(1 - (1 - lucks[250]) ** (1 / b))


def test_a_shock_never_lightens_a_need_and_stops_at_the_top() -> None:
    need = after_shock(site(), 0.001, 0.99, need=0.9)
    assert need == [0.9 if domain != MENTAL_HEALTH else 1.0 for domain in range(len(DOMAINS))]


# Off course


def shocked(where: Attributes, size: float = 0.5, **fields: object) -> Attributes:
    """Somebody whom a shock to mental health struck this week."""
    who = lucky(lucky(person(**fields), SHOCK, 0.001), SHOCK_SIZE, size)
    needs.shock(who, where)
    return who


def weeks_off_course(where: Attributes, who: Attributes) -> float:
    """Weeks off course, counted to the end, where needs drift back week by week."""
    for _ in range(400):
        needs.recover(who, where)
        if who.off_course == 0:
            break
        needs.drift(who, where)
    return who.weeks_off_course


def test_a_shock_throws_a_person_off_course_from_the_level_they_had_before() -> None:
    who = shocked(site())
    assert (who.off_course, who.shocks) == (1, 1.0)
    assert who.load_on_course == load(person())
    assert load(who) > who.load_on_course


def test_a_second_shock_does_not_make_the_level_after_the_first_the_one_to_get_back_to() -> None:
    who = shocked(site(), off_course=1, load_on_course=0.25)
    assert (who.off_course, who.load_on_course, who.shocks) == (1, 0.25, 1.0)


def test_a_person_is_off_course_until_needs_are_back_at_their_level_before_the_shock() -> None:
    where = site()
    close = where.numbers.needs.back_on_track
    for level, off_course, weeks in ((0.4 - 0.9 * close, 0, 0.0), (0.4 - 1.1 * close, 1, 1.0)):
        who = person(need=0.4, off_course=1, load_on_course=level)
        needs.recover(who, where)
        assert (who.off_course, who.weeks_off_course) == (off_course, weeks)


def test_who_is_on_course_or_gone_loses_no_week_to_a_shock() -> None:
    for fields in ({"off_course": 0}, {"off_course": 1, "gone": 1}, {"off_course": 1, "gone": 2}):
        assert changes_made(needs.recover, person(need=0.9, **fields), site()) == set()


def test_weeks_off_course_and_shocks_are_counted_from_week_0_only() -> None:
    for week, counted in ((-1, 0.0), (0, 1.0)):
        who = shocked(site(week=week))
        needs.recover(who, site(week=week))
        assert (who.off_course, who.shocks, who.weeks_off_course) == (1, counted, counted)


def test_a_lighter_need_after_service_brings_a_person_back_on_course() -> None:
    who = shocked(site())
    who.need[MENTAL_HEALTH] = 0.4
    assert changes_made(needs.recover, who, site()) == {"off_course"}


def test_a_heavier_shock_never_means_fewer_weeks_off_course() -> None:
    weeks = [weeks_off_course(site(), shocked(site(), size)) for size in (0.05, 0.5, 0.7, 0.9)]
    assert weeks == sorted(weeks)
    assert 0 < weeks[1] < weeks[-1]


CLAIMS = {
    "back_on_track": (lambda where: weeks_off_course(where, shocked(where)), -1),
    "drift": (lambda where: after_drift(where, need=0.9)[DRIFTING[0]], -1),
    "shock_rate": (lambda where: chance_of(lambda luck: bool(struck(where, luck))), 1),
    "shock_mean": (lambda where: max(after_shock(where, 0.001, need=0.1)), 1),
    "coupling": (lambda where: after_drift(where, need={HOUSING: 0.95})[MENTAL_HEALTH], 1),
    "agency_relief": (lambda where: after_drift(where, agency=0.9)[MENTAL_HEALTH], -1),
}


@pytest.mark.parametrize("name", CLAIMS)
def test_each_number_of_the_page_does_what_its_meaning_says(name: str) -> None:
    outcome, direction = CLAIMS[name]
    item = ".mental_health" if name in ("drift", "shock_rate") else ""
    assert lean(f"needs.{name}{item}", outcome) == direction


def test_from_which_need_on_it_counts_as_active_is_read_by_every_page_that_counts_active_needs() -> None:
    who = person(need=0.45)
    assert lean("needs.active", lambda where: active_needs(who, where)) == -1
    assert lean("needs.active", lambda where: unmet_links(person(need=0.55), where, MENTAL_HEALTH)) == -1


def test_no_number_of_the_page_is_forgotten_here() -> None:
    assert {*CLAIMS, "active"} == names_of_numbers("needs")


@settings(max_examples=60, deadline=None)
@given(people(), beliefs("needs"))
def test_needs_stay_between_0_and_1_for_anyone_and_any_belief(who: Attributes, believed: dict) -> None:
    where = site(numbers=believed)
    needs.drift(who, where)
    needs.shock(who, where)
    needs.recover(who, where)
    assert states_are_valid(who)
    assert who.off_course in (0, 1)
    assert all(math.isfinite(need) for need in who.need)
