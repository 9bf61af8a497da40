"""Numbers and results in plain words: one sentence for the whole result, one for each difference.

Two bands stand beside a difference. "Evidence": what the difference may be over many sites, for all that is not known
about the numbers of the model. "One site" (or "all 3 sites"): what the place may see, its luck included. Whether a
difference is clear is a question to the evidence, so the evidence band decides it, widened at each end by two Monte
Carlo errors (more runs must not be able to undo it); that one site may not show it is then said as well. Where there
is no evidence band, or luck explains all that was seen so that it is a point, the range of one site decides. Ends are
taken as printed; never any other test.
"""

from __future__ import annotations

from simmodel.appraisal.comparison import Comparison
from simmodel.appraisal.estimates import Difference, Estimate, is_all_luck
from simmodel.appraisal.outcomes import HEADLINE, OUTCOMES, Outcome
from simmodel.appraisal.runs import REACHED, SITE
from simmodel.bands import RUNS_TO_TELL, counted, place_of, samples, the_place

ERRORS_TO_TELL = 2.0
"""How many Monte Carlo errors an evidence band must be away from zero."""
TOO_FEW, NOT_CLEAR = "too few runs to tell", "no clear difference"

DEFINITIONS = {
    "new_sentence": "counted: a new sentence",
    "return_to_prison": "counted: a new sentence or a return for breach of parole",
    "any_custody": "counted: any custody, remand included",
}
"""What counts as a return to custody, as a sentence names it."""

_SMALL_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def headline(comparison: Comparison) -> str:
    """The whole result in one short sentence: each scenario against the base case on return to custody."""
    if not comparison.differences:
        return f"{comparison.title} holds only its base case, so there is nothing to compare."
    beside = f"compared with {comparison.base_case}"
    shared = shared_money(comparison)
    lead = f"With {shared}, {beside}" if shared else beside[:1].upper() + beside[1:]
    told = "; ".join(_scenario_told(comparison, name) for name in comparison.differences)
    ranges = "ranges hold evidence and luck" if comparison.draws else "ranges are luck only"
    return f"{lead}, return to custody within 24 months ({definition(comparison)}): {told}; {ranges}."


def sentences(comparison: Comparison) -> list[str]:
    """One sentence for every difference from the base case, in the order of the tables."""
    return [
        sentence(comparison, name, population, outcome)
        for name, populations in comparison.differences.items()
        for population, outcomes in populations.items()
        for outcome in outcomes
    ]


def sentence(comparison: Comparison, name: str, population: str, outcome: str) -> str:
    """What scenario `name` changes in one outcome of one population."""
    found = comparison.differences[name][population][outcome]
    instead = f"Under {_titled(comparison, name)} instead of {comparison.base_case}"
    told = _change_told(OUTCOMES[outcome], found, comparison)
    judged = _judged(OUTCOMES[outcome], found, comparison)
    return f"{instead}, {_whom(comparison, name, population)}, {told} {judged} ({counted(comparison)})."


def amount(outcome: Outcome, value: float | None) -> str:
    """A level as people read it: a share of 0.421 is "42.1%", money "$1,235", no value "none"."""
    if value is None:
        return outcome.nobody
    if outcome.kind == "share":
        return f"{round(100 * value, outcome.decimals):,.{outcome.decimals}f}%"
    return _sign(value, outcome, "") + _size(outcome, value)


def change(outcome: Outcome, value: float | None) -> str:
    """A difference with its sign, a share's in percentage points: "-4.0", "+$1,235", "0.0", "none"."""
    return outcome.nobody if value is None else _sign(value, outcome, "+") + _size(outcome, value)


def span(outcome: Outcome, estimate: Estimate) -> str:
    """The range of a level at one site, "38.0% to 46.2%", or that there is none."""
    if estimate.low is None:
        return outcome.nobody
    return f"{amount(outcome, estimate.low)} to {amount(outcome, estimate.high)}"


def evidence_span(outcome: Outcome, estimate: Estimate) -> str:
    """The evidence band of a level, or "none"."""
    if estimate.evidence_low is None:
        return "none"
    return f"{amount(outcome, estimate.evidence_low)} to {amount(outcome, estimate.evidence_high)}"


