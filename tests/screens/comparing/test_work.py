"""The work behind Compare: results that get surer, and a bar that never falls back."""

from collections.abc import Iterator

import pytest
from fake_ensemble import Ensemble, put_ensemble
from hypothesis import given
from hypothesis import strategies as st
from small_study import SMALL

from simmodel.scenario import parse_study
from simmodel.screens.comparing.work import SEED, comparison, stages
from simmodel.screens.desk.job import Hands
from simmodel.store.shelves import Store

STUDY = parse_study(SMALL)


def typed(runs: int) -> str:
    return f"simmodel compare x.toml --runs {runs}"


@pytest.fixture
def ensemble(monkeypatch: pytest.MonkeyPatch) -> Iterator[Ensemble]:
    yield from put_ensemble(monkeypatch)


@given(st.integers(1, 500))
def test_stages_rise_to_what_was_asked_for(runs: int) -> None:
    found = stages(runs)
    assert found == sorted(set(found))
    assert found[-1] == runs
    assert found[0] == min(2, runs)


def test_results_get_surer_and_progress_never_falls(ensemble: Ensemble, tmp_path) -> None:
    told: list[tuple[int, int]] = []
    hands = Hands(lambda done, of: told.append((done, of)), 1, Store(tmp_path, 10**9))
    found = [done.shown.runs for done in comparison(STUDY, 32, typed)(hands)]

    assert found == [2, 8, 32]
    assert ensemble.asked == [("small", runs, SEED) for runs in found]
    assert told == sorted(told)
    assert told[-1] == (32, 32)


def test_without_a_store_nothing_is_played_twice(ensemble: Ensemble) -> None:
    hands = Hands(lambda done, of: None, 1)
    assert [done.shown.runs for done in comparison(STUDY, 32, typed)(hands)] == [32]


def test_documents_of_every_stage_say_the_command_that_repeats_them(ensemble: Ensemble, tmp_path) -> None:
    hands = Hands(lambda done, of: None, 1, Store(tmp_path, 10**9))
    found = list(comparison(STUDY, 4, typed)(hands))
    assert [done.findings.command for done in found] == [typed(2), typed(4)]
    assert {done.shown.digest for done in found} == {STUDY.digest()}
