"""What a worker plays: chunks of one draw, on the same model or not at all."""

import pytest
from alike import same
from sent_elsewhere import Elsewhere
from towns import town

from simmodel.cluster import chunks as page
from simmodel.cluster.chunks import chunks_of, play
from simmodel.cluster.faults import ClusterError
from simmodel.ensemble import compare
from simmodel.kept import paired
from simmodel.sampling import sampling
from simmodel.store.address import engine

STUDY = town(levers="reach_out = true")


def test_runs_of_a_draw_go_together_and_those_at_the_defaults_alone() -> None:
    sampled = chunks_of(STUDY, 2, [(1, 1), (2, 0), (2, 1), (4, 0)], paired)
    assert [chunk.addresses for chunk in sampled] == [((1, 1),), ((2, 0), (2, 1)), ((4, 0),)]
    assert [chunk.told for chunk in sampled] == ["run 1 of draw 1", "runs 0 to 1 of draw 2", "run 0 of draw 4"]
    assert len(chunks_of(STUDY, 2, sampling(3, 0).addresses(), paired)) == 3


def test_chunks_sent_elsewhere_and_back_are_the_ensemble() -> None:
    assert same(compare(STUDY, runs=3, seed=2, play=Elsewhere()), compare(STUDY, runs=3, seed=2))


def test_a_worker_that_plays_another_model_plays_nothing_and_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    (chunk,) = chunks_of(STUDY, 2, [(0, 0)], paired)
    monkeypatch.setattr(page, "engine", lambda: engine() | {"numba": "0.1", "sources": "f" * 64})
    monkeypatch.setattr(page, "_this_worker", lambda: "tcp://there:2")
    with pytest.raises(ClusterError, match="the worker tcp://there:2 plays another model") as caught:
        play(chunk)
    assert "numba 0.1 instead of 0." in str(caught.value)
    assert f"sources {'f' * 12} instead of" in str(caught.value)
    assert "python" not in str(caught.value).partition("allowed")[0]
