"""The worth of pairing is a ratio of variances, with its error."""

import numpy as np
import pytest
from towns import town

from simmodel.bench import pairing as page
from simmodel.bench.studies import coaches_study
from simmodel.engine.start import delivery_of


def test_what_is_shared_by_both_is_what_pairing_takes_away() -> None:
    rng = np.random.default_rng(1)
    shared, apart = rng.normal(size=(3, 4000)) * 3.0, rng.normal(size=(2, 4000))
    ratio, error = page.worth(shared[0] + apart[0], shared[0] + apart[1])
    assert ratio == pytest.approx((2 * 9 + 2) / 2, rel=0.05)
    assert 0 < error < 0.5
    unpaired, _ = page.worth(shared[0], shared[1])
    assert unpaired == pytest.approx(1.0, rel=0.05)


def test_the_error_is_how_far_ratios_of_other_runs_lie() -> None:
    rng = np.random.default_rng(2)
    found = []
    for _ in range(300):
        shared, apart = 2.0 * rng.normal(size=40), rng.normal(size=(2, 40))
        found.append(page.worth(shared + apart[0], shared + apart[1]))
    ratios, errors = np.array(found).T
    assert np.median(errors) == pytest.approx(ratios.std(), rel=0.35)


@pytest.mark.parametrize(
    ("differences", "told"), [((0, 0, 0), False), ((1, 1, 1), False), ((0, 0, 1), False), ((0, 0, 1, 1), True)]
)
def test_an_outcome_that_differs_in_one_run_alone_has_no_ratio(differences: tuple[int, ...], told: bool) -> None:
    assert page.differs(np.ones(len(differences)), 1.0 + np.array(differences)) is told


def test_coaches_are_so_many_heads() -> None:
    study = coaches_study(*page.COACHES)
    heads = [sum(delivery_of(study, study.scenarios[f"coaches_{place}"]).heads) for place in range(2)]
    assert heads == pytest.approx(page.COACHES, abs=0.001)


def test_every_pair_is_told_by_outcome_and_its_least(monkeypatch: pytest.MonkeyPatch) -> None:
    more = "".join(
        f'[scenarios.coaches_{place}]\ntitle = "{place}"\nbuys = "coaches"\nfunding_per_year = {dollars}\n'
        for place, dollars in enumerate((400_000, 440_000))
    )
    study = town(at_start=(30, 20, 10, 10), years=3, more=more)
    monkeypatch.setattr(page, "coaches_study", lambda *heads: study)
    figures = page.pairing(runs=4)
    for pair in page.PAIRS:
        told = [figure for name, figure in figures.items() if name.startswith(f"pairing_worth_{pair}_cost")]
        assert len(told) >= 2
        assert figures[f"pairing_worth_{pair}"] <= figures[f"pairing_worth_{pair}_cost_total"]


@pytest.mark.slow
def test_pairing_is_worth_what_is_promised() -> None:
    figures = page.pairing(runs=30)
    assert min(figures["pairing_worth_pull_in"], figures["pairing_worth_pull_in_reached"]) >= 4
    assert figures["pairing_worth_coaches"] >= 30
