"""The page of the model holds every rule and every number, as the code has them."""

from pathlib import Path

from simmodel.odd import BEGINS, catalogue, with_catalogue
from simmodel.rules import PAGES
from simmodel.week import WEEK

MODEL = (Path(__file__).parents[1] / "docs" / "model.md").read_text(encoding="utf-8")


def test_the_page_says_what_the_code_says() -> None:
    assert with_catalogue(MODEL) == MODEL, "run: uv run python -m simmodel.odd"


def test_every_rule_of_the_week_is_in_the_catalogue_in_order() -> None:
    rules = [line.split("`")[1] for line in catalogue() if line[:1].isdigit()]
    assert rules == [*WEEK.names(), "learning.spread"]


def test_every_number_is_in_the_catalogue_with_its_row() -> None:
    rows = {(line.split("`")[1], line.split(" | ")[5]) for line in catalogue() if line.startswith("| `")}
    for page in PAGES:
        for name, number in page.numbers().items():
            assert (name, number.evidence) in rows


def test_what_stands_before_the_catalogue_is_kept() -> None:
    assert with_catalogue("# The model\n\nby hand\n").startswith("# The model\n\nby hand\n\n" + BEGINS)
