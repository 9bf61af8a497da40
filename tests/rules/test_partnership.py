"""Partnership: who takes part, three roles, safety, authority, and stages that go on and fall back."""

import math
import statistics

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from kit import Attributes, as_plain, beliefs, chance_of, funded, lean, lucky, names_of_numbers, partnered, shares, site

from simmodel.chance import JOINS, ROLE_LEFT, ROLE_OPEN
from simmodel.felt import felt_authorising
from simmodel.quantities import WEEKS_PER_MONTH, WEEKS_PER_YEAR
from simmodel.rules import partnership
from simmodel.vocabulary import (
    DOMAINS,
    GOVERNANCE_LEVELS,
    HOUSING,
    INITIATING,
    MENTAL_HEALTH,
    NOT_BEGUN,
    SUSTAINING,
    WORKING_TOGETHER,
)
from simmodel.world import GENERAL_LIST, PROGRAMME_DWELLINGS, TALLY

NUMBERS = site().numbers.partnership
SILOS = range(1, len(DOMAINS))
ROLES = range(3)
APART = {"joins_until": -400}
RULES = (
    partnership.begin,
    partnership.keep_roles,
    partnership.count_hours,
    partnership.take_part,
    partnership.feel_safe,
    partnership.stand_behind,
    partnership.move_on,
    partnership.count_partnership,
)


def after(rule: object, where: Attributes) -> Attributes:
    rule(where)
    return where


def weeks(where: Attributes, count: int) -> Attributes:
    """So many weeks of the page, all in the order of the week."""
    for _ in range(count):
        where.tally = Attributes(np.zeros((), TALLY)[()])
        for rule in RULES:
            rule(where)
        where.week += 1
    return where


def at(stage: int, **fields: object) -> Attributes:
    return partnered(partnership={"stage": stage} | fields)


# Beginning


def test_a_group_begins_in_the_first_week_of_joint_work_with_all_three_roles_filled() -> None:
    vacant = {role: {"weeks_vacant": 9} for role in ROLES}
    for first, stage, empty in ((20, INITIATING, [0, 0, 0]), (21, NOT_BEGUN, [9, 9, 9])):
        begun = {"stage": NOT_BEGUN, "weeks_apart": 40}
        where = after(partnership.begin, partnered(plan={"joins_from": first}, partnership=begun, role=vacant))
        assert (where.partnership.stage, [role.weeks_vacant for role in where.role]) == (stage, empty)
        assert where.partnership.weeks_apart == (0 if first == 20 else 41)


def test_where_joint_work_takes_no_hours_nothing_begins() -> None:
    where = weeks(partnered(plan={"joint_hours": 0.0}, partnership={"stage": NOT_BEGUN, "safety": 0.3}), 60)
    assert (where.partnership.stage, where.partnership.authorising, where.partnership.safety) == (0, 0.0, 0.3)


def test_a_group_that_works_together_does_not_begin_again() -> None:
    where = after(partnership.begin, at(WORKING_TOGETHER, weeks_apart=3))
    assert (where.partnership.stage, where.partnership.stage_weeks, where.partnership.weeks_apart) == (2, 10, 0)


# Who takes part


def joins(where: Attributes, bent: float) -> bool:
    service = where.service[MENTAL_HEALTH]
    service.takes_part, service.bent = 0, bent
    partnership.take_part(where)
    return service.takes_part == 1


def chance_of_joining(where: Attributes, bent: float = 0.6) -> float:
    return chance_of(lambda luck: joins(with_luck(where, luck), bent))


def with_luck(where: Attributes, luck: float) -> Attributes:
    lucky(where.service[MENTAL_HEALTH], JOINS, luck)
    return where


def test_the_pages_share_of_organisations_takes_part_from_the_start_whatever_the_others_do() -> None:
    alone = partnered(
        service={unit: {"takes_part": 0, "bent": 1.0} for unit in SILOS}, partnership={"stage": INITIATING}
    )
    assert joins(alone, NUMBERS.first - 0.01)
    assert not joins(alone, NUMBERS.first + 0.01)


def test_who_hesitates_joins_as_others_take_part_and_it_is_safe_and_who_never_does_never_joins() -> None:
    where = at(WORKING_TOGETHER, safety=0.5)
    seen = NUMBERS.join * 0.5 * 6 / 7
    assert chance_of_joining(where) == pytest.approx(1 - math.exp(-seen), abs=1e-8)
    assert chance_of_joining(where, 1 - NUMBERS.never + 0.001) == 0.0
    assert chance_of_joining(where, 1 - NUMBERS.never - 0.001) > 0.0


