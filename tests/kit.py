"""People and sites for the tests of rules: neutral stand-ins, their luck, and arbitrary valid people.

`person()` is at home, in the community, without a coach, with eight light needs that everybody has heard of,
and with luck under which nothing happens to them. `site()` is their community in week 20: all mechanisms on,
all numbers at their defaults, nothing funded, services with hours to spare, no strain, nobody from outside in the
queue (a unit's luck is 0: no house falls vacant), the community's default trust at its number, and reference means
at that person's own values, so that every factor is neutral. Tests name what is different:

    who = lucky(person(trust=0.9, need={MENTAL_HEALTH: 0.8}), SEEK)
    where = site(numbers={"seeking.rate": 0.05}, off=("trust",), service={MENTAL_HEALTH: {"free": 0.0}})

A list takes a dict of what differs by place, a whole list, or one value for all places. `funded()` is a site
whose programme is at work, in two posts at usual stress and skill that nobody leaves; `partnered()` one whose services
work jointly, and nobody leaves a role.
`changes_made(rule, who, where)` plays a rule and names what it changed.

"Nothing happens" is luck just below 1. Where a page turns one luck by domain (`chance.turned`), or draws a
size from it (a shock, a purchase), give the luck that is meant: `lucky(who, DROP_OUT, 0.5, domain)`.
"""

import copy
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

import numpy as np
import pytest
from hypothesis import strategies as st

from simmodel.chance import PURPOSES, as_luck
from simmodel.engine.agents import Attributes
from simmodel.measures import logistic
from simmodel.parameters import Parameters, catalogue
from simmodel.person import MOST_CHILDREN
from simmodel.quantities import WEEKS_PER_MONTH, weekly_probability
from simmodel.site import SITE
from simmodel.vocabulary import (
    ACTIVE,
    DOMAINS,
    HOUSING,
    LINKED_BY_WORKER,
    MECHANISMS,
    RELATIONSHIPS,
    SERVED,
    STABLE,
    TENANCIES,
    TENURES,
    WORKING_TOGETHER,
)
from simmodel.world import GENERAL_LIST, NEVER, PERSON, PROGRAMME_DWELLINGS, SERVICES

WEEK = 20
NOTHING_HAPPENS = 2**32 - 1
_catalogue = lru_cache(maxsize=1)(catalogue)
NEVER_YET = ("weeks_free", "enrolled", "index_release", "new_sentence_after", "breach_after", "remand_after")
NEVER_YET += ("born", "last_report")


def person(**fields: Any) -> Attributes:
    """A neutral person with these fields changed."""
    who = Attributes(np.zeros((), PERSON)[()])
    numbers = _site_record().numbers
    light = [0.4] * len(DOMAINS)
    light[HOUSING] = float(numbers.housing.need[STABLE])
    neutral = {
        "luck_number": 1,
        "arrives": -200,
        "age": 35.0,
        "frailty": 1.0,
        "set_point": light,
        "need": light,
        "known": 1,
        "trust": 0.5,
        "agency": 0.4,
        "coach": -1,
        "tenancy": STABLE,
        "tenancy_weeks": 200,
        "luck": NOTHING_HAPPENS,
    }
    _change(who, neutral | dict.fromkeys(NEVER_YET, NEVER))
    _change(who, fields)
    return who


def site(
    numbers: Mapping[str, float] | None = None,
    off: tuple[str, ...] = (),
    around: Attributes | None = None,
    **changes: Any,
) -> Attributes:
    """A neutral site with these numbers (by dotted name), mechanisms off, and fields changed.

    The reference means are those of the person `around`, the neutral one if none is given; they stay when
    `numbers` change, as a draw's solution does.
    """
    place = Attributes(_site_record())
    _change(place, {"reference": means_of(around or person())})
    for dotted, value in (numbers or {}).items():
        _set_number(place.numbers, dotted, value)
    assert set(off) <= set(MECHANISMS), f"no such mechanism: {off}"
    _change(place, {"on": dict.fromkeys(off, 0)})
    _change(place, changes)
    return place


