"""Services: hours are finite, queues are kept by date asked, and what a week of service does."""

import math

import pytest
from at_services import in_service, queue, waiting
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
    means_of,
    names_of_numbers,
    partnered,
    people,
    person,
    site,
    states_are_valid,
)

from simmodel.chance import DROP_OUT
from simmodel.parameters import Parameters
from simmodel.rules import quality, services
from simmodel.site import Solution, Supply, flat_curve, site_of
from simmodel.vocabulary import (
    CONNECTION,
    DOMAINS,
    HOUSING,
    MENTAL_HEALTH,
    NOT_ASKED,
    PRACTICAL,
    REFERRED,
    SENTENCED,
    SERVED,
    WAITING,
)
from simmodel.world import GENERAL_LIST

SILOS = range(1, len(DOMAINS))
STEPS = (0.0, 0.25, 0.5, 0.75, 1.0)
INSIDE = {"custody": SENTENCED, "custody_weeks_left": 9}


def chance_of_dropping_out(where: Attributes, domain: int = MENTAL_HEALTH, **fields: object) -> float:
    def leaves(luck: float) -> bool:
        who = lucky(waiting(domain, **fields), DROP_OUT, luck, domain)
        services.wait(who, where)
        return who.pathway[domain] == NOT_ASKED

    return chance_of(leaves)


# Capacity is hours


@pytest.mark.parametrize("domain", SILOS)
def test_a_service_opens_the_week_with_its_hours_less_those_of_outside_demand_in_service(domain: int) -> None:
    where = site(service={domain: {"hours": 30.0, "served_outside": 8.0, "free": 99.0}})
    where.service[domain].ending[WEEK % 128] = 3.0
    services.open_week(where.service[domain], where)
    place = where.numbers.services.place_hours[domain]
    assert where.service[domain].free == pytest.approx(30.0 - 5.0 * place)
    assert (where.service[domain].served_outside, where.service[domain].ending[WEEK % 128]) == (5.0, 0.0)


def test_episodes_of_outside_demand_end_in_their_week_however_late_in_the_study() -> None:
    where = site(week=150, service=queue(oldest=150, asked={150: 2.0}, free=2.0))
    service = where.service[MENTAL_HEALTH]
    services.admit_outside(where, MENTAL_HEALTH, 151.0)
    in_service = {}
    for where.week in range(151, 151 + service.episode + 1):
        services.open_week(service, where)
        in_service[where.week - 150] = service.served_outside
    assert in_service == {weeks: 2.0 * (weeks < service.episode) for weeks in in_service}


def test_an_episode_of_outside_demand_ends_once_and_a_unit_nobody_else_asks_looks_back_at_nobody() -> None:
    where = site(week=150, service=queue(served_outside=5.0, ending={150 - 128: 3.0}, oldest=20, arrivals=0.0))
    services.open_week(where.service[MENTAL_HEALTH], where)
    assert (where.service[MENTAL_HEALTH].served_outside, sum(where.service[MENTAL_HEALTH].ending)) == (2.0, 0.0)
    assert where.service[MENTAL_HEALTH].oldest == 150


def test_bought_hours_are_there_only_while_the_programme_delivers() -> None:
    for week, hours in ((16, 10.0), (17, 14.0), (155, 14.0), (156, 10.0)):
        where = funded(week=week, service=queue(bought_hours=4.0, oldest=week))
        services.open_week(where.service[MENTAL_HEALTH], where)
        assert where.service[MENTAL_HEALTH].free == hours


def test_houses_that_are_empty_stay_empty_until_let() -> None:
    where = site(service={GENERAL_LIST: {"free": 2.0, "hours": 0.3}})
    services.open_week(where.service[GENERAL_LIST], where)
    assert where.service[GENERAL_LIST].free == 2.0


