"""What the sources claim of services and relationships, through the model's mechanisms, on its one set of defaults.

Sources (evidence ledger): REF001-REF003 (linkage), EFF002 (link-and-refer and custody), TRU001 (alliance and outcome),
`21_site_throughput.csv` of the site budget (people reached), and the shared texts: family-violence records after a
reflective session, at least three years' commitment, who is enrolled, who is passed over.
"""

import numpy as np
import pytest

from simmodel.appraisal.measured import returned_within
from simmodel.checks import MISFITS
from simmodel.engine.batch import advance, compiled_driver
from simmodel.engine.start import delivery_of, solution_of, start
from simmodel.parameters import Parameters
from simmodel.scenario import parse_study
from simmodel.site import deliver
from simmodel.vocabulary import (
    ACCEPTED,
    ATTENDED,
    DOMAINS,
    FAMILY_AND_SAFETY,
    HOUSING,
    IN_COMMUNITY,
    INITIATING,
    LINKED_BY_WORKER,
    NOT_BEGUN,
    REFERRED,
    WORKING_TOGETHER,
)

STUDY = """\
name = "taree"
title = "Taree"
[site]
name = "Taree"
[scenarios.current]
title = "Current"
base_case = true
buys = "nothing"
[scenarios.other]
title = "Other"
{levers}
"""
COACHES = 'buys = "coaches"\nfunding_per_year = 650000\n'
LINKS = 'buys = "link_workers"\nfunding_per_year = 650000\nset_up_weeks = 1\n'
FUNCTIONING = [1, 2, 3, 4, 5, 7]


def study_with(levers, more=""):
    return parse_study(STUDY.format(levers=levers) + more)


def week_zero(study, run):
    """People and site at the end of the warm-up, before anything is funded."""
    begin = start(study, solution_of(study), 11, run)
    advance(begin.people, begin.sites, begin.warm_up_weeks, compiled_driver())
    return begin


def played(study, run, weeks, name="other"):
    """People and site of one scenario after so many weeks, and the weekly tallies."""
    begin = week_zero(study, run)
    deliver(begin.sites[0], delivery_of(study, study.scenarios[name]))
    weekly = advance(begin.people, begin.sites, weeks, compiled_driver())
    return begin.people, begin.sites, weekly


def both(study, run, weeks):
    return played(study, run, weeks, "current")[0], played(study, run, weeks)[0]


# warm referral


def intakes(study, runs, weeks=78):
    """Of first appointments with treatment services: kept and due, of people with a link worker and of all others."""
    kept = np.zeros((2, 2))
    for run in range(runs):
        begin = week_zero(study, run)
        people, sites = begin.people, begin.sites
        deliver(sites[0], delivery_of(study, study.scenarios["other"]))
        for _ in range(weeks):
            due = (people.pathway == REFERRED) & (people.due <= sites[0].week) & (people.gone == 0)[:, None]
            due &= (people.custody == IN_COMMUNITY)[:, None]
            due[:, HOUSING] = False
            linked = people.relationship == LINKED_BY_WORKER
            advance(people, sites, 1, compiled_driver())
            for group, chosen in enumerate((linked, ~linked)):
                kept[group] += [np.sum(people.told_to[chosen] & due[chosen]), np.sum(due[chosen])]
    return kept[:, 0] / kept[:, 1]


@pytest.mark.parametrize(("sessions", "low", "high"), [(1, 0.417, 0.477), (5, 0.52, 0.58)])
def test_linkage_is_as_in_the_trial_for_one_interview_and_for_five_sessions(sessions, low, high):
    # 44.7 and 55.0% (REF003, REF002), each give or take three points; 38.7% without (REF001)
    linked, cold = intakes(study_with(LINKS + f"sessions = {sessions}\n"), runs=3)
    assert low <= linked <= high
    assert 0.36 <= cold <= 0.42


