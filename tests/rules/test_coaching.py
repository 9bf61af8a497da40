"""Coaching: who gets a coach, what they do together, whom the coach brings in, and what flexible funds buy."""

import itertools
import statistics

import pytest
from hypothesis import given, settings
from kit import (
    WEEK,
    Attributes,
    beliefs,
    chance_of,
    changes_made,
    funded,
    lean,
    lucky,
    names_of_numbers,
    people,
    person,
    site,
    states_are_valid,
)

from simmodel.chance import BECOMES_QUIET, ENROL, PURCHASE
from simmodel.quantities import weekly_probability
from simmodel.rules import coaching
from simmodel.vocabulary import (
    ALCOHOL_AND_OTHER_DRUGS,
    CONNECTION,
    CRISES,
    DOMAINS,
    EASIEST_FIRST,
    FIRST_COME,
    HOUSING,
    LOTTERY,
    MENTAL_HEALTH,
    NOT_ASKED,
    PRACTICAL,
    REFERRED,
    SENTENCED,
    SERVED,
    WAITING,
    WORST_FIRST,
)
from simmodel.world import NEVER

INSIDE = {"custody": SENTENCED, "custody_weeks_left": 9}
SEVERAL = {MENTAL_HEALTH: 0.7, CONNECTION: 0.8}
RULES = (
    coaching.keep_coach,
    coaching.count_load,
    coaching.meet,
    coaching.work_together,
    coaching.pull_in,
    coaching.ask_for_purchase,
    coaching.count_unmet,
)


def coached(**fields: object) -> Attributes:
    """Somebody in an active relationship with coach 0, who met the coach for three hours this week."""
    chosen = {"chosen": CONNECTION, "hours": 3.0, "enrolled": 18, "has_sought": 1}
    return person(**({"coach": 0, "relationship": 1, "need": SEVERAL} | chosen | fields))


def quiet(**fields: object) -> Attributes:
    return coached(relationship=2, hours=0.0, **fields)


def seeker(**fields: object) -> Attributes:
    return person(**({"has_sought": 1, "need": SEVERAL} | fields))


def wants(who: Attributes, where: Attributes | None = None) -> bool:
    return bool(coaching.wants_coach(who, where or funded(), 0))


def hours_of(where: Attributes, **fields: object) -> float:
    who = coached(**fields)
    coaching.meet(who, where)
    return who.hours


def fall(where: Attributes, **fields: object) -> float:
    """What a week's work with the coach takes off the chosen need."""
    who = coached(**fields)
    before = who.need[who.chosen]
    coaching.work_together(who, where)
    return before - who.need[who.chosen]


def brought_in(where: Attributes, **fields: object) -> set[int]:
    who = coached(**fields)
    before = list(who.pathway)
    coaching.pull_in(who, where)
    return {domain for domain in range(len(DOMAINS)) if who.pathway[domain] != before[domain]}


def asked_for(where: Attributes, luck: float = 0.5, **fields: object) -> float:
    who = lucky(coached(**({"need": {PRACTICAL: 0.8}} | fields)), PURCHASE, luck)
    coaching.ask_for_purchase(who, where)
    return who.asks_for_purchase


def buyer(dollars: float = 600.0) -> Attributes:
    return coached(asks_for_purchase=dollars, need={PRACTICAL: 0.8})


# Without a coach nothing of this happens


@pytest.mark.parametrize("rule", RULES)
def test_for_a_person_without_a_coach_nothing_of_the_programme_happens(rule: object) -> None:
    assert changes_made(rule, seeker(), funded()) - {"chosen"} == set()


@pytest.mark.parametrize("rule", [coaching.work_together, coaching.pull_in, coaching.ask_for_purchase])
def test_in_custody_the_coach_stays_but_work_requests_and_purchases_rest(rule: object) -> None:
    assert changes_made(rule, coached(need={PRACTICAL: 0.9}, **INSIDE), funded()) == set()
    who = coached(**INSIDE)
    coaching.keep_coach(who, funded())
    assert (who.coach, who.relationship) == (0, 1)
    assert hours_of(funded(), **INSIDE) > 0.0


# Who gets a coach


def test_a_coach_is_for_people_who_asked_and_have_several_active_needs() -> None:
    assert wants(seeker())
    assert not wants(seeker(need={MENTAL_HEALTH: 0.9}))
    assert not wants(seeker(has_sought=0))
    assert wants(seeker(has_sought=0), funded(plan={"reach_out": 1}))


