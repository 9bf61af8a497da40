"""Custody: three routes back, time inside, release, and which release is counted from."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from in_custody import CURVE, NO_RISK_FACTOR, ROUTES, chance_of_return, inside, released
from kit import beliefs, chance_of, changes_made, lean, lucky, names_of_numbers, people, person, site, weekly

from simmodel.chance import BREACH, NEW_SENTENCE, ON_PAROLE, REMAND, REMAND_LENGTH, REMAND_OUTCOME, SENTENCE_LENGTH
from simmodel.measures import lognormal
from simmodel.rules.custody import return_to_custody, serve_parole, serve_time
from simmodel.vocabulary import (
    ALCOHOL_AND_OTHER_DRUGS,
    CONNECTION,
    HOMELESS,
    HOMELESSNESS,
    IN_COMMUNITY,
    INSECURE,
    MENTAL_HEALTH,
    ON_REMAND,
    RETURNED_FOR_BREACH,
    SENTENCED,
)
from simmodel.world import CURVE_WEEKS, NEVER

some = settings(max_examples=30, deadline=None)
NUMBERS = site().numbers.custody


def weeks_inside(where: object, route: int, luck: float) -> int:
    """The weeks that this route's spell lasts at this luck."""
    length = REMAND_LENGTH if route == ON_REMAND else SENTENCE_LENGTH
    who = lucky(lucky(released(), ROUTES[route]), length, luck)
    return_to_custody(who, where)
    return who.custody_weeks_left


# the new-sentence hazard


def test_without_a_risk_factor_the_hazard_is_the_level_times_the_curve() -> None:
    assert chance_of_return(site(custody_level=1.7)) == weekly(1.7 * CURVE)


def test_the_curve_is_read_at_the_weeks_since_release_and_at_its_end_for_ever_after() -> None:
    curve = [0.0001 * (week + 1) for week in range(CURVE_WEEKS)]
    where = site(custody_curve=curve)

    assert chance_of_return(where, weeks_free=0) == weekly(curve[0])
    assert chance_of_return(where, weeks_free=37) == weekly(curve[37])
    assert chance_of_return(where, weeks_free=5000) == weekly(curve[-1])


RATIOS = [
    ({"tenancy": INSECURE}, "unstable_home", 1.0),
    ({"tenancy": HOMELESS}, "unstable_home", 1.0),
    ({"need": [0.2, 0.2, 1.0, 0.2, 0.2, 0.2, 0.2, 0.2]}, "drugs", 1.0),
    ({"need": [0.2, 0.2, 0.5, 0.2, 0.2, 0.2, 0.2, 0.2]}, "drugs", 0.5),
    ({"need": [0.2, 1.0, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2]}, "distress", 1.0),
    ({"need": [0.2, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2, 1.0]}, "no_connection", 1.0),
    ({"at_work": 0}, "no_work", 1.0),
    ({"priors": 4.0}, "prior", 4.0),
    ({"age": 45.0}, "age", 10.0),
]


@pytest.mark.parametrize(("fields", "number", "times"), RATIOS)
def test_each_hazard_ratio_acts_as_its_source_reports_it(fields: dict, number: str, times: float) -> None:
    hazard = CURVE * math.exp(getattr(NUMBERS, number) * times)

    assert chance_of_return(site(), **fields) == weekly(hazard)


def test_unmeasured_frailty_multiplies_the_hazard() -> None:
    assert chance_of_return(site(), frailty=3.0) == weekly(3.0 * CURVE)


@pytest.mark.parametrize("domain", range(8))
def test_no_need_but_drugs_distress_and_connection_moves_the_hazard_by_itself(domain: int) -> None:
    moved = chance_of_return(site(), need={**dict.fromkeys(range(8), 0.2), domain: 1.0}) > chance_of_return(site())

    assert moved == (domain in (ALCOHOL_AND_OTHER_DRUGS, MENTAL_HEALTH, CONNECTION))


@some
@given(people(gone=0, custody=0, weeks_free=st.integers(0, 500)), st.integers(0, 7), st.floats(0.0, 1.0))
def test_a_heavier_need_never_prevents_a_return(who: object, domain: int, more: float) -> None:
    heavier = person(**(vars(who) | {"need": {**dict(enumerate(who.need)), domain: max(who.need[domain], more)}}))
    return_to_custody(who, site())
    return_to_custody(heavier, site())

    assert (heavier.custody != IN_COMMUNITY) >= (who.custody != IN_COMMUNITY)


def test_the_risk_that_is_noted_is_the_hazard_ratio_without_frailty() -> None:
    who = released(tenancy=HOMELESS, frailty=3.0)
    return_to_custody(who, site())

    assert who.risk == pytest.approx(math.exp(NUMBERS.unstable_home))


