"""A posterior that a study carries: what cannot go together is refused, and what a reader must know is told."""

import pytest
from made_up_posterior import LEVEL_24, NUMBER, made_up, of_numbers_alone
from towns import town

from simmodel.calibration import plan
from simmodel.carried import carrying, fitted_of, is_warning, known_numbers, label_of, told_of_posterior
from simmodel.errors import SimmodelError
from simmodel.evidence import ledger
from simmodel.parameters import catalogue
from simmodel.posterior import Posterior
from simmodel.scenario import Assumption, CustodyLevel, Study

TABLE = CustodyLevel(returned_by_month=tuple(0.02 * month for month in range(1, 25)))


def pinning(*names: str) -> Study:
    beliefs = tuple(Assumption(number=name, value=0.3, because="counted here") for name in names)
    return town().model_copy(update={"assumptions": beliefs})


@pytest.mark.parametrize(
    ("study", "posterior", "said"),
    [
        (
            town().model_copy(update={"custody_level": TABLE}),
            made_up(),
            r"fitted to a level of return \(custody_level.return_24_months\), and town has a table, returned_by_month; "
            r"allowed: one of both; delete returned_by_month, or go without the fitted numbers",
        ),
        (
            town(),
            made_up(definition="any_custody"),
            r"fitted to returns by any_custody, and town counts them by new_sentence; allowed: the same; "
            r'type definition = "any_custody" under \[custody_level\]',
        ),
        (
            pinning(NUMBER),
            of_numbers_alone(),
            r"town pins every number that made_up_pilot was fitted for \(\[\[assumption\]\]: custody.unstable_home\)",
        ),
    ],
)
def test_what_cannot_be_believed_together_is_refused(study: Study, posterior: Posterior, said: str) -> None:
    with pytest.raises(SimmodelError, match=said):
        carrying(study, posterior)


def test_a_table_or_another_definition_goes_with_numbers_alone() -> None:
    study = town().model_copy(update={"custody_level": TABLE})

    assert carrying(study, of_numbers_alone(definition="any_custody")).posterior is not None


def test_a_study_without_a_posterior_says_nothing_of_one() -> None:
    assert (fitted_of(town()), told_of_posterior(town(), 4)) == (None, ())


def test_what_comes_from_where_is_told_and_the_level_that_is_not_used() -> None:
    assert told_of_posterior(carrying(town(), made_up()), 3) == (
        "Fitted to made_up_pilot (abababababab): 2 numbers come together from its posterior (custody.unstable_home, "
        "custody_level.return_24_months), everything else from its evidence",
        "custody_level.return_24_months is 47.0% in the middle, as fitted, and not the study's own 42.5%",
    )


def test_what_the_study_pins_is_told_and_does_not_count_as_fitted() -> None:
    study = carrying(pinning(NUMBER), made_up())
    told = told_of_posterior(study, 4)

    assert "1 number comes from its posterior (custody_level.return_24_months)" in told[0]
    assert "pinned by the study, so not from made_up_pilot: custody.unstable_home" in told
    assert fitted_of(study).numbers == (LEVEL_24,)


def test_every_number_that_may_be_fitted_is_known_by_name_and_meaning() -> None:
    known = known_numbers()

    assert set(known) == set(catalogue()) | set(plan.LEVELS)
    assert known[LEVEL_24][1] == CustodyLevel().return_24_months
    assert all(known[name][0].evidence in ledger() for name in plan.LEVELS)


@pytest.mark.parametrize(
    ("posterior", "draws", "said"),
    [
        (made_up(source="Synthetic: made by the model"), 4, "the data of made_up_pilot are synthetic"),
        (made_up(failed=("chains agree",)), 4, "did not pass its checks (chains agree): its numbers are not to be"),
        (made_up(), 0, "no draws were played: what was fitted is at its medians"),
    ],
)
def test_a_warning_is_told_only_where_there_is_reason(posterior: Posterior, draws: int, said: str) -> None:
    assert [said in note for note in told_of_posterior(carrying(town(), posterior), draws)].count(True) == 1
    assert said not in " ".join(told_of_posterior(carrying(town(), made_up(source="a pilot")), 4))


def test_the_label_of_a_table_is_how_the_notes_begin_and_holds_all_that_they_warn_of() -> None:
    plain = carrying(town(), made_up(source="a pilot"))
    doubtful = carrying(town(), made_up(source="Synthetic: made by the model", failed=("chains agree", "torn\nline")))

    assert label_of(fitted_of(town())) == ""
    assert told_of_posterior(plain, 4)[0].startswith(f"{label_of(fitted_of(plain))}: ")
    assert label_of(fitted_of(doubtful)) == (
        "Fitted to made_up_pilot (abababababab); its data are synthetic, no pilot observed them: this result is no "
        "evidence; it did not pass its checks (chains agree, torn line)"
    )
    assert [is_warning(told) for told in told_of_posterior(doubtful, 3)] == [False, True, True, False]
