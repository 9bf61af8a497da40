"""Trust in services, the bond with a coach and agency: what builds them, what costs them, and where they drift."""

import pytest
from hypothesis import given, settings
from kit import (
    Attributes,
    as_plain,
    beliefs,
    changes_made,
    lean,
    names_of_numbers,
    people,
    person,
    site,
    states_are_valid,
)

from simmodel.rules import trust
from simmodel.vocabulary import CONNECTION, MENTAL_HEALTH, SENTENCED, SERVED, WAITING

STEPS = (0.0, 0.25, 0.5, 0.75, 1.0)
COACHED = {"coach": 0, "relationship": 1}
QUIET = {"coach": 0, "relationship": 2}


def trust_after(where: Attributes | None = None, **fields: object) -> float:
    who = person(**fields)
    trust.encounters(who, where or site())
    return who.trust


def bond_after(where: Attributes | None = None, **fields: object) -> float:
    who = person(**fields)
    trust.bond(who, where or site())
    return who.bond


def agency_after(where: Attributes | None = None, **fields: object) -> float:
    who = person(**fields)
    trust.agency(who, where or site())
    return who.agency


# Trust


@pytest.mark.parametrize("level", STEPS)
def test_in_a_week_without_encounters_trust_drifts_back_to_that_of_the_community(level: float) -> None:
    numbers = site().numbers.trust
    expected = level + numbers.drift * (numbers.default - level)
    assert trust_after(trust=level) == pytest.approx(expected)
    assert trust_after(trust=numbers.default) == numbers.default


GAINS = {
    "a promise kept": ({"met": 1.0}, lambda n: n.gain),
    "a week of service": ({"pathway": {MENTAL_HEALTH: SERVED}}, lambda n: n.gain_service),
    "an hour with a coach": ({"hours": 1.0, **COACHED}, lambda n: n.gain_coach),
}
LOSSES = {
    "a refusal": ({"refused": 1.0}, lambda n: n.loss),
    "telling the story again": ({"told_again": 1.0}, lambda n: n.loss_retelling),
}


@pytest.mark.parametrize("why", GAINS)
def test_trust_wins_the_pages_share_of_the_gap_with(why: str) -> None:
    fields, share = GAINS[why]
    gained = trust_after(trust=0.3, **fields) - trust_after(trust=0.3)
    assert gained == pytest.approx(share(site().numbers.trust) * 0.7)


@pytest.mark.parametrize("why", LOSSES)
def test_trust_loses_the_pages_share_of_itself_with(why: str) -> None:
    fields, share = LOSSES[why]
    lost = trust_after(trust=0.6) - trust_after(trust=0.6, **fields)
    assert lost == pytest.approx(share(site().numbers.trust) * 0.6)


def test_half_trusting_a_refusal_costs_more_than_a_promise_kept_gains() -> None:
    kept, refused = trust_after(trust=0.5, met=1.0), trust_after(trust=0.5, refused=1.0)
    assert trust_after(trust=0.5) - refused > kept - trust_after(trust=0.5) > 0


def test_being_served_or_waiting_does_not_by_itself_wear_trust_down() -> None:
    waits = trust_after(pathway={MENTAL_HEALTH: WAITING})
    assert trust_after(pathway={MENTAL_HEALTH: SERVED}) > waits == trust_after()


def test_with_retelling_off_a_story_told_again_costs_nobody_more_than_the_reference() -> None:
    off = site(off=("retelling",), reference={"retold": 0.5})
    assert trust_after(off, told_again=3.0) == trust_after(off) == trust_after(site(), told_again=0.5)


def test_the_memory_of_telling_the_story_fades_over_about_a_year_and_is_kept_even_with_retelling_off() -> None:
    for where in (site(), site(off=("retelling",))):
        who = person(told=2.0, told_again=1.0)
        trust.encounters(who, where)
        assert who.told == pytest.approx(2.0 * where.numbers.trust.told_fades + 1.0)
    who = person(told=1.0)
    for _ in range(52):
        trust.encounters(who, site())
    assert 0.2 < who.told < 0.5