@pytest.mark.slow
def test_link_and_refer_alone_does_not_move_return_to_custody():
    # EFF002: hazard ratio 1.01 (0.92 to 1.12); the ratio of cumulative hazards at 24 months stands for it
    study, back, counted = study_with(LINKS + "sessions = 5\n"), np.zeros(2), 0
    for run in range(12):
        base, linked = both(study, run, 270)
        chosen = linked.enrolled >= 0
        counted += np.sum(linked.index_release[chosen] >= 0)
        back += [returned_within(people[chosen], "new_sentence").sum() for people in (base, linked)]
    hazards = -np.log(1 - back / counted)
    assert counted > 500
    assert 0.92 <= hazards[1] / hazards[0] <= 1.12


# disclosure and recording


@pytest.mark.slow
def test_after_a_reflective_session_records_of_family_violence_rise_by_a_third_in_a_month_and_the_harm_does_not():
    study = study_with('buys = "nothing"\nreflection_every_weeks = 52\n')
    sums = np.zeros((3, 2))
    for run in range(20):
        for arm, people in enumerate(both(study, run, 4)):
            here = (people.weeks_in_scope == 4) & (people.custody == IN_COMMUNITY)
            fields = (people.recorded, people.need, people.known)
            sums[:, arm] += [field[here][:, FAMILY_AND_SAFETY].sum() for field in fields]
    recorded, harm, known = sums[:, 1] / sums[:, 0] - 1
    assert 0.28 <= recorded <= 0.38
    assert abs(harm) < 0.001
    assert known == 0


# coaches


@pytest.fixture(scope="module")
def coached_years():
    """For people enrolled in the first eight weeks: bond at 12 weeks, improvement and return by 52; and reach."""
    study, rows, reached = study_with(COACHES), [], []
    for run in range(40):
        begin = week_zero(study, run)
        people, sites = begin.people, begin.sites
        deliver(sites[0], delivery_of(study, study.scenarios["other"]))
        advance(people, sites, 17, compiled_driver())
        first, bonds = {}, {}
        for week in range(17, 77):
            advance(people, sites, 1, compiled_driver())
            first |= {who: people.need[who].copy() for who in np.flatnonzero(people.enrolled == week) if week < 25}
            bonds |= {who: people.bond[who] for who in first if week == people.enrolled[who] + 12}
            for who in first:
                if week == people.enrolled[who] + 52 and people.gone[who] == 0:
                    better = (first[who] - people.need[who])[FUNCTIONING].mean()
                    rows.append((bonds[who], better, float(people.new_sentence_after[who] >= 0)))
        advance(people, sites, 156 - 77, compiled_driver())
        reached.append(np.sum(people.enrolled >= 0))
    return np.array(rows), np.array(reached)


def told(evidence):
    """What is said, with every result, of the misfit with this row of evidence."""
    (row,) = (row for row in MISFITS if evidence in str(row["the trial"]))
    return str(row["the model"])


def test_a_stronger_bond_goes_with_more_improvement_but_with_less_than_in_psychotherapy(coached_years):
    # TRU001: r .256 to .299 in psychotherapy; a bounded mediator, not the engine. The misfit is told, not mended.
    rows, _ = coached_years
    r = np.corrcoef(rows[:, 0], rows[:, 1])[0, 1]
    assert len(rows) > 500
    assert 0.0 < r < 0.256
    assert r == pytest.approx(float(told("TRU001").split()[1]), abs=0.08)


def test_a_bond_has_no_more_to_do_with_custody_than_half_of_that(coached_years):
    rows, _ = coached_years
    assert abs(np.corrcoef(rows[:, 0], rows[:, 2])[0, 1]) <= 0.15


def test_two_coaches_reach_as_many_people_in_three_years_as_the_site_budget_says(coached_years):
    # site budget, 2 coaches of 9 places and 10 months: 65 people, 57 to 74
    _, reached = coached_years
    assert 57 <= reached.mean() <= 74


