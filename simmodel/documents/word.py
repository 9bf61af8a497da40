"""Parts of a Word document for readers and screen readers: real headings, tables with heads, pictures with words."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from simmodel.documents.letters import plain

FONT, LANGUAGE, INK, RULE = "Arial", "en-AU", RGBColor(0x0D, 0x16, 0x20), "9AA3AB"
PAGE_HEIGHT, PAGE_WIDTH, SIDE, TOP, BOTTOM = 29.7, 21.0, 1.8, 1.4, 2.1
TEXT_WIDTH = PAGE_WIDTH - 2 * SIDE
"""Centimetres of an A4 page, and of the lines on it."""
SIZES = {
    "Title": (17.0, 0.0, 3.0),
    "Heading 1": (11.5, 6.0, 2.0),
    "Normal": (9.5, 0.0, 3.0),
    "List Bullet": (9.5, 0.0, 2.0),
    "Footer": (6.5, 0.0, 0.0),
    "Caption": (7.5, 2.0, 0.0),
}
"""By style: size of letters, space before, space after, in points."""
CELL_SIZE, LINE = 7.5, 1.15
TABLE_ORDER = ("tblStyle", "tblW", "jc", "tblBorders", "tblLayout", "tblCellMar", "tblLook", "tblCaption")
"""In which order Word reads what it is told of a table."""


def blank_document(title: str, told: Mapping[str, str], made: date) -> WordDocument:
    """An empty A4 document in our styles and language that says what it is and when it was made.

    `told`: where its numbers come from, the version, the study and the command among them.
    """
    document = Document()
    section = document.sections[0]
    section.page_height, section.page_width = Cm(PAGE_HEIGHT), Cm(PAGE_WIDTH)
    section.left_margin = section.right_margin = Cm(SIDE)
    section.top_margin, section.bottom_margin = Cm(TOP), Cm(BOTTOM)
    section.header_distance = section.footer_distance = Cm(0.7)
    for name in SIZES:
        _set_style(document, name)
    properties = document.core_properties
    properties.title, properties.author, properties.language = plain(title), "simmodel", LANGUAGE
    properties.last_modified_by, properties.comments = "simmodel", plain(told["Command"])
    properties.subject, properties.version = plain(told["Study"]), told["Version"]
    properties.created = properties.modified = datetime.combine(made, time())
    return document


def add_table(
    document: WordDocument,
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
    caption: str,
    widths: Sequence[float] = (),
) -> Table:
    """A table with a head that repeats on every page, lines between rows, and words on what it is.

    `widths`: centimetres of each column; as `column_widths` has them if not given.
    """
    table = document.add_table(rows=1, cols=len(head))
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.LEFT, False
    widths = widths or column_widths(len(head))
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    _fill(table.rows[0].cells, head, widths, bold=True)
    _mark(table.rows[0]._tr.get_or_add_trPr(), "w:tblHeader", val="true")
    for row in rows:
        _fill(table.add_row().cells, row, widths)
    for row in table.rows:
        _mark(row._tr.get_or_add_trPr(), "w:cantSplit", val="true")
    properties = table._tbl.tblPr
    _mark(properties, "w:tblBorders", children=[("w:top", RULE), ("w:bottom", RULE), ("w:insideH", RULE)])
    _mark(properties, "w:tblCellMar", sides={"top": 10, "left": 50, "bottom": 10, "right": 50})
    _mark(properties, "w:tblCaption", val=plain(caption))
    properties[:] = sorted(properties, key=lambda part: TABLE_ORDER.index(part.tag.partition("}")[2]))
    return table


def column_widths(columns: int) -> list[float]:
    """Centimetres of each column: a wide one for labels, the rest alike."""
    label = 5.4 if columns < 5 else 4.4
    return [label, *[(TEXT_WIDTH - label) / max(1, columns - 1)] * (columns - 1)]


def add_picture(document: WordDocument, png: bytes, width: float, words: str) -> float:
    """A picture so many centimetres wide, with words for those who cannot see it; gives back its height."""
    paragraph = document.add_paragraph()
    shape = paragraph.add_run().add_picture(io.BytesIO(png), width=Cm(width))
    about: Any = shape._inline.docPr
    about.set("descr", plain(words))
    return float(shape.height.cm)


def add_footer(document: WordDocument, told: Mapping[str, str]) -> None:
    """Where every number comes from, and the number of the page, at the foot of each."""
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.add_run(f"{plain('; '.join(f'{name}: {text}' for name, text in told.items()))}. Page ")
    add_field(paragraph, "PAGE")
    paragraph.add_run(" of ")
    add_field(paragraph, "NUMPAGES")


def add_field(paragraph: Paragraph, code: str) -> None:
    """A field that Word fills in, such as the number of the page."""
    run = paragraph.add_run()
    for kind in ("begin", None, "end"):
        element = OxmlElement("w:instrText" if kind is None else "w:fldChar")
        if kind is None:
            element.text = code
        else:
            element.set(qn("w:fldCharType"), kind)
        run._r.append(element)


def _set_style(document: WordDocument, name: str) -> None:
    size, before, after = SIZES[name]
    style: Any = document.styles[name]
    style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(size), INK
    style.font.bold, style.font.italic = name in ("Title", "Heading 1"), False
    shape = style.paragraph_format
    shape.space_before, shape.space_after, shape.line_spacing = Pt(before), Pt(after), 1.0
    letters = style.element.get_or_add_rPr()
    fonts = letters.find(qn("w:rFonts"))
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for kind in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{kind}"), FONT)
    _mark(letters, "w:lang", val=LANGUAGE)
    borders = style.element.get_or_add_pPr().find(qn("w:pBdr"))
    if borders is not None:
        borders.getparent().remove(borders)


def _fill(cells: Sequence[_Cell], texts: Sequence[str], widths: Sequence[float], bold: bool = False) -> None:
    for place, (cell, text, width) in enumerate(zip(cells, texts, widths, strict=True)):
        cell.width = Cm(width)
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(0)
        if text.startswith("  "):
            paragraph.paragraph_format.left_indent = Cm(0.3)
        run: Run = paragraph.add_run(plain(text.strip()))
        run.font.size, run.bold = Pt(CELL_SIZE), bold or (place == 0 and not text.startswith("  "))


def _mark(parent: Any, tag: str, **given: Any) -> None:
    """Put one element of WordprocessingML under `parent`, in place of one that is there."""
    for old in parent.findall(qn(tag)):
        parent.remove(old)
    element = OxmlElement(tag)
    if "val" in given:
        element.set(qn("w:val"), given["val"])
    for child, colour in given.get("children", ()):
        line = OxmlElement(child)
        for key, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", colour)):
            line.set(qn(f"w:{key}"), value)
        element.append(line)
    for side, twips in given.get("sides", {}).items():
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(twips))
        margin.set(qn("w:type"), "dxa")
        element.append(margin)
    parent.append(element)
