"""Results in money in plain words: one amount, one range, one chance, one verdict at a time.

Amounts keep three figures, so that a number is never more than half a per cent away from what was found and never loses
its sign. Two bands stand beside an amount, as beside every other result (`simmodel.words`), and the same rule decides
whether it is clear. A chance is said as a count of draws, and with few draws what none or all of them cannot rule out.
"""

from __future__ import annotations

import math
from dataclasses import replace

from simmodel.appraisal.estimates import Difference, Estimate, is_all_luck
from simmodel.appraisal.money.effectiveness import WHOLE_COST, CostPerOutcome
from simmodel.appraisal.money.ratios import limit_of
from simmodel.appraisal.money.table import Appraised
from simmodel.appraisal.outcomes import Outcome
from simmodel.appraisal.worth import PerOutcome
from simmodel.bands import Sampled, place_of, samples
from simmodel.words import NOT_CLEAR, TOO_FEW, verdict

FIGURES = 3
"""How many figures of an amount are printed."""
NET = Outcome("net", "Net present value", "dollars", "higher", 0, "dollars", "", "", "")
"""A net gain in dollars, as `simmodel.words.verdict` judges it."""
COUNT = Outcome("gained", "Outcomes gained", "outcomes", "higher", 2, "count", "", "", "")
"""A gain in an outcome, as it is judged."""
GAIN_NOT_CLEAR, COST_NOT_CLEAR = "gain not clear", "cost not clear"
"""In place of the cost of an outcome of which no clear gain or loss was found, or whose net cost has no clear sign."""
LUCK_HIDES_IT = "luck hides it"
"""In place of a count of draws where luck explains all that was seen."""
_MILLION = 1_000_000


def money(value: float) -> str:
    """An amount as people say it, to three figures.

    >>> money(-2_248_754.4), money(62_145.7), money(0.2)
    ('-$2.25 million', '$62,100', '$0')
    """
    shown = rounded(value)
    sign, size = "-" if shown < 0 else "", abs(shown)
    if size >= _MILLION:
        places = max(0, FIGURES - 1 - math.floor(math.log10(size / _MILLION)))
        return f"{sign}${size / _MILLION:,.{places}f} million"
    return f"{sign}${size:,.0f}"


def short_money(value: float) -> str:
    """An amount for a narrow cell: "-$2.25m", "$62,100"."""
    return money(value).replace(" million", "m")


def signed_money(value: float) -> str:
    """A change for a narrow cell: "+$62,100", "-$2.25m", "$0"."""
    return ("+" if rounded(value) > 0 else "") + short_money(value)


def rounded(value: float) -> float:
    """An amount as printed: three figures, and never less than whole dollars."""
    if abs(value) <= 0.5:
        return 0.0
    return float(round(value, min(0, FIGURES - 1 - math.floor(math.log10(abs(value))))))


def money_range(low: float | None, high: float | None) -> str:
    """A range of amounts, "-$2.62m to -$1.96m" or "-$9,270 to +$173,000", one amount if alike, or "none"."""
    if low is None or high is None:
        return "none"
    return _span(short_money(low), _plus(low, high), short_money(high))


def number(value: float) -> str:
    """A count of outcomes or a ratio: two decimals below 10, one below 100, else whole.

    >>> number(-0.2398), number(36.19), number(1234.5)
    ('-0.24', '36.2', '1,234')
    """
    places = 2 if abs(value) < 9.995 else 1 if abs(value) < 99.95 else 0
    shown = round(value, places)
    return f"{shown if shown else 0.0:,.{places}f}"


def number_range(low: float | None, high: float | None) -> str:
    """A range of counts, "0.03 to 2.69" or "-0.12 to +0.32", or that there is none."""
    return "none" if low is None or high is None else _span(number(low), _plus(low, high), number(high))


def _span(low: str, plus: str, high: str) -> str:
    """Two ends in words, or one where they are printed alike."""
    return low if low == high else f"{low} to {plus}{high}"


