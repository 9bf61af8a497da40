"""Numbers fitted to a pilot on the Compare page: chosen or handed in, carried, told beside all, never mixed up."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from fake_ensemble import Ensemble
from made_up_posterior import folder_of, made_up
from small_study import SMALL, with_keys
from streamlit.testing.v1 import AppTest
from the_page import made_up_page, page, run, texts, use_study

from simmodel import shipped
from simmodel.calibration.folder import read_posterior
from simmodel.carried import carrying, fitted_of, label_of, told_of_posterior
from simmodel.errors import SimmodelError
from simmodel.posterior import Posterior
from simmodel.scenario import Study, parse_study
from simmodel.screens.fits import NONE, OWN, OWN_FILES
from simmodel.screens.plain import plain

DOUBTFUL = made_up(fitted="doubtful", source="Synthetic: made by the model", failed=("chains agree",))
TRUSTED = made_up(source="a pilot")
LABEL = "Fitted to {} (abababababab)"


@pytest.fixture
def ensemble(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Ensemble]:
    """A page whose study is small and whose runs are made up, with two fits that came with the package."""
    for name, posterior in (("doubtful", DOUBTFUL), ("trusted", TRUSTED)):
        folder_of(posterior, tmp_path / "calibration" / name / "fit")
    monkeypatch.setattr(shipped, "_PLACES", (tmp_path,))
    yield from made_up_page(monkeypatch)


def choose(at: AppTest, name: str) -> AppTest:
    at.selectbox(key="fit").select(name).run()
    assert not at.exception
    return at


def hand_in(at: AppTest, posterior: Posterior, folder: Path) -> AppTest:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for path in folder_of(posterior, folder).iterdir():
            archive.write(path, f"fit/{path.name}")
    choose(at, OWN).file_uploader[0].upload("fit.zip", made.getvalue()).run()
    assert not at.exception
    return at


def played(at: AppTest) -> Study:
    return at.session_state["compare-shown"].asked.study


def said(at: AppTest) -> str:
    return " ".join(texts(at)).replace("\\", "")


def test_the_page_starts_from_the_evidence_alone_and_offers_what_is_shipped(ensemble: Ensemble) -> None:
    control = page().selectbox(key="fit")
    assert (control.label, control.value) == ("Numbers fitted to a pilot", NONE)
    assert control.options == ["none: the evidence alone", "doubtful", "trusted", OWN]


def test_without_a_fit_nothing_is_said_of_one(ensemble: Ensemble) -> None:
    at = run(page())
    assert "Fitted to" not in said(at)
    assert "--posterior" not in " ".join(each.value for each in at.code)


def test_a_link_with_a_fit_opens_it_and_an_unknown_one_is_no_fit(ensemble: Ensemble) -> None:
    assert page(fit="trusted").selectbox(key="fit").value == "trusted"
    assert page(fit="nowhere").selectbox(key="fit").value == NONE


def test_what_is_played_carries_the_fit(ensemble: Ensemble) -> None:
    at = run(choose(page(), "trusted"))
    assert played(at).posterior == TRUSTED
    assert played(at).scenarios["pull_in"].funding_per_year == 650_000


def test_the_result_is_told_as_on_the_command_line_and_every_table_is_labelled(ensemble: Ensemble) -> None:
    at = run(choose(page(), "doubtful"))
    study = played(at)
    for told in told_of_posterior(study, 16):
        assert f"{told[:1].upper()}{told[1:]}." in said(at)
    warned = [each.value for each in at.warning if "nothing was" not in each.value]
    assert sum(plain("no pilot observed them: this result is no evidence") in each for each in warned) == 2
    assert sum(plain("did not pass its checks (chains agree)") in each for each in warned) == 2
    label = plain(f"{label_of(fitted_of(study))}.")
    assert len(at.table) > 2
    assert sum(each.value.endswith(label) for each in at.caption) >= len(at.table)


def test_a_fit_that_passed_is_no_warning(ensemble: Ensemble) -> None:
    at = choose(page(), "trusted")
    assert [each.value for each in at.warning] == []
    assert f"{LABEL.format('made_up_pilot')}: 2 numbers come together from its posterior" in said(at)
    assert "Whose data: a pilot" in said(at)


def test_a_result_of_other_numbers_is_said_to_be_old_and_found_again(ensemble: Ensemble) -> None:
    at = run(page())
    choose(at, "trusted")
    old = at.warning[0].value.replace("\\", "")
    assert old.startswith("It is for “")
    assert f", $650,000 a year, 32 runs, {NONE}. You have now chosen {LABEL.format('made_up_pilot')}; run" in old
    run(at)
    assert "You have now chosen" not in said(at)
    choose(at, NONE)
    assert "You have now chosen" not in said(at)
    assert f"{LABEL.format('made_up_pilot')}." not in said(at)
    assert len(ensemble.asked) == 2


def test_a_second_reader_sees_the_result_of_a_fit_only_with_that_fit(ensemble: Ensemble) -> None:
    run(choose(page(), "trusted"))
    second = page()
    assert [each.value for each in second.header] == ["No result yet"]
    choose(second, "doubtful")
    assert [each.value for each in second.header] == ["No result yet"]
    choose(second, "trusted")
    assert f"{LABEL.format('made_up_pilot')}." in said(second)
    assert len(ensemble.asked) == 1


def test_the_command_and_the_study_file_name_the_fit(ensemble: Ensemble) -> None:
    at = run(choose(page(), "trusted"))
    typed, text = (each.value for each in at.code)
    digest = played(at).digest()[:8]
    assert typed == (
        f"uv run simmodel compare small-{digest}-fitted_to_made_up_pilot.toml --posterior calibration/trusted "
        "--runs 32 --seed 1"
    )
    assert text.startswith(
        f"# {LABEL.format('made_up_pilot')}.\n# The file alone gives other numbers: type --posterior"
    )
    assert carrying(parse_study(text), TRUSTED).digest() == played(at).digest()


def test_a_fit_that_is_handed_in_is_carried_and_the_command_says_what_stands_for_it(
    ensemble: Ensemble, tmp_path: Path
) -> None:
    mine = made_up(fitted="mine", source="my pilot")
    at = run(hand_in(page(), mine, tmp_path / "mine"))
    assert played(at).posterior == mine
    assert "--posterior FOLDER --runs 32" in at.code[0].value
    assert "FOLDER stands for the fit that was handed in" in said(at)
    assert "--posterior calibration/trusted " in run(hand_in(page(), TRUSTED, tmp_path / "same")).code[0].value


def test_nothing_runs_before_a_fit_is_handed_in_or_with_one_that_is_none(ensemble: Ensemble) -> None:
    at = choose(page(), OWN)
    assert at.button(key="compare-run").disabled
    assert not at.error
    at.file_uploader[0].upload("fit.zip", b"no zip").run()
    assert [each.value for each in at.error] == [
        plain(
            '"fit.zip" is no zip that can be read; allowed: the folder fit of simmodel calibrate as a zip, or its '
            "manifest.json and posterior.csv"
        )
    ]
    assert at.button(key="compare-run").disabled
    assert not choose(at, NONE).button(key="compare-run").disabled


def test_a_result_stays_under_a_choice_that_cannot_be_run(ensemble: Ensemble) -> None:
    at = choose(run(page()), OWN)
    assert at.warning[0].value.endswith("What is chosen now cannot be run; the reason stands above\\.")


def test_a_study_that_cannot_take_the_fit_gets_the_sentence_of_the_command_line(
    ensemble: Ensemble, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = with_keys("custody_level", 'definition = "any_custody"')
    use_study(monkeypatch, text)
    with pytest.raises(SimmodelError) as refused:
        carrying(parse_study(text), TRUSTED)
    at = choose(page(), "trusted")
    assert [each.value for each in at.error] == [plain(str(refused.value))]
    assert at.button(key="compare-run").disabled


def test_a_shipped_fit_of_another_version_is_refused_by_the_name_that_is_typed(
    ensemble: Ensemble, tmp_path: Path
) -> None:
    (tmp_path / "calibration/trusted/fit/posterior.csv").write_text("changed")
    at = choose(page(), "trusted")
    assert "calibration/trusted/fit/posterior.csv is not what manifest.json says" in at.error[0].value.replace("\\", "")
    assert "type simmodel calibrate calibration/trusted" in at.error[0].value.replace("\\", "")
    assert str(tmp_path) not in said(at)
    assert at.button(key="compare-run").disabled


def test_the_fits_that_ship_are_taken_by_the_study_of_the_page() -> None:
    study = parse_study(SMALL)
    for typed, folder in shipped.shipped_fits().items():
        assert carrying(study, read_posterior(folder, typed)).posterior is not None


def test_a_fit_that_was_handed_in_is_there_after_another_page_and_goes_when_it_is_taken_out(
    ensemble: Ensemble, tmp_path: Path
) -> None:
    at = hand_in(page(), made_up(source="my own"), tmp_path / "mine")
    back = page(fit=OWN)
    assert "Nothing can be run before a fit is here" in said(back)
    back.session_state[OWN_FILES] = at.session_state[OWN_FILES]
    back.run()
    assert "Whose data: my own" in said(back)
    assert "fit.zip in use since before" in said(back)
    assert "in use since before" not in said(at)
    at.session_state[OWN_FILES] = []
    at.run()
    assert "Whose data: my own" not in said(at)