@pytest.mark.parametrize("fields", [{"gone": 1}, {"custody": SENTENCED}, {"weeks_free": NEVER}])
def test_no_risk_is_noted_for_whoever_cannot_return(fields: dict) -> None:
    who = released(risk=1.5, **fields)
    return_to_custody(who, site())

    assert who.risk == 0.0


# the other routes


def test_parole_is_revoked_at_the_rate_of_the_page_and_only_on_parole() -> None:
    assert chance_of_return(site(), RETURNED_FOR_BREACH) == weekly(NUMBERS.breach)
    assert chance_of_return(site(), RETURNED_FOR_BREACH, parole_weeks=1) == weekly(NUMBERS.breach)
    assert chance_of_return(site(), RETURNED_FOR_BREACH, parole_weeks=0) == pytest.approx(0.0, abs=1e-8)


def test_what_the_page_says_of_breach_is_what_its_evidence_says() -> None:
    within = 1.0 - math.exp(-NUMBERS.breach * NUMBERS.parole_weeks)

    assert within == pytest.approx(0.108, abs=0.005)


def test_people_are_remanded_at_the_rate_of_the_page_times_their_hazard_ratio_without_frailty() -> None:
    assert chance_of_return(site(), ON_REMAND) == weekly(NUMBERS.remand)
    assert chance_of_return(site(), ON_REMAND, frailty=5.0) == weekly(NUMBERS.remand)
    riskier = chance_of_return(site(), ON_REMAND, tenancy=HOMELESS)
    assert riskier == weekly(NUMBERS.remand * math.exp(NUMBERS.unstable_home))


def test_somebody_who_was_never_inside_can_only_enter_by_a_first_sentence() -> None:
    who = person(weeks_free=NEVER, parole_weeks=5)
    for purpose in (BREACH, REMAND):
        lucky(who, purpose)
    return_to_custody(who, site())

    assert who.custody == IN_COMMUNITY


def test_a_first_sentence_comes_at_the_rate_of_the_page_and_frailty() -> None:
    def enters(luck: float) -> bool:
        who = lucky(person(**(NO_RISK_FACTOR | {"frailty": 2.0})), NEW_SENTENCE, luck)
        return_to_custody(who, site())
        return who.custody == SENTENCED

    assert chance_of(enters) == weekly(2.0 * NUMBERS.first_entry)


def test_neither_the_level_nor_the_curve_acts_on_somebody_who_was_never_inside() -> None:
    who = lucky(person(), NEW_SENTENCE, 0.01)
    return_to_custody(who, site(custody_level=25.0))

    assert (who.custody, who.weeks_free) == (IN_COMMUNITY, NEVER)


@pytest.mark.parametrize(
    ("lucks", "expected"),
    [
        ((NEW_SENTENCE, BREACH, REMAND), SENTENCED),
        ((BREACH, REMAND), RETURNED_FOR_BREACH),
        ((NEW_SENTENCE, REMAND), SENTENCED),
        ((REMAND,), ON_REMAND),
    ],
)
def test_a_new_sentence_comes_before_breach_and_breach_before_remand(lucks: tuple, expected: int) -> None:
    who, where = released(), site()
    for purpose in lucks:
        lucky(who, purpose)
    return_to_custody(who, where)
    tally = where.tally
    counted = {SENTENCED: tally.new_sentences, RETURNED_FOR_BREACH: tally.breaches, ON_REMAND: tally.remands}

    assert who.custody == expected
    assert {route for route, count in counted.items() if count} == {expected}


@pytest.mark.parametrize(("route", "arrested"), [(SENTENCED, 1), (ON_REMAND, 1), (RETURNED_FOR_BREACH, 0)])
def test_a_new_sentence_and_remand_are_an_arrest_and_breach_is_none(route: int, arrested: int) -> None:
    who = lucky(released(), ROUTES[route])
    return_to_custody(who, site())

    assert (who.custody, who.arrested_now) == (route, arrested)


def test_a_sentence_that_follows_remand_is_the_same_arrest() -> None:
    who = lucky(inside(ON_REMAND), REMAND_OUTCOME)
    serve_time(who, site())
    return_to_custody(who, site())

    assert (who.custody, who.arrested_now) == (SENTENCED, 0)


def test_an_arrest_is_noted_for_one_week_only() -> None:
    who = inside(ON_REMAND, left=5, arrested_now=1)
    return_to_custody(who, site())

    assert who.arrested_now == 0


