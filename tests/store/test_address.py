"""The address of a run hangs on all that decides it, and on nothing else."""

from pathlib import Path

import pytest
from made_up_posterior import made_up
from small_study import SMALL, small

from simmodel.carried import carrying
from simmodel.scenario import parse_study
from simmodel.store import address
from simmodel.store.address import hash_of_sources, origin_of


def name(text: str = SMALL, seed: int = 1, draw: int = 1, run: int = 0) -> str:
    return origin_of(parse_study(text), seed).name((draw, run))


def test_comments_layout_and_defaults_written_out_do_not_move_a_run() -> None:
    written_out = small(("funding_per_year = 650000\n[", "# thirds\nfunding_per_year  = 650_000\nfunded_years = 3\n["))
    assert name(written_out) == name()


REORDERED = SMALL.replace("mental_health = 0.5, connection = 0.5", "connection = 0.5, mental_health = 0.5")


@pytest.mark.parametrize(
    "text", [small(("650000", "650001")), REORDERED, small(("[site]", "[time]\nhorizon_years = 5\n[site]"))]
)
def test_any_value_and_the_order_in_which_sums_are_made_move_it(text: str) -> None:
    assert name(text) != name()


def test_seed_draw_and_run_move_it() -> None:
    names = [name(), name(seed=2), name(draw=2), name(run=1), name(draw=0), name(seed=2**64 - 1)]
    assert len(set(names)) == len(names)


def test_another_engine_moves_it(monkeypatch: pytest.MonkeyPatch) -> None:
    usual, engine = name(), dict(address.engine())
    assert {"simmodel", "sources", "numba", "numpy", "python", "machine"} <= set(engine)
    for part in engine:
        monkeypatch.setattr(address, "engine", lambda part=part: engine | {part: "another"})
        assert name() != usual


def test_an_edited_line_or_a_page_that_moved_is_another_engine(tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    seen = set()
    for page, text in (
        ("rules/needs.py", "A = 1"),
        ("rules/needs.py", "A = 2"),
        ("evidence.csv", "A,2"),
        ("needs.py", ""),
    ):
        (tmp_path / page).write_text(text)
        seen.add(hash_of_sources(tmp_path))
    (tmp_path / "needs.py").rename(tmp_path / "wants.py")
    seen.add(hash_of_sources(tmp_path))
    (tmp_path / "README.md").write_text("words")
    seen.add(hash_of_sources(tmp_path))
    assert len(seen) == 5


def test_a_posterior_and_each_of_its_draws_move_it() -> None:
    study, other = parse_study(SMALL), made_up(draws=made_up().draws[::-1])
    carried = [study, *(carrying(study, each) for each in (made_up(), other))]

    assert len({origin_of(each, 1).name((1, 0)) for each in carried}) == 3
    assert len({each.digest() for each in carried}) == 3
