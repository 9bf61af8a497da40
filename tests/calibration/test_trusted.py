"""The two files of a fit are believed only where every number is one of this model, and every draw one that may be."""

import hashlib
import json
from typing import Any

import pytest
from made_up_posterior import LEVEL_24, NUMBER

from simmodel.calibration.trusted import MODEL_AS_IT_WAS, FitFiles, posterior_in
from simmodel.compiled import fingerprint
from simmodel.errors import SimmodelError
from simmodel.parameters import catalogue

_, _, LOW, HIGH = catalogue()[NUMBER]


def files(table: str, **changes: Any) -> FitFiles:
    manifest = {
        "fitted": "made_up",
        "digest": "ab" * 32,
        "posterior_sha256": hashlib.sha256(table.encode()).hexdigest(),
        "ranges": {NUMBER: list(catalogue()[NUMBER][1:])},
        "engine": "what nobody here asks for",
        "model": fingerprint(),
    }
    return FitFiles(json.dumps(manifest | changes).encode(), table.encode(), "the fit", "fit again", "fit/")


def of_number(*values: object) -> str:
    return "\n".join([NUMBER, *map(str, values)]) + "\n"


def test_draws_at_the_very_ends_of_a_range_are_believed_and_what_did_not_pass_is_kept() -> None:
    found = posterior_in(files(of_number(LOW, HIGH, HIGH * (1 + 1e-12)), checks={"one": True, "two": False}))

    assert (found.numbers, found.draws[:2], found.failed) == ((NUMBER,), ((LOW,), (HIGH,)), ("two",))


def test_a_fit_that_names_another_model_or_none_says_so() -> None:
    assert posterior_in(files(of_number(LOW), model="another")).failed == (MODEL_AS_IT_WAS,)
    assert posterior_in(files(of_number(LOW), model="")).failed == (MODEL_AS_IT_WAS,)


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("", "fit/posterior.csv is no table with a row of numbers for each draw; fit again"),
        (of_number(), "is no table with a row"),
        (of_number(LOW, "much"), "is no table with a row"),
        (of_number(LOW, f"{LOW},{LOW}"), "is no table with a row"),
        (f"{NUMBER},{NUMBER}\n{LOW},{LOW}\n", "is no table with a row"),
        (of_number(HIGH + 1), f"has a draw of {HIGH + 1:g} for {NUMBER}; allowed: {LOW:g} to {HIGH:g}; fit again"),
        (of_number("nan"), "has a draw of nan"),
        (f"{LEVEL_24}\n-0.2\n", f"has a draw of -0.2 for {LEVEL_24}; allowed: 0 to 1"),
        ("custody_level.definition\n0.2\n", "has custody_level.definition, which this model has not"),
        ("__class__\n0.2\n", "which this model has not"),
    ],
)
def test_draws_that_cannot_be_are_refused(table: str, said: str) -> None:
    with pytest.raises(SimmodelError) as refused:
        posterior_in(files(table))
    assert said in str(refused.value)


@pytest.mark.parametrize(
    "changes",
    [
        {"fitted": "two words"},
        {"fitted": 3},
        {"digest": "short"},
        {"ranges": [1, 2]},
        {"checks": {"one": "yes"}},
        {"source": "x" * 3000},
        {"definition": None},
    ],
)
def test_a_manifest_of_another_shape_is_none(changes: dict[str, Any]) -> None:
    with pytest.raises(SimmodelError, match=r"fit/manifest\.json is no manifest of a fit; fit again"):
        posterior_in(files(of_number(LOW), **changes))