@pytest.mark.parametrize("fields", [{"gone": 1}, {"gone": 2}, {"barred": 1}, {"relationship": 1, "coach": 0}])
def test_nobody_gone_barred_or_already_coached_is_enrolled(fields: dict[str, int]) -> None:
    assert not wants(seeker(**fields))


@pytest.mark.parametrize("week", [0, 16, 156, 200])
def test_before_coaches_are_at_work_and_after_funding_nobody_is_enrolled(week: int) -> None:
    assert not wants(seeker(), funded(week=week))
    assert not wants(seeker(), site(week=week))


@pytest.mark.parametrize("kind", range(len(CRISES)))
def test_a_quiet_relationship_is_taken_up_again_after_any_crisis_and_only_then(kind: int) -> None:
    assert wants(quiet(crisis_now=1 + kind, need=0.1))
    assert not wants(quiet(crisis_now=0))


@pytest.mark.parametrize(
    ("rule", "first", "second"),
    [
        (WORST_FIRST, {"need": 0.9}, {"need": 0.6}),
        (EASIEST_FIRST, {"need": 0.6}, {"need": 0.9}),
        (FIRST_COME, {"arrives": -50}, {"arrives": 3}),
        (LOTTERY, {"luck": {ENROL: 10}}, {"luck": {ENROL: 2**31}}),
    ],
)
def test_the_enrolment_rule_says_who_is_next_and_a_quiet_relationship_comes_before_all(
    rule: int, first: dict, second: dict
) -> None:
    where = funded(plan={"enrolment": rule})
    one, two, back = (coaching.enrolment_order(who, where, 0) for who in (seeker(**first), seeker(**second), quiet()))
    assert back < one < two


def test_the_lottery_does_not_look_at_needs() -> None:
    light, heavy = (lucky(seeker(need=need), ENROL, 0.3) for need in (0.5, 1.0))
    where = funded(plan={"enrolment": LOTTERY})
    assert coaching.enrolment_order(light, where, 0) == coaching.enrolment_order(heavy, where, 0)


def test_enrolling_takes_a_place_of_the_coach_with_most_room_and_notes_the_first_week() -> None:
    where = funded(coach={0: {"active": 5}, 1: {"active": 4}})
    who = seeker()
    coaching.enrol(who, where, 0)
    assert (who.coach, who.relationship, who.enrolled) == (1, 1, WEEK)
    assert [coach.active for coach in where.coach[:2]] == [5, 5]
    assert (where.tally.enrolled, who.told_again) == (1, 1.0)


def test_a_quiet_relationship_goes_on_with_the_same_coach_even_where_another_has_more_room() -> None:
    who, where = quiet(coach=1, crisis_now=1), funded(coach={0: {"active": 0}, 1: {"active": 8}})
    coaching.enrol(who, where, 0)
    assert (who.coach, who.relationship, where.coach[1].active) == (1, 1, 9)


def test_there_is_room_until_every_place_is_taken() -> None:
    assert coaching.has_room(funded(coach={0: {"active": 9}, 1: {"active": 8}}), 0)
    assert coaching.has_room(funded(coach={0: {"active": 8}, 1: {"active": 9}}), 0)
    assert not coaching.has_room(funded(coach={0: {"active": 9}, 1: {"active": 9}}), 0)
    assert not coaching.has_room(site(), 0)


def test_whoever_comes_back_is_not_counted_as_newly_enrolled() -> None:
    who, where = quiet(crisis_now=1), funded()
    coaching.enrol(who, where, 0)
    assert (who.relationship, who.enrolled, where.tally.enrolled, who.told_again) == (1, 18, 0, 0.0)


def test_no_coach_ever_holds_more_people_than_the_post_has_places() -> None:
    full = [coached(coach=0) for _ in range(9)]
    back, where = quiet(coach=0, crisis_now=1), funded()
    for who in full:
        coaching.count_load(who, where)
    if wants(back, where) and coaching.has_room(where, 0):
        coaching.enrol(back, where, 0)
    held = [sum(who.coach == coach and who.relationship == 1 for who in [*full, back]) for coach in range(2)]
    assert held == [coach.active for coach in where.coach[:2]]
    assert all(count <= coach.places for count, coach in zip(held, where.coach, strict=False))


