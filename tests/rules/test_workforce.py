"""Workforce: stress and skill of coaches and link workers, who leaves, and posts that nobody fills."""

import math
import statistics

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from kit import (
    Attributes,
    as_plain,
    beliefs,
    chance_of,
    changes_made,
    funded,
    lean,
    lucky,
    names_of_numbers,
    partnered,
    site,
)

from simmodel.chance import LEAVES, WEEKS_VACANT
from simmodel.quantities import WEEKS_PER_YEAR
from simmodel.rules import coaching, workforce
from simmodel.vocabulary import INITIATING, WORKING_TOGETHER

NUMBERS = site().numbers.workforce
STEPS = (0.0, 0.25, 0.5, 0.75, 1.0)


def team(where: Attributes | None = None, **post: object) -> tuple[Attributes, Attributes]:
    """A post of a funded site, four of nine places taken unless said otherwise; and the site."""
    where = where or funded()
    coach = where.coach[0]
    for name, value in ({"active": 4} | post).items():
        assert name in vars(coach)
        setattr(coach, name, value)
    return coach, where


def after(where: Attributes | None = None, **post: object) -> Attributes:
    """The post after a week."""
    coach, where = team(where, **post)
    workforce.staff(coach, where)
    return coach


def stress_after(where: Attributes | None = None, weeks: int = 1, **post: object) -> float:
    coach, where = team(where, **post)
    for _ in range(weeks):
        workforce.staff(coach, where)
    return coach.stress


def chance_of_leaving(where: Attributes | None = None, **post: object) -> float:
    where = where or funded()

    def leaves(luck: float) -> bool:
        coach, _ = team(where, **(post | {"weeks_vacant": 0, "skill": 0.6}))
        stress, crises = coach.stress, coach.crises
        workforce.staff(lucky(coach, LEAVES, luck), where)
        left, coach.stress, coach.crises = coach.left_now == 1, stress, crises
        return left

    return chance_of(leaves)


def vacated(where: Attributes | None = None, luck: float = 0.5) -> Attributes:
    """A post that somebody has just left, and this luck in finding the next."""
    coach, where = team(where, weeks_vacant=0)
    workforce.staff(lucky(lucky(coach, LEAVES), WEEKS_VACANT, luck), where)
    assert coach.left_now == 1
    return coach


# Stress


def test_stress_closes_a_share_of_the_gap_to_the_level_that_load_and_crises_set() -> None:
    level = NUMBERS.stress_base + NUMBERS.stress_load * 6 / 9 + NUMBERS.stress_crises * 2 / 6
    expected = 0.3 + NUMBERS.stress_pace * (level - 0.3)
    assert stress_after(stress=0.3, active=6, crises=2.0) == pytest.approx(expected)
    assert stress_after(stress=0.3, active=6, crises=2.0, weeks=500) == pytest.approx(level, abs=1e-6)


def test_more_people_or_more_crises_never_make_less_stress() -> None:
    by_load = [stress_after(active=active) for active in range(10)]
    by_crises = [stress_after(crises=crises) for crises in (0.0, 1.0, 2.0, 3.0)]
    assert by_load == sorted(by_load)
    assert by_crises == sorted(by_crises)
    assert by_load[0] < by_load[-1]
    assert by_crises[0] < by_crises[-1]


def test_reflective_practice_relieves_stress() -> None:
    reflects = funded(plan={"reflection_every": 4})
    relieved = stress_after(stress=0.5) - stress_after(reflects, stress=0.5)
    assert relieved == pytest.approx(NUMBERS.stress_pace * NUMBERS.relief)


def test_influence_over_the_system_relieves_stress_as_far_as_change_is_authorised() -> None:
    strength = site().numbers.partnership.strength[WORKING_TOGETHER - INITIATING]
    for authority, off, felt in ((1.0, (), 1.0), (0.5, (), 0.5), (0.0, (), 0.0), (1.0, ("roles",), 0.0)):
        where = partnered(funded, partnership={"authorising": authority}, off=off)
        relieved = stress_after(stress=0.5) - stress_after(where, stress=0.5)
        assert relieved == pytest.approx(NUMBERS.stress_pace * NUMBERS.influence * felt * strength, abs=1e-12)


def test_a_worker_with_nobody_to_meet_is_only_under_the_stress_of_the_work_itself() -> None:
    assert stress_after(active=0, weeks=500) == pytest.approx(NUMBERS.stress_base, abs=1e-6)
    assert stress_after(places=0, active=0, fte=0.0, weeks=500) == pytest.approx(NUMBERS.stress_base, abs=1e-6)


@settings(max_examples=60, deadline=None)
@given(st.floats(0, 1), st.integers(0, 9), st.integers(0, 9), beliefs("workforce"))
def test_stress_and_skill_stay_between_0_and_1_for_any_belief(
    start: float, active: int, crises: int, believed: dict
) -> None:
    coach, where = team(funded(numbers=believed), stress=start, skill=start, active=active, crises=crises * 1.0)
    for _ in range(20):
        workforce.staff(coach, where)
        assert 0.0 <= coach.stress <= 1.0
        assert 0.0 <= coach.skill <= 1.0


