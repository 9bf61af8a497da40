"""Pictures of charts: drawn here, from nothing but the chart, whatever letters it holds."""

import pytest

from simmodel.documents.letters import plain
from simmodel.documents.pictures import png, svg


def chart(title: str) -> dict[str, object]:
    marks = {"mark": "text", "encoding": {"text": {"field": "told"}}}
    schema = "https://vega.github.io/schema/vega-lite/v6.json"
    return {"$schema": schema, "title": title, "data": {"values": [{"told": title}]}, **marks}


def test_a_chart_is_drawn_as_svg_and_as_png() -> None:
    assert svg(chart("Two coaches")).startswith("<svg")
    assert "Two coaches" in svg(chart("Two coaches"))
    assert png(chart("Two coaches")).startswith(b"\x89PNG")


@pytest.mark.parametrize("letters", ["\x00", "\x1f", "\ufffe", "\ud800", "<b>&]]>", "\u202e", "\U0001f600"])
def test_letters_that_no_picture_may_hold_do_not_end_the_program(letters: str) -> None:
    assert png(chart(f"Two{letters} coaches")).startswith(b"\x89PNG")
    assert "coaches" in svg(chart(f"Two{letters} coaches"))


def test_a_chart_cannot_fetch_anything() -> None:
    fetching = chart("Two coaches") | {"data": {"url": "https://example.com/a.json"}}
    with pytest.raises(ValueError, match=r"(?i)access|denied|allowed|load"):
        svg(fetching)


def test_plain_letters_stay_as_they_are() -> None:
    assert plain("a\tb\nc é “” 日本 \U0001f600") == "a\tb\nc é “” 日本 \U0001f600"
    assert plain("two\x00 coa\x1fches\ufffe\ud800") == "two coaches"
