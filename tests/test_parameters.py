"""Every number of the model under one roof: by dotted name, with its range, and changed only on purpose."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simmodel.errors import SimmodelError
from simmodel.parameters import NUMBERS, Parameters, catalogue, default_values, fault_in_override
from simmodel.rules import PAGES

NAMES = sorted(default_values())
names = st.sampled_from(NAMES)


def test_every_number_of_every_page_is_in_the_catalogue_and_nothing_else() -> None:
    expected = sum(len(list(number.spread())) for page in PAGES for number in page.numbers().values())

    assert len(catalogue()) == expected
    assert {name.split(".")[0] for name in catalogue()} == {page.name for page in PAGES}


def test_no_two_pages_share_a_name() -> None:
    assert len({page.name for page in PAGES}) == len(PAGES)


def test_a_number_has_a_dotted_name_and_so_has_each_of_its_items() -> None:
    values = default_values()

    assert values["crisis.weekly_rate"] == 0.035
    assert values["quality.effect.practical"] == 0.250
    assert "quality.effect" not in values


@given(names)
def test_the_record_holds_every_value_under_its_dotted_name(name: str) -> None:
    record = Parameters().record()
    page, key, *item = name.split(".")
    held = record[page][key]
    if item:
        number = catalogue()[name][0]
        held = held[number.items.index(item[0])]

    assert held == default_values()[name]


@given(names, st.floats(-1e6, 1e6))
def test_an_override_changes_the_number_it_names_and_no_other(name: str, value: float) -> None:
    defaults = Parameters()
    changed = defaults.override({name: value})

    assert changed.values[name] == value
    assert {**changed.values, name: defaults.values[name]} == dict(defaults.values)
    assert defaults.values == default_values()


@given(names)
def test_an_override_changes_one_place_of_the_record(name: str) -> None:
    before, after = Parameters().record(), Parameters().override({name: -1.5}).record()
    page, key, *_ = name.split(".")
    different = [
        (one, two) for one in NUMBERS.names for two in NUMBERS[one].names if not _same(before, after, one, two)
    ]

    assert different == [(page, key)]


def _same(before: object, after: object, page: str, key: str) -> bool:
    return before[page][key].tobytes() == after[page][key].tobytes()


def test_overriding_an_unknown_name_names_the_nearest_right_one() -> None:
    with pytest.raises(SimmodelError, match=r"no number called 'crisis.weekly_rat'.*did you mean"):
        Parameters().override({"crisis.weekly_rat": 0.02})


def test_a_value_inside_the_evidence_range_has_no_fault() -> None:
    assert fault_in_override("crisis.weekly_rate", 0.02) is None


@given(names)
def test_both_ends_of_the_evidence_range_are_allowed_and_nothing_beyond(name: str) -> None:
    _, _, low, high = catalogue()[name]
    step = 0.01 * (high - low)

    assert fault_in_override(name, low) is None
    assert fault_in_override(name, high) is None
    assert fault_in_override(name, low - step) is not None
    assert fault_in_override(name, high + step) is not None


def test_a_value_outside_its_range_is_told_the_range_the_unit_and_the_ledger_row() -> None:
    fault = fault_in_override("crisis.weekly_rate", 0.5)

    assert fault == (
        "crisis.weekly_rate is 0.5; allowed: 0.015 to 0.07 per week, "
        "the range of CRI001 (D: assumption or derivation); type for example value = 0.035"
    )


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_a_value_that_is_no_number_is_refused(value: float) -> None:
    assert "must be a finite number" in fault_in_override("crisis.weekly_rate", value)


def test_an_unknown_number_is_named_with_the_nearest_right_one() -> None:
    fault = fault_in_override("housing.arears", 1.0)

    assert fault == "there is no number called 'housing.arears'; did you mean 'housing.arrears'?"


def test_a_name_like_no_other_gets_no_hint() -> None:
    said = fault_in_override("zzz", 1.0)
    assert said.startswith("there is no number called 'zzz'; allowed: page.number, such as community.")


def test_every_default_lies_within_its_own_range() -> None:
    faults = [fault_in_override(name, value) for name, value in default_values().items()]

    assert [fault for fault in faults if fault] == []


@given(names)
def test_the_digest_changes_when_any_value_changes(name: str) -> None:
    value = default_values()[name]

    assert Parameters().override({name: value + 1e-9}).digest() != Parameters().digest()


def test_the_digest_does_not_depend_on_the_order_of_values() -> None:
    backwards = dict(reversed(default_values().items()))

    assert Parameters(backwards).digest() == Parameters().digest()
