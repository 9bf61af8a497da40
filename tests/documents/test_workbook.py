"""The workbook: formulas that another engine works out alike, inputs that carry through, and text that stays text."""

import itertools
import re
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from made_up_findings import made_up_findings
from recalculated import cells_of, formulas_of, recalculated
from synthetic_runs import made_up_runs, of_several_sites

from simmodel.appraisal.flows import effects_of, extra_of
from simmodel.appraisal.money.present_value import Discounting, present_value
from simmodel.appraisal.money.views import FUNDER, VIEWS, benefits_of, costs_of
from simmodel.appraisal.runs import Runs, Value
from simmodel.documents.findings import Findings, findings_of
from simmodel.documents.plain_text import LONGEST_CELL
from simmodel.documents.workbook import write_workbook
from simmodel.documents.workbook.book import SHEETS
from simmodel.documents.workbook.looks import Looks
from simmodel.documents.workbook.sheet import Sheet

TWO = ("current", "pull_in")
OWN = (
    Value("victims", "new_sentences", 15_000.0, "a source"),
    Value("commonwealth", "weeks_in_work", -120.0, "another source"),
)
HOSTILE = ('=HYPERLINK("http://example.org","x")', "+1+1", "-2+3", "@SUM(A1)", "a\nb", "{=1+1}", "x" * 40_000)


def written(runs: Runs, path: Path) -> Findings:
    findings = findings_of(runs, "simmodel report study.toml --xlsx", date(2026, 11, 22))
    write_workbook(findings, path)
    return findings


@pytest.fixture(scope="module")
def taree(tmp_path_factory: pytest.TempPathFactory) -> SimpleNamespace:
    """A workbook of one scenario with draws and values of the study's own, opened in another engine."""
    path = tmp_path_factory.mktemp("book") / "taree.xlsx"
    findings = written(made_up_runs(runs=20, draws=10, scenarios=TWO, values=OWN, prices_grow=0.025), path)
    return SimpleNamespace(path=path, findings=findings, **vars(recalculated(path)))


def same(found: object, kept: object) -> bool:
    if isinstance(kept, str):
        return found == kept
    return found == pytest.approx(kept, rel=1e-9, abs=1e-6)


def cell_of(book: SimpleNamespace, sheet: str, label: str, column: str, after: str = "") -> tuple[str, str]:
    """The first cell of this column in a line whose label begins so, below the line that holds `after`."""
    labels = sorted(
        (int(cell[1:]), str(text)) for (name, cell), text in book.kept.items() if name == sheet and cell[0] == "A"
    )
    begin = next(row for row, text in labels if after in text)
    row = next(row for row, text in labels if row >= begin and text.startswith(label))
    return sheet, f"{column}{row}"


def differing(found: dict, kept: dict) -> list[tuple]:
    return [(where, value, kept.get(where)) for where, value in found.items() if not same(value, kept.get(where))]


def test_another_engine_works_out_every_formula_as_python_did(taree: SimpleNamespace) -> None:
    assert len(taree.formulas) > 700
    assert differing(taree.found(), taree.kept) == []


@pytest.mark.slow
def test_the_same_holds_at_average_cost_from_a_single_run_without_draws(tmp_path: Path) -> None:
    written(made_up_runs(runs=1, scenarios=TWO, unit_costs="average"), tmp_path / "one.xlsx")
    book = recalculated(tmp_path / "one.xlsx")

    assert differing(book.found(), book.kept) == []


def net_of(findings: Findings, how: Discounting, dearer: float = 1.0) -> float:
    """The headline's net present value, worked out anew with what justice pays so many times as dear."""
    effects = effects_of(findings.runs, "pull_in", "avoidable")
    effects = replace(effects, cost={**effects.cost, "justice": dearer * effects.cost["justice"]})
    view = VIEWS["nsw_residents"]
    net = benefits_of(effects, view) - costs_of(effects, view)
    return float(present_value(net, how, -extra_of(findings.runs, "pull_in").set_up).mean())


