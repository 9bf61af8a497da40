"""Little sums over a person that several pages of rules read. Nothing here changes anything."""

import math
from typing import Any

from simmodel.compiled import helper
from simmodel.person import MOST_CHILDREN
from simmodel.quantities import WEEKS_PER_YEAR, WEEKS_TO_TAKE_STOCK
from simmodel.vocabulary import ACTIVE, HOMELESS, IN_COMMUNITY, LINKED_BY_WORKER, NOT_ASKED, SERVED

DOMAIN_COUNT = 8
LINKED = (0b00000000, 0b10000101, 0b00100010, 0b00000010, 0b00000110, 0b01000100, 0b00010000, 0b00000010)
"""By domain, the needs that feed it: bit e stands for domain e (mental health: housing, drugs, connection)."""

SCHOOL_AGE = 5 * WEEKS_PER_YEAR
"""Weeks of age at which children start school."""
GROWN_UP = 18 * WEEKS_PER_YEAR
"""Weeks of age at which children are grown and child protection no longer counts them."""


@helper
def clamp(state: float) -> float:
    """The state, kept between 0 and 1."""
    return min(max(state, 0.0), 1.0)


@helper
def logistic(log_odds: float) -> float:
    """The chance with these log odds."""
    return 1.0 / (1.0 + math.exp(-log_odds))


@helper
def in_community(person: Any) -> bool:
    """In scope and not in custody."""
    return person.gone == 0 and person.custody == IN_COMMUNITY


@helper
def load(person: Any) -> float:
    """The person's mean need over the domains, 0..1."""
    total = 0.0
    for domain in range(DOMAIN_COUNT):
        total += person.need[domain]
    return total / DOMAIN_COUNT


@helper
def is_child(person: Any, site: Any, child: int) -> bool:
    """Whether the person has such a child, who is not grown up."""
    return site.week - person.born[child] < GROWN_UP


@helper
def children_of(person: Any, site: Any) -> int:
    """How many children under eighteen the person has in scope, in out-of-home care or not."""
    count = 0
    for child in range(MOST_CHILDREN):
        if is_child(person, site, child):
            count += 1
    return count


@helper
def children_in_care(person: Any) -> int:
    """How many of the person's children are in out-of-home care."""
    count = 0
    for child in range(MOST_CHILDREN):
        count += person.in_care[child]
    return count


@helper
def active_needs(person: Any, site: Any) -> int:
    """How many needs are active: the complexity that an intake sees."""
    count = 0
    for domain in range(DOMAIN_COUNT):
        if person.need[domain] >= site.numbers.needs.active:
            count += 1
    return count


@helper
def weight(need: float, site: Any) -> float:
    """How far a need counts as a risk of custody: 0 below a lower bound, 1 above an upper one, a line between."""
    low, high = site.numbers.custody.counts_from, site.numbers.custody.counts_fully
    return clamp((need - low) / (high - low))


@helper
def worst_known(person: Any) -> int:
    """The heaviest need that anyone has heard of and nobody has been asked about; -1 if there is none."""
    worst, heaviest = -1, 0.0
    for domain in range(DOMAIN_COUNT):
        if person.known[domain] == 1 and person.pathway[domain] == NOT_ASKED and person.need[domain] > heaviest:
            worst, heaviest = domain, person.need[domain]
    return worst


@helper
def organisations(person: Any) -> int:
    """How many organisations serve the person now; the coach is not one more."""
    count = 0
    for domain in range(DOMAIN_COUNT):
        if person.pathway[domain] == SERVED:
            count += 1
    return count


@helper
def linked_excess(person: Any, site: Any, domain: int) -> float:
    """How far the needs linked to this one are above their reference mean; 0 where none is linked."""
    excess, links = 0.0, 0
    for other in range(DOMAIN_COUNT):
        if (LINKED[domain] >> other) & 1:
            excess += person.need[other] - site.reference.need[other]
            links += 1
    return excess / links if links > 0 else 0.0


@helper
def unmet_links(person: Any, site: Any, domain: int) -> float:
    """The share of the needs linked to this one that are active and that nobody serves."""
    unmet, links = 0.0, 0
    for other in range(DOMAIN_COUNT):
        if (LINKED[domain] >> other) & 1:
            links += 1
            if person.need[other] >= site.numbers.needs.active and person.pathway[other] != SERVED:
                unmet += 1.0
    return unmet / links if links > 0 else 0.0


@helper
def heaviest(person: Any) -> float:
    """The person's heaviest need, 0..1."""
    most = 0.0
    for domain in range(DOMAIN_COUNT):
        most = max(most, person.need[domain])
    return most


@helper
def poisson(luck: float, mean: float) -> int:
    """The Poisson count with this mean at this luck (inversion; means of up to some dozens)."""
    count, chance = 0, math.exp(-mean)
    reached = chance
    while luck > reached and count < 10_000:
        count += 1
        chance *= mean / count
        reached += chance
    return count


@helper
def housing_list(person: Any) -> int:
    """The list that an application stands on: priority when homeless and approved (unit 0), else general (unit 8)."""
    return 0 if person.tenancy == HOMELESS and person.priority_case == 1 else DOMAIN_COUNT


@helper
def delivering(site: Any) -> bool:
    """Whether what the programme pays for is at work this week."""
    return site.plan.delivers_from <= site.week < site.plan.funded_until


@helper
def fourth_week(site: Any) -> bool:
    """Whether the partnership takes stock this week, as it does every fourth."""
    return site.week % WEEKS_TO_TAKE_STOCK == 0


@helper
def has_coach(person: Any, site: Any) -> bool:
    """In an active relationship with a coach whose post is filled."""
    return person.relationship == ACTIVE and site.coach[person.coach].weeks_vacant == 0


@helper
def met_by_worker(person: Any) -> bool:
    """In an active relationship with a coach, or linked by a link worker."""
    return person.relationship == ACTIVE or person.relationship == LINKED_BY_WORKER


@helper
def normal_quantile(share: float) -> float:
    """The standard normal value below which this share lies (Acklam's rational approximation, error < 1.2e-9)."""
    if share < 0.02425:
        return _tail(math.sqrt(-2.0 * math.log(share)))
    if share > 1.0 - 0.02425:
        return -_tail(math.sqrt(-2.0 * math.log(1.0 - share)))
    q = share - 0.5
    r = q * q
    above = (
        (((-39.69683028665376 * r + 220.9460984245205) * r - 275.9285104469687) * r + 138.3577518672690) * r
        - 30.66479806614716
    ) * r + 2.506628277459239
    below = (
        (((-54.47609879822406 * r + 161.5858368580409) * r - 155.6989798598866) * r + 66.80131188771972) * r
        - 13.28068155288572
    ) * r + 1.0
    return above * q / below


@helper
def _tail(q: float) -> float:
    above = (
        (((-0.007784894002430293 * q - 0.3223964580411365) * q - 2.400758277161838) * q - 2.549732539343734) * q
        + 4.374664141464968
    ) * q + 2.938163982698783
    below = (
        ((0.007784695709041462 * q + 0.3224671290700398) * q + 2.445134137142996) * q + 3.754408661907416
    ) * q + 1.0
    return above / below


@helper
def lognormal(luck: float, mean: float, sigma: float) -> float:
    """The lognormal quantity with this mean and log standard deviation at this luck."""
    return mean * math.exp(sigma * normal_quantile(luck) - 0.5 * sigma * sigma)