def change_span(outcome: Outcome, difference: Difference) -> str:
    """The range of a difference at one site, "-4.0 to +1.9", or that there is none."""
    if difference.low is None:
        return outcome.nobody
    return _ends(change(outcome, difference.low), change(outcome, difference.high))


def _ends(low: str, high: str) -> str:
    """A range in words, or its one value where both ends are printed alike."""
    return low if low == high else f"{low} to {high}"


def evidence_change_span(outcome: Outcome, difference: Difference) -> str:
    """The evidence band of a difference, or "none"."""
    if difference.evidence_low is None:
        return "none"
    return _ends(change(outcome, difference.evidence_low), change(outcome, difference.evidence_high))


def change_unit(outcome: Outcome) -> str:
    """The unit of a difference, as a row of a table names it: percentage points for a share."""
    return "percentage points" if outcome.kind == "share" else outcome.unit


def error_size(outcome: Outcome, estimate: Estimate) -> str:
    """The Monte Carlo error in the unit of a difference, or "none" from a single run."""
    return "none" if estimate.mc_error is None else _size(outcome, estimate.mc_error)


def tally(difference: Difference) -> str:
    """In how many paired runs it is better: "better in 3, worse in 1, the same in 4 of 8 runs"; or nothing."""
    better, worse, same = difference.runs_better, difference.runs_worse, difference.runs_same
    if better is None or worse is None or same is None:
        return ""
    counts = {"better in": better, "worse in": worse, "the same in": same}
    of = better + worse + same
    if of in counts.values():
        words = next(words for words, count in counts.items() if count == of)
        return f"{words} {'all ' if of > 1 else 'the '}{f'{of:,} runs' if of > 1 else 'one run'}"
    told = [f"{words} {count:,}" for words, count in counts.items() if count]
    return f"{', '.join(told)} of {of:,} runs"


def tally_cell(difference: Difference) -> str:
    """The same for a cell of a table: "3 / 1 / 4", or "none"."""
    counts = (difference.runs_better, difference.runs_worse, difference.runs_same)
    return "none" if None in counts else " / ".join(f"{count:,}" for count in counts)


def verdict(outcome: Outcome, difference: Difference, samples: int, place: str = "one site") -> str:
    """A clear difference, and for the better or worse; or no clear difference. `samples`: draws, or runs without any;
    `place`: whose luck the range holds.

    Clear means that both ends of the deciding band, rounded as printed, lie on one side of zero.
    """
    low, high = _deciding(outcome, difference)
    if low <= 0 <= high:
        return NOT_CLEAR
    if samples < RUNS_TO_TELL:
        return TOO_FEW
    told = "a clear difference"
    if outcome.better is not None:
        told += ", for the " + ("better" if (high < 0) == (outcome.better == "lower") else "worse")
    site = [_shown(outcome, end or 0.0) for end in (difference.low, difference.high)]
    return told + (f", though {place} may not show it" if site[0] <= 0 <= site[1] else "")


def _deciding(outcome: Outcome, found: Difference) -> tuple[float, float]:
    """The band that decides whether a difference is clear, as printed: evidence; one site if it is none or a point."""
    if found.evidence_low is None or found.evidence_high is None or is_all_luck(found):
        return _shown(outcome, found.low or 0.0), _shown(outcome, found.high or 0.0)
    margin = ERRORS_TO_TELL * (found.mc_error or 0.0)
    return _shown(outcome, found.evidence_low - margin), _shown(outcome, found.evidence_high + margin)


def definition(comparison: Comparison) -> str:
    """What this study counts as a return to custody, in words."""
    named = str(comparison.facts.get("return_definition", ""))
    return DEFINITIONS.get(named, f"counted: {named or 'as the study defines it'}")


def dollars(value: float) -> str:
    """Whole dollars, "$650,000"."""
    return ("-" if round(value) < 0 else "") + f"${abs(round(value)):,}"


def years(count: float) -> str:
    """A number of years in words, "three years"."""
    whole = int(count) == count and 0 <= count < len(_SMALL_NUMBERS)
    return f"{_SMALL_NUMBERS[int(count)] if whole else f'{count:g}'} year{'' if count == 1 else 's'}"