def test_the_net_present_value_in_the_workbook_is_the_appraisals(taree: SimpleNamespace) -> None:
    where = cell_of(taree, "5 Discounting", "Net present value", "E", after="at avoidable cost")

    assert taree.kept[where] == pytest.approx(taree.findings.appraisal.headline("pull_in").net.mean, rel=1e-12)
    assert taree.kept[where] == pytest.approx(net_of(taree.findings, Discounting()), rel=1e-9)


@pytest.mark.parametrize(
    ("label", "sheet", "value", "how", "dearer"),
    [
        ("Central rate", "5 Discounting", 0.04, Discounting(0.04), 1.0),
        ("Where in a year", "5 Discounting", "end_year", Discounting(timing="end_year"), 1.0),
        ("Justice", "7 Sensitivity", 1.2, Discounting(), 1.2),
    ],
)
def test_an_input_that_is_changed_carries_through_to_the_summary(
    taree: SimpleNamespace, label: str, sheet: str, value: object, how: Discounting, dearer: float
) -> None:
    changed = cell_of(taree, sheet, label, "E" if sheet == "5 Discounting" else "B")
    found = taree.found({changed: value})
    expected = net_of(taree.findings, how, dearer)

    assert expected != pytest.approx(net_of(taree.findings, Discounting()), rel=1e-4)
    assert found["1 Summary", cell_of(taree, "1 Summary", "pull_in", "E", after="Key results")[1]] == pytest.approx(
        expected, rel=1e-9
    )
    assert "CHANGED" in found[cell_of(taree, "1 Summary", "Inputs are", "A")]


def test_an_index_of_prices_makes_the_budget_nominal(taree: SimpleNamespace) -> None:
    index = cell_of(taree, "9 Budget impact", "Index", "C")
    funder = cell_of(taree, "9 Budget impact", "Programme funder", "C")

    assert taree.kept[index] == pytest.approx(1.025)
    assert taree.kept[funder] == pytest.approx(1.025 * 650_000)
    assert taree.found({index: 1.04})[funder] == pytest.approx(1.04 * 650_000)


def test_setting_up_stands_in_the_first_year_of_the_budget(taree: SimpleNamespace) -> None:
    assert taree.kept[cell_of(taree, "9 Budget impact", "Programme funder", "B")] == pytest.approx(700_000)


def test_the_commonwealth_stands_apart_from_new_south_wales(taree: SimpleNamespace) -> None:
    extra = effects_of(taree.findings.runs, "pull_in", "avoidable").cost
    nsw = sum(extra[payer].mean(axis=(0, 1)).sum() for payer in extra if payer not in ("commonwealth", FUNDER))
    row = cell_of(taree, "4 Costs and benefits", "NSW agencies together", "J", after="at avoidable cost")

    assert taree.kept[row] == pytest.approx(nsw, rel=1e-9)


def test_a_ratio_is_called_social_only_where_the_study_supplies_a_layer(taree: SimpleNamespace, tmp_path: Path) -> None:
    written(made_up_runs(runs=4, scenarios=TWO), tmp_path / "fiscal.xlsx")
    fiscal = [str(text) for text in cells_of(tmp_path / "fiscal.xlsx").values()]
    social = [str(text) for text in taree.kept.values()]

    assert any(text.startswith("Benefit-cost ratio (fiscal") for text in fiscal)
    assert any(text.startswith("Benefit-cost ratio (social") for text in social)
    assert not any(text.startswith("Benefit-cost ratio (fiscal") for text in social)


def test_where_the_funder_pays_nothing_there_is_no_ratio(tmp_path: Path) -> None:
    written(made_up_runs(runs=4, scenarios=TWO, better_by=0.0), tmp_path / "free.xlsx")
    book = SimpleNamespace(kept=cells_of(tmp_path / "free.xlsx"))

    assert book.kept[cell_of(book, "5 Discounting", "Benefit-cost ratio", "E")] == "none"
    assert book.kept[cell_of(book, "5 Discounting", "Net ratio", "E")] == "none"


def test_ranges_of_evidence_and_of_one_site_stand_beside_the_mean(taree: SimpleNamespace) -> None:
    net = taree.findings.appraisal.headline("pull_in").net
    row = int(cell_of(taree, "1 Summary", "pull_in", "H", after="Key results")[1][1:])
    told = [taree.kept["1 Summary", f"{column}{row}"] for column in "HIJK"]

    assert told == pytest.approx([net.evidence_low, net.evidence_high, net.low, net.high])


