"""A target is a number of a pilot, and is told in words."""

import doctest

import pytest
from small_targets import SMALL, one, read

from simmodel.calibration import target_cells, targets
from simmodel.calibration.targets import KINDS, KINDS_OF, told
from simmodel.validation.counted import FOLLOWED


def test_every_outcome_may_be_counted_in_some_way_and_in_no_unknown_one() -> None:
    assert set(KINDS_OF) == set(FOLLOWED)
    assert {kind for kinds in KINDS_OF.values() for kind in kinds} == set(KINDS)


def test_what_happens_once_is_a_share_by_a_time() -> None:
    once = {name for name, counted in FOLLOWED.items() if counted.once}
    assert {name for name, kinds in KINDS_OF.items() if "cumulative" in kinds} == once
    assert all(KINDS_OF[name] == ("cumulative", "survival") for name in once)


def test_every_share_of_the_trials_is_a_share_here() -> None:
    for name, counted in FOLLOWED.items():
        shares = {targets.is_share(name, kind) for kind in KINDS_OF[name]}
        assert shares == {counted.unit.startswith("share")}, name


TOLD = [
    ({}, "back in custody, remand included, within 12 months: 31% of 58 people (pilot arm)"),
    ({"value": "<5"}, "back in custody, remand included, within 12 months: 0% to 6.9% of 58 people (pilot arm)"),
    ({"kind": "survival"}, "back in custody, remand included, not within 12 months: 31% of 58 people (pilot arm)"),
    (
        {"group": "leaving_custody", "n": "", "se": "0.04", "time": "10w"},
        "back in custody, remand included, within 10 weeks: 31%, standard error 4 points (leaving custody, pilot arm)",
    ),
    (
        {"target": "arrested", "n": "1", "value": "1"},
        "arrested: a new sentence or remand within 12 months: 100% of 1 person (pilot arm)",
    ),
    ({"target": "at_work", "kind": ""}, "in paid work at 12 months: 31% of 58 people (pilot arm)"),
    (
        {"target": "time_housed", "kind": ""},
        "time stably housed, over 12 months: 31% of the time, 58 people (pilot arm)",
    ),
    (
        {"target": "appointments_kept", "kind": "mean"},
        "first appointments kept, over 12 months: 31% of 58 first appointments (pilot arm)",
    ),
    (
        {"target": "custody_days", "kind": "mean", "time": "12-24", "value": "40"},
        "days in custody, months 12 to 24: 40 days a person, 58 people (pilot arm)",
    ),
    (
        {"target": "arrests", "kind": "rate", "value": "1.2", "n": "", "se": "0.3"},
        "arrests that end in custody, over 12 months: 1.2 a person and year, standard error 0.3 (pilot arm)",
    ),
    (
        {"target": "justice_cost", "kind": "", "value": "$12345"},
        "cost to justice, over 12 months: $12,345 a person, 58 people (pilot arm)",
    ),
]


@pytest.mark.parametrize(("cells", "words"), TOLD)
def test_a_target_is_told_in_words(cells: dict[str, str], words: str) -> None:
    assert told(one(**cells)) == words


def test_every_target_of_a_file_is_told_apart() -> None:
    sentences = [told(target) for target in read(SMALL).targets]
    assert len(set(sentences)) == len(sentences) == 7


@pytest.mark.parametrize("page", [targets, target_cells])
def test_the_examples_of_the_pages_are_true(page: object) -> None:
    tried = doctest.testmod(page)  # type: ignore[arg-type]
    assert tried.attempted > 2
    assert tried.failed == 0
