"""How a state acts on what people and services do: as it is, or held at its base-case reference when switched off."""

from typing import Any

from simmodel.compiled import helper
from simmodel.vocabulary import INITIATING, NOT_BEGUN


@helper
def felt_trust(person: Any, site: Any) -> float:
    """Trust in services as it acts on what the person does; held at its mean when the mechanism is off."""
    return person.trust if site.on.trust == 1 else site.reference.trust


@helper
def felt_strain(site: Any, domain: int) -> float:
    """Strain of a service as it acts on what it does; held at its mean when the mechanism is off."""
    return site.service[domain].strain if site.on.strain == 1 else site.reference.strain[domain]


@helper
def confidence(person: Any, site: Any) -> float:
    """What lets a person speak: trust in services, or the bond, whichever is stronger."""
    return max(felt_trust(person, site), person.bond)


@helper
def felt_agency(person: Any, site: Any) -> float:
    """Agency as it acts on what the person does; held at its mean when the mechanism is off."""
    return person.agency if site.on.agency == 1 else site.reference.agency


@helper
def stage_strength(site: Any) -> float:
    """How much of a partnership's promise this stage of the group keeps; nothing before it has begun."""
    if site.partnership.stage == NOT_BEGUN:
        return 0.0
    return site.numbers.partnership.strength[site.partnership.stage - INITIATING]


@helper
def acting_safety(site: Any) -> float:
    """Safety of the partnership; held at its usual level when the mechanism is off."""
    return site.partnership.safety if site.on.partnership_safety == 1 else site.numbers.partnership.usual_safety


@helper
def felt_safety(site: Any, domain: int) -> float:
    """Safety of the partnership over its usual level, for a service that takes part in it; 0 for one that does not."""
    if site.service[domain].takes_part == 0:
        return 0.0
    return (acting_safety(site) - site.numbers.partnership.usual_safety) * stage_strength(site)


@helper
def felt_authorising(site: Any) -> float:
    """How far the roles and levels of governance stand behind change; 0 without a partnership."""
    return site.partnership.authorising * stage_strength(site) if site.on.roles == 1 else 0.0


@helper
def felt_learning(site: Any) -> float:
    """What the site has learned, as it acts on everybody; 0 when the mechanism is off."""
    return site.partnership.learning if site.on.learning == 1 else 0.0