def test_what_moves_the_result_most_stands_with_both_its_ends(taree: SimpleNamespace) -> None:
    bars = taree.findings.appraisal.scenarios["pull_in"].moved_by
    row = int(cell_of(taree, "7 Sensitivity", bars[0].name, "B")[1][1:])

    assert len(bars) > 2
    assert [taree.kept["7 Sensitivity", f"{c}{row}"] for c in "BCD"] == pytest.approx(
        [bars[0].at_low, bars[0].at_high, bars[0].span]
    )


def test_who_gains_is_told_by_cohort_and_by_fifth_of_need(taree: SimpleNamespace) -> None:
    gains = taree.findings.appraisal.scenarios["pull_in"].who_gains.gains
    where = cell_of(taree, "8 Who pays, who saves", "heaviest needs: crises", "B")

    assert taree.kept[where] == pytest.approx(gains[-1].change["crises"].mean)
    assert gains[-1].group == "heaviest needs"


def test_what_is_banked_and_what_is_freed_stand_apart(taree: SimpleNamespace) -> None:
    beds = taree.findings.appraisal.scenarios["pull_in"].beds
    freed = cell_of(taree, "8 Who pays, who saves", "Beds not needed", "B")
    banked = cell_of(taree, "8 Who pays, who saves", "Dollars banked", "B")

    assert (taree.kept[freed], taree.kept[banked]) == pytest.approx((beds.freed.mean, beds.banked_dollars.mean))
    assert freed not in taree.formulas
    assert not any(freed[1] in text for (sheet, _), text in taree.formulas.items() if sheet == freed[0])


def test_every_document_says_where_its_numbers_come_from(taree: SimpleNamespace) -> None:
    page = {text for (sheet, _), text in taree.kept.items() if sheet == "12 Provenance"}

    assert set(taree.findings.provenance().items()) <= {
        (name, taree.kept["12 Provenance", cell.replace("A", "B")])
        for (sheet, cell), name in taree.kept.items()
        if sheet == "12 Provenance" and cell.replace("A", "B") in {c for s, c in taree.kept if s == sheet}
    }
    assert "ab" * 32 in page


def test_the_twelve_sheets_stand_in_the_order_of_an_appraisal(taree: SimpleNamespace) -> None:
    book = openpyxl.load_workbook(taree.path)

    assert tuple(book.sheetnames) == SHEETS
    assert all(len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in SHEETS)
    assert all(sheet.page_setup.orientation == "landscape" for sheet in book)
    assert all(sheet.sheet_properties.pageSetUpPr.fitToPage and sheet.page_setup.fitToHeight == 0 for sheet in book)
    assert not any(sheet.merged_cells.ranges for sheet in book)


def test_a_workbook_has_no_macros_and_reaches_for_nothing_outside(taree: SimpleNamespace) -> None:
    with zipfile.ZipFile(taree.path) as parts:
        names = parts.namelist()
        linked = [name for name in names if b'TargetMode="External"' in parts.read(name)]

    assert linked == []
    assert not [name for name in names if "vba" in name.lower() or "external" in name.lower()]


def test_the_same_findings_give_the_same_bytes(tmp_path: Path) -> None:
    runs = made_up_runs(runs=4, scenarios=TWO)
    for name in ("a.xlsx", "b.xlsx"):
        written(runs, tmp_path / name)

    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.xlsx") as parts:
        told = re.findall(r">(\d{4}-[^<]+)<", parts.read("docProps/core.xml").decode())
        assert set(told) == {"2026-11-22T00:00:00Z"}
        assert len({entry.date_time for entry in parts.infolist()}) == 1