def _plus(low: float, high: float) -> str:
    """A range that spans zero shows it."""
    return "+" if low < 0 < high else ""


def ranges(estimate: Estimate, result: Sampled, of_money: bool = True) -> str:
    """Both bands of an estimate in words: "evidence -$2.62m to -$1.96m; one site -$2.69m to -$1.87m"."""
    told = money_range if of_money else number_range
    if estimate.low is None or result.runs < 2:
        return "a single run has no range"
    site = f"{place_of(result)} {told(estimate.low, estimate.high)}"
    if estimate.evidence_low is None:
        return f"{site}, luck only" if not result.draws else site
    if is_all_luck(estimate):
        return f"{site}, a spread that luck explains"
    return f"evidence {told(estimate.evidence_low, estimate.evidence_high)}; {site}"


def negated(estimate: Estimate) -> Estimate:
    """The same with losses for gains."""
    low, high = _minus(estimate.high), _minus(estimate.low)
    evidence_low, evidence_high = _minus(estimate.evidence_high), _minus(estimate.evidence_low)
    return Estimate(_minus(estimate.mean), low, high, evidence_low, evidence_high, estimate.mc_error)


def _minus(value: float | None) -> float | None:
    return None if value is None else -value


def judged(estimate: Estimate, result: Sampled, outcome: Outcome = NET) -> str:
    """Whether an amount differs clearly from nothing, by the rule of every other result; more is better."""
    if estimate.mean is None or estimate.low is None:
        return TOO_FEW
    return verdict(outcome, Difference(**vars(estimate)), samples(result), place_of(result))


def is_clear(estimate: Estimate, result: Sampled, outcome: Outcome = NET) -> bool:
    """Whether the range that decides leaves out zero and there are draws enough to say so."""
    return judged(estimate, result, outcome) not in (NOT_CLEAR, TOO_FEW)


def gain_told(
    estimate: Estimate, result: Sampled, better: str, worse: str, unclear: str = "shows {told}", outcome: Outcome = NET
) -> str:
    """A gain or loss in words with its ranges, and why it is not clear; no clear difference where it may be either.

    `better` and `worse` hold "{amount}", `unclear` holds "{told}": "brings back {amount} more than it costs". A loss is
    told with its ranges as a loss.
    """
    of_money, mean = outcome.kind == "dollars", estimate.mean or 0.0
    told = judged(estimate, result, outcome)
    if estimate.low == estimate.high == mean == 0:
        return unclear.format(told="no difference")
    one_way = told == TOO_FEW or _too_near(estimate, told, of_money)
    if (told == NOT_CLEAR and not one_way) or not _printed(mean, of_money):
        return f"{unclear.format(told=NOT_CLEAR)} ({unclear_ranges(estimate, result, outcome)})"
    clause, shown = (better, estimate) if mean > 0 else (worse, negated(estimate))
    clause = clause.format(amount=money(abs(mean)) if of_money else number(abs(mean)))
    if one_way:
        return f"{clause} on average ({unclear_ranges(shown, result, outcome)})"
    hidden = f"; {place_of(result)} may not show it" if "may not show it" in told else ""
    return f"{clause} ({ranges(shown, result, of_money)}{hidden})"


def unclear_ranges(estimate: Estimate, result: Sampled, outcome: Outcome = NET) -> str:
    """The ranges of what is not clear, and why it is not: too few runs, or too near zero."""
    told, of_money = judged(estimate, result, outcome), outcome.kind == "dollars"
    few = f"{TOO_FEW}; " if told == TOO_FEW else ""
    near = "; too near zero to be clear from so few runs" if _too_near(estimate, told, of_money) else ""
    return f"{few}{ranges(estimate, result, of_money)}{near}"


