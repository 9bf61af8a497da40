"""Whose money counts: each view by hand, transfers, and layers that no fiscal view holds."""

import numpy as np
import pytest

from simmodel.appraisal.money.views import LAYERS, VIEWS, Effects, benefits_of, costs_of, effects_between, kind_of
from simmodel.vocabulary import PAYERS

EXTRA = dict(zip(PAYERS, (-100.0, -10.0, 5.0, -20.0, 1.0, -2.0, 60.0), strict=True))
"""Justice, health, the Commonwealth and child protection save; housing, community services and the programme pay."""


def a_year(dollars: float) -> np.ndarray:
    return np.full((1, 1, 1), dollars)


def effects(layers: dict[str, float] | None = None, transfers: dict[str, float] | None = None) -> Effects:
    flows = [{name: a_year(each) for name, each in (given or {}).items()} for given in (EXTRA, layers, transfers)]
    return Effects(*flows)


def seen_by(view: str, given: Effects) -> tuple[float, float]:
    return benefits_of(given, VIEWS[view]).item(), costs_of(given, VIEWS[view]).item()


@pytest.mark.parametrize(
    ("view", "benefits", "costs"),
    [
        ("nsw_residents", 106.0, 60.0),
        ("nsw_government", 106.0, 60.0),
        ("funder", 0.0, 60.0),
        ("all_governments", 126.0, 60.0),
        ("commonwealth", 20.0, 0.0),
        ("participants", 0.0, 0.0),
    ],
)
def test_each_view_by_hand(view: str, benefits: float, costs: float) -> None:
    assert seen_by(view, effects()) == (benefits, costs)


def test_what_the_commonwealth_saves_stands_apart_from_the_headline() -> None:
    headline, *_ = VIEWS.values()
    assert headline.id == "nsw_residents"
    assert "commonwealth" not in headline.payers
    assert seen_by("all_governments", effects())[0] == (
        seen_by("nsw_government", effects())[0] + seen_by("commonwealth", effects())[0]
    )


def test_layers_are_in_social_views_alone() -> None:
    both = effects(layers={"victims": 1000.0, "wellbeing": 7.0})
    gained = {name: seen_by(name, both)[0] - seen_by(name, effects())[0] for name in VIEWS}
    assert gained == {
        "nsw_residents": 1007.0,
        "nsw_government": 0.0,
        "funder": 0.0,
        "all_governments": 0.0,
        "commonwealth": 0.0,
        "participants": 7.0,
    }


def test_without_a_layer_the_headline_is_printed_as_fiscal() -> None:
    assert {kind_of(effects(), view) for view in VIEWS.values()} == {"fiscal"}
    for layer in LAYERS:
        assert kind_of(effects(layers={layer: 1.0}), VIEWS["nsw_residents"]) == "social"
        assert kind_of(effects(layers={layer: 1.0}), VIEWS["nsw_government"]) == "fiscal"


def test_a_transfer_costs_who_pays_it_and_is_nothing_to_society() -> None:
    paid = effects(transfers={"commonwealth": 30.0, "justice": 4.0})
    gained = {name: seen_by(name, paid)[0] - seen_by(name, effects())[0] for name in VIEWS}
    assert gained == {
        "nsw_residents": 0.0,
        "nsw_government": -4.0,
        "funder": 0.0,
        "all_governments": -34.0,
        "commonwealth": -30.0,
        "participants": 34.0,
    }


def test_effects_are_paired_differences_by_payer() -> None:
    base = {payer: np.arange(6.0).reshape(1, 2, 3) for payer in PAYERS}
    here = {payer: base[payer] + EXTRA[payer] for payer in PAYERS}
    found = effects_between(here, base)
    assert {payer: float(found.cost[payer][0, 1, 2]) for payer in PAYERS} == EXTRA
    assert (found.layers, found.transfers) == ({}, {})


@pytest.mark.parametrize(
    ("layers", "transfers", "told"),
    [({"victim": 1.0}, {}, "layers of victim: the accounts are victims, wellbeing"), ({}, {"state": 1.0}, "of state")],
)
def test_an_account_that_nobody_would_read_is_refused(layers: dict, transfers: dict, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        effects(layers, transfers)


def test_a_payer_that_is_missing_is_refused() -> None:
    with pytest.raises(ValueError, match="cost lacks the payers health"):
        Effects({payer: a_year(0.0) for payer in PAYERS if payer != "health"}, {}, {})
