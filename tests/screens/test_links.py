"""What a link may hold: numbers without end are taken out of it before a page reads them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from simmodel.screens.links import LARGEST, is_wild


@pytest.mark.parametrize("value", ["1e999", "-inf", "NaN", "9" * 400, "1e13"])
def test_a_number_that_no_page_could_mean_is_wild(value: str) -> None:
    assert is_wild(value)


@given(st.floats(-LARGEST, LARGEST))
def test_a_number_that_a_page_may_mean_is_kept(value: float) -> None:
    assert not is_wild(str(value))


@pytest.mark.parametrize("value", ["taree", "", "more_places", "<b>", "1,000"])
def test_words_are_kept(value: str) -> None:
    assert not is_wild(value)


def test_the_rest_of_a_link_stays_as_it_is() -> None:
    def opened() -> None:
        from simmodel.screens.links import tidy_link

        tidy_link()

    at = AppTest.from_function(opened)
    at.query_params["funding"] = "1e999"
    at.query_params["study"] = "taree"
    at.run()
    assert dict(at.query_params) == {"study": "taree"}