def test_encounters_change_trust_and_the_memory_of_telling_and_nothing_else() -> None:
    who = person(met=1.0, refused=1.0, told_again=1.0, hours=2.0, **COACHED)
    assert changes_made(trust.encounters, who, site()) == {"trust", "told"}


@pytest.mark.parametrize("gone", [1, 2])
@pytest.mark.parametrize("rule", [trust.encounters, trust.agency])
def test_whoever_has_died_or_moved_away_learns_nothing_more(rule: object, gone: int) -> None:
    who = person(gone=gone, trust=0.9, agency=0.9, bond=0.5, progress=0.02, met=1.0, refused=1.0, told=3.0)
    assert changes_made(rule, who, site()) == set()


def test_a_coach_who_stays_through_custody_still_builds_trust_and_the_bond() -> None:
    inside = {"custody": SENTENCED, "custody_weeks_left": 9, "hours": 2.0, **COACHED}
    assert trust_after(**inside) > trust_after()
    assert bond_after(**inside) > 0.0


# The bond


def test_an_hour_with_the_coach_closes_the_pages_share_of_the_gap_times_the_communitys_trust() -> None:
    numbers = site().numbers.trust
    expected = 0.2 + numbers.bond_gain * 3.0 * numbers.default * 0.8
    assert bond_after(bond=0.2, hours=3.0, **COACHED) == pytest.approx(expected)


def test_more_hours_never_make_a_weaker_bond() -> None:
    bonds = [bond_after(bond=0.2, hours=hours, **COACHED) for hours in (0.0, 0.5, 1.0, 2.0, 8.0, 40.0)]
    assert bonds == sorted(bonds)
    assert bonds[0] == 0.2
    assert bonds[-1] <= 1.0


def test_a_bond_holds_when_the_coach_stays_fades_when_quiet_and_fades_faster_when_the_coach_is_gone() -> None:
    numbers = site().numbers.trust
    active, quiet, none = bond_after(bond=0.6, **COACHED), bond_after(bond=0.6, **QUIET), bond_after(bond=0.6)
    assert active == 0.6
    assert quiet == pytest.approx(0.6 * (1 - numbers.bond_fade))
    assert none == pytest.approx(0.6 * (1 - numbers.bond_loss))
    assert active > quiet > none


def test_a_person_without_a_coach_never_gains_a_bond() -> None:
    assert bond_after(hours=5.0, met=3.0) == 0.0


def test_losing_the_coach_hits_the_bond_and_not_trust() -> None:
    assert trust_after(bond=0.8) == trust_after(bond=0.0)


# Agency


def test_agency_grows_with_progress_within_a_relationship_and_with_neither_alone() -> None:
    numbers = site().numbers.trust
    both = agency_after(agency=0.4, bond=0.5, progress=0.02, **COACHED)
    drifted = agency_after(agency=0.4)
    assert both - drifted == pytest.approx(numbers.agency_gain * 0.5 * 0.02 * 0.6)
    assert agency_after(agency=0.4, bond=0.5) == agency_after(agency=0.4, progress=0.02) == drifted


def test_each_refusal_takes_the_pages_share_of_agency() -> None:
    numbers = site().numbers.trust
    lost = agency_after(agency=0.6) - agency_after(agency=0.6, refused=2.0)
    assert lost == pytest.approx(numbers.agency_loss * 2.0 * 0.6)


@pytest.mark.parametrize("level", STEPS)
def test_left_alone_agency_drifts_back_to_what_people_come_with(level: float) -> None:
    numbers = site().numbers.trust
    expected = level + numbers.agency_drift * (numbers.agency_default - level)
    assert agency_after(agency=level) == pytest.approx(expected)


# Order


