"""What is believed of a number before the pilot: the range of its evidence, unless a reader gives one and says why."""

from simmodel.calibration.plan import LEVELS
from simmodel.parameters import catalogue
from simmodel.scenario import parse_study
from simmodel.shipped import shipped_pilots
from simmodel.shown.fit.beliefs import HIGH, LIKELY, LOW, WHY, beliefs, choices, faults_in, named_in, own_priors
from simmodel.shown.fit.study_file import plan_in

PLAN = plan_in(parse_study((shipped_pilots()["example_pilot"] / "study.toml").read_text(encoding="utf-8")))
(LOSS,) = beliefs(PLAN, ["housing.loss"])


def test_a_number_comes_with_value_range_unit_source_and_grade() -> None:
    _, value, low, high = catalogue()["housing.loss"]

    assert (LOSS.value, LOSS.low, LOSS.high) == (value, low, high)
    assert LOSS.unit
    assert LOSS.source
    assert LOSS.grade.startswith("D (")


def test_a_range_that_nobody_touched_is_no_prior_of_ones_own() -> None:
    assert own_priors([LOSS], {"housing.loss": LOSS.row}) == []
    assert [each.number for each in own_priors(beliefs(PLAN, named_in(PLAN)), {})] == [LEVELS[1]]


def test_a_narrower_range_with_a_reason_is_taken() -> None:
    row = LOSS.row | {LOW: 0.002, HIGH: 0.004, WHY: "our own tenancies"}
    (prior,) = own_priors([LOSS], {"housing.loss": row})

    assert (prior.low, prior.high, prior.because) == (0.002, 0.004, "our own tenancies")
    assert faults_in([prior]) == []


def test_a_narrower_range_without_a_reason_and_a_wider_one_than_evidence_allows_are_refused() -> None:
    (without,) = own_priors([LOSS], {"housing.loss": LOSS.row | {LOW: 0.002}})
    (wider,) = own_priors([LOSS], {"housing.loss": LOSS.row | {HIGH: 0.5, WHY: "who knows"}})
    (upside_down,) = own_priors([LOSS], {"housing.loss": LOSS.row | {LIKELY: 0.0011, LOW: 0.002, WHY: "so"}})

    assert "allowed: a reason" in faults_in([without])[0]
    assert "housing.loss" in faults_in([wider])[0]
    assert "low at most value" in faults_in([upside_down])[0]


def test_a_cell_that_holds_no_number_is_a_fault_and_no_traceback() -> None:
    (empty,) = own_priors([LOSS], {"housing.loss": LOSS.row | {LOW: None, WHY: "so"}})

    assert len(faults_in([empty])) == 1


def test_no_lever_of_a_budget_is_among_what_may_be_believed() -> None:
    assert not [name for name in choices() if "funding" in name or "caseload" in name]


def test_a_number_with_a_value_for_each_of_several_things_gets_no_range_of_ones_own() -> None:
    several = beliefs(PLAN, ["leaving.moves"])

    assert several[0].items == 4
    assert own_priors(several, {"leaving.moves": several[0].row | {LOW: 0.1}}) == []
