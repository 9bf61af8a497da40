"""docs/targets.md says what the reader of targets does: its examples are read, its tables name what there is."""

import re
from pathlib import Path

import pytest
from small_targets import ARMS, LONGEST_MONTHS, one, read

from simmodel.calibration.target_columns import LONG, WIDE
from simmodel.calibration.target_file import TargetFile, targets_in
from simmodel.calibration.target_text import LARGEST_FILE
from simmodel.calibration.targets import KINDS, KINDS_OF, USES, told
from simmodel.validation.counted import FOLLOWED
from simmodel.vocabulary import COHORTS

PAGE = (Path(__file__).parents[2] / "docs/targets.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```csv\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


def example(place: int) -> TargetFile:
    return targets_in(EXAMPLES[place], "docs/targets.md", ARMS, LONGEST_MONTHS)


def test_both_examples_are_read_without_a_warning() -> None:
    assert [len(example(place).targets) for place in range(len(EXAMPLES))] == [6, 5]
    assert [example(place).warnings for place in range(len(EXAMPLES))] == [(), ()]


def test_the_first_row_of_the_example_reads_as_the_page_says() -> None:
    assert (
        told(example(0).targets[0]) == "back in custody, remand included, within 6 months: 12% of 58 people (pilot arm)"
    )


def test_the_table_of_outcomes_is_that_of_the_model() -> None:
    section = PAGE.partition("| `target` | is | `kind` |\n")[2].partition("\n\n")[0]
    rows = re.findall(r"^\| `(\w+)` \| (.+) \| (`.+`) \|$", section, re.MULTILINE)
    listed = {name: (label, tuple(re.findall(r"`(\w+)`", kinds))) for name, label, kinds in rows}
    assert listed == {name: (FOLLOWED[name].label, kinds) for name, kinds in KINDS_OF.items()}


@pytest.mark.parametrize("name", [*LONG, *WIDE, *KINDS, *USES, *COHORTS])
def test_every_name_of_a_file_is_on_the_page(name: str) -> None:
    assert f"`{name}`" in PAGE


def test_the_numbers_of_the_page_are_those_that_hold() -> None:
    assert f"{LARGEST_FILE // 1024} kilobytes" in PAGE
    target = one(value="<5", n="60")
    assert f"between 0 and {target.upper:.3f}" in PAGE
    assert read("target,time,arm,value,n,source\nhoused,12,pilot,35%,10,a\n").warnings