def test_nobody_joins_where_nobody_takes_part_or_it_is_not_safe() -> None:
    nobody = partnered(service={unit: {"takes_part": 0, "bent": 1.0} for unit in SILOS})
    assert chance_of_joining(nobody) == 0.0
    assert chance_of_joining(at(WORKING_TOGETHER, safety=0.0)) == 0.0


@pytest.mark.parametrize("unit", SILOS)
def test_who_is_asked_first_does_not_matter_each_sees_who_took_part_before(unit: int) -> None:
    first = {each: int(each != unit and each % 2) for each in SILOS}
    where = partnered(service={each: {"bent": 0.6 if each == unit else 0.0} for each in SILOS})
    share = sum(first.values()) / len(SILOS)

    def yes(luck: float) -> bool:
        for each in SILOS:
            where.service[each].takes_part = first[each]
        lucky(where.service[unit], JOINS, luck)
        partnership.take_part(where)
        return where.service[unit].takes_part == 1

    assert chance_of(yes) == pytest.approx(1 - math.exp(-NUMBERS.join * share * 0.6), abs=1e-8)


def test_whoever_takes_part_stays_until_the_group_is_no_more() -> None:
    stays = after(partnership.take_part, partnered(service={unit: {"bent": 0.99} for unit in SILOS}))
    assert [stays.service[unit].takes_part for unit in SILOS] == [1] * 7
    ended = after(partnership.take_part, at(NOT_BEGUN))
    assert [service.takes_part for service in ended.service] == [0] * len(ended.service)


@pytest.mark.parametrize("unit", [HOUSING, GENERAL_LIST, PROGRAMME_DWELLINGS])
def test_a_list_of_people_waiting_for_a_letting_is_no_organisation(unit: int) -> None:
    where = after(partnership.take_part, partnered())
    assert where.service[unit].takes_part == 0
    assert partnership.taking_part(where) == 1.0


# Roles


def test_a_role_is_left_at_the_pages_rate() -> None:
    def leaves(luck: float) -> bool:
        where = partnered()
        lucky(where.role[1], ROLE_LEFT, luck)
        return after(partnership.keep_roles, where).role[1].weeks_vacant > 0

    stays = (1 - chance_of(leaves)) ** WEEKS_PER_YEAR
    assert 1 - stays == pytest.approx(NUMBERS.role_left, abs=1e-6)


def vacated(where: Attributes, luck: float = 0.5) -> int:
    lucky(lucky(where.role[0], ROLE_LEFT), ROLE_OPEN, luck).weeks_vacant = 0
    return after(partnership.keep_roles, where).role[0].weeks_vacant


def test_a_role_is_empty_for_the_pages_weeks_on_average_and_for_one_at_least() -> None:
    where = partnered()
    empty = [vacated(where, (place + 0.5) / 400) for place in range(400)]
    assert statistics.fmean(empty) == pytest.approx(NUMBERS.role_open, abs=0.2)
    assert min(vacated(partnered(numbers={"partnership.role_open": 0.2}), luck) for luck in (0.01, 0.5)) == 1


def test_an_empty_role_is_taken_up_when_its_weeks_are_over() -> None:
    where = partnered(role={1: {"weeks_vacant": 3}})
    empty = []
    for _ in range(4):
        partnership.keep_roles(where)
        empty.append((where.role[1].weeks_vacant, where.partnership.weeks_without))
    assert empty == [(2, 1), (1, 2), (0, 0), (0, 0)]


def test_nobody_leaves_a_role_in_a_group_that_has_not_begun() -> None:
    assert vacated(at(NOT_BEGUN)) == 0


# Authority


@pytest.mark.parametrize("levels", range(len(GOVERNANCE_LEVELS) + 1))
def test_authority_grows_with_the_levels_of_governance_engaged(levels: int) -> None:
    share = levels / len(GOVERNANCE_LEVELS)
    assert after(partnership.stand_behind, partnered(plan={"levels": share})).partnership.authorising == share


@pytest.mark.parametrize("role", ROLES)
def test_without_any_one_of_the_roles_nobody_stands_behind_change(role: int) -> None:
    where = partnered(role={role: {"weeks_vacant": 1}})
    assert after(partnership.stand_behind, where).partnership.authorising == 0.0
    assert after(partnership.stand_behind, at(NOT_BEGUN)).partnership.authorising == 0.0


