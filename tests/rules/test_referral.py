"""Referral-out: who is referred where, who comes to the intake, who is let in, and who is lost on the way."""

import math
import statistics

import numpy as np
import pytest
from at_intake import EVERY, STEPS, assessed, chance_of_coming, referred, share_referred_on
from hypothesis import given, settings
from hypothesis import strategies as st
from kit import (
    WEEK,
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

from simmodel.chance import ATTEND, PURPOSES, RELATIONAL, TRANSIT, WOULD_DROP_OUT
from simmodel.rules import referral
from simmodel.vocabulary import (
    ACTIVE,
    ALCOHOL_AND_OTHER_DRUGS,
    CONNECTION,
    HOUSING,
    LINKED_BY_WORKER,
    MENTAL_HEALTH,
    NO_WORKER,
    NOT_ASKED,
    PHYSICAL_AND_DISABILITY,
    PRACTICAL,
    QUIET,
    REFERRED,
    SENTENCED,
    SERVED,
    WAITING,
)

LINKED = {"relationship": LINKED_BY_WORKER, "coach": 0}


def referred_out(where: Attributes, domain: int, **fields: object) -> bool:
    """Whether a need that is known and written down is referred on when the person asks for something worse."""
    who = person(seeking=1, **({"need": {CONNECTION: 1.0, domain: 0.6}, "recorded": 1} | fields))
    referral.refer(who, where)
    assert who.pathway[CONNECTION] == REFERRED
    return who.pathway[domain] == REFERRED


def share_relational(where: Attributes, domain: int = PRACTICAL) -> float:
    def works_relationally(luck: float) -> bool:
        who = person(seeking=1, need={domain: 0.9})
        referral.refer(lucky(who, RELATIONAL, luck, domain), where)
        return who.relational[domain] == 1

    return chance_of(works_relationally)


def weeks_to_intake(where: Attributes) -> list[int]:
    weeks = []
    for place in range(200):
        who = lucky(person(seeking=1, need={PRACTICAL: 0.9}), TRANSIT, (place + 0.5) / 200)
        referral.refer(who, where)
        weeks.append(who.due[PRACTICAL] - WEEK)
    return weeks


def test_whoever_does_not_ask_is_not_referred() -> None:
    assert changes_made(referral.refer, person(need=0.9), site()) == set()


def test_whoever_has_no_known_need_is_not_referred() -> None:
    assert changes_made(referral.refer, person(need=0.9, known=0, seeking=1), site()) == set()


def test_the_silo_of_the_worst_known_need_takes_the_person_in() -> None:
    who = person(seeking=1, need={PRACTICAL: 0.7, CONNECTION: 0.9}, known={CONNECTION: 0})
    where = site()
    changed = changes_made(referral.refer, who, where)
    assert changed == {"pathway", "asked", "due", "site.tally.referrals"}
    assert [who.pathway[domain] for domain in EVERY] == [
        REFERRED if domain == PRACTICAL else NOT_ASKED for domain in EVERY
    ]
    assert (who.asked[PRACTICAL], where.tally.referrals) == (WEEK, 1)


@pytest.mark.parametrize("domain", [HOUSING, MENTAL_HEALTH, PHYSICAL_AND_DISABILITY, PRACTICAL])
def test_only_needs_that_are_written_down_are_referred_on(domain: int) -> None:
    where = site()
    assert referred_out(where, domain)
    assert not referred_out(where, domain, recorded=0)
    assert not referred_out(where, domain, known={domain: 0})


def test_a_need_too_light_is_not_referred_on_however_well_it_is_written_down() -> None:
    where = site()
    edge = where.numbers.referral.worth_referring
    assert referred_out(where, PRACTICAL, need={CONNECTION: 1.0, PRACTICAL: edge})
    assert not referred_out(where, PRACTICAL, need={CONNECTION: 1.0, PRACTICAL: edge - 0.01})


def test_the_need_that_somebody_asks_about_is_taken_in_even_if_nobody_wrote_it_down() -> None:
    assert not referred_out(site(), PRACTICAL, recorded={PRACTICAL: 0})
    who = person(seeking=1, need={PRACTICAL: 0.9}, recorded=0)
    referral.refer(who, site())
    assert who.pathway[PRACTICAL] == REFERRED


@pytest.mark.parametrize("stage", [WAITING, SERVED])
def test_a_request_that_is_under_way_is_not_started_anew(stage: int) -> None:
    who = person(seeking=1, need={PRACTICAL: 0.9, CONNECTION: 0.95}, recorded=1, pathway={PRACTICAL: stage})
    referral.refer(who, site())
    assert who.pathway[PRACTICAL] == stage


def test_the_intake_is_one_to_five_weeks_off_each_as_likely() -> None:
    weeks = weeks_to_intake(site())
    assert {week: weeks.count(week) for week in set(weeks)} == {1: 40, 2: 40, 3: 40, 4: 40, 5: 40}


def test_two_referrals_of_one_week_have_waits_of_their_own() -> None:
    who = person(seeking=1, need={MENTAL_HEALTH: 0.8, PRACTICAL: 0.9}, recorded=1)
    referral.refer(lucky(who, TRANSIT, 0.1), site())
    assert who.pathway[MENTAL_HEALTH] == who.pathway[PRACTICAL] == REFERRED
    assert who.due[MENTAL_HEALTH] != who.due[PRACTICAL]


def test_an_application_for_housing_is_no_intake_at_a_treatment_service() -> None:
    where = site()
    assert assessed(where, HOUSING).pathway[HOUSING] == WAITING
    assert (where.tally.attended, where.gauge.seen) == (0, 1)


def test_a_cold_referral_loses_what_a_coach_had_asked_and_housing_is_no_treatment_referral() -> None:
    who, where = person(seeking=1, need={HOUSING: 0.95}, by_coach={HOUSING: 1}), site()
    referral.refer(who, where)
    assert (who.pathway[HOUSING], who.by_coach[HOUSING], where.tally.referrals) == (REFERRED, 0, 0)


def test_nothing_happens_before_the_day_of_the_intake() -> None:
    who = lucky(referred(), ATTEND + MENTAL_HEALTH)
    who.due[MENTAL_HEALTH] = WEEK + 1
    assert changes_made(referral.intake, who, site()) == set()


@pytest.mark.parametrize("fields", [{"gone": 1}, {"gone": 2}, {"custody": SENTENCED}])
def test_nobody_in_custody_or_gone_comes_to_an_intake(fields: dict[str, int]) -> None:
    who = lucky(referred(**fields), ATTEND + MENTAL_HEALTH)
    assert changes_made(referral.intake, who, site()) == set()


def test_the_chance_of_coming_is_the_logistic_sum_of_the_page() -> None:
    where = site()
    n = where.numbers.referral
    log_odds = (
        n.attendance
        + n.attendance_trust * (0.7 - 0.5)
        + n.attendance_agency * (0.2 - 0.4)
        - n.attendance_told * 3.0
        - n.attendance_wait * 4
    )
    chance = chance_of_coming(where, weeks=4, trust=0.7, agency=0.2, told=3.0)
    assert chance == pytest.approx(1 / (1 + math.exp(-log_odds)), abs=1e-8)


def test_an_average_person_completes_about_39_in_100_cold_referrals() -> None:
    chances = [chance_of_coming(site(), weeks=weeks, told=0.8) for weeks in range(1, 6)]
    assert statistics.fmean(chances) == pytest.approx(0.39, abs=0.03)


@pytest.mark.parametrize(("state", "sign"), [("trust", 1), ("agency", 1), ("told", -1), ("weeks", -1)])
def test_trust_and_agency_never_lower_attendance_and_telling_and_waiting_never_raise_it(state: str, sign: int) -> None:
    levels = STEPS if state in ("trust", "agency") else (1, 2, 3, 5, 8)
    chances = [chance_of_coming(site(), **{state: level}) for level in levels]
    assert chances[::sign] == sorted(chances)
    assert chances[0] != chances[-1]


@pytest.mark.parametrize("sessions", [0.0, 1.0, 3.0, 5.0, 12.0])
def test_sessions_with_a_link_worker_raise_the_log_odds_of_coming_by_link_times_the_log_of_one_more(
    sessions: float,
) -> None:
    where = site()
    chances = [chance_of_coming(where, **fields) for fields in ({}, {"sessions": sessions, **LINKED})]
    cold, warm = (math.log(chance / (1 - chance)) for chance in chances)
    assert warm - cold == pytest.approx(where.numbers.referral.attendance_link * math.log(1 + sessions), abs=1e-6)


def test_one_session_and_five_bring_as_many_more_to_a_first_appointment_as_the_trials_found() -> None:
    where = site()
    n = where.numbers.referral
    without = math.log(0.387 / 0.613)
    one, five = (
        1 / (1 + math.exp(-without - n.attendance_link * math.log(1 + held) + n.attendance_told)) for held in (1, 5)
    )
    assert one == pytest.approx(0.447, abs=0.02)
    assert five == pytest.approx(0.55, abs=0.04)


def test_sessions_of_a_link_worker_who_is_gone_bring_nobody_to_an_appointment() -> None:
    for relationship in (NO_WORKER, ACTIVE, QUIET):
        fields = {"sessions": 5.0, "relationship": relationship, "coach": 0 if relationship else -1}
        assert chance_of_coming(site(), **fields) == chance_of_coming(site())


@pytest.mark.parametrize("domain", [MENTAL_HEALTH, PRACTICAL])
def test_the_pages_share_of_workers_work_relationally_despite_the_system(domain: int) -> None:
    where = site()
    assert share_relational(where, domain) == pytest.approx(where.numbers.referral.relational_share, abs=1e-8)


def test_a_relational_worker_who_rings_ahead_does_as_much_as_one_session() -> None:
    rung = chance_of_coming(site(), relational={MENTAL_HEALTH: 1})
    assert rung == chance_of_coming(site(), sessions=1.0, **LINKED) > chance_of_coming(site())
    assert chance_of_coming(site(), relational={PRACTICAL: 1}) == chance_of_coming(site())


def test_a_relational_worker_finds_another_provider_for_whoever_is_turned_away_once() -> None:
    turned_away = {"relational": {MENTAL_HEALTH: 1}, "need": {MENTAL_HEALTH: 0.0}}
    who = assessed(site(), **turned_away)
    assert (who.pathway[MENTAL_HEALTH], who.handed_on[MENTAL_HEALTH], who.refused) == (REFERRED, 1, 1.0)
    again = assessed(site(), luck=0.99 * chance_of_coming(site()), handed_on={MENTAL_HEALTH: 1}, **turned_away)
    assert again.pathway[MENTAL_HEALTH] == NOT_ASKED


def test_whoever_does_not_come_is_lost_silently() -> None:
    who, where = referred(), site()
    changed = changes_made(referral.intake, who, where)
    assert changed == {"pathway", "site.gauge.intakes", "site.gauge.weeks"}
    assert who.pathway[MENTAL_HEALTH] == NOT_ASKED


def test_whoever_comes_tells_the_story_again_and_joins_the_queue_with_the_week_of_the_referral() -> None:
    where = site()
    who = assessed(where, told=2.0)
    assert (who.pathway[MENTAL_HEALTH], who.told_again, who.refused) == (WAITING, 1.0, 0.0)
    assert who.asked[MENTAL_HEALTH] == WEEK - 3
    assert (where.tally.attended, where.tally.turned_away) == (1, 0)
    gauge = where.gauge
    assert (gauge.intakes, gauge.told, gauge.seen, gauge.eligible) == (1, 2.0, 1, 1)
    assert (gauge.weeks, gauge.accepted) == (3.0, 1)
    assert (who.told_to[MENTAL_HEALTH], sum(who.told_to), who.engaged) == (1, 1, 1.0)


# what is switched off


def test_with_waiting_off_the_weeks_to_an_intake_are_those_of_the_reference_for_everyone() -> None:
    off = site(off=("waiting",), reference={"weeks": 4.0})
    assert {chance_of_coming(off, weeks=weeks) for weeks in (1, 3, 9)} == {chance_of_coming(site(), weeks=4)}


@pytest.mark.parametrize("domain", [MENTAL_HEALTH, PRACTICAL])
def test_with_waiting_off_the_usual_share_is_lost_at_the_door_and_housing_loses_nobody(domain: int) -> None:
    def lost(luck: float, where: Attributes, which: int) -> bool:
        who = lucky(lucky(referred(which), ATTEND + which), WOULD_DROP_OUT, luck, which)
        referral.intake(who, where)
        return who.pathway[which] == NOT_ASKED

    off = site(off=("waiting",), reference={"dropped": 0.2})
    assert chance_of(lambda luck: lost(luck, off, domain)) == pytest.approx(0.2, abs=1e-8)
    assert chance_of(lambda luck: lost(luck, off, HOUSING)) == 0.0
    assert chance_of(lambda luck: lost(luck, site(reference={"dropped": 0.2}), domain)) == 0.0


def test_whoever_is_lost_at_the_door_was_accepted_and_not_refused() -> None:
    where = site(off=("waiting",), reference={"dropped": 1.0})
    who = assessed(where)
    assert (who.pathway[MENTAL_HEALTH], who.refused) == (NOT_ASKED, 0.0)
    assert (where.gauge.accepted, where.tally.turned_away) == (1, 0)


def test_with_referral_loss_off_everyone_comes_with_the_reference_chance() -> None:
    off = site(off=("referral_loss",))
    for fields in ({"trust": 0.0}, {"agency": 1.0}, {"told": 9.0}, {"weeks": 30}):
        assert chance_of_coming(off, **fields) == pytest.approx(off.reference.attended, abs=1e-8)


@pytest.mark.parametrize(("switch", "state", "level"), [("trust", "trust", 1.0), ("agency", "agency", 0.0)])
def test_with_trust_or_agency_off_attendance_is_that_of_the_reference(switch: str, state: str, level: float) -> None:
    assert chance_of_coming(site(off=(switch,)), **{state: level}) == chance_of_coming(site())


def test_with_retelling_off_everyone_has_told_the_story_as_often_as_the_reference() -> None:
    off = site(off=("retelling",), reference={"told": 2.0})
    assert chance_of_coming(off, told=9.0) == chance_of_coming(site(), told=2.0)


def test_with_eligibility_off_need_and_complexity_do_not_matter() -> None:
    off = site(off=("eligibility",))
    for luck in (0.001, 0.1, 0.2, 0.3, 0.38):
        outcomes = set()
        for need in (0.0, 1.0):
            who = person(pathway={MENTAL_HEALTH: REFERRED}, need=need, due={MENTAL_HEALTH: WEEK})
            referral.intake(lucky(who, ATTEND + MENTAL_HEALTH, luck), off)
            outcomes.add(who.pathway[MENTAL_HEALTH])
        assert len(outcomes) == 1


@pytest.mark.parametrize("trust", [0.1, 0.9])
def test_with_eligibility_off_the_reference_share_of_those_who_come_is_let_in(trust: float) -> None:
    off = site(off=("eligibility",))
    come, accepted = 0.0, 0
    for luck in np.random.default_rng(5).integers(0, 2**32, (2500, PURPOSES)).tolist():
        who = referred(trust=trust, luck=luck)
        referral.intake(who, off)
        come += who.told_again
        accepted += who.pathway[MENTAL_HEALTH] == WAITING
    assert accepted / come == pytest.approx(off.reference.eligible, abs=0.04)


def let_in_worn(where: Attributes) -> float:
    where.service[MENTAL_HEALTH].strain = 0.5
    return float(assessed(where, need={MENTAL_HEALTH: 0.45}).pathway[MENTAL_HEALTH] == WAITING)


def let_in(where: Attributes, **need: float) -> float:
    heavy = {PRACTICAL: 0.9, CONNECTION: 0.9, ALCOHOL_AND_OTHER_DRUGS: 0.9}
    who = assessed(where, need=heavy | {MENTAL_HEALTH: need.get("own", 0.6)})
    return float(who.pathway[MENTAL_HEALTH] == WAITING)


def second_accepts(where: Attributes) -> float:
    luck = 0.5 * chance_of_coming(where)
    who = assessed(where, luck=luck, need={MENTAL_HEALTH: 0.0}, handed_on={MENTAL_HEALTH: 1})
    return float(who.pathway[MENTAL_HEALTH] == WAITING)


CLAIMS = {
    "attendance": (chance_of_coming, 1),
    "attendance_trust": (lambda where: chance_of_coming(where, trust=0.9), 1),
    "attendance_agency": (lambda where: chance_of_coming(where, agency=0.9), 1),
    "attendance_told": (lambda where: chance_of_coming(where, told=2.0), -1),
    "attendance_wait": (chance_of_coming, -1),
    "transit_weeks": (lambda where: max(weeks_to_intake(where)), 1),
    "threshold.mental_health": (lambda where: let_in(where, own=0.4), -1),
    "ceiling.mental_health": (let_in, 1),
    "attendance_link": (lambda where: chance_of_coming(where, sessions=3.0, **LINKED), 1),
    "relational_share": (share_relational, 1),
    "strain": (let_in_worn, -1),
    "worth_referring": (lambda where: float(referred_out(where, MENTAL_HEALTH)), -1),
    "refer_on": (share_referred_on, 1),
    "second_provider": (second_accepts, 1),
}


@pytest.mark.parametrize("name", CLAIMS)
def test_each_number_of_the_page_does_what_its_meaning_says(name: str) -> None:
    outcome, direction = CLAIMS[name]
    assert lean(f"referral.{name}", outcome) == direction


def test_no_number_of_the_page_is_forgotten_here() -> None:
    assert {name.split(".")[0] for name in CLAIMS} == names_of_numbers("referral")


def test_what_a_coach_has_asked_for_has_no_intake() -> None:
    who = person(pathway={CONNECTION: REFERRED}, by_coach={CONNECTION: 1}, due={CONNECTION: WEEK - 1}, luck=0)
    assert changes_made(referral.intake, who, site()) == set()


@settings(max_examples=60, deadline=None)
@given(people(gone=st.just(0), custody=0), beliefs("referral"))
def test_an_intake_ends_every_due_referral_and_moves_no_state(who: Attributes, believed: dict) -> None:
    where = site(numbers=believed)
    due = [
        domain
        for domain in EVERY
        if who.pathway[domain] == REFERRED and who.by_coach[domain] == 0 and who.due[domain] <= WEEK
    ]
    told = who.told_again
    referral.refer(who, where)
    referral.intake(who, where)
    assert all(who.pathway[domain] != REFERRED or who.due[domain] > WEEK for domain in due)
    assert where.gauge.intakes == len(due)
    assert where.gauge.eligible <= where.gauge.seen == who.told_again - told
    assert where.gauge.seen == where.gauge.eligible + where.tally.turned_away
    assert states_are_valid(who)