def test_outside_demand_asks_every_week_and_loses_patience_at_the_units_hazard() -> None:
    asked = {(WEEK - 2): 6.0, (WEEK - 1): 5.0}
    where = site(service=queue(arrivals=4.0, leaving=0.1, oldest=WEEK - 2, asked=asked))
    service = where.service[MENTAL_HEALTH]
    services.open_week(service, where)
    kept = math.exp(-0.1)
    assert [service.asked[week] for week in (18, 19, 20)] == pytest.approx([6 * kept, 5 * kept, 4.0])
    assert service.waiting == pytest.approx(11 * kept + 4)


def test_people_in_service_keep_their_hours_and_a_specialist_who_comes_takes_more() -> None:
    where = site()
    numbers = where.numbers.services
    services.hold_place(person(pathway={MENTAL_HEALTH: SERVED, PRACTICAL: SERVED}, by_coach={PRACTICAL: 1}), where)
    assert where.service[MENTAL_HEALTH].free == pytest.approx(10 - numbers.place_hours[MENTAL_HEALTH])
    assert where.service[PRACTICAL].free == pytest.approx(10 - numbers.place_hours[PRACTICAL] * numbers.visit)
    assert where.service[CONNECTION].free == 10


def test_the_hours_taken_are_those_of_people_and_of_outside_demand_whether_old_or_new() -> None:
    where = site(service=queue(served_outside=2.0, place=0.5, oldest=WEEK, arrivals=1.0))
    service = where.service[MENTAL_HEALTH]
    taken = []
    for step in (
        lambda: services.open_week(service, where),
        lambda: services.hold_place(in_service(by_coach={MENTAL_HEALTH: 1}), where),
        lambda: services.admit(waiting(), where, MENTAL_HEALTH),
        lambda: services.admit_outside(where, MENTAL_HEALTH, WEEK + 1.0),
    ):
        step()
        taken.append(service.taken)
        assert service.free == pytest.approx(service.hours - service.taken)
    visit = where.numbers.services.visit
    assert taken == pytest.approx([1.0, 1.0 + 0.5 * visit, 1.5 + 0.5 * visit, 2.0 + 0.5 * visit])


@pytest.mark.parametrize("stage", [NOT_ASKED, REFERRED, WAITING])
def test_only_people_in_service_hold_hours(stage: int) -> None:
    where = site()
    taken = [service.taken for service in where.service]
    services.hold_place(person(pathway=[stage] * 8), where)
    assert [service.taken for service in where.service] == taken
    assert [where.service[unit].people_waiting for unit in SILOS] == [float(stage == WAITING)] * len(SILOS)


@pytest.mark.parametrize(("week", "free"), [(141, 12.0), (142, 12.0), (143, 7.0), (155, 7.0), (156, 12.0)])
def test_hours_bought_for_a_time_are_not_promised_beyond_it(week: int, free: float) -> None:
    where = funded(week=week, service=queue(hours=10.0, bought_hours=5.0, free=12.0, promised=3.0))
    services.hold_back(where.service[MENTAL_HEALTH], where)
    assert where.service[MENTAL_HEALTH].free == free


def test_holding_hours_back_never_makes_hours() -> None:
    where = funded(week=150, service=queue(hours=10.0, bought_hours=5.0, free=1.0, promised=3.0))
    services.hold_back(where.service[MENTAL_HEALTH], where)
    assert where.service[MENTAL_HEALTH].free == 1.0


def test_episodes_that_outlast_the_money_are_counted_as_promised_hours() -> None:
    where = funded(week=150, service=queue(bought_hours=5.0, oldest=150))
    service = where.service[MENTAL_HEALTH]
    for week in (151, 156, 157, 164):
        service.ending[week % 128] = 1.0
    services.open_week(service, where)
    assert service.promised == pytest.approx(2 * service.place)
    services.hold_place(in_service(due={MENTAL_HEALTH: 155}), where)
    assert service.promised == pytest.approx(2 * service.place)
    services.hold_place(in_service(due={MENTAL_HEALTH: 156}), where)
    assert service.promised == pytest.approx(3 * service.place)
    services.hold_place(in_service(due={MENTAL_HEALTH: 156}, by_coach={MENTAL_HEALTH: 1}), where)
    assert service.promised == pytest.approx((3 + where.numbers.services.visit) * service.place)
    service.bought_hours = 0.0
    services.open_week(service, where)
    assert service.promised == 0.0


