"""Two published cohort models, played here cycle by cycle and appraised end to end by the functions of the house."""

import math

import numpy as np
import pytest
from outside import known

from simmodel.appraisal.money.effectiveness import incremental_analysis
from simmodel.appraisal.money.present_value import Discounting, present_value

HIV = known("markov_hiv")
SICKER = known("markov_sick_sicker")


def occupancy(matrices: list[np.ndarray]) -> np.ndarray:
    """The share in each state at the start and after each cycle; everyone begins in the first state."""
    found = [np.eye(len(matrices[0]))[0]]
    for matrix in matrices:
        found.append(found[-1] @ matrix)
    return np.array(found)


# Chancellor and Briggs: HIV, one drug or two


def hiv(together: bool) -> tuple[np.ndarray, float, float]:
    """Occupancy after each cycle, the present cost and the life-years of one drug, or of two together for two years."""
    given = HIV["inputs"]
    counts = np.array(given["counts"], float)
    alone = counts / counts.sum(axis=1, keepdims=True)
    onward = np.triu(alone, 1) * given["rr"]
    both = onward + np.diag(1 - onward.sum(axis=1))
    with_both = given["rr_applies_cycles"] if together else []
    lived = occupancy([both if cycle in with_both else alone for cycle in range(1, given["cycles"] + 1)])[1:]
    alive = lived[:, :3].sum(axis=1)
    treated = np.isin(np.arange(1, given["cycles"] + 1), with_both)
    drugs = alive * (given["drug_mono"] + np.where(treated, given["drug_lamivudine"], 0.0))
    costs = lived @ [given["state_cost"][state] for state in "ABCD"] + drugs
    worth = [Discounting(given[rate], "end_year") for rate in ("discount_cost", "discount_effect")]
    return lived, float(present_value(costs, worth[0])), float(present_value(alive, worth[1]))


@pytest.mark.parametrize(("name", "together"), [("occupancy_mono", False), ("occupancy_comb", True)])
def test_the_cohort_is_where_the_published_model_has_it(name: str, together: bool) -> None:
    lived, _, _ = hiv(together)
    for cycle, expected in HIV[name].items():
        assert lived[int(cycle) - 1] == pytest.approx(expected, rel=1e-9)


def test_a_published_decision_model_is_appraised_to_its_last_digit() -> None:
    (_, cost_alone, years_alone), (_, cost_both, years_both) = hiv(False), hiv(True)
    expected, close = HIV["expected"], HIV["tolerance_abs"]
    assert [cost_alone, cost_both] == pytest.approx([expected["cost_mono"], expected["cost_comb"]], abs=close["cost"])
    assert [years_alone, years_both] == pytest.approx([expected["ly_mono"], expected["ly_comb"]], abs=close["ly"])
    found = incremental_analysis({"one": cost_alone, "two": cost_both}, {"one": years_alone, "two": years_both})
    assert found[1].ratio == pytest.approx(expected["icer"], abs=close["cost"])


# DARTH: healthy, sick, sicker, dead; four strategies

STRATEGIES = {"SoC": (False, False), "A": (True, False), "B": (False, True), "AB": (True, True)}
"""Whether treatment A (better life when sick) and treatment B (slower to get sicker) are given."""
WEIGHTS = {
    "": np.array([1 / 3] + [2 / 3 if entry % 2 == 0 else 4 / 3 for entry in range(2, 76)] + [1 / 3]),
    "_half_cycle": np.array([0.5] + [1.0] * 74 + [0.5]),
    "_no_wcc": np.ones(76),
}
"""What each of 76 points in time weighs: as published (not quite Simpson's), trapezes, and none."""


def _chance(rate: float) -> float:
    return 1 - math.exp(-rate)


def sicker(with_b: bool) -> np.ndarray:
    """Occupancy of healthy, sick, sicker and dead at the start and after each of 75 cycles."""
    given = SICKER["inputs"]
    rates, ratios = given["rates"], given["hr_death"]
    dying = [_chance(rates["HD"] * ratio) for ratio in (1, ratios["S1"], ratios["S2"])]
    worsening = _chance(rates["S1S2"] * (given["hr_S1S2_trtB"] if with_b else 1.0))
    falling_ill, recovering = _chance(rates["HS1"]), _chance(rates["S1H"])
    living = np.array([
        [1 - falling_ill, falling_ill, 0.0],
        [recovering, 1 - recovering - worsening, worsening],
        [0.0, 0.0, 1.0],
    ])  # fmt: skip
    matrix = np.zeros((4, 4))
    matrix[:3, :3] = (1 - np.array(dying))[:, None] * living
    matrix[:3, 3], matrix[3, 3] = dying, 1.0
    return occupancy([matrix] * given["cycles"])


def present(strategy: str, weights: np.ndarray) -> tuple[float, float]:
    """Present cost and quality-adjusted years of a strategy."""
    given, (with_a, with_b) = SICKER["inputs"], STRATEGIES[strategy]
    costs, utilities = given["costs"], given["utilities"]
    treatment = costs["trtA"] * with_a + costs["trtB"] * with_b
    state_costs = [costs["H"], costs["S1"] + treatment, costs["S2"] + treatment, 0.0]
    state_years = [utilities["H"], utilities["S1_trtA" if with_a else "S1"], utilities["S2"], 0.0]
    how, lived = Discounting(given["discount"], "end_year"), sicker(with_b)
    cost, years = (weights * (lived @ each) for each in (state_costs, state_years))
    return tuple(float(present_value(each[1:], how, each[0])) for each in (cost, years))


@pytest.mark.parametrize("weights", WEIGHTS)
@pytest.mark.parametrize("strategy", STRATEGIES)
def test_every_strategy_costs_and_brings_what_it_does_elsewhere(strategy: str, weights: str) -> None:
    expected = SICKER["recomputed"][strategy]
    found = present(strategy, WEIGHTS[weights])
    wanted = (expected[f"cost{weights}"], expected[f"qaly{weights}"])
    assert found == pytest.approx(wanted, rel=SICKER["tolerance_rel"])


def test_four_strategies_are_ranked_as_the_tutorial_prints_them() -> None:
    found = {name: present(name, WEIGHTS[""]) for name in STRATEGIES}
    options = incremental_analysis(*({name: each[part] for name, each in found.items()} for part in (0, 1)))
    printed = SICKER["published"]
    assert [(each.name, each.status) for each in options] == [("SoC", "ND"), ("B", "ND"), ("AB", "ND"), ("A", "D")]
    assert [options[1].ratio, options[2].ratio] == pytest.approx(
        [SICKER["recomputed_icers"][name] for name in ("B", "AB")], rel=SICKER["tolerance_rel"]
    )
    assert [round(options[1].ratio), round(options[2].ratio)] == [printed["icer_B"], printed["icer_AB"]]
    assert [round(options[1].extra_cost), round(options[1].extra_effect, 3)] == [
        printed["inc_cost_B"],
        printed["inc_qaly_B"],
    ]
    for name, key in {"SoC": "SoC", "A": "A_", "B": "B_", "AB": "AB_"}.items():
        assert [round(found[name][0]), round(found[name][1], 3)] == printed[key]