@pytest.mark.parametrize(
    "runs",
    [
        made_up_runs(runs=3, scenarios=("current",)),
        made_up_runs(runs=1, scenarios=TWO),
        made_up_runs(runs=4, draws=4, scenarios=TWO),
        made_up_runs(runs=4, reached=False, scenarios=TWO, notes=(), facts={}, money={name: {} for name in TWO}),
        made_up_runs(runs=4, scenarios=TWO, yearly={}, by_group={}),
        of_several_sites(3, runs=4, draws=2),
    ],
    ids=[
        "only the base case",
        "one run",
        "one run a draw",
        "nothing told beside it",
        "no money by year",
        "several sites",
    ],
)
def test_a_study_of_any_shape_gives_a_whole_workbook(runs: Runs, tmp_path: Path) -> None:
    written(runs, tmp_path / "any.xlsx")
    cells = cells_of(tmp_path / "any.xlsx")

    assert {sheet for sheet, _ in cells} == set(SHEETS)
    assert not [where for where, value in cells.items() if str(value).lower() in ("nan", "inf", "-inf", "none none")]
    assert not [where for where, value in cells.items() if isinstance(value, str) and value.startswith("#")]


def test_a_study_with_only_its_base_case_says_that_there_is_nothing_to_compare(tmp_path: Path) -> None:
    written(made_up_runs(runs=3, scenarios=("current",)), tmp_path / "base.xlsx")
    summary = [str(text) for (sheet, _), text in cells_of(tmp_path / "base.xlsx").items() if sheet == "1 Summary"]

    assert any("nothing to compare" in text for text in summary)


def test_of_several_sites_ranges_are_said_to_be_of_all_of_them(tmp_path: Path) -> None:
    written(of_several_sites(3, runs=4, draws=2), tmp_path / "sites.xlsx")
    texts = {str(text) for text in cells_of(tmp_path / "sites.xlsx").values()}

    assert any("all 3 sites, low" in text for text in texts)
    assert not any("one site, low" in text.lower() for text in texts)


def test_of_several_sites_each_has_its_outcomes(tmp_path: Path) -> None:
    findings = written(of_several_sites(3, runs=4, draws=2), tmp_path / "sites.xlsx")
    book = SimpleNamespace(kept=cells_of(tmp_path / "sites.xlsx"))
    row = int(cell_of(book, "6 Outcomes", "Crises", "C", after="Site by site")[1][1:])
    found = findings.comparison.sites["site_0"].differences["more_places"]["site"]["crises"]

    assert (book.kept["6 Outcomes", f"C{row}"], book.kept["6 Outcomes", f"D{row}"]) == ("Place 0", "more_places")
    assert book.kept["6 Outcomes", f"E{row}"] == pytest.approx(found.mean)


def test_of_one_site_ranges_are_said_to_be_of_one_site(tmp_path: Path) -> None:
    written(made_up_runs(runs=2, scenarios=TWO, sites={"site": "Taree"}), tmp_path / "one.xlsx")
    texts = {str(text) for text in cells_of(tmp_path / "one.xlsx").values()}

    assert any("One site, low" in text for text in texts)
    assert not any("1 sites" in text for text in texts)


def test_every_formula_stands_in_a_line_that_says_what_it_is(taree: SimpleNamespace) -> None:
    unsaid = [where for where in taree.formulas if not str(taree.kept.get((where[0], f"A{row_of(where)}"), "")).strip()]

    assert unsaid == []


def row_of(where: tuple[str, str]) -> int:
    return int("".join(letter for letter in where[1] if letter.isdigit()))


def test_what_stays_in_view_leaves_room_for_the_rest(taree: SimpleNamespace) -> None:
    frozen = [sheet.freeze_panes for sheet in openpyxl.load_workbook(taree.path) if sheet.freeze_panes]

    assert len(frozen) > 8
    assert [cell for cell in frozen if row_of(("", cell)) > 10] == []


def test_no_text_is_cut_off_by_its_neighbour(taree: SimpleNamespace) -> None:
    cut = []
    for sheet in openpyxl.load_workbook(taree.path):
        widths = {}
        for shape in sheet.column_dimensions.values():
            widths |= dict.fromkeys(range(shape.min, shape.max + 1), shape.width)
        for row in sheet.iter_rows():
            for cell, right in itertools.pairwise(row):
                room = widths.get(cell.column, 8) + 1
                shown = max(map(len, str(cell.value).split("\n"))) if cell.data_type == "s" else 0
                if right.value not in (None, "") and shown > room and not cell.alignment.wrap_text:
                    cut.append((sheet.title, cell.coordinate, cell.value))

    assert cut == []