@pytest.mark.parametrize(("free", "spare"), [(1.0, 1), (0.9, 0)])
def test_a_service_notes_whether_it_has_hours_for_one_more(free: float, spare: int) -> None:
    where = site(service=queue(free=free, place=1.0, spare=1 - spare))
    services.note_spare(where.service[MENTAL_HEALTH], where)
    assert where.service[MENTAL_HEALTH].spare == spare
    house = site(service={GENERAL_LIST: {"free": 9.0}}).service[GENERAL_LIST]
    services.note_spare(house, where)
    assert house.spare == 0


def test_the_next_person_is_admitted_for_an_episode_and_a_promise_is_kept() -> None:
    who, where = waiting(weeks=7), site()
    assert changes_made(services.admit, who, where, MENTAL_HEALTH) == {
        "pathway", "due", "met", "admissions", "site.service", "site.tally.admitted", "site.tally.weeks_waited",
    }  # fmt: skip
    assert (who.pathway[MENTAL_HEALTH], who.met) == (SERVED, 1.0)
    assert where.service[MENTAL_HEALTH].free == pytest.approx(10 - where.service[MENTAL_HEALTH].place)
    assert (where.tally.admitted[MENTAL_HEALTH], where.tally.weeks_waited[MENTAL_HEALTH]) == (1, 7)


def test_admissions_are_counted_in_the_persons_years_from_week_0_only() -> None:
    counted = {}
    for week in (-1, 0):
        who, where = waiting(), site(week=week)
        services.admit(who, where, MENTAL_HEALTH)
        counted[week] = who.admissions
    assert counted == {-1: 0.0, 0: 1.0}


def test_the_last_place_can_be_taken() -> None:
    who, where = waiting(PRACTICAL), site(service={PRACTICAL: {"free": 0.5, "place": 0.5}})
    assert services.has_hours(where, PRACTICAL)
    services.admit(who, where, PRACTICAL)
    assert (who.pathway[PRACTICAL], where.service[PRACTICAL].free) == (SERVED, 0.0)


def test_when_the_hours_do_not_reach_for_the_next_person_nobody_behind_is_let_past() -> None:
    where = site(service=queue(free=0.9))
    who = waiting(by_coach={MENTAL_HEALTH: 1})
    assert services.has_hours(where, MENTAL_HEALTH)
    services.admit(who, where, MENTAL_HEALTH)
    assert (who.pathway[MENTAL_HEALTH], where.service[MENTAL_HEALTH].free) == (WAITING, 0.0)
    assert not services.has_hours(where, MENTAL_HEALTH)


def weeks_served(domain: int, where: Attributes) -> int:
    """Weeks in which somebody admitted now is served, hours held all the while."""
    who, weeks = waiting(domain), 0
    services.admit(who, where, domain)
    while who.pathway[domain] == SERVED and weeks < 80:
        quality.serve(who, where)
        weeks, where.week = weeks + 1, where.week + 1
        services.discharge(who, where)
    return weeks


def test_an_episode_lasts_as_many_weeks_as_the_page_says_for_people_as_for_outside_demand() -> None:
    said = [int(site().numbers.services.episode_weeks[domain]) for domain in SILOS]
    assert [weeks_served(domain, site()) for domain in SILOS] == said


# Queues


@pytest.mark.parametrize("domain", SILOS)
def test_at_average_trust_people_leave_a_queue_at_the_weekly_rate_of_the_page(domain: int) -> None:
    where = site()
    expected = 1 - math.exp(-where.numbers.services.drop_out)
    assert chance_of_dropping_out(where, domain) == pytest.approx(expected, abs=1e-8)
    where = site()
    assert changes_made(services.wait, lucky(waiting(domain), DROP_OUT, 1e-9, domain), where) == {
        "pathway",
        "site.tally.dropped_out",
        "site.gauge.dropped",
    }
    assert where.tally.dropped_out == where.gauge.dropped == 1


