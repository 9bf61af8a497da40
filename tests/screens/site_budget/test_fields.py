"""Under every field of Site budget: its default with its unit, what is allowed, and where it comes from."""

import re

import pytest
from budget_page import TWO, opened
from the_page import texts

from simmodel.screens.site_budget.fields import NUMBERS, defaults
from simmodel.screens.site_budget.start import Start, shipped_plans

RESTS = re.compile(
    r"You decide; (no source|[A-Z]+\d+, grade [A-DM])\.$|No source, grade D\.$|[Gg]rade D\.$|source stand beside it\.$"
)


def beside() -> list[str]:
    """What stands under fields that have a default."""
    said = [text.replace("\\", "") for text in texts(opened())]
    return [text for text in said if text.startswith("Default: ") and "; allowed: " in text]


def test_every_number_rate_and_choice_has_its_default_what_is_allowed_and_its_source_beside_it() -> None:
    told = beside()
    assert len(opened().number_input) == 10
    assert len(told) == 10 + 3 + 2
    assert [text for text in told if not RESTS.search(text)] == []


@pytest.mark.parametrize("name", [name for name, about in NUMBERS.items() if about.unit])
def test_a_default_stands_with_its_unit(name: str) -> None:
    default = defaults(Start(TWO, shipped_plans()[TWO]))[name]
    number = f"{default:,.10g}" if name.startswith("band") else f"{default:.10g}"
    unit = "%" if NUMBERS[name].unit == "%" else f" {NUMBERS[name].unit}"
    assert [text for text in beside() if text.startswith(f"Default: {number}{unit};")]