def test_two_and_a_half_coaches_reach_about_seventy_nine_people():
    study = study_with(COACHES.replace("650000", "755000"))
    heads = delivery_of(study, study.scenarios["other"]).heads
    assert sum(heads) == pytest.approx(2.5, abs=0.06)
    reached = [np.sum(played(study, run, 156)[0].enrolled >= 0) for run in range(12)]
    assert 71 <= np.mean(reached) <= 87


@pytest.mark.slow
def test_workers_leave_at_the_measured_turnover_and_faster_when_the_end_of_the_money_is_in_sight():
    study, left, posts = study_with(COACHES.replace("650000", "1500000")), np.zeros(2), np.zeros(2)
    for run in range(20):
        _, _, weekly = played(study, run, 156)
        for part, weeks in enumerate((slice(17, 130), slice(130, 156))):
            left[part] += weekly.workers_left[weeks].sum()
            posts[part] += weekly.posts_filled[weeks].sum()
    usual, near_the_end = 52 * left / posts
    assert 0.20 <= usual <= 0.50  # WF004: 0.30 of workers a year leave, 0.20 to 0.40: a hazard of 0.22 to 0.51
    assert near_the_end > 2 * usual


# at least three years


@pytest.mark.slow
def test_what_a_longer_commitment_leaves_behind_is_more():
    reached, housed, active = [], [], []
    for years in (1, 3, 5):
        study = study_with(COACHES + f"funded_years = {years}\n")
        ends = [both(study, run, 5 * 52) for run in range(8)]
        chosen = [coached.enrolled >= 0 for _, coached in ends]
        reached.append(sum(who.sum() for who in chosen))
        gains = [
            (coached.weeks_stably_housed - base.weeks_stably_housed)[who].sum()
            for (base, coached), who in zip(ends, chosen, strict=True)
        ]
        housed.append(sum(gains))
        active.append(sum(np.sum(coached.relationship > 0) for _, coached in ends))
    assert reached[0] < reached[1] < reached[2]
    assert housed[0] < housed[2]
    assert active[0] == active[1] == 0


@pytest.mark.slow
def test_when_the_money_ends_coaches_are_gone_and_what_remains_is_agency_and_tenancies():
    study, base_sum, coached_sum = study_with(COACHES + "funded_years = 2\n"), np.zeros(2), np.zeros(2)
    for run in range(15):
        base, coached = both(study, run, 130)
        chosen = (coached.enrolled >= 0) & (coached.gone == 0)
        assert not np.any(coached.relationship)
        base_sum += [base.agency[chosen].sum(), np.sum(base.tenancy[chosen] == 2)]
        coached_sum += [coached.agency[chosen].sum(), np.sum(coached.tenancy[chosen] == 2)]
    assert np.all(coached_sum > base_sum)


# who is enrolled, who is passed over


def usual_need(rule):
    """Mean usual need of the people whom coaches reach in two years under an enrolment rule."""
    study = study_with(COACHES + f'enrol = "{rule}"\n')
    lives = [played(study, run, 104)[0] for run in range(4)]
    return np.mean([person.set_point[1:].mean() for people in lives for person in people[people.enrolled >= 0]])


def test_cherry_picking_reaches_people_with_lighter_needs_and_worst_first_people_with_heavier_ones():
    assert usual_need("easiest_first") < usual_need("lottery") < usual_need("worst_first")


def test_reaching_out_finds_people_who_never_ask():
    quiet = []
    for levers in (COACHES, COACHES + "reach_out = true\n"):
        people, _, _ = played(study_with(levers), 0, 60)
        quiet.append(np.sum((people.enrolled >= 0) & (people.has_sought == 0)))
    assert quiet[0] == 0
    assert quiet[1] > 0


def test_priority_moves_others_back_and_counts_them_and_without_it_nobody_is_passed_over():
    first_come, _, without = played(study_with(COACHES), 1, 104)
    passed_over, _, with_priority = played(study_with(COACHES + "priority = true\n"), 1, 104)
    assert without.out_of_turn.sum() == np.sum(first_come.moved_back) == 0
    assert with_priority.out_of_turn.sum() > 10
    assert np.sum(passed_over.moved_back) > 0


