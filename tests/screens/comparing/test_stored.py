"""Results that ship: each is what its name says, can be read, and says everything that a page shows of it."""

import pytest

from simmodel.scenario import Study
from simmodel.screens.comparing.stored import FOLDER, file_name, stored
from simmodel.shown.compare.tabs import Shown, packed, unpacked
from simmodel.shown.parts import Words
from simmodel.shown.stored.make import GRID, RUNS, SEED, asked


def test_every_study_that_is_to_be_stored_is_there_and_nothing_else() -> None:
    wanted = {file_name(study.digest()) for _, study in asked()}
    assert {path.name for path in FOLDER.glob("*.json.gz")} == wanted
    assert len(wanted) >= len(GRID)


@pytest.mark.parametrize(
    "study", [study for _, study in asked()], ids=lambda study: f"{study.name}-{study.digest()[:6]}"
)
def test_a_stored_result_is_of_its_study_with_a_sentence_and_every_tab(study: Study) -> None:
    found = stored(study)
    assert found is not None
    assert (found.digest, found.runs, found.seed) == (study.digest(), RUNS, SEED)
    first = found.tabs["In short"][0]
    assert isinstance(first, Words)
    assert first.tone == "finding"
    assert {"Over time", "Money", "Who benefits", "Where people are lost", "What would change my mind"} <= set(
        found.tabs
    )


def test_another_sum_of_money_has_no_stored_result_between_those_that_ship() -> None:
    _, usual = next(asked())
    assert stored(usual.with_funding(512_500)) is None


def test_a_result_is_kept_and_comes_back_the_same() -> None:
    shown = Shown("taree", "abc", 8, 1, "0.1.0", "2026-01-01", {"In short": [Words("x", "finding")]})
    assert unpacked(packed(shown)) == shown