def test_more_trust_never_makes_leaving_a_queue_likelier() -> None:
    chances = [chance_of_dropping_out(site(), trust=trust) for trust in STEPS]
    assert chances == sorted(chances, reverse=True)
    assert chances[0] > chances[-1]
    assert {chance_of_dropping_out(site(off=("trust",)), trust=trust) for trust in STEPS} == {chances[2]}


def test_nobody_leaves_the_housing_list_for_impatience_or_is_refused_by_its_length() -> None:
    who = lucky(waiting(HOUSING, weeks=24), DROP_OUT)
    assert changes_made(services.wait, who, site()) == set()


@pytest.mark.parametrize(("weeks", "refused"), [(0, 0), (11, 0), (12, 1), (13, 0), (24, 1)])
def test_a_wait_longer_than_people_were_told_is_a_refusal_each_time_it_runs_out(weeks: int, refused: int) -> None:
    who = lucky(waiting(weeks=weeks), DROP_OUT, 0.5)
    services.wait(who, site())
    assert who.refused == refused


def test_with_waiting_off_nobody_leaves_a_queue_and_no_wait_is_a_refusal() -> None:
    off = site(off=("waiting",))
    for weeks in (3, 12, 24):
        who = lucky(waiting(weeks=weeks, trust=0.0), DROP_OUT, 1e-9, MENTAL_HEALTH)
        assert changes_made(services.wait, who, off) == set()


def test_a_request_that_an_active_coach_made_waits_until_it_is_granted() -> None:
    asked = {"weeks": 12, "by_coach": {MENTAL_HEALTH: 1}, "coach": 0}
    who = lucky(waiting(relationship=1, **asked), DROP_OUT, 1e-9, MENTAL_HEALTH)
    services.wait(who, site())
    assert (who.pathway[MENTAL_HEALTH], who.refused) == (WAITING, 1.0)
    quiet = lucky(waiting(relationship=2, **asked), DROP_OUT, 1e-9, MENTAL_HEALTH)
    own = lucky(waiting(relationship=1, weeks=12, coach=0), DROP_OUT, 1e-9, MENTAL_HEALTH)
    for who in (quiet, own):
        services.wait(who, site())
        assert (who.pathway[MENTAL_HEALTH], who.refused) == (NOT_ASKED, 1.0)


@pytest.mark.parametrize("stage", [NOT_ASKED, REFERRED, SERVED])
def test_whoever_does_not_wait_neither_drops_out_nor_is_kept_waiting(stage: int) -> None:
    who = lucky(person(pathway=[stage] * 8, asked=WEEK - 12), DROP_OUT)
    assert changes_made(services.wait, who, site()) == set()


def test_in_custody_all_requests_stop_but_the_place_on_the_housing_list_is_kept() -> None:
    who = person(pathway=[WAITING, REFERRED, WAITING, SERVED] + [SERVED] * 4, **INSIDE)
    services.stop_in_custody(who, site())
    assert who.pathway == [WAITING] + [NOT_ASKED] * 7


def test_whoever_left_stands_on_no_list_and_in_the_community_nothing_stops() -> None:
    who = person(pathway=[WAITING] * 8, gone=2)
    services.stop_in_custody(who, site())
    assert who.pathway == [NOT_ASKED] * 8
    assert changes_made(services.stop_in_custody, person(pathway=[WAITING] * 8), site()) == set()


def test_only_people_in_the_community_whose_request_was_accepted_wait_for_a_place() -> None:
    assert services.waits_for_place(waiting(), site(), MENTAL_HEALTH)
    assert not services.waits_for_place(waiting(), site(), PRACTICAL)
    for fields in (INSIDE, {"gone": 1}, {"pathway": {MENTAL_HEALTH: SERVED}}):
        who = person(**({"pathway": {MENTAL_HEALTH: WAITING}} | fields))
        assert not services.waits_for_place(who, site(), MENTAL_HEALTH)


