"""What a link may hold: numbers without end are taken out of it before a page reads them."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

from simmodel.screens.links import LARGEST, Tidy, is_wild


@pytest.mark.parametrize("value", ["1e999", "-inf", "NaN", "9" * 400, "1e13"])
def test_a_number_that_no_page_could_mean_is_wild(value: str) -> None:
    assert is_wild(value)


@given(st.floats(-LARGEST, LARGEST))
def test_a_number_that_a_page_may_mean_is_kept(value: float) -> None:
    assert not is_wild(str(value))


@pytest.mark.parametrize("value", ["taree", "", "more_places", "<b>", "1,000"])
def test_words_are_kept(value: str) -> None:
    assert not is_wild(value)


@pytest.mark.parametrize(
    ("path", "asked", "sent_on"),
    [
        ("/compare", "funding=1e999&study=taree", "./compare?study=taree"),
        ("/", "luck=NaN", "./"),
        ("//elsewhere.example", "luck=inf", "./elsewhere.example"),
        ("/compare", "funding=650000&study=taree", None),
        ("/compare", "", None),
    ],
)
def test_a_browser_is_sent_on_to_the_same_page_without_wild_numbers(path: str, asked: str, sent_on: str | None) -> None:
    assert location_of(path, asked) == sent_on


def location_of(path: str, asked: str) -> str | None:
    """Where a browser is sent that asks for this; None where it gets the page."""
    sent: list[Message] = []

    async def page(scope: Scope, receive: Receive, send: Send) -> None:
        await Response("the page")(scope, receive, send)

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "GET", "path": path, "query_string": asked.encode(), "headers": []}
    asyncio.run(Tidy(page)(scope, None, send))  # type: ignore[arg-type]
    return Headers(raw=sent[0]["headers"]).get("location")
