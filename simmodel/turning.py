"""What would change the answer: where nothing is gained or lost, what knowing more is worth, what a pilot can tell."""

from __future__ import annotations

from collections.abc import Iterator

from simmodel.appraisal.money.effectiveness import WHOLE_COST
from simmodel.appraisal.outcomes import HEADLINE, OUTCOMES
from simmodel.appraisal.runs import REACHED, same_people
from simmodel.appraisal.worth import BreakEven, Worth
from simmodel.documents.findings import Findings
from simmodel.evaluation.power import least_share
from simmodel.money_told import subject
from simmodel.money_words import cost_of, is_clear, money, negated, number, ranges
from simmodel.words import change, error_size
from simmodel.worth_words import even_custody_day, luck_hides_best

ONE_OF = {
    "returns_to_custody": "return to custody avoided",
    "weeks_stably_housed": "further person-year in a stable home",
    "crises": "crisis avoided",
}
"""Outcomes that a reader may put a value on, one of each in words."""
MOST_TIMES = 20
"""Beyond so many times the average cost of a day in custody no saving on a day is worth naming."""


def what_would_change(findings: Findings) -> list[str]:
    """What would have to be so for the answer to turn, in sentences; nothing where nothing is compared."""
    about = subject(findings.comparison)
    if about is None:
        return []
    worth = findings.appraisal.scenarios[about]
    return [
        *_values(findings, worth),
        *_prices(findings, about, worth.break_even),
        *_pilot(findings, about),
        *_knowing(findings),
        *_own_values(findings),
    ]


def _values(findings: Findings, worth: Worth) -> Iterator[str]:
    """What an outcome would have to be worth to the reader, where money is clearly lost and the outcome gained."""
    told = [
        f"each {ONE_OF[count]} is worth {money(cost.ratio)}"
        for count, cost in ((each, cost_of(found, findings.comparison)) for each, found in worth.per_outcome.items())
        if count in ONE_OF and cost.quadrant == "NE" and cost.ratio is not None
    ]
    if told:
        yield f"What it is worth to you: the account is even where {', or '.join(told)} ({WHOLE_COST})."


def _own_values(findings: Findings) -> Iterator[str]:
    """That the study puts no value on anything itself, though it could."""
    if not findings.runs.values:
        yield "This study puts no value on wellbeing or on what victims are spared; its file may, under [money]."


def _prices(findings: Findings, name: str, even: BreakEven) -> Iterator[str]:
    """Which benefits, price of a day in custody or price of the programme leave nothing gained and nothing lost."""
    row = findings.appraisal.headline(name)
    if not row.costs.mean:
        return
    gained = row.benefits.mean or 0.0
    if even.benefits_times is None:
        yield (
            "No lower price of the programme alone turns it: even free of charge it leaves people of NSW "
            f"{money(-gained)} worse off on average ({ranges(negated(row.benefits), findings.comparison)})."
            if gained < 0 and is_clear(row.benefits, findings.comparison)
            else "Nothing comes back to people of NSW on average, so no lower price of the programme alone turns it."
        )
    elif even.programme_a_year is not None:
        paid = findings.appraisal.scenarios[name].impact.query("payer == 'programme'")["mean"]
        yield (
            f"Nothing is gained or lost where benefits are {number(even.benefits_times)} times what they are here, or "
            f"the programme costs {money(even.programme_a_year)} in a full year (here up to {money(paid.max())})."
        )
    yield from _custody_day(findings, name)


def _custody_day(findings: Findings, name: str) -> Iterator[str]:
    """What a day in custody would have to save, where custody clearly falls; and whether any saving on it would do."""
    even_at = even_custody_day(findings.appraisal.scenarios[name], findings.comparison)
    if even_at is None:
        return
    price, average = (findings.runs.numbers[f"prices.custody_day_{basis}"].mean() for basis in ("avoidable", "average"))
    saves = f"An avoided day in custody saves {money(price)} here"
    if even_at > MOST_TIMES * average:
        yield f"{saves}: no realistic saving on a day in custody turns it."
    else:
        yield f"{saves}; at {money(even_at)} the account is even."


def _pilot(findings: Findings, name: str) -> Iterator[str]:
    """The least change in return to custody that a randomised pilot among so many people sees in 80 of 100 pilots."""
    found = findings.comparison.differences[name].get(REACHED, {}).get(HEADLINE)
    base = findings.comparison.scenarios[findings.comparison.base_case].get(same_people(name), {}).get(HEADLINE)
    people = findings.comparison.people_reached.get(name, 0.0)
    if found is None or base is None or found.mean is None or base.mean is None or people < 2:
        return
    least = least_share(people, base.mean)
    seen = "could see" if least <= abs(found.mean) else "cannot settle"
    outcome = OUTCOMES[HEADLINE]
    yield (
        f"A pilot of this size {seen} return to custody: with {people:,.0f} people in each arm, even if all had just "
        f"been released, it takes a change of {100 * least:.0f} points; this model shows one of "
        f"{change(outcome, found.mean)} points (Monte Carlo error {error_size(outcome, found)})."
    )


def _knowing(findings: Findings) -> Iterator[str]:
    """What it is worth to know every number before deciding."""
    worth = findings.appraisal.know_everything
    if worth is None:
        return
    best = findings.appraisal.best or {}
    if best and luck_hides_best(findings.appraisal, max(best, key=lambda name: best[name])):
        yield "What knowing every number of the model is worth cannot be told from luck in these runs."
    elif round(worth) <= 0:
        draws = findings.runs.draws
        yield f"The same way is worth most in all {draws} draws: in none would knowing the numbers change the choice."
    else:
        yield f"Knowing every number of the model before deciding is worth at most {money(worth)}."
