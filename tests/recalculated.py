"""A workbook recalculated by an engine that knows nothing of ours, for the tests of documents."""

import warnings
from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace

import openpyxl


def recalculated(path: Path) -> SimpleNamespace:
    """`kept`: values in the file by sheet and cell; `formulas`: which are formulas; `found(inputs)`: all worked out."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import formulas

        model = formulas.ExcelModel().loads(str(path)).finish(circular=False)
    kept, live = cells_of(path, values=True), cells_of(path, values=False)
    address = {(sheet, cell): f"'[{path.name}]{sheet.upper()}'!{cell}" for sheet, cell in kept}
    asked = {where: live[where] for where in formulas_of(path)}

    def found(inputs: Mapping[tuple[str, str], object] | None = None) -> dict[tuple[str, str], object]:
        given = {address[where]: value for where, value in (inputs or {}).items()}
        solution = model.calculate(inputs=given or None)
        return {where: solution[address[where]].value[0, 0] for where in asked}

    return SimpleNamespace(kept=kept, formulas=asked, found=found)


def cells_of(path: Path, values: bool = True) -> dict[tuple[str, str], object]:
    """Every cell that holds anything, by sheet and address; values, or formulas as they are written."""
    book = openpyxl.load_workbook(path, data_only=values)
    return {
        (sheet.title, cell.coordinate): cell.value
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }


def formulas_of(path: Path) -> set[tuple[str, str]]:
    """Where formulas stand, by sheet and address; text that begins like one is none."""
    book = openpyxl.load_workbook(path)
    return {
        (sheet.title, c.coordinate) for sheet in book for row in sheet.iter_rows() for c in row if c.data_type == "f"
    }