def _too_near(estimate: Estimate, told: str, of_money: bool) -> bool:
    """Whether there is no clear difference although the evidence, as printed, leaves out zero."""
    if told != NOT_CLEAR or estimate.evidence_low is None or estimate.evidence_high is None or is_all_luck(estimate):
        return False
    return _printed(estimate.evidence_low, of_money) > 0 or _printed(estimate.evidence_high, of_money) < 0


def _printed(value: float, of_money: bool) -> float:
    return rounded(value) if of_money else round(value, COUNT.decimals)


def chance_told(row: Appraised, result: Sampled) -> str:
    """In how many draws benefits exceed costs; over runs alone it is said to be luck, and no chance is given."""
    what, chance = "benefits exceed costs", row.pays
    if chance.of_draws is None:
        why = "by luck alone; " if not result.draws else ""
        return (
            f"{what} in {round(chance.of_runs * result.runs)} of {result.runs} runs, {why}no chance over draws is given"
        )
    if is_all_luck(row.net):
        told = all_luck_told(row, result)
        return f"{what} {told}" if told else f"how likely {what} cannot be told from luck in these runs"
    share, draws = chance.of_draws, result.draws
    return f"{what} {draws_told(share, draws)}{limit_told(share, draws)}"


def all_luck_told(row: Appraised, result: Sampled) -> str:
    """Where luck explains the spread, in how many runs benefits exceed costs if runs agree: "in all 20 runs", or ""."""
    return {0.0: f"in none of {result.runs} runs", 1.0: f"in all {result.runs} runs"}.get(row.pays.of_runs, "")


def draws_told(share: float, draws: int) -> str:
    """In how many draws something is so: "in 9 of 10 draws", "in none of 10 draws", "in all 10 draws"."""
    if share <= 0:
        return f"in none of {draws} draws"
    return f"in all {draws} draws" if share >= 1 else f"in {share * draws:.3g} of {draws} draws"


def limit_told(share: float, draws: int) -> str:
    """What so many draws cannot rule out where none or all of them agree; else nothing.

    >>> limit_told(0.0, 10)
    ', which still allows a chance of up to 26%'
    """
    if 0 < share < 1:
        return ""
    limit = 100 * limit_of(draws)
    against = " against it" if share >= 1 else ""
    return f", which still allows a chance of up to {f'{limit:.0f}' if limit >= 1 else f'{limit:.1g}'}%{against}"


def ratio_name(row: Appraised) -> str:
    """What a benefit-cost ratio is called: fiscal, unless the study puts a value on what its people gain."""
    return "Fiscal benefit-cost ratio" if row.kind == "fiscal" else "Benefit-cost ratio (social)"


def ratio_told(row: Appraised, result: Sampled) -> str:
    """The ratio with its ranges, or why there is none."""
    found = row.benefit_cost_ratio
    if found.mean is None:
        return "none: nothing is paid" if not row.costs.mean else "none: the cost is not above zero in every run"
    return f"{number(found.mean)} ({ranges(found, result, of_money=False)})"


def cost_of(found: PerOutcome, result: Sampled) -> CostPerOutcome:
    """What one outcome costs as far as it can be told: no ratio, and a word that says so, of a gain or a cost that is
    not clear. Where there is no gain at all its own word stands."""
    if found.cost.quadrant == "axis":
        return found.cost
    if not is_clear(found.gained, result, COUNT):
        return replace(found.cost, word=GAIN_NOT_CLEAR, ratio=None)
    if not is_clear(found.spent, result):
        return replace(found.cost, word=COST_NOT_CLEAR, ratio=None)
    return found.cost


def per_outcome_told(found: PerOutcome, result: Sampled) -> str:
    """What one outcome costs, or the words that stand in place of a number."""
    cost = cost_of(found, result)
    if cost.ratio is None:
        return cost.word
    kind = "each" if cost.quadrant == "NE" else "saved for each one forgone"
    return f"{money(abs(cost.ratio))} {kind} ({WHOLE_COST})"


def years_told(count: float) -> str:
    """So many years in figures, "4.2 years"."""
    return f"{count:.1f} years"