def test_active_people_and_only_they_count_towards_the_load() -> None:
    where = funded()
    for who in (coached(), coached(coach=1), quiet(), seeker()):
        coaching.count_load(who, where)
    assert [coach.active for coach in where.coach[:3]] == [1, 1, 0]


# How long it lasts


def test_an_active_relationship_becomes_quiet_after_the_pages_weeks_on_average() -> None:
    def becomes_quiet(luck: float) -> bool:
        who = lucky(coached(), BECOMES_QUIET, luck)
        coaching.keep_coach(who, where)
        assert who.coach == 0
        return who.relationship == 2

    where = funded()
    expected = weekly_probability(1 / where.numbers.coaching.active_weeks)
    assert chance_of(becomes_quiet) == pytest.approx(expected, abs=1e-8)


def test_a_quiet_relationship_is_never_closed_while_the_programme_is_funded() -> None:
    who = lucky(quiet(), BECOMES_QUIET)
    assert changes_made(coaching.keep_coach, who, funded(week=155)) == set()


@pytest.mark.parametrize("fields", [{}, {"relationship": 2}, {"gone": 1}, {"gone": 2}])
def test_when_funding_ends_or_the_person_leaves_the_coach_is_gone(fields: dict[str, int]) -> None:
    who = coached(by_coach=1, **fields)
    where = funded(week=156) if who.gone == 0 else funded()
    coaching.keep_coach(who, where)
    assert (who.coach, who.relationship, who.hours, who.enrolled) == (-1, 0, 0.0, 18)
    assert sum(who.by_coach) == 0


# Time and work together


def test_time_together_is_what_the_person_wants_up_to_a_full_share_of_the_coachs_week() -> None:
    where = funded()
    n = where.numbers.coaching
    share = n.hours_week * (1 - n.admin) / 9.0
    assert hours_of(where, need=0.5) == pytest.approx(min(n.hours_wanted * 0.5, share))
    assert hours_of(where, need=1.0) == pytest.approx(share)
    for kind in range(len(CRISES)):
        assert hours_of(where, need=0.1, crisis_now=1 + kind) == pytest.approx(share)


def test_hours_with_the_coach_do_not_depend_on_who_else_is_enrolled() -> None:
    busy, free = (funded(coach={0: {"active": active}}) for active in (9, 1))
    assert hours_of(busy) == hours_of(free)


def test_a_smaller_caseload_or_a_heavier_need_never_means_less_time() -> None:
    by_caseload = [hours_of(funded(plan={"caseload": caseload}), need=1.0) for caseload in (30.0, 15.0, 9.0, 5.0)]
    by_need = [hours_of(funded(), need=level) for level in (0.0, 0.2, 0.5, 0.8, 1.0)]
    assert by_caseload == sorted(by_caseload)
    assert by_need == sorted(by_need)
    assert by_caseload[0] < by_caseload[-1]
    assert by_need[0] < by_need[-1]


def test_the_person_says_what_comes_first_and_it_is_the_greatest_burden_they_have_spoken_of() -> None:
    who = coached(need={MENTAL_HEALTH: 0.9, PRACTICAL: 0.85}, known={MENTAL_HEALTH: 0})
    coaching.meet(who, funded())
    assert who.chosen == PRACTICAL


def test_last_weeks_hours_and_progress_are_laid_aside_when_the_relationship_is_quiet() -> None:
    who = coached(relationship=2, hours=3.0, progress=0.01)
    coaching.meet(who, funded())
    assert (who.hours, who.progress) == (0.0, 0.0)


def test_work_together_lowers_the_one_chosen_need_with_saturating_effort() -> None:
    where, who = funded(), coached(hours=2.0)
    n = where.numbers.coaching
    assert changes_made(coaching.work_together, who, where) == {"need", "progress"}
    share = n.generalist * 2.0 / (2.0 + n.half_hours)
    assert who.need[CONNECTION] == pytest.approx(0.8 * (1 - share))
    assert who.need[MENTAL_HEALTH] == 0.7
    assert who.progress == pytest.approx(share)


def test_with_nothing_known_to_work_on_no_need_falls() -> None:
    assert changes_made(coaching.work_together, coached(chosen=-1), funded()) == set()


def test_more_hours_help_more_each_less_than_the_last_and_never_more_than_the_page_allows() -> None:
    falls = [fall(funded(), hours=hours) for hours in (0.0, 1.0, 2.0, 3.0, 4.0, 40.0)]
    gains = [more - less for less, more in itertools.pairwise(falls)][:4]
    assert falls == sorted(falls)
    assert gains == sorted(gains, reverse=True)
    assert falls[-1] < funded().numbers.coaching.generalist * 0.8


