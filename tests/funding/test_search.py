"""The best split, searched for among made-up outcomes whose best split is known."""

import numpy as np
import pandas as pd
import pytest
from towns import town

from simmodel.appraisal.runs import COLUMNS, Runs
from simmodel.appraisal.yearly import COUNTED, Yearly
from simmodel.cost_items import COST_ITEMS, HOURS_FOR_OTHERS
from simmodel.errors import SimmodelError
from simmodel.funding import search
from simmodel.funding.search import NET, Found, best_split, check, named
from simmodel.funding.split import MOST_MEETINGS, split_of, splits_of
from simmodel.scenario import Study

TOWN = town()
SPLITS = splits_of(TOWN, "pull_in", 900_000)
CRISES = COUNTED.index("crises")


def made_up(height: float, noise: float, played: list[tuple[int, Study]]) -> object:
    """An ensemble in which fewer crises follow a hill over splits, `height` at its top; every split has luck too."""

    def compare(study: Study, runs: int, seed: int, **_: object) -> Runs:
        played.append((seed, study))
        luck, base = np.random.default_rng(seed), study.base_case
        yearly = {}
        for name, scenario in study.scenarios.items():
            counted = np.zeros((runs, 3, len(COUNTED)))
            if name != base:
                away = (split_of(study, scenario).point - [0.2, 0.1, 2.0]) / [1, 1, MOST_MEETINGS]
                counted[:, 0, CRISES] = 5 * height * away @ away - luck.normal(0, noise, runs)
            spent, for_others = (np.zeros((runs, 3, len(each))) for each in (COST_ITEMS, HOURS_FOR_OTHERS))
            yearly[name] = Yearly(spent, counted, for_others)
        return Runs(
            study_name=study.name,
            title=study.title,
            version="0.1.0",
            seed=seed,
            runs=runs,
            base_case=base,
            study_digest="",
            table=pd.DataFrame(columns=list(COLUMNS)),
            draws=runs // 2,
            yearly=yearly,
            notes=("under split_1 the services reach fewer", "the base case fits"),
        )

    return compare


def found(
    monkeypatch: pytest.MonkeyPatch, height: float, noise: float, seed: int = 1
) -> tuple[Found, list[tuple[int, Study]]]:
    played: list[tuple[int, Study]] = []
    monkeypatch.setattr(search, "compare", made_up(height, noise, played))
    return best_split(SPLITS, "crises", "pull_in", 30, runs=24, seed=seed), played


def test_a_split_that_is_much_better_is_found_and_holds_on_fresh_luck(monkeypatch: pytest.MonkeyPatch) -> None:
    best, _ = found(monkeypatch, height=40.0, noise=1.0)
    assert best.best.split.point == pytest.approx([0.2, 0.1, 2.0], abs=0.06 * MOST_MEETINGS)
    assert best.best.split.point[:2] == pytest.approx([0.2, 0.1], abs=0.06)
    assert best.best.clear
    assert best.best.beyond_own.mean == pytest.approx(best.promised, abs=3)
    near = np.array([0.05, 0.05, 1.0])  # as close as the splits lie among which it is looked for
    assert (best.low <= best.best.split.point + near).all()
    assert (best.best.split.point <= best.high + near).all()


def test_where_all_splits_are_alike_hardly_any_is_called_better(monkeypatch: pytest.MonkeyPatch) -> None:
    every = [found(monkeypatch, height=0.0, noise=3.0, seed=2 * seed)[0] for seed in range(6)]
    assert sum(one.best.clear for one in every) <= 1
    assert np.mean([one.promised for one in every]) > 1
    assert abs(np.mean([one.best.beyond_own.mean for one in every])) < 1.0


def test_the_best_is_judged_on_another_seed_beside_the_study_s_own_split_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    best, played = found(monkeypatch, height=40.0, noise=1.0)
    (seed, first), (same_seed, closer), (next_seed, second) = played
    assert (same_seed, next_seed) == (seed, seed + 1)
    assert (len(first.scenarios), len(closer.scenarios)) == (16, 16)
    meetings = [
        [sum(one.joint_work.values()) for one in study.scenarios.values() if one.buys == "coaches"]
        for study in (first, closer)
    ]
    assert np.ptp(meetings[1]) <= MOST_MEETINGS / 2 < np.ptp(meetings[0])
    assert list(second.scenarios) == ["current", named(best.again.split), named(best.best.split)]
    own = named(best.again.split)
    assert second.scenarios[own] == first.scenarios[own] == SPLITS.own
    assert second.scenarios[named(best.best.split)] == best.best.split.scenario
    assert best.again.beyond_own.mean == 0
    assert best.notes == ("the base case fits",)


def test_splits_played_come_in_order_of_what_they_bring_with_the_own_one_among_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    best, _ = found(monkeypatch, height=40.0, noise=1.0)
    brings = [one.brings.mean for one in best.tried]
    assert brings == sorted(brings, reverse=True)
    assert best.own in best.tried


def test_progress_is_one_count_over_both_ensembles() -> None:
    told: list[tuple[int, int]] = []
    part = search._counting(lambda done, of: told.append((done, of)), 4)
    part(0)(1, 4)
    part(1)(4, 4)
    assert told == [(1, 12), (8, 12)]
    assert search._counting(None, 4)(0) is None


def test_an_outcome_or_a_number_of_splits_that_cannot_be_is_one_message() -> None:
    check(NET, 24)
    with pytest.raises(SimmodelError, match="allowed: net_present_value, returns_to_custody"):
        check("nets", 24)
    with pytest.raises(SimmodelError, match="--splits is 14; allowed: 20 to 99"):
        check("crises", 14)
