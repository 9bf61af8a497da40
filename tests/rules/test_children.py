"""Children: what they live with, reports, out-of-home care and starting school, each as the page says."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from kit import WEEK, beliefs, chance_of, changes_made, lean, lucky, names_of_numbers, people, person, site, weekly

from simmodel.chance import CHILD_HOME, CHILD_REPORTED, CHILD_TO_CARE, SCHOOL_ENTRY
from simmodel.measures import GROWN_UP, SCHOOL_AGE, children_in_care, children_of, load
from simmodel.person import MOST_CHILDREN
from simmodel.quantities import weekly_probability
from simmodel.rules.children import come_home, live_at_home, report, start_school
from simmodel.vocabulary import (
    DEVELOPMENTALLY_VULNERABLE,
    HOMELESS,
    INSECURE,
    MENTAL_HEALTH,
    NOT_AT_SCHOOL,
    ON_TRACK,
    SENTENCED,
)
from simmodel.world import NEVER

some = settings(max_examples=30, deadline=None)
NUMBERS = site().numbers.children
RULES = (live_at_home, come_home, report, start_school)
TODDLER, PUPIL = WEEK - 100, WEEK - 400


def parent(*born: int, **fields: object) -> object:
    """A neutral person with children born in these weeks (one toddler if none is named)."""
    weeks = [*(born or (TODDLER,)), *[NEVER] * MOST_CHILDREN][:MOST_CHILDREN]
    return person(**({"born": weeks} | fields))


def chance_reported(where: object, child: int = 0, **fields: object) -> float:
    """The chance that a child is reported this week."""

    def comes(luck: float) -> bool:
        who = lucky(parent(**fields), CHILD_REPORTED, luck, child)
        report(who, where)
        return who.last_report[child] == WEEK

    return chance_of(comes)


def chance_home(where: object, **fields: object) -> float:
    """The chance that a child in out-of-home care comes home this week."""

    def comes(luck: float) -> bool:
        who = lucky(parent(in_care={0: 1}, **fields), CHILD_HOME, luck)
        come_home(who, where)
        return who.in_care[0] == 0

    return chance_of(comes)


def chance_taken(where: object) -> float:
    """The chance that a child who is reported goes into out-of-home care."""

    def goes(luck: float) -> bool:
        who = lucky(lucky(parent(), CHILD_REPORTED), CHILD_TO_CARE, luck)
        report(who, where)
        return who.in_care[0] == 1

    return chance_of(goes)


def chance_vulnerable(where: object, lived: float = 0.0) -> float:
    """The chance that a child who lived with so much over the reference for five years starts school vulnerable."""

    def is_so(luck: float) -> bool:
        who = lucky(parent(WEEK - SCHOOL_AGE, exposure={0: lived * SCHOOL_AGE}), SCHOOL_ENTRY, luck)
        start_school(who, where)
        return who.school[0] == DEVELOPMENTALLY_VULNERABLE

    return chance_of(is_so)


def lived(where: object, **fields: object) -> float:
    """What a week adds to what a child lived with, over the reference."""
    who = parent(**fields)
    live_at_home(who, where)
    return who.exposure[0]


# what a child lives with


def test_at_the_reference_a_week_at_home_adds_nothing() -> None:
    assert lived(site()) == pytest.approx(0.0, abs=1e-12)


def test_a_heavier_load_of_the_carer_is_lived_with() -> None:
    assert lived(site(), need={MENTAL_HEALTH: 0.8}) == pytest.approx(0.4 / 8)


@pytest.mark.parametrize("tenancy", [INSECURE, HOMELESS])
def test_a_home_that_is_not_stable_and_a_crisis_are_lived_with(tenancy: int) -> None:
    assert lived(site(), tenancy=tenancy) == pytest.approx(NUMBERS.unstable_home)
    assert lived(site(), crisis_now=1) == pytest.approx(NUMBERS.crisis)
    assert lived(site(), tenancy=tenancy, crisis_now=2) == pytest.approx(NUMBERS.unstable_home + NUMBERS.crisis)


@pytest.mark.parametrize("fields", [{"in_care": {0: 1}}, {"custody": SENTENCED}, {"gone": 1}, {"gone": 2}])
def test_a_child_in_care_or_with_the_carer_inside_or_gone_lives_with_none_of_it(fields: dict) -> None:
    assert lived(site(), need=1.0, tenancy=HOMELESS, **fields) == 0.0


def test_what_is_lived_with_adds_up_until_school_and_no_longer() -> None:
    for born, counts in ((WEEK, True), (WEEK - SCHOOL_AGE + 1, True), (WEEK - SCHOOL_AGE, False), (PUPIL, False)):
        who = parent(born, need=0.9)
        live_at_home(who, site())
        assert (who.exposure[0] > 0.0) == counts


def test_every_young_child_of_a_family_is_gauged_and_nobody_elses() -> None:
    where, who = site(), parent(TODDLER, TODDLER + 20, PUPIL, need=0.9)
    live_at_home(who, where)
    live_at_home(person(need=0.9), where)

    assert where.gauge.young_children == 2
    assert where.gauge.child_exposure == pytest.approx(2 * load(who))


def test_at_eighteen_nobody_is_in_out_of_home_care() -> None:
    for born, stays in ((WEEK - GROWN_UP + 1, 1), (WEEK - GROWN_UP, 0)):
        who = parent(born, in_care={0: 1})
        live_at_home(who, site())
        assert who.in_care[0] == stays


# reports


def test_a_child_at_the_reference_is_reported_at_the_rate_of_the_page() -> None:
    assert chance_reported(site()) == weekly(NUMBERS.reported)


@pytest.mark.parametrize("child", range(MOST_CHILDREN))
def test_every_child_of_a_family_has_a_chance_of_its_own(child: int) -> None:
    born = [TODDLER, PUPIL, PUPIL + 7, PUPIL + 60]
    expected = pytest.approx(weekly_probability(NUMBERS.reported), abs=1e-8)

    assert chance_reported(site(), child, born=born) == expected


def test_what_a_child_lives_with_brings_reports_as_the_page_says() -> None:
    over = 0.4 / 8 + NUMBERS.unstable_home + NUMBERS.crisis
    heavy = {"need": {MENTAL_HEALTH: 0.8}, "tenancy": HOMELESS, "crisis_now": 1}

    assert chance_reported(site(), **heavy) == weekly(NUMBERS.reported * math.exp(NUMBERS.per_exposure * over))


def test_a_child_reported_lately_is_reported_sooner_and_one_reported_long_ago_is_not() -> None:
    long_ago = WEEK - int(NUMBERS.again_weeks)

    assert chance_reported(site(), last_report={0: WEEK - 1}) == weekly(NUMBERS.reported * NUMBERS.again)
    assert chance_reported(site(), last_report={0: long_ago}) == weekly(NUMBERS.reported * NUMBERS.again)
    assert chance_reported(site(), last_report={0: long_ago - 1}) == weekly(NUMBERS.reported)


def test_with_the_carer_in_custody_reports_are_likelier_whatever_the_carers_needs() -> None:
    for need in (0.1, 0.9):
        hazard = NUMBERS.reported * NUMBERS.carer_inside
        assert chance_reported(site(), custody=SENTENCED, need=need) == weekly(hazard)


@pytest.mark.parametrize("fields", [{"gone": 1}, {"gone": 2}, {"in_care": {0: 1}}, {"born": WEEK - GROWN_UP}])
def test_nobody_gone_or_in_care_or_grown_up_is_reported(fields: dict) -> None:
    assert chance_reported(site(), **fields) == 0.0


def test_somebody_without_children_meets_nothing_of_this_page() -> None:
    who = person(need=1.0, tenancy=HOMELESS, crisis_now=1)
    for purpose in (CHILD_REPORTED, CHILD_TO_CARE, CHILD_HOME, SCHOOL_ENTRY):
        lucky(who, purpose)
    for rule in RULES:
        assert changes_made(rule, who, site()) == set()


def test_a_report_is_counted_once_and_said_to_be_another_only_within_a_year() -> None:
    for before, again in ((NEVER, 0), (WEEK - 53, 0), (WEEK - 52, 1), (WEEK - 1, 1)):
        where, who = site(), lucky(parent(last_report={0: before}), CHILD_REPORTED)
        report(who, where)
        assert (where.tally.child_reports, where.tally.child_reports_again) == (1, again)
        assert (who.reported_now, who.last_report[0]) == (1, WEEK)


def test_last_weeks_report_is_over_this_week() -> None:
    who = parent(reported_now=2)
    report(who, site())

    assert who.reported_now == 0


# out-of-home care


def test_some_reports_lead_to_out_of_home_care() -> None:
    assert chance_taken(site()) == pytest.approx(NUMBERS.to_care, abs=3e-9)


def test_nobody_goes_into_care_without_a_report() -> None:
    who = lucky(parent(), CHILD_TO_CARE)
    report(who, site())

    assert who.in_care[0] == 0


def test_children_come_home_likelier_the_lighter_what_there_is_to_come_home_to() -> None:
    over = 0.4 / 8 + NUMBERS.unstable_home
    heavy = {"need": {MENTAL_HEALTH: 0.8}, "tenancy": HOMELESS}

    assert chance_home(site()) == weekly(NUMBERS.home)
    assert chance_home(site(), **heavy) == weekly(NUMBERS.home * math.exp(-NUMBERS.per_exposure * over))
    assert chance_home(site(), need=0.1) > chance_home(site())


def test_nobody_comes_home_while_the_carer_is_in_custody_or_gone() -> None:
    assert chance_home(site(), custody=SENTENCED) == chance_home(site(), gone=1) == 0.0


# starting school


def test_at_the_reference_the_share_of_the_page_starts_school_vulnerable() -> None:
    assert chance_vulnerable(site()) == pytest.approx(NUMBERS.vulnerable, abs=3e-9)


def test_five_years_of_more_tell_as_the_page_says() -> None:
    odds = NUMBERS.vulnerable / (1 - NUMBERS.vulnerable) * math.exp(NUMBERS.per_five_years * 0.3)

    assert chance_vulnerable(site(), 0.3) == pytest.approx(odds / (1 + odds), abs=3e-9)
    assert chance_vulnerable(site(), -0.3) < NUMBERS.vulnerable


def test_children_start_school_in_the_week_in_which_they_are_five_and_only_then() -> None:
    for born, starts in ((WEEK - SCHOOL_AGE + 1, 0), (WEEK - SCHOOL_AGE, 1), (WEEK - SCHOOL_AGE - 1, 0)):
        where, who = site(), parent(born)
        start_school(who, where)
        assert where.tally.school_starts == starts
        assert (who.school[0] != NOT_AT_SCHOOL) == bool(starts)


def test_twins_start_school_together_with_luck_of_their_own() -> None:
    where, who = site(), lucky(parent(WEEK - SCHOOL_AGE, WEEK - SCHOOL_AGE), SCHOOL_ENTRY, NUMBERS.vulnerable - 0.01)
    start_school(who, where)

    assert who.school[:2] == [DEVELOPMENTALLY_VULNERABLE, ON_TRACK]
    assert (where.tally.school_starts, where.tally.starts_vulnerable) == (2, 1)


# the assumed link switched off


OFF = {"off": ("child_development",)}
HEAVY = {"need": 0.9, "tenancy": HOMELESS, "crisis_now": 1}


@pytest.mark.parametrize("life", [{}, HEAVY, {"custody": SENTENCED}])
def test_switched_off_a_childs_life_does_not_hang_on_the_carers(life: dict) -> None:
    where = site(**OFF, reference={"child_risk": 1.2, "child_return": 0.7})

    assert chance_reported(where, **life) == weekly(NUMBERS.reported * 1.2)
    assert chance_reported(where, last_report={0: WEEK - 1}, **life) == weekly(NUMBERS.reported * 1.2 * NUMBERS.again)
    assert chance_home(where, **life) == weekly(NUMBERS.home * 0.7)
    assert chance_vulnerable(where, 0.4) == pytest.approx(NUMBERS.vulnerable, abs=3e-9)


def test_switched_off_what_a_child_lives_with_still_adds_up() -> None:
    assert lived(site(**OFF), **HEAVY) == lived(site(), **HEAVY) > 0.0


def test_switching_off_changes_nothing_at_the_reference() -> None:
    assert chance_reported(site(**OFF)) == chance_reported(site())
    assert chance_home(site(**OFF)) == chance_home(site())
    assert chance_vulnerable(site(**OFF)) == chance_vulnerable(site())


def test_what_is_gauged_does_not_hang_on_the_switch() -> None:
    for rule, fields in (
        (live_at_home, {}),
        (report, {"last_report": {0: WEEK - 3}}),
        (come_home, {"in_care": {0: 1}}),
    ):
        gauges = []
        for where in (site(), site(**OFF)):
            rule(parent(**HEAVY, **fields), where)
            gauges.append(vars(where.gauge))
        assert gauges[0] == gauges[1]


def test_the_hazard_ratio_of_a_report_is_gauged_by_how_an_earlier_report_tells() -> None:
    where = site()
    for fields in ({}, {"last_report": {0: WEEK - 3}}, {"custody": SENTENCED}):
        report(parent(**fields), where)

    assert where.gauge.children_at_home == pytest.approx(2.0 + NUMBERS.again)
    assert where.gauge.child_risk == pytest.approx(1.0 + NUMBERS.again + NUMBERS.carer_inside)


def test_the_hazard_ratio_of_coming_home_is_gauged_for_every_child_in_care() -> None:
    where = site()
    for fields in ({}, {"custody": SENTENCED}):
        come_home(parent(in_care={0: 1}, **fields), where)
    come_home(parent(), where)

    assert (where.gauge.children_in_care, where.gauge.child_return) == (2.0, 1.0)


# whatever the person and the numbers


CHILDRENS = {"exposure", "in_care", "last_report", "reported_now", "school"}


@some
@given(people(), beliefs("children"))
def test_children_change_nothing_of_the_carers_life(who: object, numbers: dict) -> None:
    for purpose in (CHILD_REPORTED, CHILD_TO_CARE, CHILD_HOME, SCHOOL_ENTRY):
        lucky(who, purpose)
    for rule in RULES:
        changed = changes_made(rule, who, site(numbers=numbers))
        assert {name for name in changed if not name.startswith("site.")} <= CHILDRENS
        assert all(name.startswith(("site.gauge.", "site.tally.")) for name in changed - CHILDRENS)


@some
@given(people(gone=0), beliefs("children"))
def test_states_of_children_stay_valid(who: object, numbers: dict) -> None:
    where = site(numbers=numbers)
    for rule in RULES:
        rule(who, where)

    assert all(state in (0, 1) for state in who.in_care)
    assert all(state in (NOT_AT_SCHOOL, ON_TRACK, DEVELOPMENTALLY_VULNERABLE) for state in who.school)
    assert all(math.isfinite(lived) for lived in who.exposure)
    assert where.tally.child_reports == who.reported_now <= children_of(who, where)
    assert children_in_care(who) <= children_of(who, where)


@some
@given(people(gone=0, custody=0), st.integers(0, 7), st.floats(0.0, 1.0))
def test_a_heavier_need_never_keeps_a_report_off_nor_brings_a_child_home(who: object, domain: int, more: float) -> None:
    def lives() -> tuple[int, int]:
        one = parent(*[week for week in who.born if week > NEVER], in_care={0: 1}, last_report=who.last_report)
        one.luck, one.need, one.tenancy, one.crisis_now = who.luck, who.need, who.tenancy, who.crisis_now
        where = site()
        come_home(one, where)
        home = one.in_care[0] == 0
        one.in_care = [0] * MOST_CHILDREN
        report(one, where)
        return one.reported_now, home

    reports, home = lives()
    who.need[domain] = max(who.need[domain], more)
    more_reports, later_home = lives()

    assert more_reports >= reports
    assert later_home <= home


LEANS = {
    "unstable_home": (+1, lambda where: lived(where, tenancy=HOMELESS)),
    "crisis": (+1, lambda where: lived(where, crisis_now=1)),
    "reported": (+1, chance_reported),
    "per_exposure": (+1, lambda where: chance_reported(where, need=0.8)),
    "again": (+1, lambda where: chance_reported(where, last_report={0: WEEK - 2})),
    "again_weeks": (+1, lambda where: chance_reported(where, last_report={0: WEEK - 105})),
    "carer_inside": (+1, lambda where: chance_reported(where, custody=SENTENCED)),
    "to_care": (+1, chance_taken),
    "home": (+1, chance_home),
    "vulnerable": (+1, chance_vulnerable),
    "per_five_years": (+1, lambda where: chance_vulnerable(where, 0.3)),
}


@pytest.mark.parametrize("number", LEANS)
def test_every_number_of_the_page_does_what_it_means(number: str) -> None:
    expected, outcome = LEANS[number]

    assert lean(f"children.{number}", outcome) == expected


def test_what_brings_reports_keeps_children_from_coming_home() -> None:
    assert lean("children.per_exposure", lambda where: chance_home(where, need=0.8)) == -1


def test_no_number_of_the_page_is_left_out_here() -> None:
    assert set(LEANS) == names_of_numbers("children")