@pytest.mark.parametrize(("after", "state"), [(trust_after, "trust"), (bond_after, "bond"), (agency_after, "agency")])
def test_whoever_had_more_of_it_never_ends_the_week_with_less(after: object, state: str) -> None:
    week = {"met": 1.0, "refused": 2.0, "told_again": 1.0, "hours": 3.0, "progress": 0.01, **COACHED}
    levels = [after(**(week | {state: level})) for level in STEPS]
    assert levels == sorted(levels)


@pytest.mark.parametrize("fact", ["met", "hours"])
def test_more_kept_promises_or_hours_never_lower_trust(fact: str) -> None:
    levels = [trust_after(**{fact: much}, **COACHED) for much in (0.0, 1.0, 2.0, 4.0, 30.0)]
    assert levels == sorted(levels)


@pytest.mark.parametrize("fact", ["refused", "told_again"])
def test_more_refusals_or_tellings_never_raise_trust(fact: str) -> None:
    levels = [trust_after(**{fact: much}) for much in (0.0, 1.0, 2.0, 4.0, 30.0)]
    assert levels == sorted(levels, reverse=True)


# The numbers of the page

CLAIMS = {
    "gain": (lambda where: trust_after(where, met=1.0), 1),
    "loss": (lambda where: trust_after(where, refused=1.0), -1),
    "loss_retelling": (lambda where: trust_after(where, told_again=1.0), -1),
    "gain_service": (lambda where: trust_after(where, pathway={CONNECTION: SERVED}), 1),
    "gain_coach": (lambda where: trust_after(where, hours=1.0, **COACHED), 1),
    "default": (lambda where: trust_after(where, trust=0.2), 1),
    "drift": (lambda where: trust_after(where, trust=0.2), 1),
    "bond_gain": (lambda where: bond_after(where, hours=1.0, **COACHED), 1),
    "bond_fade": (lambda where: bond_after(where, bond=0.5, **QUIET), -1),
    "bond_loss": (lambda where: bond_after(where, bond=0.5), -1),
    "agency_default": (agency_after, 1),
    "agency_drift": (lambda where: agency_after(where, agency=0.1), 1),
    "agency_gain": (lambda where: agency_after(where, bond=0.5, progress=0.02, **COACHED), 1),
    "agency_loss": (lambda where: agency_after(where, refused=1.0), -1),
    "told_fades": (lambda where: told_after(where, told=2.0), 1),
}


def told_after(where: Attributes, **fields: object) -> float:
    who = person(**fields)
    trust.encounters(who, where)
    return who.told


@pytest.mark.parametrize("name", CLAIMS)
def test_each_number_of_the_page_does_what_its_meaning_says(name: str) -> None:
    outcome, direction = CLAIMS[name]
    assert lean(f"trust.{name}", outcome) == direction


@pytest.mark.parametrize("rule", ["drift", "agency_drift"])
def test_drift_also_brings_high_levels_down(rule: str) -> None:
    after = trust_after if rule == "drift" else agency_after
    assert lean(f"trust.{rule}", lambda where: after(where, trust=0.9, agency=0.9)) == -1


def test_bonds_grow_faster_where_a_community_starts_from_trust() -> None:
    assert lean("trust.default", lambda where: bond_after(where, hours=2.0, **COACHED)) == 1


def test_no_number_of_the_page_is_forgotten_here() -> None:
    assert set(CLAIMS) == names_of_numbers("trust")


@settings(max_examples=80, deadline=None)
@given(people(), beliefs("trust"))
def test_trust_bond_and_agency_stay_between_0_and_1_for_anyone_and_any_belief(who: Attributes, believed: dict) -> None:
    where = site(numbers=believed)
    before = as_plain(who)
    for rule in (trust.encounters, trust.bond, trust.agency):
        rule(who, where)
    assert states_are_valid(who)
    assert who.told >= 0.0
    changed = {name for name, value in as_plain(who).items() if value != before[name]}
    assert changed <= {"trust", "told", "bond", "agency"}