def funded(**changes: Any) -> Attributes:
    """A site in week 20 of a three-year programme, at work since week 17: two coaches, nine places each."""
    plan = {"funded_until": 156, "delivers_from": 17, "caseload": 9.0, "brokerage_year": 5e6}
    changes["plan"] = plan | changes.get("plan", {})
    numbers = _site_record().numbers
    usual = {"stress": float(numbers.workforce.usual_stress), "skill": float(numbers.coaching.usual_skill)}
    posts = changes.setdefault("coach", {})
    for post in range(2):
        posts[post] = {"fte": 1.0, "places": 9, "luck": NOTHING_HAPPENS} | usual | posts.get(post, {})
    return site(**({"brokerage_left": 5e6, "posts": 2} | changes))


def partnered(make: Callable[..., Attributes] = site, **changes: Any) -> Attributes:
    """A site (or what `make` makes) where all silos work jointly, in a safe group that works together, half the
    levels of governance behind it: eight hours of operational meetings a month, for as long as anybody looks."""
    plan = {"joins_from": -500, "joins_until": 5000, "joint_hours": [0.0, 8.0 / WEEKS_PER_MONTH, 0.0, 0.0]}
    usual = {
        "plan": plan | {"levels": 0.5},
        "partnership": {"stage": WORKING_TOGETHER, "stage_weeks": 10, "safety": 0.6, "authorising": 0.5},
        "service": {domain: {"takes_part": 1} for domain in range(1, len(DOMAINS))},
    }
    for name, fields in usual.items():
        given = changes.get(name, {})
        if name == "service":
            given = {unit: fields.get(unit, {}) | given.get(unit, {}) for unit in {*fields, *given}}
        changes[name] = fields | given
    return make(**changes)


def means_of(who: Attributes) -> dict[str, Any]:
    """Reference means at this person's values; services fit as they do a neutral person in one service."""
    presence = logistic(_site_record().numbers.quality.presence)
    return {
        "trust": who.trust,
        "agency": who.agency,
        "load": sum(who.need) / len(who.need),
        "need": list(who.need),
        "match": 1.0,
        "presence": presence,
        "complement": 1.0,
        "dilution": 1.0,
        "calm": 1.0,
        "quality": presence,
        "told": who.told,
        "weeks": 3.0,
        "retold": 0.0,
        "attended": 0.39,
        "eligible": 0.76,
        "dropped": 0.12,
        "confidence": max(who.trust, who.bond),
        "strain": [0.0] * len(DOMAINS),
        "child_exposure": sum(who.need) / len(who.need),
        "child_risk": 1.0,
        "child_return": 1.0,
    }


def lucky(who: Attributes, purpose: int, uniform: float = 1e-9, domain: int = 0) -> Attributes:
    """The same person with this luck (1e-9: it happens); where one luck is turned by domain, name it."""
    place = (uniform - 0.125 * domain) % 1.0
    who.luck[purpose] = min(as_luck(place), NOTHING_HAPPENS)
    return who


def unlucky(who: Attributes, purpose: int, domain: int = 0) -> Attributes:
    """The same person with luck under which this does not happen (in this domain, where luck is turned)."""
    return lucky(who, purpose, 1.0 - 1e-9, domain)


def changes_made(rule: Callable[..., Any], who: Attributes, where: Attributes, *more: Any) -> set[str]:
    """Play a person rule and name what it changed: `trust`, or `site.tally.seeking`; empty if nothing."""
    before, before_site = as_plain(who), as_plain(where)
    rule(who, where, *more)
    return _differences("", before, as_plain(who)) | _differences("site", before_site, as_plain(where))


def as_plain(value: Any) -> Any:
    """A copy as dicts, lists and numbers, which can be compared."""
    if isinstance(value, Attributes):
        return {name: as_plain(item) for name, item in vars(value).items()}
    if isinstance(value, list) and value and isinstance(value[0], Attributes):
        return [as_plain(item) for item in value]
    return copy.copy(value)


def chance_of(happens: Callable[[float], bool]) -> float:
    """The chance of an event that small luck brings on: the luck up to which it happens, by bisection."""
    low, high = 0.0, 1.0
    for _ in range(30):
        middle = (low + high) / 2
        low, high = (middle, high) if happens(middle) else (low, middle)
    return low


def weekly(hazard: float) -> Any:
    """The chance of a week at this hazard, as near as luck of 32 bits and bisection can find it."""
    return pytest.approx(weekly_probability(hazard), abs=3e-9)


