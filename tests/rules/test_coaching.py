"""Coaching: how long a coach stays, what the two do together, and whom the coach brings in."""

import itertools

import pytest
from hypothesis import given, settings
from kit import (
    WEEK,
    Attributes,
    beliefs,
    changes_made,
    funded,
    lean,
    names_of_numbers,
    people,
    person,
    site,
    states_are_valid,
)

from simmodel.rules import coaching
from simmodel.vocabulary import (
    ACTIVE,
    ALCOHOL_AND_OTHER_DRUGS,
    CONNECTION,
    CRISES,
    DOMAINS,
    HOUSING,
    LINKED_BY_WORKER,
    MENTAL_HEALTH,
    NOT_ASKED,
    PRACTICAL,
    QUIET,
    REFERRED,
    SENTENCED,
    SERVED,
    WAITING,
)
from simmodel.world import NEVER

INSIDE = {"custody": SENTENCED, "custody_weeks_left": 9}
USUAL_SKILL = float(site().numbers.coaching.usual_skill)
SEVERAL = {MENTAL_HEALTH: 0.7, CONNECTION: 0.8}
RULES = (
    coaching.keep_coach,
    coaching.meet,
    coaching.work_together,
    coaching.pull_in,
)


def coached(**fields: object) -> Attributes:
    """Somebody in an active relationship with coach 0, who met the coach for three hours this week."""
    chosen = {"chosen": CONNECTION, "hours": 3.0, "skill": USUAL_SKILL, "enrolled": 18, "has_sought": 1}
    return person(**({"coach": 0, "relationship": 1, "need": SEVERAL} | chosen | fields))


def quiet(**fields: object) -> Attributes:
    return coached(relationship=2, hours=0.0, **fields)


def seeker(**fields: object) -> Attributes:
    return person(**({"has_sought": 1, "need": SEVERAL} | fields))


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


# Without a coach nothing of this happens


@pytest.mark.parametrize("rule", RULES)
def test_for_a_person_without_a_coach_nothing_of_the_programme_happens(rule: object) -> None:
    assert changes_made(rule, seeker(), funded()) - {"chosen"} == set()


@pytest.mark.parametrize("rule", [coaching.work_together, coaching.pull_in])
def test_in_custody_the_coach_stays_but_work_requests_and_purchases_rest(rule: object) -> None:
    assert changes_made(rule, coached(need={PRACTICAL: 0.9}, **INSIDE), funded()) == set()
    who = coached(quiet_from=WEEK + 9, **INSIDE)
    coaching.keep_coach(who, funded())
    assert (who.coach, who.relationship) == (0, 1)
    assert hours_of(funded(), **INSIDE) > 0.0


# How long it lasts


@pytest.mark.parametrize(("quiet_from", "relationship"), [(WEEK + 1, ACTIVE), (WEEK, QUIET), (WEEK - 9, QUIET)])
def test_an_active_relationship_becomes_quiet_when_its_time_is_over_and_keeps_its_coach(
    quiet_from: int, relationship: int
) -> None:
    who = coached(quiet_from=quiet_from)
    coaching.keep_coach(who, funded())
    assert (who.relationship, who.coach) == (relationship, 0)


def test_a_quiet_relationship_is_never_closed_while_the_programme_is_funded() -> None:
    assert changes_made(coaching.keep_coach, quiet(quiet_from=0), funded(week=155)) == set()


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
    n, wanted = where.numbers.workforce, where.numbers.coaching.hours_wanted
    share = n.hours_week * (1 - n.admin - n.kept_for_quiet) / 9.0
    assert hours_of(where, need=0.5) == pytest.approx(min(wanted * 0.5, share))
    assert hours_of(where, need=1.0) == pytest.approx(share)
    for kind in range(len(CRISES)):
        assert hours_of(where, need=0.1, crisis_now=1 + kind) == pytest.approx(share)


def test_hours_with_the_coach_do_not_depend_on_who_else_is_enrolled() -> None:
    busy, free = (funded(coach={0: {"active": active}}) for active in (9, 1))
    assert hours_of(busy) == hours_of(free)


def test_a_vacant_post_gives_nobody_hours_and_the_coach_comes_back_to_them_when_it_is_filled() -> None:
    for vacant, met in ((0, True), (1, False), (9, False)):
        assert (hours_of(funded(coach={0: {"weeks_vacant": vacant}})) > 0.0) == met
    who = coached(hours=3.0, skill=0.7, progress=0.01)
    coaching.meet(who, funded(coach={0: {"weeks_vacant": 4}}))
    assert (who.hours, who.skill, who.progress, who.relationship) == (0.0, 0.0, 0.0, ACTIVE)


@pytest.mark.parametrize("week", [20, 21])
def test_reflective_sessions_leave_the_coach_less_time_for_each_person(week: int) -> None:
    full = {"need": 1.0, "crisis_now": 1}
    sessions = hours_of(funded(week=week, plan={"reflection_every": 4}), **full)
    n = site().numbers.workforce
    lost = n.reflection_hours / 4 * (1 - n.admin - n.kept_for_quiet) / 9.0
    assert hours_of(funded(week=week), **full) - sessions == pytest.approx(lost)


def test_the_person_meets_the_skill_of_their_own_coach() -> None:
    who, where = coached(coach=1), funded(coach={0: {"skill": 0.9}, 1: {"skill": 0.6}})
    assert changes_made(coaching.meet, who, where) == {"hours", "skill", "site.tally.coach_hours"}
    assert (who.skill, where.tally.coach_hours) == (0.6, who.hours)


