"""What each sum of money brings, in sentences: where it pays, where the next dollar stops paying, the least for a
chance."""

from __future__ import annotations

from simmodel.bands import RUNS_TO_TELL, Sampled, samples
from simmodel.funding.found import NOTHING
from simmodel.funding.gains import GAINS, bare
from simmodel.funding.result import NET, Funded, Least, Likely, OfScenario
from simmodel.words import dollars


def sentences(found: Funded) -> list[str]:
    """Every finding in a sentence, scenario by scenario."""
    told = []
    for each in found.scenarios:
        told.append(f"{each.name}, {_span(found, each)}: {_pays(found, each)}.")
        told += [f"{each.name}: {words}." for words in (_next_dollar(found, each), _least(found, each))]
        if each.least_for_gain is not None:
            told.append(f"{each.name}: {_least_for_gain(found, each)}.")
    return told


def money(value: float | None) -> str:
    """Dollars of a large sum in three figures, "$1.23 million", "-$410,000"; "none"."""
    if value is None:
        return "none"
    if abs(value) >= 999_500:
        return f"{'-' if value < 0 else ''}${abs(value) / 1e6:,.2f} million"
    return dollars(round(value, -3) if abs(value) >= 10_000 else value)


def few_told(found: Sampled) -> str:
    """That so few draws make nothing clear, "with fewer than 10 draws nothing is called clear"; "" with enough."""
    of = "draws" if found.draws else "runs"
    return f"with fewer than {RUNS_TO_TELL} {of} nothing is called clear" if samples(found) < RUNS_TO_TELL else ""


def percent(share: float) -> str:
    """A share as people read it, "50%"."""
    return f"{100 * share:.0f}%"


def _span(found: Funded, each: OfScenario) -> str:
    ends = [dollars(each.levels[place].level.dollars) for place in (0, -1)]
    between = " to ".join(dict.fromkeys(ends))
    place = " and site" if found.sites else ""
    return f"{between} a year{place}, {len(each.levels)} level{'' if len(each.levels) == 1 else 's'}"


def _pays(found: Funded, each: OfScenario) -> str:
    """At which levels benefits exceed costs, and at which of them clearly."""
    above = [one for one in each.levels if (one.net.mean or 0.0) > 0]
    few = few_told(found)
    if not above:
        lowest, highest = (money(pick(one.net.mean or 0.0 for one in each.levels)) for pick in (min, max))
        clear = sum(NET in one.clear for one in each.levels)
        sure = {len(each.levels): "all of them", 0: "none of them"}.get(clear, f"{clear} of them")
        how = few or f"clearly below 0 at {sure}"
        return f"no level played pays; net present values run from {lowest} to {highest}; {how}"
    paying = ", ".join(dollars(one.level.dollars) for one in above)
    unsure = sum(NET not in one.clear for one in above)
    open_ = f" (no clear gain at {unsure} of these)" if unsure and not few else ""
    until = "" if each.pays_up_to is None else f"; above about {money(each.pays_up_to)} a year it no longer pays"
    return f"at {paying} a year benefits exceed costs on the mean{open_}{until}" + (f"; {few}" if few else "")


def _next_dollar(found: Funded, each: OfScenario) -> str:
    """Where the next dollar stops paying, as the levels show it, and which levels are as good for all these runs say.

    How often it is best when draws are drawn again is said only where it is clearly the best.
    """
    others = [place for place in each.open if place != each.best]
    sure = f"in {percent(each.often.get(each.best, 0.0))} of resamples it is the best"
    if others:
        sure = (
            "on the mean"
            if few_told(found)
            else f"not told apart from {_listed(each, others)} by two Monte Carlo errors"
        )
    if each.best == NOTHING:
        return f"the first dollar does not pay: of the levels played, no money at all has the highest net ({sure})"
    top = dollars(each.levels[each.best].level.dollars)
    if each.stops is None:
        return f"{top}, the highest level, has the highest net ({sure}); where the next dollar stops is not seen here"
    return f"the next dollar stops paying at about {top} a year, the level with the highest net ({sure})"


def _listed(each: OfScenario, places: list[int]) -> str:
    return ", ".join("no money" if place == NOTHING else dollars(each.levels[place].level.dollars) for place in places)


def _least(found: Funded, each: OfScenario) -> str:
    wanted = f"a chance of {percent(found.question.chance)} that it pays"
    return _least_told(wanted, each, each.least, [one.pays for one in each.levels])


def _least_for_gain(found: Funded, each: OfScenario) -> str:
    outcome, gain = str(found.question.outcome), found.question.gain
    amount = "any" if gain == 0 else f"more than {bare(gain)}"
    wanted = f"a chance of {percent(found.question.chance)} of {amount} {GAINS[outcome].label} (discounted)"
    assert each.least_for_gain is not None
    chances = [one.reaches for one in each.levels if one.reaches is not None]
    return _least_told(wanted, each, each.least_for_gain, chances)


def _least_told(wanted: str, each: OfScenario, least: Least, chances: list[Likely]) -> str:
    """The least funding for a chance; plainly where no level has it, with the highest chance there is."""
    if least.dollars is None:
        place = max(range(len(chances)), key=lambda level: chances[level].share)
        most, level = chances[place], each.levels[place].level
        return f"no level reaches {wanted}; the highest is {chance_told(most)}, at {dollars(level.dollars)} a year"
    first, last = each.levels[0].level.dollars, each.levels[-1].level.dollars
    if least.dollars <= first:
        lowest = f"{dollars(first)}, the lowest level, has {wanted} already ({chance_told(chances[0])})"
        return lowest + ("" if least.later == first else f"; {_open(least, last)}")
    if least.between is not None:
        return f"the least funding with {wanted} {_between(each, least, chances)}"
    return f"the least funding with {wanted} is about {money(least.dollars)} a year; {_open(least, last)}"


def _between(each: OfScenario, least: Least, chances: list[Likely]) -> str:
    """The two levels played between which a chance leaps, and what chance each has."""
    by_dollars = {one.level.dollars: chance for one, chance in zip(each.levels, chances, strict=True)}
    assert least.between is not None
    low, high = least.between
    ends = f"{chance_told(by_dollars[low])} at the one, {chance_told(by_dollars[high])} at the other"
    return f"lies between {dollars(low)} and {dollars(high)} a year, with no level played between them ({ends})"


def _open(least: Least, last: float) -> str:
    sooner = "" if least.sooner is None else money(least.sooner)
    later = f"more than {dollars(last)}" if least.later is None else money(least.later)
    return f"so few samples leave {sooner} to {later} open"


def chance_told(found: Likely) -> str:
    """A chance with its range, "0% of 10 draws (0% to 28%)"."""
    return f"{percent(found.share)} of {found.samples} {found.of} ({percent(found.low)} to {percent(found.high)})"