def lean(dotted: str, outcome: Callable[[Attributes], float], make: Callable[..., Attributes] = site) -> int:
    """Which way `outcome(site)` goes (-1, 0, 1) from the low to the high end of the number's range."""
    _, _, low, high = _catalogue()[dotted]
    less, more = outcome(make(numbers={dotted: low})), outcome(make(numbers={dotted: high}))
    return (more > less) - (more < less)


def names_of_numbers(page: str) -> set[str]:
    """The names of the page's numbers, without the page and the items."""
    return {dotted.split(".")[1] for dotted in _catalogue() if dotted.split(".")[0] == page}


def states_are_valid(who: Attributes) -> bool:
    """Whether every state that is a share lies between 0 and 1."""
    return all(0.0 <= state <= 1.0 for state in (*who.need, who.trust, who.agency, who.bond, *who.in_care))


shares = st.floats(0.0, 1.0)


@st.composite
def people(draw: st.DrawFn, **fixed: Any) -> Attributes:
    """Arbitrary valid people, all states in their domains; `fixed` holds fields to values or strategies."""
    by_domain = {"min_size": len(DOMAINS), "max_size": len(DOMAINS)}
    pathway = draw(st.lists(st.integers(0, 3), **by_domain))
    pathway[HOUSING] = min(pathway[HOUSING], SERVED - 1)
    custody, gone = draw(st.integers(0, 3)), draw(st.sampled_from((0, 0, 0, 1, 2)))
    relationship = draw(st.integers(0, len(RELATIONSHIPS) - 1))
    known = draw(st.lists(st.integers(0, 1), **by_domain))
    met_now = relationship in (ACTIVE, LINKED_BY_WORKER)
    born = sorted(draw(st.lists(st.integers(WEEK - 1100, WEEK), max_size=MOST_CHILDREN)), reverse=True)
    children = born + [NEVER] * (MOST_CHILDREN - len(born))
    fields = {
        "luck_number": draw(st.integers(0, 2**31 - 1)),
        "cohort": draw(st.integers(0, 3)),
        "barred": draw(st.integers(0, 1)),
        "priority_case": draw(st.integers(0, 1)),
        "arrives": draw(st.integers(-200, WEEK)),
        "age": draw(st.floats(16, 80)),
        "priors": draw(st.integers(0, 20)) * 1.0,
        "frailty": draw(st.floats(0.05, 10)),
        "set_point": draw(st.lists(shares, **by_domain)),
        "born": children,
        "in_care": [draw(st.integers(0, 1)) if week > NEVER else 0 for week in children],
        "last_report": [
            draw(st.one_of(st.just(NEVER), st.integers(-150, WEEK - 1))) if week > NEVER else NEVER for week in children
        ],
        "exposure": [draw(st.floats(-150, 150)) if week > NEVER else 0.0 for week in children],
        "reported_now": draw(st.integers(0, len(born))) if born else 0,
        "need": draw(st.lists(shares, **by_domain)),
        "known": known,
        "recorded": [heard * draw(st.integers(0, 1)) for heard in known],
        "trust": draw(shares),
        "agency": draw(shares),
        "bond": draw(shares),
        "gone": gone,
        "has_sought": draw(st.integers(0, 1)),
        "coach": draw(st.integers(0, 1)) if relationship else -1,
        "relationship": relationship,
        "enrolled": draw(st.integers(0, WEEK)) if relationship else NEVER,
        "chosen": draw(st.integers(0, len(DOMAINS) - 1)),
        "linked_weeks": draw(st.integers(0, 20)) if relationship == LINKED_BY_WORKER else 0,
        "sessions": draw(st.integers(0, 8)) * 1.0 if relationship == LINKED_BY_WORKER else 0.0,
        "hours": draw(st.floats(0, 40)) if met_now else 0.0,
        "skill": draw(shares) if relationship == ACTIVE else 0.0,
        "pathway": pathway,
        "by_coach": draw(st.lists(st.integers(0, 1), **by_domain)),
        "handed_on": draw(st.lists(st.integers(0, 1), **by_domain)),
        "relational": draw(st.lists(st.integers(0, 1), **by_domain)),
        "asked": draw(st.lists(st.integers(-200, WEEK), **by_domain)),
        "due": draw(st.lists(st.integers(-200, WEEK + 60), **by_domain)),
        "tenancy": draw(st.integers(0, len(TENANCIES) - 1)),
        "supported": draw(st.integers(0, len(TENURES) - 1)),
        "tenancy_weeks": draw(st.integers(0, 500)),
        "custody": custody,
        "custody_weeks_left": draw(st.integers(1, 300)) if custody else 0,
        "weeks_free": draw(st.one_of(st.just(NEVER), st.integers(0, 1500))),
        "parole_weeks": draw(st.integers(0, 78)),
        "at_work": draw(st.integers(0, 1)) if custody == 0 else 0,
        "told": draw(st.floats(0, 20)),
        "off_course": draw(st.integers(0, 1)),
        "load_on_course": draw(shares),
        "seeking": draw(st.integers(0, 1)),
        "met": draw(st.integers(0, 8)) * 1.0,
        "refused": draw(st.integers(0, 8)) * 1.0,
        "told_again": draw(st.integers(0, 8)) * 1.0,
        "found_out": draw(st.integers(0, 1)),
        "engaged": draw(st.integers(0, 8)) * 1.0,
        "progress": draw(st.floats(0, 0.05)) if relationship == ACTIVE else 0.0,
        "crisis_now": draw(st.integers(0, 5)),
        "luck": np.frombuffer(draw(st.binary(min_size=4 * PURPOSES, max_size=4 * PURPOSES)), "<u4").tolist(),
    }
    held = {name: draw(value) if isinstance(value, st.SearchStrategy) else value for name, value in fixed.items()}
    return person(**(fields | held))