# Skill


def test_skill_grows_by_doing_each_week_less_than_the_last_and_never_beyond_1() -> None:
    coach, where = team(skill=NUMBERS.skill_new)
    skills = [coach.skill]
    for _ in range(800):
        workforce.staff(coach, where)
        skills.append(coach.skill)
    assert skills[1] == pytest.approx(NUMBERS.skill_new + NUMBERS.skill_pace * (1 - NUMBERS.skill_new))
    assert skills == sorted(skills)
    assert skills[2] - skills[1] < skills[1] - skills[0]
    assert 0.99 < skills[-1] <= 1.0


def test_usual_skill_is_what_somebody_new_has_learned_within_a_year_of_the_post() -> None:
    coach, where = team(skill=NUMBERS.skill_new)
    for _ in range(WEEKS_PER_YEAR):
        workforce.staff(coach, where)
    assert coach.skill > where.numbers.coaching.usual_skill


# Leaving


def test_at_usual_stress_as_many_leave_in_a_year_as_was_measured() -> None:
    calm = funded(numbers={"workforce.stress_pace": 0.0})
    stays = (1 - chance_of_leaving(calm, stress=NUMBERS.usual_stress)) ** WEEKS_PER_YEAR
    assert 1 - stays == pytest.approx(NUMBERS.leaving, abs=1e-6)


def test_more_leave_under_stress() -> None:
    calm = funded(numbers={"workforce.stress_pace": 0.0})
    chances = [chance_of_leaving(calm, stress=stress) for stress in STEPS]
    assert chances == sorted(chances)
    hazards = [-math.log(1 - chance) for chance in chances]
    assert hazards[-1] / hazards[0] == pytest.approx(math.exp(NUMBERS.leaving_stress), rel=1e-5)


@pytest.mark.parametrize(("week", "times"), [(129, 1.0), (130, None), (155, None)])
def test_more_leave_once_the_end_of_the_money_is_in_sight(week: int, times: float | None) -> None:
    hazards = [-math.log(1 - chance_of_leaving(funded(week=when))) for when in (60, week)]
    assert hazards[1] / hazards[0] == pytest.approx(times or NUMBERS.notice_leaving, rel=1e-4)


def test_whoever_leaves_is_counted_and_people_are_told_in_that_week_only() -> None:
    where = funded()
    coach, _ = team(where)
    workforce.staff(lucky(coach, LEAVES), where)
    assert (coach.left_now, where.tally.workers_left) == (1, 1)
    assert coach.weeks_vacant >= 1
    workforce.staff(coach, where)
    assert (coach.left_now, where.tally.workers_left) == (0, 1)


def test_the_people_whom_a_leaving_coach_met_keep_their_place_and_are_met_by_nobody() -> None:
    coach, _ = team()
    workforce.staff(lucky(coach, LEAVES), funded())
    assert (coach.active, coach.places) == (4, 9)


def test_with_bonds_that_go_on_nobody_leaves_a_post() -> None:
    assert chance_of_leaving(funded(off=("bond_continuity",)), stress=1.0) == 0.0


def weeks_vacant_by_luck(mean: float = NUMBERS.vacancy) -> list[int]:
    where = funded(numbers={"workforce.vacancy": mean})
    return [vacated(where, (place + 0.5) / 400).weeks_vacant for place in range(400)]


def test_a_post_is_vacant_for_a_week_at_least_and_some_posts_for_much_longer_than_others() -> None:
    weeks = weeks_vacant_by_luck()
    assert weeks == sorted(weeks)
    assert weeks[0] >= 1
    assert weeks[-1] > 2 * NUMBERS.vacancy
    assert min(weeks_vacant_by_luck(mean=0.5)) == 1


def test_a_post_is_vacant_for_the_pages_weeks_on_average() -> None:
    assert statistics.fmean(weeks_vacant_by_luck()) == pytest.approx(NUMBERS.vacancy, abs=0.1)


# Vacant posts


def weeks_without_anybody(where: Attributes, left: int, until: int = 400) -> int:
    """Weeks in which a post left with so many weeks to go has nobody, the week of leaving included."""
    coach, _ = team(where, weeks_vacant=left, left_now=1)
    weeks = 1
    while where.week < until - 1:
        where.week += 1
        workforce.staff(coach, where)
        if coach.weeks_vacant == 0:
            return weeks
        weeks += 1
    return weeks


@pytest.mark.parametrize("left", [1, 2, 7])
def test_somebody_new_starts_when_the_weeks_are_over_new_to_the_work_and_without_stress(left: int) -> None:
    where = funded()
    assert weeks_without_anybody(where, left) == left
    coach = where.coach[0]
    assert (coach.skill, coach.stress) == (NUMBERS.skill_new, 0.0)
    assert where.tally.posts_vacant == left