# information, words, strain


def difference(levers, field, off="", runs=4, weeks=156):
    """Mean change of a field over people in scope, from the base case, with or without some mechanisms off."""
    study = study_with(levers, off and f"[mechanisms]\n{off} = false\n")
    changes = []
    for run in range(runs):
        base, other = both(study, run, weeks)
        here = base.weeks_in_scope > 0
        changes.append((other[field] - base[field])[here].mean())
    return np.mean(changes)


def test_sharing_information_saves_telling_the_story_and_sharing_all_saves_most():
    consent = difference('buys = "nothing"\ninformation = "consent"\n', "times_told")
    full = difference('buys = "nothing"\ninformation = "full"\n', "times_told")
    assert full < consent < -0.02


def test_sharing_everything_without_asking_costs_trust_that_sharing_with_consent_does_not():
    consent = difference('buys = "nothing"\ninformation = "consent"\n', "trust")
    full = difference('buys = "nothing"\ninformation = "full"\n', "trust")
    assert full < consent
    assert consent > 0


def test_plain_words_leave_people_with_more_agency():
    assert difference('buys = "nothing"\nplain_words = true\n', "agency") > 0.001


def test_more_places_ease_the_strain_of_the_services_that_get_them():
    places = 'buys = "places"\nfunding_per_year = 650000\nplaces = { alcohol_and_other_drugs = 1.0 }\n'
    _, eased, _ = played(study_with(places), 0, 104)
    _, usual, _ = played(study_with(places), 0, 104, "current")
    assert eased[0].service[2].strain < usual[0].service[2].strain - 0.05


@pytest.mark.parametrize(
    ("levers", "field", "off"),
    [
        ('buys = "nothing"\ninformation = "full"\n', "times_told", "consent"),
        (COACHES, "admissions", "pull_in"),
        (LINKS, "weeks_waited", "referral_loss"),
    ],
)
def test_a_mechanism_switched_off_takes_its_effect_away(levers, field, off):
    on, without = difference(levers, field), difference(levers, field, off)
    assert abs(without) < 0.7 * abs(on)


# partnership and learning

ALL_LEVELS = 'levels_engaged = ["practitioners", "team_leaders", "managers", "executives"]\n'
NOBODY = "levels_engaged = []\n"


def joined_up(hours, levels=ALL_LEVELS):
    """Coaches, and so many hours a month of meetings, half of them operational and half strategic."""
    together = levels + f"joint_work = {{ operational = {hours / 2}, strategic = {hours / 2} }}\n"
    return COACHES + (together if hours else "")


def specialists_come(hours, times):
    """Weeks waited and admissions of people with a coach, in a place whose services have `times` the usual hours."""
    usual = Parameters().record()["community"]["hours_per_week"]
    silos = ", ".join(f"{name} = {times * usual[place]}" for place, name in enumerate(DOMAINS) if place != HOUSING)
    text = STUDY.format(levers=joined_up(hours)).replace("[scenarios", f"hours_per_week = {{ {silos} }}\n[scenarios", 1)
    sums = np.zeros(2)
    for run in range(6):
        people, _, _ = played(parse_study(text), run, 156)
        coached = people.enrolled >= 0
        sums += [people.weeks_waited[coached].sum(), people.admissions[coached].sum()]
    return sums


def test_where_services_have_hours_to_give_some_joint_work_brings_them_sooner_and_too_much_of_it_later():
    # joining up costs hours, so "only what is needed" has an optimum
    waited, admitted = zip(*(specialists_come(hours, times=4) for hours in (0, 6, 60)), strict=True)
    assert waited[1] < waited[0] < waited[2]
    assert admitted[1] > admitted[0] > admitted[2]


