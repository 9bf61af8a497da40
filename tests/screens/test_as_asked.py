"""What a link asks for and a page cannot show is said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest
from the_page import WAIT

from simmodel.screens.as_asked import not_shown


def asked_page() -> None:
    import streamlit

    from simmodel.screens.as_asked import drawn_as_asked

    def draw() -> None:
        streamlit.number_input("Years", 1, 20, 3, key="years", bind="query-params")
        streamlit.button("Again")

    drawn_as_asked(draw)


def opened(**in_url: str) -> AppTest:
    at = AppTest.from_function(asked_page, default_timeout=WAIT)
    for name, value in in_url.items():
        at.query_params[name] = value
    at.run()
    assert not at.exception
    return at


@pytest.mark.parametrize("years", ["-1", "0", "21", "1e9"])
def test_a_number_beyond_what_is_allowed_is_said_not_to_be_shown(years: str) -> None:
    at = opened(years=years)
    (said,) = [each.value.replace("\\", "") for each in at.warning]
    assert (
        said == f"The link asks for {years} as “years”; this page shows {at.number_input(key='years').value} instead."
    )
    assert not at.button[0].click().run().warning


@pytest.mark.parametrize("in_url", [{"years": "7"}, {}, {"from": "-1"}, {"years": "many"}])
def test_nothing_is_said_of_what_is_shown_or_is_no_number_of_the_page(in_url: dict[str, str]) -> None:
    assert not opened(**in_url).warning


@given(st.integers(-(10**6), 10**6), st.integers(-(10**6), 10**6))
def test_a_number_is_told_just_where_another_is_shown(asked: int, shown: int) -> None:
    assert bool(not_shown({"x": str(asked)}, {"x": shown})) == (asked != shown)