# Safety


def level(where: Attributes | None = None, **changes: object) -> float:
    """The safety that a group comes to in the end."""
    where = where or partnered(**changes)
    where.partnership.stage = max(where.partnership.stage, INITIATING)
    for _ in range(400):
        partnership.feel_safe(where)
    return where.partnership.safety


def with_hours(monthly: float) -> float:
    return level(plan={"joint_hours": [monthly / WEEKS_PER_MONTH, 0.0, 0.0, 0.0]})


def test_safety_rises_with_hours_together_each_less_than_the_last() -> None:
    usual, half = NUMBERS.usual_safety, NUMBERS.half_hours
    assert with_hours(half) == pytest.approx(usual + NUMBERS.meetings / 2)
    assert with_hours(3 * half) == pytest.approx(usual + NUMBERS.meetings * 0.75)
    assert with_hours(4 * half) - with_hours(2 * half) < with_hours(2 * half) - usual


def test_safety_is_won_by_those_who_take_part_only() -> None:
    some = {unit: {"takes_part": int(unit < 3)} for unit in SILOS}
    assert level(service=some) - NUMBERS.usual_safety == pytest.approx((level() - NUMBERS.usual_safety) * 2 / 7)


def test_reflection_plain_words_and_less_competition_win_safety_and_strain_costs_it() -> None:
    calm = level()
    assert level(plan={"reflection_every": 4}) - calm == pytest.approx(NUMBERS.reflection)
    assert level(plan={"plain_words": 1}) - calm == pytest.approx(NUMBERS.plain_words)
    assert level(terms={"competition_less": 1.0}) - calm == pytest.approx(NUMBERS.competition)
    worn = {unit: {"strain": 0.4} for unit in SILOS}
    assert calm - level(service=worn) == pytest.approx(NUMBERS.strain * 0.4)
    assert level(service=worn, off=("strain",)) == pytest.approx(calm)


def test_strain_as_usual_costs_no_safety_and_less_of_it_wins_some() -> None:
    worn, usual = {unit: {"strain": 0.3} for unit in SILOS}, {"strain": 0.3}
    assert level(service=worn, reference=usual) == pytest.approx(level())
    assert level(reference=usual) - level() == pytest.approx(NUMBERS.strain * 0.3)


def test_safety_moves_at_its_pace() -> None:
    where = partnered()
    where.partnership.safety = before = 0.31
    goal = level()
    partnership.feel_safe(where)
    assert where.partnership.safety == pytest.approx(before + NUMBERS.pace * (goal - before))


def test_safety_goes_back_to_usual_once_the_group_is_no_more() -> None:
    where = at(NOT_BEGUN, safety=0.9)
    for _ in range(200):
        partnership.feel_safe(where)
    assert where.partnership.safety == pytest.approx(NUMBERS.usual_safety)


# Stages


def moved(stage: int, **fields: object) -> int:
    return after(partnership.move_on, at(stage, **fields)).partnership.stage


@pytest.mark.parametrize("stage", [INITIATING, WORKING_TOGETHER])
def test_a_group_goes_on_when_it_is_safe_and_has_taken_its_time_and_not_before(stage: int) -> None:
    place = stage - INITIATING
    safe, long = NUMBERS.next_safety[place], int(NUMBERS.least_weeks[place])
    assert moved(stage, safety=safe, stage_weeks=long - 1) == stage + 1
    assert moved(stage, safety=safe, stage_weeks=long - 2) == stage
    assert moved(stage, safety=safe - 0.01, stage_weeks=long + 900) == stage
    assert moved(stage, safety=safe, stage_weeks=long, weeks_without=1) == stage
    assert moved(stage, safety=safe, stage_weeks=long, weeks_apart=1) == stage


def test_the_last_stage_is_the_last() -> None:
    assert moved(SUSTAINING, safety=1.0, stage_weeks=5000) == SUSTAINING
    assert moved(NOT_BEGUN, safety=1.0, stage_weeks=5000) == NOT_BEGUN


@pytest.mark.parametrize("why", ["weeks_without", "weeks_apart"])
def test_a_group_falls_back_a_stage_each_time_its_patience_ends(why: str) -> None:
    patience = int(NUMBERS.patience)
    stages = [moved(SUSTAINING, **{why: weeks}) for weeks in (patience - 1, patience, patience + 1, 2 * patience)]
    assert stages == [3, 2, 3, 2]


