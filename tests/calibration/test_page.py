"""A fit on a terminal: at 80 columns nothing is cut, and the most important comes first."""

import io
from dataclasses import replace

import numpy as np
import pytest
from made_up_fits import a_fit
from rich.console import Console

from simmodel.calibration.checked import verdicts
from simmodel.calibration.page import print_fit
from simmodel.calibration.result import Fit
from simmodel.calibration.targets import between
from simmodel.calibration.told import cannot_tell, parameters_told, tells, warnings

FIT = a_fit()


def printed(fit: Fit, width: int) -> str:
    kept = io.StringIO()
    print_fit(Console(file=kept, width=width, highlight=False), fit)
    return kept.getvalue()


@pytest.fixture(scope="module")
def narrow() -> str:
    return printed(FIT, 80)


def flat(text: str) -> str:
    """The words alone, however they are broken."""
    return " ".join(text.split())


def test_at_80_columns_no_line_is_longer_and_nothing_is_cut(narrow: str) -> None:
    assert max(len(line) for line in narrow.splitlines()) <= 80
    assert "…" not in narrow


def test_the_page_begins_with_what_the_data_cannot_tell(narrow: str) -> None:
    words = flat(narrow)
    order = [*warnings(FIT), "What your data cannot tell", *cannot_tell(FIT), "What they tell", *tells(FIT), "Numbers:"]
    places = [words.index(flat(each)) for each in order]
    assert places == sorted(places)


def test_every_number_stands_whole_in_its_row_with_both_ranges_and_what_was_learned(narrow: str) -> None:
    lines = narrow[narrow.index("Numbers:") : narrow.index("Targets:")].splitlines()
    for row in parameters_told(FIT):
        (line,) = [each for each in lines if each.strip().startswith(row.parameter.name)]
        for band in (row.before, row.after):
            assert f"{band[0]:.2g} to {band[2]:.2g}" in line
        assert f"{row.contraction:.0%}" in line


def test_every_target_stands_with_the_bands_of_runs_as_it_is_told_itself(narrow: str) -> None:
    words = narrow[narrow.index("Targets:") : narrow.index("Checks")]
    for place, target in enumerate(FIT.targets):
        for check in (FIT.checks.before, FIT.checks.after):
            assert between(target, *check.band[:, place]) in words
    assert flat(words).count("[holdout]") == 3


def test_every_check_says_whether_it_was_passed() -> None:
    lack = replace(FIT.step.emulator, lack=np.full(len(FIT.targets), 0.7))
    worse = replace(FIT, step=replace(FIT.step, emulator=lack))
    words = printed(worse, 100)
    checks = words[words.index("\nChecks") :]
    assert checks.count("FAILED") == 1
    assert checks.count("passed") == len(verdicts(FIT)) - 1
    assert words.index("Not so: emulator fits") < words.index("What your data cannot tell")
