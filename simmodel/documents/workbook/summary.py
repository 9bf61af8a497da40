"""Sheet 1: the question, the answer with its ranges, and how to read the workbook."""

from __future__ import annotations

from simmodel.appraisal.money.present_value import CENTRAL_RATE, RATES
from simmodel.appraisal.money.views import HEADLINE_VIEW
from simmodel.appraisal.worth import Worth
from simmodel.bands import bands_told, counted, place_of
from simmodel.documents.figures import accounts_of, bases_of
from simmodel.documents.workbook.book import SUMMARY, Book
from simmodel.documents.workbook.discounting import RATE_WORDS, kind_told
from simmodel.documents.workbook.layout import band_heads, bands
from simmodel.documents.workbook.sheet import Live, Sheet
from simmodel.money_told import answer, basis_told, best_told, question, rivals_told
from simmodel.shown.titled import compared_by_title
from simmodel.words import headline

_AS_SIMULATED = "Inputs are as simulated."
_CHANGED = "INPUTS HAVE BEEN CHANGED: sentences, ranges and chances are not of them."


def write_summary(book: Book) -> None:
    """What is asked, what was found, and the key results at every rate and both bases of unit costs."""
    sheet, findings = book.sheets[SUMMARY], book.findings
    sheet.title(f"1 Summary: {findings.runs.title}")
    _write_question(book, sheet)
    sheet.heading("The answer, as simulated")
    if book.scenarios:
        for told in (answer(findings), best_told(findings), basis_told(findings), *rivals_told(findings)):
            sheet.say(told)
    sheet.say(headline(compared_by_title(findings.comparison)))
    sheet.say(bands_told(findings.comparison) + ".", "about")
    if book.scenarios:
        _write_key_results(book, sheet)
        _write_rates(book, sheet)
        _write_best(book, sheet)
    _write_notes(book, sheet)
    _write_guide(sheet)


def _write_question(book: Book, sheet: Sheet) -> None:
    runs = book.findings.runs
    sheet.heading("The question")
    sheet.say(question(book.findings))
    sheet.say(f"{counted(runs)}, seed {runs.seed}, simmodel {runs.version}; made {book.findings.made.isoformat()}.")


def _write_key_results(book: Book, sheet: Sheet) -> None:
    """The headline's view at both bases of unit costs and the central rate."""
    sheet.heading("Key results: people of NSW, central rate")
    row = sheet.line([_as_simulated(book)], look="strong")
    book.cells["as simulated",] = sheet.at(row, 0)
    first = next(iter(book.findings.appraisal.scenarios.values()))
    kind = kind_told(first.at(HEADLINE_VIEW.id, book.findings.appraisal.basis))
    sheet.heads([
        "Scenario", "Unit costs at", "Benefits, present value", "Cost to the funder, present value",
        "Net present value", f"Benefit-cost ratio: benefits / cost ({kind})",
        "Net ratio: (benefits - cost) / cost", *band_heads(book.findings.comparison, "Net: "),
        "Chance that benefits exceed costs, over draws", f"Chance for {place_of(book.findings.comparison)}",
    ])  # fmt: skip
    for name, worth in book.findings.appraisal.scenarios.items():
        for basis in bases_of(book.findings.runs):
            _write_result(book, sheet, name, worth, basis)


def _write_result(book: Book, sheet: Sheet, name: str, worth: Worth, basis: str) -> None:
    found = worth.at(HEADLINE_VIEW.id, basis)
    means = (found.benefits, found.costs, found.net, found.benefit_cost_ratio, found.net_ratio)
    cells = [
        Live(f"={book.cells[what, name, basis, CENTRAL_RATE]}", "none" if each.mean is None else each.mean)
        for what, each in zip(("benefits", "costs", "npv", "bcr", "net_ratio"), means, strict=True)
    ]
    net, pays = found.net, found.pays
    shown = ["any", "any", *["dollars"] * 3, *["ratio"] * 2, *["dollars"] * 4, *["share"] * 2]
    sheet.line([book.told(name), basis, *cells, *bands(net), pays.of_draws, pays.of_runs], shown)


def _write_rates(book: Book, sheet: Sheet) -> None:
    sheet.heading("Net present value at three rates")
    sheet.heads(["Scenario", "Unit costs at", *RATE_WORDS])
    rates = [Live(f"={book.cells['rate', rate]}", rate) for rate in RATES]
    sheet.line(["Rate, real, a year", "", *rates], "rate")
    for name, worth in book.findings.appraisal.scenarios.items():
        for basis in bases_of(book.findings.runs):
            cells = [
                Live(
                    f"={book.cells['npv', name, basis, rate]}", worth.at(HEADLINE_VIEW.id, basis, rate).net.mean or 0.0
                )
                for rate in RATES
            ]
            sheet.line([book.told(name), basis, *cells], "dollars")


def _write_best(book: Book, sheet: Sheet) -> None:
    appraisal = book.findings.appraisal
    sheet.heading("Which is best, and what it would be worth to know")
    if appraisal.best is None:
        sheet.say("Luck cannot be told from evidence in these runs: it takes two draws of two runs or more.")
        return
    sheet.heads(["Option", "Share of draws in which its net present value is highest"])
    for name, share in appraisal.best.items():
        sheet.line([book.told(name), share], "share")
    sheet.line(["Worth of knowing every number before deciding", appraisal.know_everything], "dollars")


def _as_simulated(book: Book) -> Live:
    """Whether every input is what the simulation used, live."""
    rates = [f"{book.cells['rate', rate]}={rate!r}" for rate in RATES]
    prices = [f"{book.cells['multiplier', account]}=1" for account in accounts_of(book.findings.runs)]
    same = ",".join([*rates, f'{book.cells["timing",]}="mid_year"', *prices])
    return Live(f'=IF(AND({same}),"{_AS_SIMULATED}","{_CHANGED}")', _AS_SIMULATED)


def _write_notes(book: Book, sheet: Sheet) -> None:
    if book.findings.runs.notes:
        sheet.heading("To be read with every result")
        for note in book.findings.runs.notes:
            sheet.say(f"• {note}")


def _write_guide(sheet: Sheet) -> None:
    sheet.heading("How to read this workbook")
    sheet.say(
        "Laid out after TPG23-08 (NSW Government Guide to Cost-Benefit Analysis): base case, options, costs and "
        "benefits, discounting, sensitivity, distribution. The guide itself could not be read here, so its steps are "
        "followed in order and not named after it, and no compliance with it is claimed."
    )
    sheet.say("Yellow cells are inputs, shaded cells come from the simulation, all other numbers are formulas.")
    sheet.say("Amounts are real dollars unless a heading says nominal; below 0 is shown with a minus.")
