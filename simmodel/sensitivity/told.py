"""What matters most, how much of it nobody has measured, and what to find out first, in sentences."""

from __future__ import annotations

from simmodel.appraisal.money.information import Worth
from simmodel.bands import counted, place_of
from simmodel.funding.told import money, percent
from simmodel.money_words import draws_told, limit_told
from simmodel.sensitivity.found import draws_to_see
from simmodel.sensitivity.result import Driver, Group, Sensitivity
from simmodel.sensitivity.shares import Share
from simmodel.sensitivity.together import fitted_told
from simmodel.words import years

NAMED = 3
"""How many numbers are named in a sentence."""
WORTH_A_LOOK = 0.1
"""The share of what evidence leaves open from which on a number matters to whoever collects data."""
ERRORS_TO_BE_CLEAR = 2.0


def sentences(found: Sensitivity) -> list[str]:
    """The answer first; then what it does not tell, what knowing more is worth, and what to find out first."""
    told = [
        _answer(found),
        fitted_told(found),
        _what_is_left(found),
        _worth_of_knowing(found),
        _pilot(found),
        _first(found),
    ]
    return [sentence for sentence in told if sentence]


def name_of_driver(driver: Driver) -> str:
    """Its meaning and its name in study files, “hours that a specialist takes” (services.visit)."""
    return " together with ".join(f"“{each.meaning}” ({each.name})" for each in driver.numbers)


def share_told(share: Share) -> str:
    """A share with its error, "42% (error 5)"."""
    return f"{percent(max(share.share, 0.0))} (error {100 * share.error:.0f})"


def _answer(found: Sensitivity) -> str:
    what = f"in the {found.question.label} of {found.question.scenario}"
    if found.question.assumed_link:
        what += " (it rests on an assumed link)"
    if found.evidence == 0:
        return (
            f"Luck explains all that was seen {what} over {counted(found)}; more runs a draw may tell evidence from it."
        )
    rests = (
        f"no share can be told of what rests on numbers that nobody has measured: {found.assumed} of the "
        f"{len(found.numbers)} that vary are such"
        if found.rests_on is None
        else f"{share_told(found.rests_on)} rests on numbers that nobody has measured "
        f"(grades D and M: {found.assumed} of the {len(found.numbers)} that vary)"
    )
    return f"Of what evidence leaves open {what}, {rests}; {_most(found)}."


def _most(found: Sensitivity) -> str:
    if not found.drivers:
        return "no number stands out clearly from luck and from the others"
    named = [f"{name_of_driver(each)}, {share_told(each.total)}" for each in found.drivers[:NAMED]]
    return "what matters most is " + ", then ".join(named)


def _what_is_left(found: Sensitivity) -> str:
    """What the numbers that stand out do not tell, and how many draws it takes to see more."""
    if found.evidence == 0:
        return ""
    luck = f"Luck makes up {percent(1 - found.evidence)} of how the means of draws differ."
    seen = f"A number shows in {found.draws:,} draws where it makes up {percent(found.stands_out_from)} or more"
    further = f"{seen}; for {percent(found.stands_out_from / 2)} it takes about {_needed(found):,} draws."
    if not found.drivers:
        return f"{luck} {further}"
    count = len(found.drivers)
    who = "The one number that stands out predicts" if count == 1 else f"The {count} numbers that stand out predict"
    rest = f"the rest is spread over numbers each too small to be seen, and over how numbers act together. {further}"
    return f"{luck} {who} {percent(found.explained)} of the remainder in draws that they were not learned from; {rest}"


def _needed(found: Sensitivity) -> int:
    exact = draws_to_see(found.stands_out_from / 2, found)
    return round(exact, -1 if exact < 1000 else -2)


def _worth_of_knowing(found: Sensitivity) -> str:
    if found.everything is None or found.pays is None:
        return ""
    pays = f"It pays in {percent(found.pays)} of draws (luck taken out)"
    if found.everything == 0:
        return (
            f"{pays}, and the same scenario is worth most of all {draws_told(1.0, found.draws)}"
            f"{limit_told(1.0, found.draws)}: for that choice these draws show nothing that knowing more is worth. "
            "The shares say what moves the amount, not what decides."
        )
    luck = f"We do not know the numbers: to know all of them before choosing is worth {money(found.everything)}"
    varies = f"{place_of(found)} varies anyway: if its luck were known too it would seem {money(found.with_luck)}"
    groups = [each for each in found.groups if each.worth is not None and _clear(each.worth)]
    best = max(groups, key=lambda each: each.worth.value if each.worth else 0.0, default=None)
    most = (
        f"; most is worth the page {spaced(best.page)}, {_dollars(best)}"
        if best
        else "; no page alone is clearly worth any"
    )
    return f"{pays}. {luck}{most}. {varies[0].upper()}{varies[1:]}, which no evidence can bring."


def _dollars(group: Group) -> str:
    assert group.worth is not None
    return worth_told(group.worth)


def worth_told(worth: Worth) -> str:
    """What knowing is worth with its error, "$120,000 (error $30,000)"."""
    return f"{money(worth.value)} (error {money(worth.error)})"


def _clear(worth: Worth) -> bool:
    return worth.value > ERRORS_TO_BE_CLEAR * worth.error


def _pilot(found: Sensitivity) -> str:
    if found.pilot is None or not found.everything:
        return ""
    size = f"{found.pilot.people:,.0f} people with the programme and as many without, by lot"
    what = f"A pilot of {size}, followed for {years(found.pilot.years)} with nobody lost,"
    worth = worth_told(found.pilot.worth)
    if not _clear(found.pilot.worth):
        return f"{what} is not clearly worth anything for this choice: {worth}."
    return f"{what} is worth {worth} for this choice, before what it costs."


def _first(found: Sensitivity) -> str:
    """What to find out first: of the numbers that nobody has measured, those that move most."""
    worth = [
        each
        for driver in found.drivers
        if driver is found.drivers[0] or (driver.total.share >= WORTH_A_LOOK and _seen(driver.total))
        for each in driver.numbers
        if each.assumed
    ][:NAMED]
    if not worth:
        return ""
    named = "; ".join(
        f"“{each.meaning}” ({each.name}, ledger {each.number.evidence}, grade {each.grade})" for each in worth
    )
    return f"What data to collect first, to narrow the range: {named}."


def _seen(share: Share) -> bool:
    return share.share > ERRORS_TO_BE_CLEAR * share.error


def spaced(page: str) -> str:
    """The name of a page in words."""
    return page.replace("_", " ")
