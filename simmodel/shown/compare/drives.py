"""What drives the difference: its parts by group of mechanisms, which add up to the whole."""

from __future__ import annotations

from simmodel.appraisal.estimates import Difference
from simmodel.attribution.page import headline, notes_of
from simmodel.attribution.result import Attribution
from simmodel.attribution.result import Part as Share
from simmodel.bands import bands_told, counted
from simmodel.charts import BASE_COLOUR, COLOURS, INK
from simmodel.shown.marks import ROW, amount, frame, in_rows
from simmodel.shown.parts import Chart, Figure, Part, Table, Words
from simmodel.words import change, change_span, error_size, evidence_change_span


def parts_of(found: Attribution) -> list[Part]:
    """The sentence, the picture of the parts, and what each group holds."""
    if not found.has_value:
        return [Words(headline(found), "note")]
    told = headline(found)
    held = tuple((_label(each), each.group.holds, each.left_out or "can act") for each in found.parts)
    return [
        Words(told, "finding", "What drives the difference"),
        Words(f"{counted(found)} for every set of groups. {bands_told(found)}.", "caption"),
        Figure(f"drives-{found.outcome}", told, _chart(found, told), _table(found)),
        Table("What each group holds", ("Group", "What it is", "Here"), held),
        *(Words(f"{note[:1].upper()}{note[1:]}.", "note") for note in (*notes_of(found), *found.notes)),
    ]


def _label(share: Share) -> str:
    words = share.group.id.replace("_", " ")
    return words[:1].upper() + words[1:]


def _acting(found: Attribution) -> list[Share]:
    return [each for each in found.parts if not each.left_out]


def _table(found: Attribution) -> Table:
    rows = [_row(found, _label(each), Difference(**vars(each.amount)), _share(each)) for each in _acting(found)]
    rows.append(_row(found, "The whole", found.whole, "100%"))
    note = "Shares are told where the whole is clear; amounts add up to it."
    return Table(
        found.counted.label, ("Part", "Share", "Amount", "Evidence", "One site", "Monte Carlo error"), tuple(rows), note
    )


def _share(share: Share) -> str:
    return "none" if share.share is None else f"{100 * share.share:.0f}%"


def _row(found: Attribution, label: str, part: Difference, share: str) -> tuple[str, ...]:
    kind = found.counted
    cells = (
        change(kind, part.mean),
        evidence_change_span(kind, part),
        change_span(kind, part),
        error_size(kind, part),
    )
    return (label, share if found.clear else "not told", *cells)


def _chart(found: Attribution, told: str) -> Chart:
    kind, whole = found.counted, found.whole.mean or 0.0
    amounts = [(_label(each), each.amount.mean or 0.0, "part") for each in _acting(found)] + [
        ("The whole", whole, "whole")
    ]
    values = [{"part": part, "amount": by, "of": of, "words": change(kind, by)} for part, by, of in amounts]
    said = "; ".join(f"{each['part']}: {each['words']}" for each in values)
    axes = {
        "y": in_rows("part", [str(each["part"]) for each in values]),
        "x": amount("amount", f"{kind.label}: {kind.unit}", grid=False),
    }
    colour = {"field": "of", "scale": {"domain": ["part", "whole"], "range": [COLOURS[0], BASE_COLOUR]}, "legend": None}
    text = {"type": "text", "align": "left", "dx": 5, "color": INK}
    layers = [
        {"mark": {"type": "bar"}, "encoding": {"color": colour}},
        {"mark": text, "encoding": {"text": {"field": "words"}}},
    ]
    return frame(told, f"{said}.", values, ROW) | {"encoding": axes, "layer": layers}