def test_a_coach_cannot_talk_a_house_into_being_so_the_two_work_on_something_else() -> None:
    who = coached(need={HOUSING: 0.95, CONNECTION: 0.6})
    coaching.meet(who, funded())
    assert who.chosen == CONNECTION


# Bringing specialists in


def test_a_coach_asks_specialists_in_for_every_heavy_known_need_and_the_wait_starts_now() -> None:
    where = funded()
    heavy = where.numbers.coaching.specialist_from
    need = {HOUSING: 0.95, MENTAL_HEALTH: heavy, ALCOHOL_AND_OTHER_DRUGS: heavy - 0.01, CONNECTION: 0.9}
    who = coached(need=need, known={CONNECTION: 0})
    assert changes_made(coaching.pull_in, who, where) == {"pathway", "by_coach", "asked", "due"}
    for domain in (HOUSING, MENTAL_HEALTH):
        assert (who.pathway[domain], who.by_coach[domain], who.asked[domain]) == (WAITING, 1, WEEK)
    assert {who.pathway[domain] for domain in (ALCOHOL_AND_OTHER_DRUGS, CONNECTION)} == {NOT_ASKED}


def test_a_cold_referral_that_is_under_way_becomes_the_coachs_request_with_the_date_it_had() -> None:
    who = coached(pathway={CONNECTION: REFERRED}, asked={CONNECTION: WEEK - 4}, due={CONNECTION: WEEK + 2})
    coaching.pull_in(who, funded())
    assert (who.pathway[CONNECTION], who.by_coach[CONNECTION], who.asked[CONNECTION]) == (WAITING, 1, WEEK - 4)
    assert (who.pathway[MENTAL_HEALTH], who.asked[MENTAL_HEALTH]) == (WAITING, WEEK)


@pytest.mark.parametrize("stage", [WAITING, SERVED])
def test_asking_differently_creates_nothing_for_what_is_already_asked(stage: int) -> None:
    assert brought_in(funded(), need=0.9, pathway=[stage] * 8) == set()


def test_practical_needs_are_bought_for_and_not_sent_to_a_specialist() -> None:
    assert brought_in(funded(), need={PRACTICAL: 1.0}) == set()


def test_with_pull_in_off_or_without_hours_no_specialist_is_asked() -> None:
    assert brought_in(funded(off=("pull_in",)), need=0.9) == set()
    assert brought_in(funded(), need=0.9, hours=0.0) == set()


# Flexible funds


def test_a_heavy_practical_need_is_asked_for_and_a_light_or_hidden_one_is_not() -> None:
    where = funded()
    edge = where.numbers.coaching.purchase_from
    assert asked_for(where, need={PRACTICAL: edge}) > 0.0
    assert asked_for(where, need={PRACTICAL: edge - 0.01}) == 0.0
    assert asked_for(where, known={PRACTICAL: 0}) == 0.0
    assert asked_for(where, hours=0.0, asks_for_purchase=90.0) == 0.0
    assert asked_for(funded(off=("brokerage",))) == 0.0


def test_purchases_have_the_mean_of_the_page_and_many_are_small() -> None:
    where = funded()
    asks = [asked_for(where, (place + 0.5) / 1000) for place in range(1000)]
    assert statistics.fmean(asks) == pytest.approx(where.numbers.coaching.purchase_mean, rel=0.02)
    assert statistics.median(asks) < 0.8 * where.numbers.coaching.purchase_mean


def test_the_pool_opens_each_funded_year_and_nothing_is_carried_over() -> None:
    left = {}
    for week in (0, 1, 51, 52, 104, 155, 156, 208):
        where = funded(week=week, brokerage_left=700.0)
        coaching.open_pool(where)
        left[week] = where.brokerage_left
    year = where.plan.brokerage_year
    assert left == {0: year, 1: 700.0, 51: 700.0, 52: year, 104: year, 155: 700.0, 156: 0.0, 208: 700.0}


def test_a_programme_that_starts_later_has_its_years_from_its_own_start() -> None:
    opened = []
    for week in range(170):
        where = funded(week=week, plan={"funded_from": 10, "funded_until": 166}, brokerage_left=1.0)
        coaching.open_pool(where)
        opened += [week] * (where.brokerage_left > 1.0)
    assert opened == [10, 62, 114]


