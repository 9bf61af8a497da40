"""What can be switched off is listed, in the same words, wherever it is told."""

import json
import re
from pathlib import Path

from click.testing import CliRunner

from simmodel.cli import main
from simmodel.mechanisms import CATALOGUE
from simmodel.vocabulary import MECHANISMS

MODEL = (Path(__file__).parents[1] / "docs/model.md").read_text(encoding="utf-8")


def test_every_mechanism_is_in_the_catalogue_in_the_order_of_the_vocabulary() -> None:
    assert tuple(mechanism.name for mechanism in CATALOGUE) == MECHANISMS


def test_the_model_page_says_the_same_as_the_catalogue() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (.+) \| (.+) \|$", MODEL.split("\n## 8")[0], re.MULTILINE)
    assert rows == [(each.name, each.does, each.off) for each in CATALOGUE]


def test_the_command_lists_them_as_json_and_as_a_table() -> None:
    listed = json.loads(CliRunner().invoke(main, ["mechanisms", "--json"]).stdout)
    assert [set(each) for each in listed] == [{"name", "does", "off"}] * len(MECHANISMS)
    assert [each["name"] for each in listed] == list(MECHANISMS)
    told = CliRunner().invoke(main, ["mechanisms"])
    assert told.exit_code == 0
    assert all(name in told.stdout for name in MECHANISMS)
    assert max(map(len, told.stdout.splitlines())) <= 80


def test_every_switch_is_read_by_a_rule() -> None:
    rules = Path(__file__).parents[1] / "simmodel"
    pages = [*rules.glob("rules/*.py"), rules / "measures.py", rules / "felt.py"]
    text = "".join(path.read_text(encoding="utf-8") for path in pages)
    assert [name for name in MECHANISMS if f"site.on.{name}" not in text] == []