@some
@given(people(), beliefs("custody"))
def test_a_person_returns_by_one_route_a_week_and_it_is_counted_once(who: object, numbers: dict) -> None:
    where, before = site(numbers=numbers), who.custody
    return_to_custody(who, where)
    tally = where.tally
    counted = {SENTENCED: tally.new_sentences, RETURNED_FOR_BREACH: tally.breaches, ON_REMAND: tally.remands}

    assert sum(counted.values()) == (who.custody != before)
    if who.custody != before:
        assert before == IN_COMMUNITY
        assert counted[who.custody] == 1
        assert who.custody_weeks_left >= 1
        assert who.at_work == 0


@pytest.mark.parametrize("fields", [{"gone": 1}, {"gone": 2}, {"custody": SENTENCED}, {"custody": ON_REMAND}])
def test_nobody_who_is_inside_or_gone_returns(fields: dict) -> None:
    who = released(**fields)
    for purpose in (NEW_SENTENCE, BREACH, REMAND):
        lucky(who, purpose)
    before = who.custody
    return_to_custody(who, site())

    assert who.custody == before


# clocks


def test_the_clock_and_parole_run_in_the_community() -> None:
    who = released(weeks_free=10, parole_weeks=1)
    for clock in (11, 12):
        serve_parole(who, site())
        return_to_custody(who, site())
        assert (who.weeks_free, who.parole_weeks) == (clock, 0)


@pytest.mark.parametrize("fields", [{"custody": ON_REMAND, "custody_weeks_left": 5}, {"gone": 1}, {"gone": 2}])
def test_parole_stands_still_inside_and_for_whoever_is_gone(fields: dict) -> None:
    assert changes_made(serve_parole, released(parole_weeks=9, **fields), site()) == set()


def test_the_clock_stands_still_inside() -> None:
    who = inside(ON_REMAND, left=5, weeks_free=30, parole_weeks=8)
    serve_time(who, site())
    return_to_custody(who, site())

    assert (who.weeks_free, who.parole_weeks, who.custody_weeks_left) == (30, 8, 4)


def test_a_new_sentence_ends_parole() -> None:
    who = lucky(released(parole_weeks=20), NEW_SENTENCE)
    return_to_custody(who, site())

    assert (who.custody, who.parole_weeks) == (SENTENCED, 0)


# time inside


@pytest.mark.parametrize(
    ("route", "mean"),
    [
        (SENTENCED, NUMBERS.sentence_weeks),
        (RETURNED_FOR_BREACH, NUMBERS.breach_weeks),
        (ON_REMAND, NUMBERS.remand_weeks),
    ],
)
@pytest.mark.parametrize("luck", [0.05, 0.5, 0.93])
def test_time_inside_is_lognormal_with_the_mean_of_the_page(route: int, mean: float, luck: float) -> None:
    expected = round(lognormal(luck, mean, NUMBERS.spread))

    assert weeks_inside(site(), route, luck) == pytest.approx(expected, abs=1)


def test_nobody_is_inside_for_less_than_a_week() -> None:
    assert weeks_inside(site(), ON_REMAND, 1e-7) == 1


@pytest.mark.parametrize("kind", [SENTENCED, RETURNED_FOR_BREACH, ON_REMAND])
@pytest.mark.parametrize("left", [1, 2, 7])
def test_the_door_opens_after_as_many_weeks_as_were_left(kind: int, left: int) -> None:
    who, weeks = inside(kind, left), 0
    while who.custody != IN_COMMUNITY:
        serve_time(who, site())
        weeks += 1

    assert weeks == left


@pytest.mark.parametrize("fields", [{"custody": IN_COMMUNITY}, {"gone": 1}, {"gone": 2}])
def test_no_time_passes_inside_for_somebody_who_is_not_there(fields: dict) -> None:
    assert changes_made(serve_time, inside(**fields), site()) == set()


def test_release_from_a_sentence_starts_the_clock_anew_and_is_counted() -> None:
    who, where = inside(SENTENCED), site()
    serve_time(who, where)

    assert (who.custody, who.weeks_free, where.tally.releases) == (IN_COMMUNITY, 0, 1)


@pytest.mark.parametrize("kind", [ON_REMAND, RETURNED_FOR_BREACH])
def test_release_from_remand_or_breach_neither_starts_the_clock_anew_nor_counts(kind: int) -> None:
    who, where = inside(kind, weeks_free=30, parole_weeks=8), site()
    serve_time(who, where)

    assert (who.custody, who.weeks_free, who.parole_weeks) == (IN_COMMUNITY, 30, 8)
    assert where.tally.releases == 0


