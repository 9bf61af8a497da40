"""Trust in services, of a person and a community, the bond with a coach and agency: what builds and costs them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from kit import (
    Attributes,
    as_plain,
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

from simmodel.rules import trust
from simmodel.vocabulary import (
    ACTIVE,
    CONNECTION,
    LINKED_BY_WORKER,
    MENTAL_HEALTH,
    NOT_ASKED,
    QUIET,
    SENTENCED,
    SERVED,
    WAITING,
)

STEPS = (0.0, 0.25, 0.5, 0.75, 1.0)
COACHED = {"coach": 0, "relationship": ACTIVE}
QUIETLY = {"coach": 0, "relationship": QUIET}
LINKED = {"coach": 0, "relationship": LINKED_BY_WORKER}


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
    lower = site(default_trust=0.3)
    assert trust_after(lower, trust=level) == pytest.approx(level + numbers.drift * (0.3 - level))


GAINS = {
    "a promise kept": ({"met": 1.0}, lambda n: n.gain),
    "a week of service": ({"pathway": {MENTAL_HEALTH: SERVED}}, lambda n: n.gain_service),
    "an hour with a coach": ({"hours": 1.0, **COACHED}, lambda n: n.gain_coach),
}
LOSSES = {
    "a refusal": ({"refused": 1.0}, lambda n: n.loss),
    "telling the story again": ({"told_again": 1.0}, lambda n: n.loss_retelling),
    "finding out that the story was passed on unasked": ({"found_out": 1}, lambda n: n.loss_shared),
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


@pytest.mark.parametrize("level", [0.5, 0.61, 0.8, 1.0])
def test_whoever_trusts_as_the_public_does_loses_more_by_a_refusal_than_a_kept_promise_gains(level: float) -> None:
    stays = trust_after(trust=level)
    assert stays - trust_after(trust=level, refused=1.0) > trust_after(trust=level, met=1.0) - stays


@given(people(gone=0), st.integers(0, 8))
@settings(max_examples=60, deadline=None)
def test_more_contact_alone_does_not_erode_trust(who: Attributes, more: int) -> None:
    """TRU005: people who use services trust them more."""
    where, after = site(), []
    for who.engaged in (0.0, more * 1.0):
        contact = person(**as_plain(who))
        if who.engaged > 0:
            contact.pathway = [SERVED if domain < more else stage for domain, stage in enumerate(who.pathway)]
            contact.hours = who.hours + more
        trust.encounters(contact, where)
        after.append(contact.trust)
    assert after[0] <= after[1]


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
    for default in (numbers.default, 0.2):
        expected = 0.2 + numbers.bond_gain * 3.0 * default * 0.8
        assert bond_after(site(default_trust=default), bond=0.2, hours=3.0, **COACHED) == pytest.approx(expected)


def test_a_link_worker_wins_a_bond_by_the_hour_as_a_coach_does() -> None:
    met = {"bond": 0.2, "hours": 3.0}
    assert bond_after(**met, **LINKED) == bond_after(**met, **COACHED) > 0.2
    assert trust_after(hours=3.0, **LINKED) == trust_after(hours=3.0, **COACHED)


def test_more_hours_never_make_a_weaker_bond() -> None:
    bonds = [bond_after(bond=0.2, hours=hours, **COACHED) for hours in (0.0, 0.5, 1.0, 2.0, 8.0, 40.0)]
    assert bonds == sorted(bonds)
    assert bonds[0] < 0.2 < bonds[1]
    assert bonds[-1] <= 1.0


def test_a_bond_grows_with_the_hour_fades_when_quiet_or_unmet_and_fades_faster_when_the_coach_is_gone() -> None:
    numbers = site().numbers.trust
    active = bond_after(bond=0.6, hours=1.0, **COACHED)
    unmet, quiet, none = (bond_after(bond=0.6, **fields) for fields in (COACHED, QUIETLY, {}))
    assert active > 0.6
    assert unmet == quiet == pytest.approx(0.6 * (1 - numbers.bond_fade))
    assert none == pytest.approx(0.6 * (1 - numbers.bond_loss))
    assert active > quiet > none


def test_a_person_without_a_coach_never_gains_a_bond() -> None:
    assert bond_after(hours=5.0, met=3.0) == 0.0


def left(post: int = 0) -> Attributes:
    """A site in the week in which somebody leaves this post."""
    return funded(coach={post: {"left_now": 1, "weeks_vacant": 9}})


@pytest.mark.parametrize("relationship", [COACHED, QUIETLY, LINKED], ids=["active", "quiet", "linked"])
def test_a_coachs_leaving_hits_the_bond_of_which_a_part_is_carried_over_to_the_next(relationship: dict) -> None:
    numbers = site().numbers.trust
    expected = 0.6 * numbers.carry_over * (1 - numbers.bond_loss)
    assert bond_after(left(), bond=0.6, **relationship) == pytest.approx(expected)


def test_a_coachs_leaving_hits_nobodys_trust_in_services_and_no_bond_with_another_coach() -> None:
    assert trust_after(left(), bond=0.8, **COACHED) == trust_after(funded(), bond=0.8, **COACHED)
    assert trust_after(bond=0.8) == trust_after(bond=0.0)
    assert agency_after(left(), bond=0.6, **COACHED) == agency_after(funded(), bond=0.6, **COACHED)
    assert bond_after(left(post=1), bond=0.6, **COACHED) == bond_after(funded(), bond=0.6, **COACHED)
    assert bond_after(left(), bond=0.6) == bond_after(funded(), bond=0.6)


def test_the_bond_is_hit_in_the_week_of_leaving_only() -> None:
    vacant = funded(coach={0: {"weeks_vacant": 8}})
    numbers = vacant.numbers.trust
    assert bond_after(vacant, bond=0.6, **COACHED) == pytest.approx(0.6 * (1 - numbers.bond_loss))
    assert bond_after(funded(), bond=0.6, **QUIETLY) == pytest.approx(0.6 * (1 - numbers.bond_fade))


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


# Jargon


def talked_down(where: Attributes | None = None, organisations: int = 2, **fields: object) -> float:
    """Agency lost in a week to the words of so many organisations."""
    pathway = [SERVED] * organisations + [NOT_ASKED] * (8 - organisations)
    return agency_after(where, agency=0.4, **fields) - agency_after(where, agency=0.4, pathway=pathway, **fields)


def test_the_jargon_of_each_organisation_costs_the_pages_share_of_agency() -> None:
    numbers = site().numbers.trust
    assert [talked_down(organisations=count) for count in range(4)] == pytest.approx(
        [count * numbers.jargon * 0.4 for count in range(4)]
    )


def test_plain_words_and_a_coach_each_take_jargon_off_and_both_take_off_more() -> None:
    n, shared = site().numbers.trust, site().numbers.quality.coordination
    full = talked_down()
    plain = site(plan={"plain_words": 1})
    assert talked_down(plain) == pytest.approx(full * (1 - n.plain_words))
    assert talked_down(**COACHED) == pytest.approx(full * (1 - shared))
    assert talked_down(plain, **COACHED) == pytest.approx(full * (1 - n.plain_words) * (1 - shared))
    assert talked_down(**QUIETLY) == talked_down(**LINKED) == pytest.approx(full)


def test_plain_words_change_nothing_for_whoever_deals_with_no_organisation() -> None:
    assert agency_after(site(plan={"plain_words": 1})) == agency_after()


# Default trust of the community


def default_after(where: Attributes, weeks: int = 1, **tally: object) -> float:
    counted = {"people": 10.0, "trust": 5.0} | tally
    where.tally.people, where.tally.trust_parts = counted["people"], counted["trust"] * 1e6
    for _ in range(weeks):
        trust.move_default_trust(where)
    return where.default_trust


def test_default_trust_holds_while_people_trust_as_at_the_reference() -> None:
    assert default_after(site(), weeks=50) == site().numbers.trust.default


def test_default_trust_follows_the_trust_of_the_communitys_people_at_the_pages_pace() -> None:
    numbers = site().numbers.trust
    level = numbers.default + numbers.default_sway * (0.3 - 0.5)
    expected = numbers.default + numbers.default_pace * (level - numbers.default)
    assert default_after(site(), trust=3.0) == pytest.approx(expected)
    assert default_after(site(), weeks=3000, trust=3.0) == pytest.approx(level)


def test_default_trust_falls_where_people_are_refused_and_the_bond_then_grows_more_slowly() -> None:
    where, refused = site(), site()
    for place, refusals in ((where, 0.0), (refused, 1.0)):
        for _ in range(104):
            who = person(refused=refusals)
            who.trust = place.tally.trust_parts / 1e6 or who.trust
            trust.encounters(who, place)
            place.tally.people, place.tally.trust_parts = 1.0, who.trust * 1e6
            trust.move_default_trust(place)
    assert refused.default_trust < where.default_trust
    met = {"bond": 0.1, "hours": 2.0, **COACHED}
    assert bond_after(refused, **met) < bond_after(where, **met)
    assert trust_after(refused) < trust_after(where)


@given(beliefs("trust"), st.floats(0, 1), st.floats(0, 1), st.floats(0, 1))
@settings(max_examples=60, deadline=None)
def test_default_trust_stays_between_0_and_1_however_long_it_feeds_itself(
    believed: dict, start: float, usual: float, met: float
) -> None:
    where = site(numbers=believed, default_trust=start, reference={"trust": usual})
    who = person(trust=start)
    for _ in range(200):
        who.met, who.refused = round(met) * 1.0, round(1 - met) * 1.0
        trust.encounters(who, where)
        assert 0.0 <= default_after(where, people=1.0, trust=who.trust) <= 1.0


def test_with_trust_off_or_nobody_there_default_trust_goes_back_to_its_number() -> None:
    number = site().numbers.trust.default
    assert default_after(site(off=("trust",)), weeks=9, trust=0.0) == number
    assert default_after(site(), weeks=9, people=0.0, trust=0.0) == number
    assert default_after(site(off=("trust",), default_trust=0.2), weeks=2000, trust=9.0) == pytest.approx(number)


def test_default_trust_is_there_to_be_shown() -> None:
    where = site(default_trust=0.37)
    trust.move_default_trust(where)
    assert where.tally.default_trust == where.default_trust


# Advantaged thinking


def test_where_workers_look_for_strengths_progress_wins_more_agency() -> None:
    numbers, looks = site().numbers.trust, site(plan={"advantaged": 1})
    week = {"bond": 0.5, "progress": 0.02, "agency": numbers.agency_default, **COACHED}
    usual, more = (agency_after(where, **week) - numbers.agency_default for where in (site(), looks))
    assert more / usual == pytest.approx(1 + numbers.advantaged_gain)


def test_where_workers_act_on_trust_a_refusal_costs_less_agency() -> None:
    numbers, looks = site().numbers.trust, site(plan={"advantaged": 1})
    usual, less = (numbers.agency_default - agency_after(where, refused=2.0) for where in (site(), looks))
    assert less / usual == pytest.approx(1 - numbers.advantaged_relief)


def test_advantaged_thinking_changes_nothing_in_a_week_without_progress_or_refusal_nor_trust_in_services() -> None:
    looks = site(plan={"advantaged": 1})
    assert agency_after(looks, agency=0.7, bond=0.5, **COACHED) == agency_after(agency=0.7, bond=0.5, **COACHED)
    assert trust_after(looks, refused=1.0, met=1.0) == trust_after(refused=1.0, met=1.0)


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
    "default": (default_after, 1),
    "default_sway": (lambda where: default_after(where, trust=9.0), 1),
    "default_pace": (lambda where: default_after(where, trust=9.0), 1),
    "loss_shared": (lambda where: trust_after(where, found_out=1), -1),
    "carry_over": (lambda where: bond_after(where, bond=0.6, **COACHED), 1),
    "jargon": (talked_down, 1),
    "plain_words": (talked_down, -1),
    "drift": (lambda where: trust_after(where, trust=0.2), 1),
    "bond_gain": (lambda where: bond_after(where, hours=1.0, **COACHED), 1),
    "bond_fade": (lambda where: bond_after(where, bond=0.5, **QUIETLY), -1),
    "bond_loss": (lambda where: bond_after(where, bond=0.5), -1),
    "agency_default": (agency_after, 1),
    "agency_drift": (lambda where: agency_after(where, agency=0.1), 1),
    "agency_gain": (lambda where: agency_after(where, bond=0.5, progress=0.02, **COACHED), 1),
    "agency_loss": (lambda where: agency_after(where, refused=1.0), -1),
    "told_fades": (lambda where: told_after(where, told=2.0), 1),
    "advantaged_gain": (lambda where: agency_after(where, bond=0.5, progress=0.02, **COACHED), 1),
    "advantaged_relief": (lambda where: agency_after(where, refused=1.0), 1),
}


def told_after(where: Attributes, **fields: object) -> float:
    who = person(**fields)
    trust.encounters(who, where)
    return who.told


@pytest.mark.parametrize("name", CLAIMS)
def test_each_number_of_the_page_does_what_its_meaning_says(name: str) -> None:
    outcome, direction = CLAIMS[name]

    def make(numbers: dict) -> Attributes:
        levers = {"plain_words": int(name == "plain_words"), "advantaged": int(name.startswith("advantaged"))}
        place = left() if name == "carry_over" else site(plan=levers)
        setattr(place.numbers.trust, name, numbers[f"trust.{name}"])
        return place

    assert lean(f"trust.{name}", outcome, make) == direction


@pytest.mark.parametrize("rule", ["drift", "agency_drift"])
def test_drift_also_brings_high_levels_down(rule: str) -> None:
    after = trust_after if rule == "drift" else agency_after
    assert lean(f"trust.{rule}", lambda where: after(where, trust=0.9, agency=0.9)) == -1


def test_bonds_grow_faster_where_a_community_starts_from_trust() -> None:
    bonds = [bond_after(site(default_trust=level), hours=2.0, **COACHED) for level in STEPS]
    assert bonds == sorted(bonds)
    assert bonds[0] == 0.0 < bonds[-1]


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


def test_a_coach_whose_post_is_vacant_translates_no_jargon() -> None:
    vacant = site(coach={0: {"weeks_vacant": 3}})
    assert talked_down(vacant, **COACHED) == pytest.approx(talked_down())
