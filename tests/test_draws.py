"""The values of a draw: sampled within the ranges of the evidence, keyed to the number's own name."""

import math
from collections import defaultdict

import numpy as np
import pytest
from towns import some_solution, town

from simmodel import draws
from simmodel.draws import luck_of_draw, numbers_of_draws, study_of_draw, the_place, values_of_draw
from simmodel.engine.start import parameters_of, place_of, start
from simmodel.evidence import UNSURE, ledger
from simmodel.parameters import catalogue, default_values
from simmodel.population import Place
from simmodel.posterior import Posterior, level_in
from simmodel.ranges import name_of, shares_of_one
from simmodel.scenario import Assumption, Study

DRAWS = range(1, 400)


def test_every_number_is_sampled_whatever_its_grade() -> None:
    drawn = [values_of_draw(1, draw) for draw in range(1, 30)]
    assert set() == {name for name in drawn[0] if len({round(values[name], 9) for values in drawn}) < 5}
    assert any(ledger()[number.evidence].grade in UNSURE for number, *_ in catalogue().values())


def test_all_sampled_values_lie_in_the_range_of_the_evidence() -> None:
    known = catalogue()
    for draw in DRAWS:
        for name, value in values_of_draw(1, draw).items():
            _, _, low, high = known[name]
            assert low <= value <= high, (draw, name)


def test_over_many_draws_the_median_of_a_number_is_its_default() -> None:
    drawn = [values_of_draw(2, draw) for draw in DRAWS]
    for name in ("crisis.weekly_rate", "custody.ever", "needs.drift.mental_health"):
        share = np.mean([values[name] < default_values()[name] for values in drawn])
        assert share == pytest.approx(0.5, abs=0.08), name


def test_items_of_one_number_move_together_and_other_numbers_do_not() -> None:
    at = defaultdict(set)
    for name, value in values_of_draw(1, 5).items():
        _, default, low, high = catalogue()[name]
        if not name.startswith(("crisis.kinds", "services.place_hours")) and abs(value - default) > 1e-9:
            way, end = (1, high) if value > default else (-1, low)
            at[name_of(name)].add(round(way * (value - default) / (end - default), 6))
    assert max(len(places) for places in at.values()) == 1
    assert len(set.union(*at.values())) > 100


@pytest.mark.parametrize("draw", [1, 2, 3, 77])
def test_shares_that_add_up_to_one_still_do(draw: int) -> None:
    assert [name_of(items[0]) for items in shares_of_one()] == ["crisis.kinds"]
    for items in shares_of_one():
        assert math.fsum(values_of_draw(1, draw)[name] for name in items) == pytest.approx(1.0)


def test_a_pinned_share_stays_and_the_others_make_room() -> None:
    values = values_of_draw(1, 3, {"crisis.kinds.ambulance": 0.5})
    assert values["crisis.kinds.ambulance"] == 0.5
    assert math.fsum(values[name] for name in shares_of_one()[0]) == pytest.approx(1.0)


def test_a_new_number_changes_no_other_numbers_draw(monkeypatch: pytest.MonkeyPatch) -> None:
    before = values_of_draw(1, 4)
    more = {"aaa.first": catalogue()["crisis.weekly_rate"]} | catalogue()
    monkeypatch.setattr(draws, "catalogue", lambda: more)
    after = values_of_draw(1, 4)
    assert after.pop("aaa.first") != before["crisis.weekly_rate"]
    assert after == before


def test_no_two_numbers_share_an_address() -> None:
    assert len(set(luck_of_draw(1, 1).values())) == len(luck_of_draw(1, 1)) == len({name_of(n) for n in catalogue()})


def test_another_draw_or_seed_has_other_values() -> None:
    values = [values_of_draw(seed, draw)["crisis.weekly_rate"] for seed in (1, 2) for draw in (1, 2)]
    assert len(set(values)) == 4


def test_draw_0_is_the_study_as_it_is() -> None:
    study = town()
    assert study_of_draw(study, 1, 0) is study