@st.composite
def beliefs(draw: st.DrawFn, *pages: str) -> dict[str, float]:
    """Any values inside their evidence ranges for every number of these pages, for `site(numbers=...)`."""
    return {
        name: draw(st.floats(low, high))
        for name, (_, _, low, high) in _catalogue().items()
        if name.split(".")[0] in pages
    }


@lru_cache(maxsize=1)
def _site_record() -> Any:
    """The neutral site without its reference means."""
    record = np.zeros(1, SITE).view(np.recarray)[0]
    record.week, record.luck_number, record.key = WEEK, 1, 1
    record.numbers = Parameters().record()
    record.default_trust = record.numbers.trust.default
    record.custody_level, record.custody_curve[:] = 1.0, 0.004
    record.partnership.safety, record.role["luck"][:] = record.numbers.partnership.usual_safety, NOTHING_HAPPENS
    record.plan.caseload, record.plan.count_releases = 1.0, 156
    for name in MECHANISMS:
        record.on[name] = 1
    for unit in range(SERVICES):
        service = record.service[unit]
        service.place, service.oldest, service.jumped = 1.0, WEEK, NEVER
        if unit not in (HOUSING, GENERAL_LIST, PROGRAMME_DWELLINGS):
            service.hours = service.free = 10.0
            service.place = record.numbers.services.place_hours[unit]
            service.episode = int(record.numbers.services.episode_weeks[unit])
    return record


def _set_number(numbers: Attributes, dotted: str, value: float) -> None:
    page, key, *item = dotted.split(".")
    number = _catalogue()[dotted][0]
    if item:
        getattr(getattr(numbers, page), key)[number.items.index(item[0])] = value
    else:
        setattr(getattr(numbers, page), key, value)


def _change(target: Attributes, changes: Mapping[str, Any]) -> None:
    for name, value in changes.items():
        assert name in vars(target), f"there is no field called {name!r}"
        now = getattr(target, name)
        if isinstance(now, Attributes):
            _change(now, value)
        elif isinstance(now, list):
            setattr(target, name, _changed_list(now, value))
        else:
            setattr(target, name, value)


def _changed_list(now: list[Any], value: Any) -> list[Any]:
    if not isinstance(value, Mapping):
        changed = list(value) if hasattr(value, "__len__") else [value] * len(now)
        assert len(changed) == len(now), f"{len(changed)} values for {len(now)} places"
        return changed
    changed = list(now)
    for place, item in value.items():
        if isinstance(changed[place], Attributes):
            _change(changed[place], item)
        else:
            changed[place] = item
    return changed


def _differences(where: str, before: Any, after: Any) -> set[str]:
    if isinstance(before, dict):
        inside = where + "." if where else ""
        return set().union(*(_differences(inside + name, before[name], after[name]) for name in before))
    return set() if before == after else {where}
