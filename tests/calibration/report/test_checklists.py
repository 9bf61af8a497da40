"""Checklists: every item leads somewhere that exists, or says plainly that nothing reports it."""

import re
from pathlib import Path

import pytest

from simmodel.calibration.report.checklist_items import CHEERS, MODEL, NOT_REPORTED, ODD, PIPO, TRACE
from simmodel.calibration.report.checklists import Link, checklists

ROOT = Path(__file__).parents[3]
EVERY = [*PIPO, *CHEERS, *TRACE, *ODD]
PARTS = {"tells": "What the data tell", "numbers": "Numbers", "data": "Data", "how": "How", "checks": "Checks"}
PARTS |= {"cannot": "Cannot", "fits": "Fits", "method": "Method", "aside": "Aside"}


def test_cheers_has_28_items_trace_8_and_odd_7() -> None:
    assert [len(items) for items in (CHEERS, TRACE, ODD)] == [28, 8, 7]


@pytest.mark.parametrize(("item", "where"), EVERY)
def test_an_item_leads_to_a_part_or_a_page_that_exists_or_is_called_not_reported(item: str, where: str) -> None:
    page = re.match(r"docs/\w+\.md", where)
    assert where.startswith(("#", NOT_REPORTED)) or page
    if page:
        assert (ROOT / page[0]).is_file()
    if where.startswith("#"):
        assert where[1:] in PARTS


@pytest.mark.parametrize("section", sorted({where for _, where in EVERY if where.startswith(MODEL[:-2])}))
def test_sections_of_the_page_on_the_model_exist(section: str) -> None:
    number = section.rpartition(" ")[2]
    assert f"\n## {number}. " in (ROOT / "docs/model.md").read_text(encoding="utf-8")


def test_a_part_that_a_report_lacks_is_not_reported() -> None:
    lacking = {name: heading for name, heading in PARTS.items() if name != "aside"}
    whole, short = ({row[0]: row[1] for table in checklists(parts) for row in table.rows} for parts in (PARTS, lacking))
    item = "8. Model output corroboration"
    assert isinstance(whole[item], Link)
    assert whole[item].to == "aside"
    assert short[item] == NOT_REPORTED