def test_the_queue_is_kept_by_date_asked_and_a_coach_is_no_way_past_it() -> None:
    early, late = waiting(weeks=9), waiting(weeks=2, by_coach={MENTAL_HEALTH: 1}, relationship=1, coach=0)
    where, ahead = site(), site(plan={"priority": 1})
    assert services.week_asked(early, where, MENTAL_HEALTH) < services.week_asked(late, where, MENTAL_HEALTH)
    assert services.week_asked(late, ahead, MENTAL_HEALTH) < services.week_asked(early, ahead, MENTAL_HEALTH)
    older = waiting(weeks=5, by_coach={MENTAL_HEALTH: 1})
    assert services.week_asked(older, ahead, MENTAL_HEALTH) < services.week_asked(late, ahead, MENTAL_HEALTH)


# The numbers of the page


def at_site(name: str, believed: float) -> float:
    """A field of a service at a site made with this belief."""
    numbers = Parameters().override({f"services.{name}_{'hours' if name == 'place' else 'weeks'}.practical": believed})
    supply = Supply((10.0,) * len(DOMAINS), 30.0, 10.0)
    made = site_of(supply, numbers, Solution(1.0, flat_curve(0.0), means_of(person())), 1, (1, 1), -52, 156, False, {})
    return float(made[0].service[PRACTICAL][name])


@pytest.mark.parametrize("name", ["place", "episode"])
def test_what_a_place_takes_and_how_long_an_episode_is_come_from_the_page(name: str) -> None:
    assert [at_site(name, value) for value in (2.0, 3.0)] == [2.0, 3.0]


def test_an_episode_of_less_than_a_week_is_a_week() -> None:
    assert at_site("episode", 0.0) == 1.0


# Joint work, and a regime in which nobody has to close cases


def test_a_week_opens_with_the_hours_that_joint_work_leaves_and_never_with_fewer_than_none() -> None:
    for joint, free in (([0.0] * 4, 10.0), ([1.0, 0.5, 0.0, 0.25], 8.25), ([9.0, 9.0, 9.0, 9.0], 0.0)):
        where = partnered(plan={"joint_hours": joint}, service=queue(oldest=WEEK))
        services.open_week(where.service[MENTAL_HEALTH], where)
        assert where.service[MENTAL_HEALTH].free == free
    outside = partnered(service=queue(oldest=WEEK, takes_part=0))
    services.open_week(outside.service[MENTAL_HEALTH], outside)
    assert outside.service[MENTAL_HEALTH].free == 10.0


def test_hours_that_the_programme_buys_are_spent_with_people_not_in_meetings() -> None:
    plan = {"joint_hours": [20.0, 0.0, 0.0, 0.0]}
    where = partnered(funded, plan=plan, service=queue(oldest=WEEK, bought_hours=4.0))
    services.open_week(where.service[MENTAL_HEALTH], where)
    assert where.service[MENTAL_HEALTH].free == 4.0


def test_hours_held_back_beyond_the_money_are_those_that_joint_work_leaves() -> None:
    plan = {"joint_hours": [2.0, 0.0, 0.0, 0.0]}
    bought = queue(bought_hours=4.0, free=9.0, promised=3.0)
    where = partnered(funded, week=150, plan=plan, service=bought)
    services.hold_back(where.service[MENTAL_HEALTH], where)
    assert where.service[MENTAL_HEALTH].free == 10.0 - 2.0 - 3.0


def test_people_already_served_keep_their_place_when_joint_work_begins() -> None:
    where = partnered(plan={"joint_hours": [30.0, 0.0, 0.0, 0.0]}, service=queue(oldest=WEEK))
    who = in_service()
    services.open_week(where.service[MENTAL_HEALTH], where)
    services.hold_place(who, where)
    services.discharge(who, where)
    assert who.pathway[MENTAL_HEALTH] == SERVED
    assert where.service[MENTAL_HEALTH].free < 0.0
    assert not services.has_hours(where, MENTAL_HEALTH)