def test_where_every_hour_of_the_services_is_taken_joint_work_only_costs_hours_of_specialists():
    # so it is in Taree: a yes that comes sooner meets the same queue; the optimum is none, as long as hours are short
    waited, admitted = zip(*(specialists_come(hours, times=1) for hours in (0, 6, 60)), strict=True)
    assert waited[0] < waited[1] < waited[2]
    assert admitted[0] > admitted[1] > admitted[2]


def without_a_coach(study, weeks, runs=6, knows=0.0):
    """Of people without a coach: times told, weeks waited, referrals attended and accepted; and what the site knows."""
    sums, known = np.zeros(4), 0.0
    for run in range(runs):
        begin = week_zero(study, run)
        people, sites = begin.people, begin.sites
        deliver(sites[0], delivery_of(study, study.scenarios["other"]))
        sites[0].partnership.learning = knows
        advance(people, sites, weeks, compiled_driver())
        rest = people.enrolled < 0
        came = [np.sum((people.funnel[rest][:, 1:] & step) > 0) for step in (ATTENDED, ACCEPTED)]
        sums += [people.times_told[rest].sum(), people.weeks_waited[rest].sum(), *came]
        known += sites[0].partnership.learning / runs
    return *sums, known


LEARNING_OFF = "[mechanisms]\nlearning = false\n"


def test_what_a_site_learns_from_coached_people_spares_people_without_a_coach_tellings_and_waits():
    told, waited, _, _, known = without_a_coach(study_with(joined_up(8)), 156)
    told_without, waited_without, _, _, _ = without_a_coach(study_with(joined_up(8), LEARNING_OFF), 156)
    assert 0.1 < known < 0.5
    assert told < 0.99 * told_without
    assert waited < 0.998 * waited_without


def test_a_site_that_knew_half_of_what_there_is_to_learn_would_see_more_referrals_attended_and_accepted():
    # at what is learned in three years (about a fifth) the difference is smaller than luck
    nothing = 'buys = "nothing"\n'
    _, _, attended, accepted, _ = without_a_coach(study_with(nothing), 104, knows=0.5)
    _, _, attended_without, accepted_without, _ = without_a_coach(study_with(nothing, LEARNING_OFF), 104, knows=0.5)
    assert attended > 1.01 * attended_without
    assert accepted > 1.01 * accepted_without


@pytest.mark.parametrize("role", range(3))
def test_without_one_of_the_roles_nothing_follows(role):
    # public entrepreneur, guardian angels, fellow travellers: all are needed
    study = study_with(joined_up(8))
    begin = week_zero(study, 0)
    deliver(begin.sites[0], delivery_of(study, study.scenarios["other"]))
    advance(begin.people, begin.sites, 18, compiled_driver())
    assert begin.sites[0].partnership.stage == INITIATING
    begin.sites[0].role[role].weeks_vacant = 500
    weekly = advance(begin.people, begin.sites, 130, compiled_driver())
    assert weekly.joint_hours.sum() > 1000
    assert weekly.authorising.max() == weekly.learning.max() == 0.0
    assert weekly.stage.max() == INITIATING


def test_with_all_roles_filled_a_group_goes_on_and_learns_and_loses_both_when_the_money_ends():
    _, _, weekly = played(study_with(joined_up(8)), 0, 156 + 104)
    during, afterwards = weekly[155], weekly[-1]
    assert during.stage >= WORKING_TOGETHER
    assert during.learning > 0.1
    assert during.safety > weekly.safety[0] + 0.1
    assert afterwards.stage == NOT_BEGUN
    assert 0.0 < afterwards.learning < during.learning
    assert afterwards.safety == pytest.approx(weekly.safety[0], abs=0.02)


def test_influence_over_the_system_lowers_stress():
    stress = []
    for run in range(4):
        for levels in (ALL_LEVELS, NOBODY):
            _, _, weekly = played(study_with(joined_up(8, levels)), run, 156)
            stress.append(weekly.stress.sum() / weekly.posts_filled.sum())
    assert all(some < none for some, none in zip(stress[::2], stress[1::2], strict=True))
    assert np.mean(stress[::2]) < np.mean(stress[1::2]) - 0.02