def _scenario_told(comparison: Comparison, name: str) -> str:
    money = "" if shared_money(comparison) else paid(comparison, name)
    found: dict[str, list[str]] = {}
    for population, outcomes in comparison.differences[name].items():
        if HEADLINE in outcomes:
            told = _headline_told(outcomes[HEADLINE], comparison)
            found.setdefault(told, []).append(_whom(comparison, name, population))
    told = ", and ".join(f"{told} {' or '.join(whom)}" for told, whom in found.items())
    return f"under {name}{money and ' with ' + money}, {told or 'not counted in these runs'}"


def _headline_told(found: Difference, comparison: Comparison) -> str:
    """A number and ranges where there is a clear difference, and else only that there is none."""
    if found.mean is None:
        return "no value to compare"
    outcome = OUTCOMES[HEADLINE]
    judged = verdict(outcome, found, samples(comparison))
    if judged in (NOT_CLEAR, TOO_FEW):
        return judged
    often = f"{'less' if _shown(outcome, found.mean) < 0 else 'more'} often"
    return f"{_size(outcome, found.mean)} points {often} ({_ranges(outcome, found, comparison)})"


def _change_told(outcome: Outcome, found: Difference, comparison: Comparison) -> str:
    if found.mean is None:
        return f"there is no value to compare for: {outcome.label}"
    shown = _shown(outcome, found.mean)
    clause = outcome.same if shown == 0 else outcome.less if shown < 0 else outcome.more
    return clause.format(amount=_size(outcome, found.mean), definition=definition(comparison))


def _judged(outcome: Outcome, found: Difference, comparison: Comparison) -> str:
    """The bands of a difference, in how many runs it is better, and the verdict on it."""
    if found.mean is None:
        return "(no run has one)" if outcome.nobody == "none" else f"({outcome.nobody})"
    judged = verdict(outcome, found, samples(comparison), place_of(comparison))
    return f"({'; '.join(each for each in (_ranges(outcome, found, comparison), tally(found)) if each)}): {judged}"


def _ranges(outcome: Outcome, found: Difference, comparison: Comparison) -> str:
    evidence = "" if found.evidence_low is None else f"evidence {evidence_change_span(outcome, found)}; "
    return f"{evidence}{place_of(comparison)} {change_span(outcome, found)}"


def _whom(comparison: Comparison, name: str, population: str) -> str:
    if population == SITE:
        return f"across {the_place(comparison)}"
    if population != REACHED:
        return f"among {population}"
    count = comparison.people_reached.get(name, 0.0)
    return f"among the {count:,.0f} people reached" if round(count) != 1 else "for the one person reached"


def _titled(comparison: Comparison, name: str) -> str:
    title = comparison.money.get(name, {}).get("title")
    return f"{name} ({title})" if title else name


def shared_money(comparison: Comparison) -> str:
    """What every scenario but the base case gets, where it is the same for all; else nothing."""
    sums = {paid(comparison, name) for name in comparison.differences}
    return sums.pop() if len(sums) == 1 else ""


def paid(comparison: Comparison, name: str) -> str:
    """What a scenario gets, "$650,000 a year for three years and $100,000 for setting up"; nothing if nobody says."""
    money = comparison.money.get(name, {})
    funding, lasting = money.get("funding_per_year"), money.get("funded_years")
    if not isinstance(funding, int | float) or not isinstance(lasting, int | float):
        return ""
    each, set_up = " per site" if comparison.sites else "", money.get("set_up_cost")
    before = f" and {dollars(set_up)}{each} for setting up" if isinstance(set_up, int | float) and set_up else ""
    return f"{dollars(funding)} a year{each} for {years(lasting)}{before}"


def _shown(outcome: Outcome, value: float) -> float:
    """A difference as printed: percentage points for a share, and rounded."""
    return round(100 * value if outcome.kind == "share" else value, outcome.decimals)


def _sign(value: float, outcome: Outcome, plus: str) -> str:
    shown = _shown(outcome, value)
    return "-" if shown < 0 else plus if shown > 0 else ""


def _size(outcome: Outcome, value: float) -> str:
    """A difference without its sign."""
    mark = "$" if outcome.kind == "dollars" else ""
    return f"{mark}{abs(_shown(outcome, value)):,.{outcome.decimals}f}"
