"""How a state acts: as it is, or held at its base-case reference where the mechanism is off."""

import pytest
from hypothesis import given
from kit import Attributes, partnered, person, shares, site

from simmodel import felt
from simmodel.vocabulary import INITIATING, MENTAL_HEALTH, NOT_BEGUN, STAGES, SUSTAINING, WORKING_TOGETHER

STRENGTH = [0.0, *site().numbers.partnership.strength]
"""By stage; a group that has not begun keeps no promise."""
USUAL = site().numbers.partnership.usual_safety


def test_trust_and_agency_act_at_their_mean_when_the_mechanism_is_off() -> None:
    place, someone = site(), person(trust=0.9, agency=0.1)
    place.reference.trust, place.reference.agency = 0.45, 0.40
    assert felt.felt_trust(someone, place) == 0.9
    assert felt.felt_agency(someone, place) == 0.1

    place.on.trust, place.on.agency = 0, 1
    assert (felt.felt_trust(someone, place), felt.felt_agency(someone, place)) == (0.45, 0.1)

    place.on.trust, place.on.agency = 1, 0
    assert (felt.felt_trust(someone, place), felt.felt_agency(someone, place)) == (0.9, 0.40)


def test_a_service_under_strain_acts_under_strain_and_at_its_mean_when_the_mechanism_is_off() -> None:
    for off, level in (((), 0.8), (("strain",), 0.3)):
        place = site(off=off, service={1: {"strain": 0.8}}, reference={"strain": {1: 0.3}})

        assert felt.felt_strain(place, 1) == level


@given(shares, shares)
def test_people_speak_by_trust_or_bond_whichever_is_stronger(trust: float, bond: float) -> None:
    place = site(off=("trust",), reference={"trust": 0.3})

    assert felt.confidence(person(trust=trust, bond=bond), site()) == max(trust, bond)
    assert felt.confidence(person(trust=trust, bond=bond), place) == max(0.3, bond)


# The partnership


def safety(where: Attributes) -> float:
    return felt.felt_safety(where, MENTAL_HEALTH)


def test_safety_acts_as_far_as_it_is_over_its_usual_level_and_the_group_keeps_its_promise() -> None:
    for stage in range(len(STAGES)):
        where = partnered(partnership={"stage": stage, "safety": 0.7})
        assert felt.stage_strength(where) == STRENGTH[stage]
        assert safety(where) == pytest.approx((0.7 - USUAL) * STRENGTH[stage])
    assert safety(partnered(partnership={"safety": USUAL})) == 0.0
    assert safety(partnered(partnership={"safety": 0.1})) < 0.0


def test_safety_acts_on_services_that_take_part_only_and_not_where_it_is_switched_off() -> None:
    outside = partnered(service={MENTAL_HEALTH: {"takes_part": 0}})
    assert safety(partnered()) > 0.0
    assert safety(outside) == safety(partnered(off=("partnership_safety",))) == 0.0


def test_authority_acts_as_far_as_the_group_keeps_its_promise_and_not_where_roles_are_switched_off() -> None:
    acts = [felt.felt_authorising(partnered(partnership={"stage": stage})) for stage in range(len(STAGES))]
    assert acts == [0.5 * strength for strength in STRENGTH]
    assert acts[NOT_BEGUN] == 0.0 < acts[INITIATING] < acts[WORKING_TOGETHER] < acts[SUSTAINING]
    assert felt.felt_authorising(partnered(off=("roles",))) == 0.0


def test_what_a_site_has_learned_acts_with_or_without_a_partnership_and_not_where_it_is_switched_off() -> None:
    knows = {"partnership": {"learning": 0.4, "stage": NOT_BEGUN}}
    assert felt.felt_learning(site(**knows)) == 0.4
    assert felt.felt_learning(site(**knows, off=("learning",))) == 0.0
