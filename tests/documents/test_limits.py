"""What is not in the numbers is said alike in documents and in docs/model.md."""

import re
from pathlib import Path

from synthetic_runs import made_up_runs

from simmodel.appraisal.runs import Fitted, Value
from simmodel.documents.limits import LAYER_LIMITS, NOT_MODELLED, layers_told, left_out

PAGE = (Path(__file__).parents[2] / "docs" / "model.md").read_text(encoding="utf-8")


def test_documents_list_what_the_model_page_lists() -> None:
    part = PAGE.split("## 8. What is not modelled, and which way that leans")[1].split("\n## ")[0]
    rows = re.findall(r"^\| (.+?) \| (.+?) \|$", part, re.MULTILINE)

    assert [tuple(limit) for limit in NOT_MODELLED] == rows[1:]


def test_a_layer_without_a_value_is_said_to_be_left_out_and_one_with_a_value_gives_its_reason() -> None:
    assert all("no value is supplied" in told for told in layers_told(made_up_runs(runs=1)))

    valued = made_up_runs(runs=1, values=(Value("victims", "new_sentences", 15_000.0, "a source of 2020"),))
    assert any("$15,000" in told and "a source of 2020" in told for told in layers_told(valued))
    assert sum("no value is supplied" in told for told in layers_told(valued)) == 1


def test_what_the_study_puts_a_value_on_no_longer_stands_under_what_is_left_out() -> None:
    assert left_out(made_up_runs(runs=1)) == list(NOT_MODELLED)

    valued = (Value("victims", "new_sentences", 15_000.0, "so"), Value("health", "weeks_in_work", -50.0, "so"))
    told = left_out(made_up_runs(runs=1, values=valued))
    assert [limit for limit in NOT_MODELLED if limit not in told] == [LAYER_LIMITS["victims"]]


def test_a_gain_is_said_as_a_gain() -> None:
    gains = made_up_runs(runs=1, values=(Value("wellbeing", "weeks_stably_housed", -500.0, "a source"),))
    (told,) = [each for each in layers_told(gains) if "a source" in each]
    assert told.startswith("people's wellbeing: gains $500 for each of weeks_stably_housed")


def test_with_a_posterior_only_numbers_that_were_not_fitted_are_said_to_be_independent() -> None:
    fitted = made_up_runs(runs=1, fitted=Fitted("a", "b", "", ("crisis.weekly_rate",), 9, ()))
    (told,) = [limit.left_out for limit in left_out(fitted) if "sampled independently" in limit.left_out]

    assert told.startswith("how numbers that were not fitted go together")
    assert len(left_out(fitted)) == len(NOT_MODELLED)
