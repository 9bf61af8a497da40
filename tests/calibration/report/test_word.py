"""The Word document of a fit: its first page holds what an adviser must know, and pictures have words."""

from datetime import date

import pytest
from docx.document import Document
from docx.oxml.ns import qn
from made_up_fits import a_fit
from page_fit import heights, room

from simmodel.calibration.report.parts import first_page
from simmodel.calibration.report.word import document_of
from simmodel.calibration.report.words import SYNTHETIC_LABEL, title
from simmodel.calibration.report.written import provenance
from simmodel.calibration.told import cannot_tell, parameters_told, tells

COMMAND, DAY = "simmodel calibrate calibration/example_pilot", date(2026, 11, 22)
FIT = a_fit()


@pytest.fixture(scope="module")
def document() -> Document:
    return document_of(FIT, COMMAND, provenance(FIT, COMMAND, DAY), DAY)


def test_what_a_reader_must_know_fills_the_first_page_and_no_more(document: Document) -> None:
    told = [each.text for each in document.paragraphs]
    first = [SYNTHETIC_LABEL, *cannot_tell(FIT), *tells(FIT)]
    assert told[1] == title(FIT)
    assert [told.index(each) for each in first] == sorted(told.index(each) for each in first)
    assert heights(document)[0] < room(document)
    broken = [place for place, each in enumerate(document.paragraphs) if each._p.findall(f".//{qn('w:br')}")]
    assert told[broken[0]] == first_page(FIT)[-1].points[-1]


def test_every_number_and_its_source_stand_in_a_table(document: Document) -> None:
    cells = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    for row in parameters_told(FIT):
        assert any(row.parameter.name in line[0] and row.source == line[-1] for line in cells)


def test_every_picture_has_words_with_numbers(document: Document) -> None:
    pictures = document.element.body.findall(f".//{qn('wp:docPr')}")
    assert len(pictures) > 3
    assert all(len(each.get("descr")) > 80 for each in pictures)


def test_the_foot_of_each_page_says_how_to_repeat_it(document: Document) -> None:
    assert COMMAND in document.sections[0].footer.paragraphs[0].text
    assert str(document.core_properties.created.date()) == DAY.isoformat()
