"""Sheet 8: who pays and who saves, and what of it a budget can really bank."""

from __future__ import annotations

import numpy as np

from simmodel.appraisal.money.present_value import CENTRAL_RATE, discount_factors
from simmodel.appraisal.money.views import FUNDER, NSW_AGENCIES
from simmodel.appraisal.outcomes import OUTCOMES
from simmodel.documents.figures import ACCOUNT_WORDS, accounts_of, bases_of, by_account, extra_yearly, money_lines
from simmodel.documents.workbook.book import WHO, Book
from simmodel.documents.workbook.layout import band_heads, bands, here
from simmodel.documents.workbook.sheet import Live, Sheet

_BEDS = "Custody beds: what is banked is part of what is freed, so the two are never added"


def write_who(book: Book) -> None:
    """Present values by account at both bases, NSW agencies together and the Commonwealth apart; then custody beds."""
    sheet = book.sheets[WHO]
    sheet.title(
        "8 Who pays, who saves",
        "Present values at the central rate, scenario minus base case: above 0 pays more, below 0 saves or gains. What "
        "the Commonwealth saves is no benefit to NSW and stands apart. Equity weights are not used.",
    )
    bases = bases_of(book.findings.runs)
    sheet.heads(["", *(f"At {basis} cost" for basis in bases)], freeze=1)
    for name in book.scenarios:
        sheet.heading(f"{book.told(name)}, minus {book.findings.runs.base_case}")
        _write_accounts(book, sheet, name, bases)
        _write_beds(book, sheet, name)
    for name in book.scenarios:
        _write_groups(book, sheet, name)


def _write_accounts(book: Book, sheet: Sheet, name: str, bases: tuple[str, ...]) -> None:
    runs = book.findings.runs
    accounts, top = accounts_of(runs), sheet.row
    lines = money_lines(runs, extra_yearly(runs, name))
    factors = np.concatenate([[1.0], discount_factors(CENTRAL_RATE, book.findings.appraisal.years)])
    worth = np.stack([by_account(lines, accounts, basis) @ factors for basis in bases], axis=1)
    for account, values in zip(accounts, worth, strict=True):
        cells = [Live(_present(book, name, basis, account), float(v)) for basis, v in zip(bases, values, strict=True)]
        sheet.line([ACCOUNT_WORDS[account], *cells], "dollars")
    for words, those in (
        ("NSW agencies together", NSW_AGENCIES),
        ("NSW agencies and the funder together", (*NSW_AGENCIES, FUNDER)),
        ("Commonwealth, apart from NSW", ("commonwealth",)),
    ):
        places = [accounts.index(account) for account in those]
        sums = ["=" + "+".join(here(top + place, 1 + column) for place in places) for column in range(len(bases))]
        values = worth[places].sum(axis=0)
        cells = [Live(formula, float(value)) for formula, value in zip(sums, values, strict=True)]
        sheet.line([words, *cells], "dollars", "strong")


def _present(book: Book, name: str, basis: str, account: str) -> str:
    flow, factors = book.cells["flow", name, basis, account], book.cells["factors", CENTRAL_RATE]
    return f"={book.cells['multiplier', account]}*SUMPRODUCT({flow},{factors})"


def _write_beds(book: Book, sheet: Sheet, name: str) -> None:
    """Capacity freed and what can be banked: side by side, never added."""
    beds = book.findings.appraisal.scenarios[name].beds
    sheet.heads([_BEDS, "Mean", *band_heads(book.findings.comparison)])
    for words, found, look in (
        ("Beds not needed, a mean year (capacity freed; others use what is not banked)", beds.freed, "two"),
        (f"Dollars banked over all years, in whole blocks of {beds.block} beds", beds.banked_dollars, "dollars"),
    ):
        sheet.line([words, found.mean, *bands(found)], look)
    sheet.say(f"A block of {beds.block} beds closes or stays; an assumption (grade D, no source).", "about")


def _write_groups(book: Book, sheet: Sheet, name: str) -> None:
    """What changes for a person of each cohort, and of each fifth by need."""
    gains = book.findings.appraisal.scenarios[name].who_gains
    sheet.heading(f"{book.told(name)}: who gains, a person of each group, minus {book.findings.runs.base_case}")
    sheet.heads(["Group: outcome", "Change", *band_heads(book.findings.comparison), "People", "Of them reached"])
    for gain in gains.gains:
        for outcome, change in gain.change.items():
            told = f"{gain.group.replace('_', ' ')}: {OUTCOMES[outcome].label.lower()}"
            counted = [gain.people, gain.reached]
            sheet.line([told, change.mean, *bands(change), *counted], ["any", *["two"] * 5, *["one"] * 2])
    if gains.concentration is not None:
        sheet.line(["Concentration of weeks stably housed: below 0 to the heaviest needs", gains.concentration], "two")
