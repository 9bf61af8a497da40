"""The loops that call the rules of a week; both drivers use these, one as plain Python and one compiled.

Consecutive person rules are fused into one pass over the people. Each maker returns a function of (people, site);
`people` is a sequence of Mesa agents or an array of records, in the same order.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from simmodel.chance import GRANT, luck_of
from simmodel.compiled import helper
from simmodel.week import Allotment, Rule, Step, Week

Pass = Callable[[Any, Any], None]


def passes(week: Week) -> Pass:
    """One function that plays the whole week."""
    made: list[Pass] = []
    fused: list[Rule] = []
    for step in week.steps:
        if isinstance(step, Step) and step.calls_for == "person":
            fused.append(step.rule)
            continue
        if fused:
            made.append(for_each_person(fused))
            fused = []
        made.append(allot(step) if isinstance(step, Allotment) else for_site_or_unit(step))
    if fused:
        made.append(for_each_person(fused))
    return in_turn(made)


def in_turn(functions: list[Callable[[Any, Any], Any]]) -> Callable[[Any, Any], None]:
    """One function of two arguments that calls these, one after the other.

    Halves call halves, so that however many rules there are, calls do not nest deeply.
    """
    if not functions:

        @helper
        def nothing(first: Any, second: Any) -> None:
            pass

        return nothing
    if len(functions) == 1:
        return functions[0]
    half = len(functions) // 2
    earlier, later = in_turn(functions[:half]), in_turn(functions[half:])

    @helper
    def both(first: Any, second: Any) -> None:
        earlier(first, second)
        later(first, second)

    return both


def for_each_person(rules: list[Rule]) -> Pass:
    """A pass over everyone who has arrived."""
    act = in_turn(rules)

    @helper
    def everyone(people: Any, site: Any) -> None:
        for place in range(site.arrived):
            act(people[place], site)

    return everyone


def for_site_or_unit(step: Step) -> Pass:
    """A rule of the site, or of each of its services or coaches."""
    rule = step.rule
    if step.calls_for == "site":

        @helper
        def once(people: Any, site: Any) -> None:
            rule(site)

        return once

    if step.calls_for == "coach":

        @helper
        def each_coach(people: Any, site: Any) -> None:
            for post in range(site.posts):
                rule(site.coach[post], site)

        return each_coach

    @helper
    def each_service(people: Any, site: Any) -> None:
        for unit in range(len(site.service)):
            rule(site.service[unit], site)

    return each_service


def allot(step: Allotment) -> Pass:
    """Hand out something finite, unit by unit, to all who ask, in order, while it lasts."""
    units, asks, lasts, grant = step.units, step.asks, step.lasts, step.rule
    order: Callable[..., float] = step.order
    ahead: Rule = step.ahead or nobody_ahead

    @helper
    def hand_out(people: Any, site: Any) -> None:
        for unit in units:
            if lasts(site, unit):
                asking = np.empty(site.arrived, np.int64)
                count = who_asks(people, site, unit, asks, asking)
                while count > 0 and lasts(site, unit):
                    first = next_in_order(people, site, asking, count, order, unit)
                    person = people[asking[first]]
                    turn = order(person, site, unit)
                    ahead(site, unit, turn + 1.0 if luck_of(person, GRANT) >= 0.5 else turn)
                    if lasts(site, unit):
                        count -= 1
                        asking[first] = asking[count]
                        grant(person, site, unit)
                if count == 0:
                    ahead(site, unit, site.week + 1.0)

    return hand_out


@helper
def who_asks(people: Any, site: Any, unit: int, asks: Any, asking: Any) -> int:
    """Write the places of all who ask into `asking`; how many they are."""
    count = 0
    for place in range(site.arrived):
        if asks(people[place], site, unit):
            asking[count] = place
            count += 1
    return count


@helper
def nobody_ahead(site: Any, unit: int, before: float) -> None:
    """There is no outside demand for this."""


@helper
def next_in_order(people: Any, site: Any, asking: Any, count: int, order: Any, unit: int) -> int:
    """The place in `asking` of whoever is next: by order, then by luck, then by luck number."""
    best = 0
    for place in range(1, count):
        one, other = people[asking[place]], people[asking[best]]
        mine, theirs = order(one, site, unit), order(other, site, unit)
        if mine == theirs:
            mine, theirs = luck_of(one, GRANT), luck_of(other, GRANT)
        if mine == theirs:
            mine, theirs = one.luck_number * 1.0, other.luck_number * 1.0
        if mine < theirs:
            best = place
    return best