def test_a_site_without_a_programme_has_no_pool() -> None:
    where = site(week=0)
    coaching.open_pool(where)
    assert where.brokerage_left == 0.0
    assert not coaching.funds_last(where, 0)


def test_a_purchase_is_paid_to_the_cent_and_meets_most_of_the_practical_need() -> None:
    who, where = buyer(123.456), funded()
    coaching.buy(who, where, 0)
    assert where.brokerage_left == 5e6 - 12346
    assert (where.tally.purchases, where.tally.purchase_cents) == (1, 12346)
    assert who.need[PRACTICAL] == pytest.approx(0.8 * (1 - where.numbers.coaching.purchase_effect))
    assert (who.met, who.asks_for_purchase) == (1.0, 0.0)


def test_what_the_pool_cannot_pay_is_not_bought_and_is_counted_as_unmet() -> None:
    who, where = buyer(600.0), funded(brokerage_left=59_999.0)
    assert changes_made(coaching.buy, who, where, 0) == set()
    coaching.count_unmet(who, where)
    assert where.tally.purchase_unmet == 1
    paid = buyer(600.0)
    coaching.buy(paid, funded(brokerage_left=60_000.0), 0)
    assert changes_made(coaching.count_unmet, paid, where) == set()


def test_the_heaviest_practical_need_among_those_who_asked_comes_first() -> None:
    light, heavy = (coached(need={PRACTICAL: need}, asks_for_purchase=9.0) for need in (0.5, 0.9))
    where = funded()
    assert coaching.purchase_order(heavy, where, 0) < coaching.purchase_order(light, where, 0)
    assert coaching.wants_purchase(heavy, where, 0)
    assert not coaching.wants_purchase(coached(), where, 0)


# The numbers of the page


def share_quiet(where: Attributes) -> float:
    def becomes_quiet(luck: float) -> bool:
        who = lucky(coached(), BECOMES_QUIET, luck)
        coaching.keep_coach(who, where)
        return who.relationship == 2

    return chance_of(becomes_quiet)


def need_after_purchase(where: Attributes) -> float:
    who = buyer()
    coaching.buy(who, where, 0)
    return who.need[PRACTICAL]


CLAIMS = {
    "hours_week": (lambda where: hours_of(where, need=1.0, crisis_now=1), 1),
    "admin": (lambda where: hours_of(where, need=1.0, crisis_now=1), -1),
    "hours_wanted": (lambda where: hours_of(where, need=0.2), 1),
    "active_weeks": (share_quiet, -1),
    "fewest_needs": (lambda where: float(wants(seeker(), where)), -1),
    "generalist": (fall, 1),
    "half_hours": (fall, -1),
    "specialist_from": (lambda where: float(len(brought_in(where, need=0.6))), -1),
    "purchase_mean": (asked_for, 1),
    "purchase_sigma": (lambda where: asked_for(where, 0.999) / asked_for(where, 0.5), 1),
    "purchase_from": (lambda where: asked_for(where, need={PRACTICAL: 0.5}), -1),
    "purchase_effect": (need_after_purchase, -1),
}


@pytest.mark.parametrize("name", CLAIMS)
def test_each_number_of_the_page_does_what_its_meaning_says(name: str) -> None:
    outcome, direction = CLAIMS[name]
    assert lean(f"coaching.{name}", outcome, funded) == direction


def test_no_number_of_the_page_is_forgotten_here() -> None:
    assert set(CLAIMS) == names_of_numbers("coaching")


@settings(max_examples=80, deadline=None)
@given(people(), beliefs("coaching"))
def test_a_week_with_a_coach_keeps_states_valid_and_funds_unspent_below_zero_never(
    who: Attributes, believed: dict
) -> None:
    where = funded(numbers=believed)
    before = list(who.need)
    for rule in RULES[:-1]:
        rule(who, where)
    if coaching.wants_purchase(who, where, 0):
        coaching.buy(who, where, 0)
    coaching.count_unmet(who, where)
    assert states_are_valid(who)
    assert where.brokerage_left == 5e6 - where.tally.purchase_cents >= 0.0
    assert all(after <= need for after, need in zip(who.need, before, strict=True))
    assert (who.relationship == 0) == (who.coach == -1)
    assert who.hours == 0.0 or who.relationship == 1
    assert who.enrolled >= 0 or who.enrolled == NEVER