def test_the_hours_of_all_are_counted_and_nobody_without_an_active_coach_has_any() -> None:
    where = funded()
    met = [coached(), coached(coach=1), quiet(), person(), coached(relationship=LINKED_BY_WORKER)]
    for who in met:
        coaching.meet(who, where)
    assert where.tally.coach_hours == pytest.approx(sum(who.hours for who in met))
    assert [who.hours > 0 for who in met] == [True, True, False, False, False]


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


def test_a_more_skilled_coachs_work_is_stronger_and_at_usual_skill_as_strong_as_the_page_says() -> None:
    where = funded()
    by_skill = [fall(where, skill=skill) for skill in (0.3, 0.5, USUAL_SKILL, 0.8, 1.0)]
    assert by_skill == sorted(by_skill)
    assert by_skill[0] < by_skill[-1]
    effect = where.numbers.coaching.skill_effect
    assert by_skill[-1] / by_skill[2] == pytest.approx(1 + effect * (1 - USUAL_SKILL))


def test_without_any_skill_a_coachs_work_may_help_nobody_but_never_harms() -> None:
    assert fall(funded(numbers={"coaching.skill_effect": 2.0}), skill=0.0) == 0.0


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
    for domain, stage in ((HOUSING, WAITING), (MENTAL_HEALTH, REFERRED)):
        assert (who.pathway[domain], who.by_coach[domain], who.asked[domain]) == (stage, 1, WEEK)
    assert {who.pathway[domain] for domain in (ALCOHOL_AND_OTHER_DRUGS, CONNECTION)} == {NOT_ASKED}


def test_a_cold_referral_that_is_under_way_becomes_the_coachs_request_with_the_date_it_had() -> None:
    cold = {"pathway": {CONNECTION: REFERRED}, "asked": {CONNECTION: WEEK - 4}, "due": {CONNECTION: WEEK + 2}}
    who = coached(**cold, handed_on={CONNECTION: 1}, relational={CONNECTION: 1})
    coaching.pull_in(who, funded())
    assert (who.pathway[CONNECTION], who.by_coach[CONNECTION], who.asked[CONNECTION]) == (REFERRED, 1, WEEK - 4)
    assert (who.handed_on[CONNECTION], who.relational[CONNECTION]) == (0, 0)
    assert (who.pathway[MENTAL_HEALTH], who.asked[MENTAL_HEALTH]) == (REFERRED, WEEK)


def test_a_request_that_a_coach_has_made_is_not_made_again() -> None:
    waiting_for_a_yes = {
        "pathway": {CONNECTION: REFERRED},
        "by_coach": {CONNECTION: 1},
        "asked": {CONNECTION: WEEK - 4},
    }
    who = coached(known={MENTAL_HEALTH: 0}, need={CONNECTION: 0.9}, **waiting_for_a_yes)
    assert changes_made(coaching.pull_in, who, funded()) == set()


@pytest.mark.parametrize("stage", [WAITING, SERVED])
def test_asking_differently_creates_nothing_for_what_is_already_asked(stage: int) -> None:
    assert brought_in(funded(), need=0.9, pathway=[stage] * 8) == set()


def test_practical_needs_are_bought_for_and_not_sent_to_a_specialist() -> None:
    assert brought_in(funded(), need={PRACTICAL: 1.0}) == set()


def test_with_pull_in_off_or_without_hours_no_specialist_is_asked() -> None:
    assert brought_in(funded(off=("pull_in",)), need=0.9) == set()
    assert brought_in(funded(), need=0.9, hours=0.0) == set()


# The numbers of the page


CLAIMS = {
    "hours_wanted": (lambda where: hours_of(where, need=0.2), 1),
    "generalist": (fall, 1),
    "half_hours": (fall, -1),
    "usual_skill": (fall, -1),
    "skill_effect": (lambda where: fall(where, skill=0.95), 1),
    "specialist_from": (lambda where: float(len(brought_in(where, need=0.6))), -1),
}


@pytest.mark.parametrize("name", CLAIMS)
def test_each_number_of_the_page_does_what_its_meaning_says(name: str) -> None:
    outcome, direction = CLAIMS[name]
    assert lean(f"coaching.{name}", outcome, funded) == direction


def test_no_number_of_the_page_is_forgotten_here() -> None:
    assert set(CLAIMS) == names_of_numbers("coaching")


@settings(max_examples=80, deadline=None)
@given(people(), beliefs("coaching"))
def test_a_week_with_a_coach_keeps_states_valid_and_makes_no_need_heavier(who: Attributes, believed: dict) -> None:
    where = funded(numbers=believed)
    before = list(who.need)
    for rule in RULES:
        rule(who, where)
    assert states_are_valid(who)
    assert all(after <= need for after, need in zip(who.need, before, strict=True))
    assert (who.relationship == 0) == (who.coach == -1)
    assert who.hours == 0.0 or who.relationship == ACTIVE
    assert who.enrolled >= 0 or who.enrolled == NEVER


def test_when_the_money_ends_an_episode_that_a_coach_began_goes_on_as_it_is_and_a_request_does_not() -> None:
    who = coached(by_coach=1, pathway={MENTAL_HEALTH: SERVED, CONNECTION: WAITING})
    coaching.keep_coach(who, funded(week=156))
    assert (who.by_coach[MENTAL_HEALTH], who.by_coach[CONNECTION]) == (1, 0)


def test_a_programme_that_is_not_true_to_itself_leaves_people_so_much_less_time() -> None:
    full = {"need": 1.0, "crisis_now": 1}
    assert hours_of(funded(plan={"fidelity_lost": 0.3}), **full) == pytest.approx(0.7 * hours_of(funded(), **full))
