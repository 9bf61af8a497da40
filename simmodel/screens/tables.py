"""A comparison as tables of text: the same numbers and words as the command line prints."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from simmodel.appraisal.comparison import Comparison
from simmodel.appraisal.estimates import Estimate
from simmodel.appraisal.outcomes import COSTS_BY_PAYER, OUTCOMES, Outcome
from simmodel.appraisal.runs import REACHED, SITE, same_people
from simmodel.bands import place_of, samples
from simmodel.words import (
    DEFINITIONS,
    amount,
    change,
    change_span,
    change_unit,
    dollars,
    error_size,
    evidence_change_span,
    evidence_span,
    span,
    tally_cell,
    verdict,
)

MAIN = tuple(name for name in OUTCOMES if name not in COSTS_BY_PAYER)
COSTS = (*COSTS_BY_PAYER, "cost_total")
WHAT_COSTS_COUNT = (
    "Costs here are those of the programme and of what people use, for each person and not discounted. An hour of a "
    "service counts at its price, although it is paid for whether these people use it or not. So a payer's cost can "
    "rise here where no budget does, because people get help that they did not get before. Who pays and who saves in "
    "money counts what budgets pay: there these hours are nobody's cost, and those that others get or miss are a line "
    "of their own."
)
"""What stands below costs by payer, which may have another sign than what the same payer pays or saves."""
_LABELS = {
    "funding_per_year": "Funding a year",
    "funded_years": "Years of funding",
    "heads": "Coaches or link workers (full-time equivalents)",
    "caseload": "People beside one full-time worker",
    "brokerage_per_year": "Money a year for what people name themselves (brokerage)",
    "indirect": "Cost a year of running the organisation (indirect)",
    "specialist hours a week": "Specialist hours a week",
    "price of a specialist hour": "Price of a specialist hour",
}
_DOLLARS = ("funding", "brokerage", "indirect", "cost", "price", "money")


def title(comparison: Comparison, name: str) -> str:
    """The title of a scenario as readers know it."""
    return str(comparison.money.get(name, {}).get("title", name))


def site_levels(comparison: Comparison, outcomes: Sequence[str] = MAIN) -> pd.DataFrame:
    """Outcomes by scenario for everyone in the site: mean and both bands."""
    arms = {title(comparison, name): by.get(SITE, {}) for name, by in comparison.scenarios.items()}
    return _levels(arms, outcomes, place_of(comparison))


def reached_levels(comparison: Comparison, name: str) -> pd.DataFrame:
    """Outcomes of the people whom a scenario reached, beside the same people under the base case."""
    same = comparison.scenarios[comparison.base_case].get(same_people(name), {})
    here = comparison.scenarios[name].get(REACHED, {})
    base = f"The same people under: {title(comparison, comparison.base_case)}"
    return _levels({base: same, title(comparison, name): here}, MAIN, place_of(comparison))


def difference_table(
    comparison: Comparison, name: str, population: str, outcomes: Sequence[str] = MAIN
) -> pd.DataFrame:
    """What a scenario changes, with both bands, a verdict in words, runs better or worse, and Monte Carlo error."""
    rows = {}
    every, place = comparison.differences[name][population], place_of(comparison)
    for kind, found in ((OUTCOMES[outcome], every[outcome]) for outcome in outcomes if outcome in every):
        rows[kind.label] = {
            "Unit": change_unit(kind),
            "Difference": change(kind, found.mean),
            "Evidence": evidence_change_span(kind, found),
            place.capitalize(): change_span(kind, found),
            "In words": verdict(kind, found, samples(comparison), place) if found.mean is not None else kind.nobody,
            "Runs better / worse / the same": tally_cell(found),
            "Monte Carlo error": error_size(kind, found),
        }
    return _as_text(rows)


def money_table(comparison: Comparison) -> pd.DataFrame:
    """What a year's money buys in each scenario but the base case, which has none."""
    flat = {
        name: _flat({key: value for key, value in bought.items() if key not in ("title", "buys")})
        for name, bought in comparison.money.items()
        if name != comparison.base_case
    }
    items = dict.fromkeys(item for name in flat for item in flat[name])
    return _as_text({item: {title(comparison, name): flat[name].get(item, "") for name in flat} for item in items})


def fact_table(rows: Sequence[Mapping[str, object]]) -> pd.DataFrame:
    """A list of facts as a table, its first column as the name of each row; several rows may have one name."""
    first, *others = dict.fromkeys(key for row in rows for key in row)
    cells = [[_value("", row.get(key, "")) for key in others] for row in rows]
    names = pd.Index([_value("", row.get(first, "")) for row in rows])
    return pd.DataFrame(cells, index=names, columns=pd.Index([_words(key) for key in others]), dtype=str)


def row_heading(rows: Sequence[Mapping[str, object]]) -> str:
    """The heading above the names of the rows of `fact_table`."""
    return _words(next(iter(rows[0])))


def fact_line(name: str, value: object) -> str:
    """A fact as one line of text."""
    if name == "return_definition":
        return f"Return to custody, {DEFINITIONS.get(str(value), f'counted: {value}')}"
    if isinstance(value, Mapping):
        value = "; ".join(f"{key} {text}" for key, text in _flat(value).items())
    return f"{_words(name)}: {_value(name, value)}"


def _levels(arms: Mapping[str, Mapping[str, Estimate]], outcomes: Iterable[str], place: str) -> pd.DataFrame:
    rows = {}
    for outcome in (OUTCOMES[name] for name in outcomes):
        if any(outcome.id in found for found in arms.values()):
            rows[outcome.label] = {
                arm: _level(outcome, found[outcome.id], place) if outcome.id in found else ""
                for arm, found in arms.items()
            }
    return _as_text(rows)


def _level(outcome: Outcome, found: Estimate, place: str) -> str:
    if found.mean is None:
        return outcome.nobody
    evidence = "" if found.evidence_low is None else f"evidence {evidence_span(outcome, found)}; "
    return f"{amount(outcome, found.mean)} ({evidence}{place} {span(outcome, found)})"


def _as_text(rows: Mapping[str, Mapping[str, str]]) -> pd.DataFrame:
    return pd.DataFrame.from_dict(dict(rows), orient="index", dtype=str)


def _flat(values: Mapping[str, object], above: str = "") -> dict[str, str]:
    flat: dict[str, str] = {}
    for key, value in values.items():
        name = f"{above}: {key.replace('_', ' ')}" if above else _LABELS.get(key, _words(key))
        if isinstance(value, Mapping):
            flat |= _flat(value, name)
        elif key == "heads":
            flat[name] = _heads(value)
        else:
            flat[name] = _value(f"{above} {key}", value)
    return flat


def _heads(heads: object) -> str:
    """Workers in all, and each one's part of a full-time job where there are several."""
    each = [float(head) for head in heads] if isinstance(heads, Sequence) else []
    parts = f" ({', '.join(f'{head:.1f}' for head in each)})" if len(each) > 1 else ""
    return f"{sum(each):.1f}{parts}"


def _value(name: str, value: object) -> str:
    if isinstance(value, bool) or value is None:
        return {True: "yes", False: "no", None: "none"}[value]
    if isinstance(value, int | float):
        return dollars(value) if any(word in name.lower() for word in _DOLLARS) else f"{round(value, 1):,g}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(_value(name, item) for item in value)
    return str(value)


def _words(name: str) -> str:
    text = name.replace("_", " ")
    return text[:1].upper() + text[1:]
