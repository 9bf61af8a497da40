"""What is not in the numbers is said alike in documents and in docs/model.md."""

import re
from pathlib import Path

from synthetic_runs import made_up_runs

from simmodel.appraisal.runs import Value
from simmodel.documents.limits import NOT_MODELLED, layers_told

PAGE = (Path(__file__).parents[2] / "docs" / "model.md").read_text(encoding="utf-8")


def test_documents_list_what_the_model_page_lists() -> None:
    part = PAGE.split("## 8. What is not modelled, and which way that leans")[1].split("\n## ")[0]
    rows = re.findall(r"^\| (.+?) \| (.+?) \|$", part, re.MULTILINE)

    assert [tuple(limit) for limit in NOT_MODELLED] == rows[1:]


def test_a_layer_without_a_value_is_said_to_be_left_out_and_one_with_a_value_gives_its_reason() -> None:
    assert all("no value is supplied" in told for told in layers_told(made_up_runs(runs=1)))

    valued = made_up_runs(runs=1, values=(Value("victims", "new_sentences", 15_000.0, "a source of 2020"),))
    assert any("$15,000" in told and "a source of 2020" in told for told in layers_told(valued))