def test_what_the_study_pins_stays_where_the_study_put_it() -> None:
    pinned = '[[assumption]]\nnumber = "crisis.weekly_rate"\nvalue = 0.021\nbecause = "counted"'
    study = town(more=pinned)
    for draw in (1, 2):
        values = parameters_of(study_of_draw(study, 1, draw)).values
        assert values["crisis.weekly_rate"] == 0.021
        assert values["crisis.per_load"] != default_values()["crisis.per_load"]


def test_a_draw_never_changes_which_place_is_meant() -> None:
    study = town()
    recipe = study.model_copy(update={"site": study.site.model_copy(update={"people": {}})})
    assert len(the_place()) == 4 + 4 + 8 + 2
    for one in (study, recipe):
        drawn = study_of_draw(one, 1, 7)
        places: list[Place] = [place_of(each.site, parameters_of(each), -52, 156) for each in (one, drawn)]
        assert places[0] == places[1]
        assert drawn.site == one.site


@pytest.mark.parametrize("draw", range(1, 25))
def test_every_draw_gives_people_and_a_site_that_can_be_played(draw: int) -> None:
    begin = start(study_of_draw(town(), 1, draw), some_solution(), 1, 0, draw)
    for field in ("need", "trust", "agency", "set_point"):
        assert (begin.people[field] >= 0).all()
        assert (begin.people[field] <= 1).all()
    assert np.isfinite(begin.people.age).all()
    assert (begin.sites[0].service["hours"] >= 0).all()


# a study that carries a posterior

FITTED = ("custody.unstable_home", "custody_level.return_24_months")


def carrying(*draws: tuple[float, float]) -> Study:
    return town().model_copy(update={"posterior": Posterior(fitted="a", digest="b", numbers=FITTED, draws=draws)})


def test_what_was_fitted_comes_from_the_posterior_row_by_row_and_all_else_from_its_range() -> None:
    low, _, high = sorted(catalogue()[FITTED[0]][1:])
    study = carrying((low, 0.40), (high, 0.50))
    found = [study_of_draw(study, 1, draw) for draw in (1, 2, 3)]

    assert [parameters_of(one).values[FITTED[0]] for one in found] == [low, high, low]
    assert [one.custody_level.return_24_months for one in found] == [0.40, 0.50, 0.40]
    usual = values_of_draw(1, 1)
    assert {k: v for k, v in parameters_of(found[0]).values.items() if usual[k] != v and k not in the_place()} == {
        FITTED[0]: low
    }


def test_draw_0_of_a_posterior_has_its_medians_and_every_other_default() -> None:
    _, value, low, high = catalogue()[FITTED[0]]
    found = study_of_draw(carrying((low, 0.40), (high, 0.50), (value, 0.45)), 1, 0)

    assert parameters_of(found).values == default_values() | {FITTED[0]: value}
    assert found.custody_level.return_24_months == 0.45


def test_the_level_of_one_arm_of_a_pilot_is_no_level_of_the_study() -> None:
    numbers = ("custody_level.return_12_months@aid", "custody_level.return_24_months")
    fitted = Posterior(fitted="a", digest="b", numbers=numbers, draws=((0.1, 0.4),))
    study = town().model_copy(update={"posterior": fitted})

    assert level_in(fitted.of_draw(1)) == {"return_24_months": 0.4}
    level = study_of_draw(study, 1, 1).custody_level
    assert (level.return_12_months, level.return_24_months) == (town().custody_level.return_12_months, 0.4)


def test_what_the_study_pins_goes_before_what_was_fitted() -> None:
    _, value, low, high = catalogue()[FITTED[0]]
    study = carrying((low, 0.40), (high, 0.50))
    pinned = study.model_copy(
        update={"assumptions": (Assumption(number=FITTED[0], value=value, because="counted here"),)}
    )

    assert {parameters_of(study_of_draw(pinned, 1, draw)).values[FITTED[0]] for draw in (0, 1, 2)} == {value}


def test_the_numbers_of_draws_tell_a_level_that_was_fitted() -> None:
    _, _, low, high = catalogue()[FITTED[0]]

    found = numbers_of_draws(carrying((low, 0.40), (high, 0.50)), 1, [2, 1])

    assert found[list(FITTED)].to_numpy().tolist() == [[high, 0.50], [low, 0.40]]