def test_remand_ends_in_a_sentence_for_the_share_of_the_page() -> None:
    def convicted(luck: float) -> bool:
        who = lucky(inside(ON_REMAND), REMAND_OUTCOME, luck)
        serve_time(who, site())
        return who.custody == SENTENCED

    assert chance_of(convicted) == pytest.approx(NUMBERS.remand_to_sentence)


def test_a_sentence_after_remand_dates_from_the_end_of_remand() -> None:
    who, where = lucky(inside(ON_REMAND, index_release=5), REMAND_OUTCOME), site(week=31)
    serve_time(who, where)

    assert who.custody == SENTENCED
    assert who.custody_weeks_left >= 1
    assert who.new_sentence_after == 26
    assert where.tally.new_sentences == 1


@pytest.mark.parametrize("kind", [SENTENCED, RETURNED_FOR_BREACH])
def test_only_remand_turns_into_a_sentence(kind: int) -> None:
    who = lucky(inside(kind), REMAND_OUTCOME)
    serve_time(who, site())

    assert who.custody == IN_COMMUNITY


def test_some_are_released_on_parole_for_the_weeks_of_the_page_and_others_without() -> None:
    def weeks(luck: float) -> int:
        who = lucky(inside(SENTENCED), ON_PAROLE, luck)
        serve_time(who, site())
        return who.parole_weeks

    assert chance_of(lambda luck: weeks(luck) > 0) == pytest.approx(NUMBERS.parole_share)
    assert {weeks(0.01), weeks(0.99)} == {0, int(NUMBERS.parole_weeks)}


# every number matters


def _first_entry(where: object) -> float:
    def enters(luck: float) -> bool:
        who = lucky(person(), NEW_SENTENCE, luck)
        return_to_custody(who, where)
        return who.custody == SENTENCED

    return chance_of(enters)


def _after_release(luck: float) -> object:
    def weeks(where: object) -> int:
        who = lucky(inside(SENTENCED), ON_PAROLE, luck)
        serve_time(who, where)
        return who.parole_weeks

    return weeks


def _convicted(where: object) -> float:
    def convicted(luck: float) -> bool:
        who = lucky(inside(ON_REMAND), REMAND_OUTCOME, luck)
        serve_time(who, where)
        return who.custody == SENTENCED

    return chance_of(convicted)


def _share_on_parole(where: object) -> float:
    return chance_of(lambda luck: _after_release(luck)(where) > 0)


LEANS = {
    "counts_from": (-1, lambda where: chance_of_return(where, need=0.5)),
    "counts_fully": (-1, lambda where: chance_of_return(where, need=0.5)),
    "unstable_home": (+1, lambda where: chance_of_return(where, tenancy=HOMELESS)),
    "drugs": (+1, lambda where: chance_of_return(where, need=0.9)),
    "distress": (+1, lambda where: chance_of_return(where, need=0.9)),
    "no_work": (+1, lambda where: chance_of_return(where, at_work=0)),
    "no_connection": (+1, lambda where: chance_of_return(where, need=0.9)),
    "prior": (+1, lambda where: chance_of_return(where, priors=5.0)),
    "age": (+1, lambda where: chance_of_return(where, age=50.0)),
    "first_entry": (+1, _first_entry),
    "parole_share": (+1, _share_on_parole),
    "parole_weeks": (+1, _after_release(0.01)),
    "breach": (+1, lambda where: chance_of_return(where, RETURNED_FOR_BREACH)),
    "breach_weeks": (+1, lambda where: weeks_inside(where, RETURNED_FOR_BREACH, 0.5)),
    "remand": (+1, lambda where: chance_of_return(where, ON_REMAND)),
    "remand_weeks": (+1, lambda where: weeks_inside(where, ON_REMAND, 0.5)),
    "remand_to_sentence": (+1, _convicted),
    "sentence_weeks": (+1, lambda where: weeks_inside(where, SENTENCED, 0.5)),
    "spread": (+1, lambda where: weeks_inside(where, SENTENCED, 0.99)),
}
READ_BY_THE_SOLUTION = {"sigma", "ever"}


@pytest.mark.parametrize("number", LEANS)
def test_every_number_of_the_page_does_what_it_means(number: str) -> None:
    expected, outcome = LEANS[number]

    assert lean(f"custody.{number}", outcome) == expected


def test_no_number_of_the_page_is_left_out_here() -> None:
    assert set(LEANS) | READ_BY_THE_SOLUTION == names_of_numbers("custody")


def test_the_ages_of_the_hazard_are_those_of_the_people_not_of_their_cohort() -> None:
    young, old = (chance_of_return(site(), age=age, cohort=HOMELESSNESS) for age in (20.0, 60.0))

    assert young > old
