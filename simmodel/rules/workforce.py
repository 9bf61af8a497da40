"""Workforce: the coaches' and link workers' time, stress, leaving, vacant posts, and skill.

Stress follows the load and the crises of the people whom the worker meets; reflective sessions relieve it. People
leave at the turnover of child-welfare case workers (WF004, US) times exp(b x stress over its usual level), more of them
once the end of the money is in sight. Influence over the system relieves stress, powerlessness adds to it. A post
stays vacant for some weeks; whoever starts is new to the work. Left out: sick leave.
"""

import math
from typing import Any

from simmodel.chance import LEAVES, WEEKS_VACANT, happens, luck_of
from simmodel.compiled import helper, rule
from simmodel.felt import felt_authorising
from simmodel.hours import reflection_felt
from simmodel.measures import clamp, delivering, lognormal
from simmodel.quantities import WEEKS_PER_YEAR, Page, number


class Workforce(Page):
    """Numbers of the page."""

    name = "workforce"
    hours_week: float = number(38.0, 35.0, 40.0, "hours a full-time week", "COA001", "paid week (SCHADS)")
    admin: float = number(
        0.30, 0.15, 0.50, "share", "COA002", "worker's time that serves the system (a design aim is 0.20, WF009)"
    )
    kept_for_quiet: float = number(
        0.08, 0.0, 0.2, "share", "COA013", "coach's time kept for quiet relationships, whoever calls"
    )
    reflection_hours: float = number(2.0, 1.0, 4.0, "hours", "WFO001", "a reflective session, for whoever takes part")
    stress_base: float = number(0.20, 0.05, 0.4, "stress", "WFO002", "stress of the work itself")
    stress_load: float = number(0.35, 0.1, 0.6, "stress", "WFO003", "more of it at a full caseload")
    stress_crises: float = number(
        1.0, 0.0, 3.0, "stress per crisis a person a week", "WFO004", "more of it where people meet crises"
    )
    relief: float = number(0.10, 0.0, 0.3, "stress", "WFO005", "relief by reflective sessions")
    influence: float = number(
        0.10, 0.0, 0.3, "stress", "WFO015", "relief by influence over the system, where change is wholly authorised"
    )
    stress_pace: float = number(0.05, 0.02, 0.15, "share of the gap a week", "WFO006", "how fast stress follows")
    usual_stress: float = number(0.55, 0.3, 0.8, "stress", "WFO007", "stress at which turnover is as measured")
    leaving: float = number(0.30, 0.20, 0.40, "share a year", "WF004", "workers who leave, at usual stress")
    leaving_stress: float = number(1.5, 0.0, 3.0, "log hazard per stress", "WFO008", "stress makes leaving likelier")
    vacancy: float = number(10.0, 4.0, 20.0, "weeks, mean", "WFO009", "time until somebody new starts")
    vacancy_spread: float = number(0.5, 0.2, 0.9, "log sd", "WFO010", "spread of that time")
    notice: float = number(26.0, 13.0, 52.0, "weeks", "WFO011", "end of the money in sight: people look for other work")
    notice_leaving: float = number(3.0, 1.0, 6.0, "times the hazard", "WFO012", "leaving while it is in sight")
    skill_new: float = number(0.50, 0.3, 0.7, "skill", "WFO013", "skill of somebody new to the post")
    skill_pace: float = number(0.010, 0.003, 0.03, "share of the gap a week", "WFO014", "growth of skill by doing")


@rule
def start_team(site: Any) -> None:
    """In the first week of delivery every post is filled with somebody new to it."""
    if site.week == site.plan.delivers_from and delivering(site):
        for post in range(site.posts):
            take_post(site.coach[post], site)


@rule
def staff(coach: Any, site: Any) -> None:
    """A week in a post: stress follows the load, skill grows, and some leave; or the post is vacant."""
    coach.left_now = 0
    if not delivering(site):
        return
    if coach.weeks_vacant > 0:
        stay_vacant(coach, site)
        return
    follow_load(coach, site)
    coach.skill += site.numbers.workforce.skill_pace * (1.0 - coach.skill)
    site.tally.stress += coach.stress
    site.tally.posts_filled += 1
    if site.on.bond_continuity == 1 and happens(coach, LEAVES, leaving_hazard(coach, site)):
        leave_post(coach, site)


@helper
def take_post(coach: Any, site: Any) -> None:
    """Somebody starts."""
    coach.stress = 0.0
    coach.skill = site.numbers.workforce.skill_new
    coach.weeks_vacant = 0


@helper
def stay_vacant(coach: Any, site: Any) -> None:
    """A vacant week; nobody new is hired once the end of the money is in sight."""
    site.tally.posts_vacant += coach.fte
    if coach.weeks_vacant > 1 or not end_in_sight(site):
        coach.weeks_vacant -= 1
    if coach.weeks_vacant == 0:
        take_post(coach, site)


@helper
def follow_load(coach: Any, site: Any) -> None:
    """Stress moves towards the level that load and crises set."""
    numbers = site.numbers.workforce
    load = coach.active / coach.places if coach.places > 0 else 0.0
    crises = coach.crises / coach.active if coach.active > 0 else 0.0
    relief = numbers.relief * reflection_felt(site) + numbers.influence * felt_authorising(site)
    level = numbers.stress_base + numbers.stress_load * load + numbers.stress_crises * crises - relief
    coach.stress = clamp(coach.stress + numbers.stress_pace * (level - coach.stress))


@helper
def leaving_hazard(coach: Any, site: Any) -> float:
    """Weekly hazard of leaving the post."""
    numbers = site.numbers.workforce
    usual = -math.log(1.0 - numbers.leaving) / WEEKS_PER_YEAR
    notice = numbers.notice_leaving if end_in_sight(site) else 1.0
    return usual * notice * math.exp(numbers.leaving_stress * (coach.stress - numbers.usual_stress))


@helper
def leave_post(coach: Any, site: Any) -> None:
    """Somebody leaves; the people met so far are told."""
    coach.left_now = 1
    numbers = site.numbers.workforce
    weeks = lognormal(luck_of(coach, WEEKS_VACANT), numbers.vacancy, numbers.vacancy_spread)
    coach.weeks_vacant = max(int(weeks + 0.5), 1)
    site.tally.workers_left += 1


@helper
def end_in_sight(site: Any) -> bool:
    """Whether the money ends within the weeks of notice."""
    return site.week >= site.plan.funded_until - site.numbers.workforce.notice