def test_a_part_time_post_is_vacant_by_its_part() -> None:
    where = funded(coach={0: {"fte": 0.4, "weeks_vacant": 5}})
    workforce.staff(where.coach[0], where)
    assert where.tally.posts_vacant == 0.4
    assert (where.tally.posts_filled, where.tally.stress) == (0, 0.0)


def test_nobody_is_hired_once_the_end_of_the_money_is_in_sight() -> None:
    hired = {week: weeks_without_anybody(funded(week=week), 3, until=156) for week in (126, 127, 140)}
    assert hired == {126: 3, 127: 29, 140: 16}


def test_a_filled_post_is_counted_with_its_stress_and_a_vacant_one_is_not() -> None:
    where = funded()
    coach, _ = team(where, stress=0.4)
    workforce.staff(coach, where)
    assert (where.tally.posts_filled, where.tally.stress, where.tally.posts_vacant) == (1, coach.stress, 0)


def test_a_vacant_post_does_not_learn_and_nobody_leaves_it() -> None:
    where = funded(coach={0: {"weeks_vacant": 5, "skill": 0.7, "stress": 0.3}})
    workforce.staff(lucky(where.coach[0], LEAVES), where)
    assert (where.coach[0].skill, where.coach[0].stress, where.coach[0].weeks_vacant) == (0.7, 0.3, 4)
    assert where.tally.workers_left == 0


# Beginning and end


def test_in_the_first_week_of_delivery_every_post_is_filled_with_somebody_new() -> None:
    where = funded(week=17, coach={0: {"weeks_vacant": 9}, 1: {"stress": 0.9, "skill": 0.9}})
    workforce.start_team(where)
    posts = [(coach.skill, coach.stress, coach.weeks_vacant) for coach in where.coach[:2]]
    assert posts == [(NUMBERS.skill_new, 0.0, 0)] * 2
    assert where.coach[2].skill == 0.0


@pytest.mark.parametrize("week", [0, 16, 18, 156])
def test_in_no_other_week_does_anybody_start_all_at_once(week: int) -> None:
    where = funded(week=week)
    before = as_plain(where)
    workforce.start_team(where)
    assert as_plain(where) == before


@pytest.mark.parametrize("week", [0, 16, 156, 200])
def test_while_nothing_is_delivered_nothing_happens_in_any_post(week: int) -> None:
    coach, where = team(funded(week=week))
    assert changes_made(workforce.staff, lucky(coach, LEAVES), where) == set()


# The numbers of the page


def hours_a_place(where: Attributes) -> float:
    where.plan.reflection_every = 4
    return coaching.hours_a_place(where)


def settled(where: Attributes, **post: object) -> float:
    where.plan.reflection_every = 4
    return stress_after(where, weeks=900, **({"active": 6, "crises": 1.0} | post))


def starts_with(where: Attributes) -> float:
    workforce.start_team(where)
    return where.coach[0].skill


CLAIMS = {
    "hours_week": (hours_a_place, 1),
    "admin": (hours_a_place, -1),
    "kept_for_quiet": (hours_a_place, -1),
    "reflection_hours": (hours_a_place, -1),
    "stress_base": (settled, 1),
    "stress_load": (settled, 1),
    "stress_crises": (settled, 1),
    "relief": (settled, -1),
    "influence": (settled, -1),
    "stress_pace": (lambda where: stress_after(where, stress=0.0), 1),
    "usual_stress": (chance_of_leaving, -1),
    "leaving": (chance_of_leaving, 1),
    "leaving_stress": (lambda where: chance_of_leaving(where, stress=1.0), 1),
    "vacancy": (lambda where: float(vacated(where).weeks_vacant), 1),
    "vacancy_spread": (lambda where: float(vacated(where, 0.99).weeks_vacant), 1),
    "notice": (lambda where: chance_of_leaving(where), 1),
    "notice_leaving": (lambda where: chance_of_leaving(where), 1),
    "skill_new": (starts_with, 1),
    "skill_pace": (lambda where: after(where, skill=0.5).skill, 1),
}
WHEN = {"notice": 120, "notice_leaving": 150, "skill_new": 17}


@pytest.mark.parametrize("name", CLAIMS)
def test_each_number_of_the_page_does_what_its_meaning_says(name: str) -> None:
    outcome, direction = CLAIMS[name]

    def make(**changes: object) -> Attributes:
        return partnered(funded, week=WHEN.get(name, 20), **changes)

    assert lean(f"workforce.{name}", outcome, make) == direction


def test_no_number_of_the_page_is_forgotten_here() -> None:
    assert set(CLAIMS) == names_of_numbers("workforce")


def test_a_session_now_and_then_relieves_less_than_one_a_month() -> None:
    levels = []
    for every in (0, 52, 13, 4):
        coach, where = team(funded(plan={"reflection_every": every}), active=9, stress=0.5)
        workforce.staff(coach, where)
        levels.append(coach.stress)
    assert levels == sorted(levels, reverse=True)
    assert len(set(levels)) == 4
