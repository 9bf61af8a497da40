"""Sheet 6: what changes for people in each scenario, and what each outcome costs."""

from __future__ import annotations

from collections.abc import Mapping

from simmodel.appraisal.estimates import Difference, Estimate
from simmodel.appraisal.money.effectiveness import WHOLE_COST, WORDS, CostPerOutcome
from simmodel.appraisal.money.present_value import CENTRAL_RATE
from simmodel.appraisal.outcomes import OUTCOMES, Outcome
from simmodel.appraisal.runs import REACHED, SITE, same_people
from simmodel.appraisal.worth import PER_OUTCOME
from simmodel.bands import bands_told, place_of, samples
from simmodel.documents.workbook.book import OUTCOMES as SHEET
from simmodel.documents.workbook.book import Book
from simmodel.documents.workbook.layout import band_heads, bands, here
from simmodel.documents.workbook.sheet import Cell, Live, Sheet
from simmodel.money_words import COST_NOT_CLEAR, GAIN_NOT_CLEAR, cost_of
from simmodel.words import definition, verdict

UNITS = {"share": "per cent"}
"""The unit in which an outcome is shown, where it is not the catalogue's."""
_DECIMALS = {0: "whole", 1: "one", 2: "two"}
_FIRST = ("Outcome", "Unit", "Base case", "Scenario", "Difference")
_LAST = ("Monte Carlo error", "Runs better", "Runs worse", "Runs the same", "Judged")


def write_outcomes(book: Book) -> None:
    """Differences for everyone and for the people reached, then the cost of one more of each outcome."""
    sheet, comparison = book.sheets[SHEET], book.findings.comparison
    sheet.title(
        "6 Outcomes: what changes for people",
        f"Paired run by run. {bands_told(comparison)}.",
        f"Return to custody: {definition(comparison)}. Shares are shown in per cent, their differences in points.",
    )
    sheet.heads([*_FIRST, *band_heads(comparison), *_LAST], freeze=1)
    for name in book.scenarios:
        for population, found in comparison.differences.get(name, {}).items():
            _write_differences(book, sheet, name, population, found)
    for name in book.scenarios:
        _write_costs(book, sheet, name)
    if comparison.sites:
        _write_sites(book, sheet)


def as_shown(outcome: Outcome, value: float | None) -> float | None:
    """A value in the unit in which it is shown: a share in per cent."""
    return 100 * value if outcome.kind == "share" and value is not None else value


def look_of(outcome: Outcome) -> str:
    """How a number of this outcome is shown."""
    return "dollars" if outcome.kind == "dollars" else _DECIMALS[outcome.decimals]


def _write_differences(book: Book, sheet: Sheet, name: str, population: str, found: Mapping[str, Difference]) -> None:
    comparison = book.findings.comparison
    reached = population == REACHED
    whom = f"the {comparison.people_reached.get(name, 0.0):,.0f} people reached" if reached else "everyone at the site"
    sheet.heading(f"{book.told(name)}, minus {comparison.base_case}: {whom}")
    here_, base = comparison.scenarios[name][population], comparison.scenarios[comparison.base_case]
    before = base.get(same_people(name) if reached else SITE, {})
    for key, change in found.items():
        outcome = OUTCOMES[key]
        numbers = [_mean(before.get(key)), _mean(here_.get(key)), change.mean, *bands(change), change.mc_error]
        judged = "none" if change.mean is None else verdict(outcome, change, samples(comparison), place_of(comparison))
        unit = UNITS.get(outcome.kind, outcome.unit)
        runs = (change.runs_better, change.runs_worse, change.runs_same)
        cells = [outcome.label, unit, *(as_shown(outcome, each) for each in numbers), *runs, judged]
        look = look_of(outcome)
        sheet.line(cells, ["any", "any", *[look] * 8, *["whole"] * 3, "any"])


def _mean(estimate: Estimate | None) -> float | None:
    return None if estimate is None else estimate.mean


def _write_costs(book: Book, sheet: Sheet, name: str) -> None:
    appraisal = book.findings.appraisal
    sheet.heading(f"{book.told(name)}: cost per outcome, {WHOLE_COST}")
    sheet.say(
        "Net cost to people of NSW at the central rate, over outcomes gained by everyone at the site, discounted "
        "alike. Each outcome bears the whole cost, so these must not be added.",
        "about",
    )
    first = ["Outcome", "Unit", "Net cost, present value", "Gained, present value", "Cost per outcome", "In words"]
    sheet.heads([*first, *band_heads(book.findings.comparison, "Gained: ")])
    net, factors = book.cells["npv", name, appraisal.basis, CENTRAL_RATE], book.cells["factors", CENTRAL_RATE]
    for count, each in appraisal.scenarios[name].per_outcome.items():
        cost, gained = (here(sheet.row, column) for column in (2, 3))
        counted = f"SUMPRODUCT({book.cells['count', name, count]},{factors})*{PER_OUTCOME[count][1]!r}"
        cells = [
            Live(f"=-{net}", -(appraisal.scenarios[name].net.mean())),
            Live(f"={counted}", each.gained.mean or 0.0),
            *_cost_cells(cost_of(each, book.findings.comparison), cost, gained),
        ]
        shown = ["any", "any", "dollars", "two", "dollars", "any", *["two"] * 4]
        sheet.line([f"One {each.label}", "dollars per outcome", *cells, *bands(each.gained)], shown)
    sheet.wide(5, 30)


def _cost_cells(found: CostPerOutcome, cost: str, gained: str) -> list[Cell]:
    """The ratio and its words, live; where the simulation cannot tell it, no ratio and the word that says so."""
    if found.word in (GAIN_NOT_CLEAR, COST_NOT_CLEAR):
        return ["", found.word]
    ratio = Live(f'=IF({cost}*{gained}>0,{cost}/{gained},"none")', "none" if found.ratio is None else found.ratio)
    return [ratio, Live(_words_formula(cost, gained), found.word)]


def _words_formula(cost: str, gained: str) -> str:
    """The quadrant of the cost-effectiveness plane in words, live."""
    better = f'IF({cost}>0,"{WORDS["NE"]}","{WORDS["SE"]}")'
    worse = f'IF({cost}>0,"{WORDS["NW"]}","{WORDS["SW"]}")'
    return f'=IF({cost}*{gained}=0,"{WORDS["axis"]}",IF({gained}>0,{better},{worse}))'


def _write_sites(book: Book, sheet: Sheet) -> None:
    """The main outcomes of each of several sites, scenario minus base case."""
    sheet.heading("Site by site: everyone at the site, scenario minus base case")
    ends = [f"{band}, {end}" for band in ("Evidence", "This site alone") for end in ("low", "high")]
    sheet.heads(["Outcome", "Unit", "Site", "Scenario", "Difference", *ends, "Monte Carlo error"])
    for site in book.findings.comparison.sites.values():
        for name, populations in site.differences.items():
            for key, change in populations.get(SITE, {}).items():
                outcome = OUTCOMES[key]
                numbers = [as_shown(outcome, each) for each in (change.mean, *bands(change), change.mc_error)]
                cells = [outcome.label, UNITS.get(outcome.kind, outcome.unit), site.title, name, *numbers]
                sheet.line(cells, ["any"] * 4 + [look_of(outcome)] * len(numbers), widen=False)