def test_a_group_that_meets_begins_again_at_worst_and_one_that_does_not_is_no_more() -> None:
    where = partnered(role={0: {"weeks_vacant": 500}})
    assert weeks(where, 300).partnership.stage == INITIATING
    apart = partnered(plan=APART)
    told = [weeks(apart, 1).partnership.stage for _ in range(45)]
    patience = int(NUMBERS.patience)
    assert [told.index(stage) + 1 for stage in (INITIATING, NOT_BEGUN)] == [patience, 2 * patience]
    assert told[-1] == NOT_BEGUN


def test_a_group_begins_joins_up_and_sustains_itself_in_time() -> None:
    where = partnered(partnership={"stage": NOT_BEGUN, "safety": NUMBERS.usual_safety}, service={5: {"bent": 0.99}})
    told = [weeks(where, 1).partnership.stage for _ in range(200)]
    assert told == sorted(told)
    assert [told.count(stage) for stage in (INITIATING, WORKING_TOGETHER)] == [25, 52]  # and the week of the beginning
    assert told[-1] == SUSTAINING


# What is counted, and when


def test_hours_of_joint_work_are_counted_of_those_who_took_part_and_no_more_than_they_have() -> None:
    post = {0: {"weeks_vacant": 0}, 1: {"weeks_vacant": 3}, 2: {"fte": 0.4}}
    where = partnered(funded, posts=3, coach=post, service={1: {"takes_part": 0, "bent": 0.0}, 2: {"hours": 0.5}})
    weeks(where, 1)
    each = 8.0 / WEEKS_PER_MONTH
    assert where.tally.joint_hours == pytest.approx(0.5 + each * (5 + 1 + 0.4))
    assert where.tally.taking_part == 7
    assert weeks(partnered(funded, plan=APART), 1).tally.joint_hours == 0.0


def test_the_state_of_the_partnership_is_there_to_be_shown() -> None:
    where = weeks(partnered(), 1)
    group = where.partnership
    shown = (where.tally.safety, where.tally.authorising, where.tally.stage)
    assert shown == (group.safety, group.authorising, group.stage)


@pytest.mark.parametrize("week", range(20, 28))
def test_safety_and_who_takes_part_move_every_fourth_week_only(week: int) -> None:
    where = partnered(week=week, service={3: {"takes_part": 0}})
    before = as_plain(where)
    partnership.take_part(where)
    partnership.feel_safe(where)
    assert (as_plain(where) != before) == (week % 4 == 0)


# The numbers of the page


def won_with(lever: str) -> object:
    """Safety in the end, with one lever moved."""

    def outcome(where: Attributes) -> float:
        where.plan.reflection_every, where.plan.plain_words = 4 * (lever == "reflection"), int(lever == "plain_words")
        where.terms.competition_less = float(lever == "competition")
        for unit in SILOS:
            where.service[unit].strain = 0.3 * (lever == "strain")
        return level(where)

    return outcome


def chance_to_take_part_unasked(where: Attributes) -> float:
    """The bent up to which an organisation takes part whatever luck says."""
    return chance_of(lambda bent: joins(with_luck(where, 1.0 - 1e-9), bent))


def chance_to_take_part_ever(where: Attributes) -> float:
    return chance_of(lambda bent: joins(with_luck(where, 1e-9), bent))


def chance_of_leaving_a_role(where: Attributes) -> float:
    def leaves(luck: float) -> bool:
        lucky(where.role[0], ROLE_LEFT, luck).weeks_vacant = 0
        return after(partnership.keep_roles, where).role[0].weeks_vacant > 0

    return chance_of(leaves)


def safety_to_go_on(stage: int) -> object:
    def outcome(where: Attributes) -> float:
        def stays(safety: float) -> bool:
            where.partnership.stage, where.partnership.stage_weeks, where.partnership.safety = stage, 500, safety
            return after(partnership.move_on, where).partnership.stage == stage

        return chance_of(stays)

    return outcome


def weeks_to_go_on(stage: int) -> object:
    def outcome(where: Attributes) -> float:
        where.partnership.stage, where.partnership.stage_weeks, where.partnership.safety = stage, 0, 1.0
        told = [after(partnership.move_on, where).partnership.stage for _ in range(200)]
        return float(told.count(stage))

    return outcome


def strength(stage: int) -> object:
    def outcome(where: Attributes) -> float:
        where.partnership.stage = stage
        return felt_authorising(where)

    return outcome