def test_hostile_titles_are_text_in_every_sheet(tmp_path: Path) -> None:
    plain, hostile = made_up_runs(runs=2, scenarios=TWO), '=HYPERLINK("http://x","y")'
    money = {name: {**bought, "title": hostile} for name, bought in plain.money.items()}
    written(plain, tmp_path / "plain.xlsx")
    written(replace(plain, title=hostile, money=money, notes=HOSTILE), tmp_path / "hostile.xlsx")
    formulas = [formulas_of(tmp_path / name) for name in ("plain.xlsx", "hostile.xlsx")]

    assert len(formulas[0]) == len(formulas[1]) > 500
    assert hostile in set(cells_of(tmp_path / "hostile.xlsx").values())


@settings(max_examples=40, deadline=None)
@given(text=st.one_of(st.text(), st.sampled_from(HOSTILE), st.text().map(lambda text: "=" + text)))
def test_no_text_is_ever_a_formula(text: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.getbasetemp() / "text.xlsx"
    file = xlsxwriter.Workbook(str(path), {"in_memory": True})
    sheet = Sheet(file, Looks(file), "1 Summary", text)
    sheet.line([text, 1.0])
    sheet.say(text)
    file.close()
    page = openpyxl.load_workbook(path)["1 Summary"]

    assert {cell.data_type for row in page.iter_rows() for cell in row} <= {"s", "n"}
    assert page["B1"].value == 1.0
    assert len(page["A1"].value or "") <= LONGEST_CELL
    if text.isprintable() and len(text) < LONGEST_CELL:
        assert (page["A1"].value or "") == text


@pytest.mark.parametrize(("account", "label"), [("Programme funder", "The programme would"), ("Justice", "A day in")])
def test_where_nothing_is_gained_or_lost_follows_the_price_that_is_changed(
    taree: SimpleNamespace, account: str, label: str
) -> None:
    times, even = cell_of(taree, "7 Sensitivity", account, "B"), cell_of(taree, "7 Sensitivity", label, "B")
    extra, how = effects_of(taree.findings.runs, "pull_in", "avoidable").cost, Discounting()
    dearer = 1.2
    net = net_of(taree.findings, how, dearer) if account == "Justice" else net_with_dearer_programme(taree, dearer)
    if account == "Justice":
        yearly = extra_of(taree.findings.runs, "pull_in").yearly
        saved, days = (
            -float(present_value(each, how).mean()) for each in (yearly.on("custody"), yearly.of("custody_days"))
        )
        expected = (dearer * saved - net) / days
    else:
        price = float(extra[FUNDER].mean(axis=(0, 1)).max())
        expected = dearer * price * (1 - net / (dearer * -paid_for_it(taree)))

    assert expected > 0
    assert taree.found({times: dearer})[even] == pytest.approx(expected, rel=1e-9)


def paid_for_it(book: SimpleNamespace) -> float:
    """The present value of the programme, setting it up included."""
    paid = effects_of(book.findings.runs, "pull_in", "avoidable").cost[FUNDER]
    return -float(present_value(-paid, Discounting(), -extra_of(book.findings.runs, "pull_in").set_up).mean())


def net_with_dearer_programme(book: SimpleNamespace, times: float) -> float:
    return net_of(book.findings, Discounting()) - (times - 1) * paid_for_it(book)


def test_of_what_is_not_clear_sheets_have_no_number_and_a_word_that_says_why(tmp_path: Path) -> None:
    write_workbook(made_up_findings(spread=2.0), tmp_path / "unclear.xlsx")
    book = openpyxl.load_workbook(tmp_path / "unclear.xlsx")
    crises = [row for row in book["6 Outcomes"].values if row[0] == "One crisis avoided"]
    assert [row[4:6] for row in crises] == [("", "gain not clear")] * 2
    days = [row for row in book["7 Sensitivity"].values if str(row[0]).startswith("A day in custody that is avoided")]
    assert [row[1] for row in days] == ["gain not clear"] * 2
