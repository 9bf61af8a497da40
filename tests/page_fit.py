"""How much of each A4 page a Word document fills, by the widths of Helvetica's letters (Arial has the same).

Greedy lines of words, as Word breaks them; what is not known is taken on the safe side: an unknown letter is wide,
bold letters are all a tenth wider, and each line is as high as Arial's line and a little more.
"""

import re

from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.table import Table
from docx.text.paragraph import Paragraph

POINTS_A_CM = 72 / 2.54
ASCII = """
278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 278
278 584 584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 722 667 611 722
667 944 667 667 611 278 278 278 469 556 333 556 556 500 556 556 278 556 556 222 222 500 222 833 556 556 556
556 333 500 278 556 500 722 500 500 500 334 260 334 584
"""
WIDTHS = {chr(32 + place): int(width) for place, width in enumerate(ASCII.split())} | {"“": 333, "”": 333, "’": 222}
UNKNOWN, BOLD, LINE_HEIGHT = 1000, 1.1, 1.18
BULLET_INDENT = 0.64


def heights(document: Document) -> list[float]:
    """Centimetres that the content of each page takes, in order of the page breaks."""
    section = document.sections[0]
    width = (section.page_width - section.left_margin - section.right_margin) / 360_000
    pages = [0.0]
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            pages[-1] += sum(_row_height(row) for row in block.rows)
            continue
        pages[-1] += _paragraph_height(block, width)
        if block._p.findall(f".//{qn('w:br')}[@{qn('w:type')}='page']"):
            pages.append(0.0)
    return pages


def room(document: Document) -> float:
    """Centimetres of a page that content may fill, the footer being no higher than the margin."""
    section = document.sections[0]
    footer = sum(_paragraph_height(each, 17.4) for each in section.footer.paragraphs)
    bottom = max(section.bottom_margin / 360_000, section.footer_distance / 360_000 + footer)
    return section.page_height / 360_000 - section.top_margin / 360_000 - bottom


def lines(text: str, width: float, size: float, bold: bool = False) -> int:
    """How many lines words take in so many centimetres, a word that is too long being broken."""
    space, count, used = width * POINTS_A_CM, 1, 0.0
    for word in re.findall(r"\S+\s?", text):
        long = sum(WIDTHS.get(letter, UNKNOWN) for letter in word) / 1000 * size * (BOLD if bold else 1.0)
        if used + long > space and used:
            count, used = count + 1, 0.0
        count, used = count + int(long // space), used + long % space if long > space else used + long
    return count


def _paragraph_height(paragraph: Paragraph, width: float) -> float:
    pictures = sum(float(each.get("cy")) / 360_000 for each in paragraph._p.iter(qn("wp:extent")))
    style = paragraph.style
    bullet = BULLET_INDENT if style.name == "List Bullet" else 0.0
    size = next((run.font.size.pt for run in paragraph.runs if run.font.size), style.font.size.pt)
    bold = bool(style.font.bold) or any(run.bold for run in paragraph.runs)
    form = style.paragraph_format
    after = paragraph.paragraph_format.space_after
    around = (form.space_before or Pt(0)).pt + (form.space_after if after is None else after).pt
    text = lines(paragraph.text, width - bullet, size, bold) if paragraph.text.strip() else int(not pictures)
    return pictures + (max(text, bool(pictures)) * size * LINE_HEIGHT + around) / POINTS_A_CM


def _row_height(row: object) -> float:
    """The highest cell, with its margins and the line below."""
    cells = [sum(_paragraph_height(each, cell.width.cm - 0.2) for each in cell.paragraphs) for cell in row.cells]
    return max(cells) + (20 / 20 + 0.5) / POINTS_A_CM