def weeks_until_it_falls_back(where: Attributes) -> float:
    where.plan.joins_until = -400
    told = [weeks(where, 1).partnership.stage for _ in range(60)]
    return float(told.count(WORKING_TOGETHER))


CLAIMS = {
    "usual_safety": (level, 1),
    "meetings": (level, 1),
    "half_hours": (level, -1),
    "reflection": (won_with("reflection"), 1),
    "competition": (won_with("competition"), 1),
    "plain_words": (won_with("plain_words"), 1),
    "strain": (won_with("strain"), -1),
    "pace": (lambda where: after(partnership.feel_safe, where).partnership.safety, 1),
    "first": (chance_to_take_part_unasked, 1),
    "never": (chance_to_take_part_ever, -1),
    "join": (chance_of_joining, 1),
    "role_left": (chance_of_leaving_a_role, 1),
    "role_open": (lambda where: float(vacated(where)), 1),
    "role_spread": (lambda where: float(vacated(where, 0.99)), 1),
    "next_safety.initiating": (safety_to_go_on(INITIATING), 1),
    "next_safety.working_together": (safety_to_go_on(WORKING_TOGETHER), 1),
    "least_weeks.initiating": (weeks_to_go_on(INITIATING), 1),
    "least_weeks.working_together": (weeks_to_go_on(WORKING_TOGETHER), 1),
    "strength.initiating": (strength(INITIATING), 1),
    "strength.working_together": (strength(WORKING_TOGETHER), 1),
    "strength.sustaining": (strength(SUSTAINING), 1),
    "patience": (weeks_until_it_falls_back, 1),
}


@pytest.mark.parametrize("name", CLAIMS)
def test_each_number_of_the_page_does_what_its_meaning_says(name: str) -> None:
    outcome, direction = CLAIMS[name]

    def make(numbers: dict) -> Attributes:
        start = {"safety": 0.3, "authorising": 1.0} if name != "patience" else {}
        if name in ("join", "never"):
            start["safety"] = 0.8
        return partnered(numbers=numbers, partnership=start)

    assert lean(f"partnership.{name}", outcome, make) == direction


def test_no_number_of_the_page_is_forgotten_here() -> None:
    assert {name.split(".")[0] for name in CLAIMS} == names_of_numbers("partnership")


@settings(max_examples=60, deadline=None)
@given(beliefs("partnership"), st.data())
def test_states_stay_between_0_and_1_in_any_partnership_for_any_belief(believed: dict, data: st.DataObject) -> None:
    silos = {unit: {"takes_part": data.draw(st.integers(0, 1)), "strain": data.draw(shares)} for unit in SILOS}
    where = partnered(numbers=believed, service=silos, week=data.draw(st.integers(-9, 9)))
    where.partnership.stage, where.partnership.safety = data.draw(st.integers(0, 3)), data.draw(shares)
    where.plan.joins_until, where.plan.levels = data.draw(st.integers(-5, 90)), data.draw(shares)
    where.plan.joint_hours[0] = data.draw(st.floats(0, 80))
    where.terms.competition_less, where.plan.reflection_every = data.draw(shares), data.draw(st.integers(0, 52))
    words = st.lists(st.integers(0, 2**32 - 1), min_size=4, max_size=4)
    for _ in range(30):
        for role in where.role:
            role.luck = data.draw(words)
        weeks(where, 1)
        group = where.partnership
        assert 0.0 <= group.safety <= 1.0
        assert 0.0 <= group.authorising <= 1.0
        assert NOT_BEGUN <= group.stage <= SUSTAINING
        assert 0 <= where.tally.taking_part <= len(SILOS)
        assert all(role.weeks_vacant >= 0 for role in where.role)


def test_with_safety_switched_off_nobody_joins_and_no_group_goes_on_for_being_safe() -> None:
    switched = partnered(off=("partnership_safety",), partnership={"safety": 1.0})
    usual = partnered(partnership={"safety": NUMBERS.usual_safety})
    assert chance_of_joining(switched) == pytest.approx(chance_of_joining(usual))
    long = {"stage": INITIATING, "stage_weeks": 5000, "safety": 1.0}
    assert after(partnership.move_on, partnered(partnership=long)).partnership.stage == WORKING_TOGETHER
    off = partnered(off=("partnership_safety",), partnership=long)
    assert after(partnership.move_on, off).partnership.stage == INITIATING