def test_where_nobody_has_to_close_cases_episodes_are_longer_for_people_as_for_outside_demand() -> None:
    usual = site().service[MENTAL_HEALTH].episode
    for longer, weeks in ((0.0, usual), (0.5, int(usual * 1.5 + 0.5))):
        where = site(terms={"longer": longer})
        assert weeks_served(MENTAL_HEALTH, where) == weeks
        where = site(terms={"longer": longer}, service=queue(asked={WEEK: 2.0}, free=2.0))
        services.admit_outside(where, MENTAL_HEALTH, WEEK + 1.0)
        assert where.service[MENTAL_HEALTH].ending[(WEEK + weeks) % 128] == pytest.approx(2.0)


def test_a_longer_episode_that_outlasts_the_money_must_fit_without_it() -> None:
    usual = site().service[MENTAL_HEALTH].episode
    last = 156 - usual
    for longer, held in ((0.0, False), (0.2, True)):
        where = funded(week=last, terms={"longer": longer}, service=queue(bought_hours=4.0, free=14.0))
        services.hold_back(where.service[MENTAL_HEALTH], where)
        assert (where.service[MENTAL_HEALTH].free < 14.0) == held


def hours_of_a_visit(where: Attributes) -> float:
    services.hold_place(in_service(by_coach={MENTAL_HEALTH: 1}), where)
    return 10 - where.service[MENTAL_HEALTH].free


def weeks_until_refusal(where: Attributes) -> int:
    for weeks in range(1, 60):
        who = lucky(waiting(weeks=weeks), DROP_OUT, 0.5)
        services.wait(who, where)
        if who.refused > 0:
            return weeks
    return 60


CLAIMS = {
    "visit": (hours_of_a_visit, 1),
    "drop_out": (chance_of_dropping_out, 1),
    "drop_out_trust": (lambda where: chance_of_dropping_out(where, trust=0.9), -1),
    "said_weeks": (weeks_until_refusal, 1),
}


@pytest.mark.parametrize("name", CLAIMS)
def test_each_number_of_the_page_does_what_its_meaning_says(name: str) -> None:
    outcome, direction = CLAIMS[name]
    assert lean(f"services.{name}", outcome) == direction


def test_no_number_of_the_page_is_forgotten_here() -> None:
    tested = {name.split(".")[0] for name in CLAIMS} | {"place_hours", "episode_weeks"}
    assert tested == names_of_numbers("services")


@settings(max_examples=60, deadline=None)
@given(people(), beliefs("services"))
def test_waiting_and_being_admitted_change_no_need_and_leave_every_state_valid(who: Attributes, believed: dict) -> None:
    before, where = list(who.need), site(numbers=believed)
    for rule in (services.discharge, services.stop_in_custody, services.wait, services.hold_place):
        rule(who, where)
    assert states_are_valid(who)
    assert who.need == before


@pytest.mark.parametrize(("week", "years"), [(-10, 0), (0, 0), (104, 2)])
def test_outside_demand_grows_from_week_0_on_where_the_study_says_so(week: int, years: int) -> None:
    where = site(
        week=week, demand_growth=math.log(1.1) / 52, service={MENTAL_HEALTH: {"arrivals": 3.0, "oldest": week}}
    )
    services.open_week(where.service[MENTAL_HEALTH], where)
    assert where.service[MENTAL_HEALTH].waiting == pytest.approx(3.0 * 1.1**years)


def test_people_who_wait_are_counted_afresh_every_week() -> None:
    where = site(service={MENTAL_HEALTH: {"people_waiting": 7.0}})
    services.open_week(where.service[MENTAL_HEALTH], where)
    assert where.service[MENTAL_HEALTH].people_waiting == 0.0
