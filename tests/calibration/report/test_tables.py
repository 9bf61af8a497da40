"""Tables of a report: each says of every row what the fit found, and marks what is not so."""

from dataclasses import replace

import numpy as np
from made_up_fits import TWELVE, a_fit

from simmodel.calibration.foretold import Foretold
from simmodel.calibration.report.tables import (
    MOST_NEXT,
    checks_table,
    emulator_table,
    foretold_table,
    next_table,
    observed_table,
    predictive_table,
    second_opinion_table,
    self_check_table,
)

FIT = a_fit()


def test_a_target_that_runs_hardly_ever_show_is_marked_and_no_other() -> None:
    chance = np.where(np.arange(len(FIT.targets)) == 3, 1e-6, 0.5)
    fit = replace(FIT, checks=replace(FIT.checks, after=replace(FIT.checks.after, chance=chance)))
    rows = predictive_table(fit, FIT.fitted, "fitted").rows
    assert [row[0].startswith("Days in custody, over 12") for row in rows if row[-1] == "hardly ever so"] == [True]
    assert [row[-2] for row in rows if row[-1] == "hardly ever so"] == ["<0.01"]


def test_what_was_kept_aside_is_said_to_be_with_its_source() -> None:
    uses = {row[0].partition(":")[0]: row[1:3] for row in observed_table(FIT).rows}
    assert uses["Stably housed at 24 months"] == ("kept aside", "synthetic")
    assert uses["Stably housed at 12 months"] == ("fitted", "synthetic")


def test_a_target_that_the_stand_in_misses_is_to_be_learned_again() -> None:
    off = np.where(np.arange(len(FIT.targets)) == 1, 3.0, 0.0)
    after = replace(FIT.checks.after, off_by=off, width=np.ones(len(off)))
    rows = emulator_table(replace(FIT, checks=replace(FIT.checks, after=after))).rows
    assert [place for place, row in enumerate(rows) if row[-1] == "learn again"] == [1]


def test_every_number_and_every_target_kept_aside_has_its_coverage() -> None:
    rows = self_check_table(FIT).rows
    cover = FIT.checks.self_check.coverage()
    assert tuple(row[0] for row in rows[: len(TWELVE)]) == TWELVE
    assert [row[1] for row in rows] == [f"{one:.0%}" for one in cover]


def test_the_second_opinion_stands_beside_every_number_and_is_unknown_where_there_is_none() -> None:
    rows = second_opinion_table(FIT).rows
    none = replace(FIT, checks=replace(FIT.checks, second_opinion=None))
    assert {row[0] for row in rows} == set(TWELVE)
    assert all(row[2] != row[3] for row in rows)
    assert {row[3] for row in second_opinion_table(none).rows} == {"unknown"}


def test_every_target_kept_aside_says_how_often_its_band_held_and_of_how_many_pilots() -> None:
    lay = np.array([[0.5, 0.99, np.nan]] * 6 + [[0.01, 0.5, np.nan]] * 2)
    known = replace(FIT.checks.self_check, foretold=Foretold(lay))
    rows = foretold_table(replace(FIT, checks=replace(FIT.checks, self_check=known))).rows
    assert [row[1:3] for row in rows] == [("8", "75%"), ("8", "25%"), ("0", "unknown")]
    assert rows[0][3] == "41% to 93%"


def test_further_data_come_with_the_most_telling_first_and_not_all_of_them() -> None:
    rows = next_table(FIT).rows
    worth = [float(row[2].rstrip("%")) for row in rows]
    assert len(rows) == MOST_NEXT
    assert worth == sorted(worth, reverse=True)
    assert {row[1] for row in rows} <= {"of the same people: kept aside here", "of as many people again"}
    for row, datum in zip(rows, FIT.checks.next_data, strict=False):
        assert row[3] == f"{TWELVE[datum.most]}, by {datum.narrows:.0%}"


def test_a_check_that_failed_says_so_in_capitals() -> None:
    lack = replace(FIT.step.emulator, lack=np.full(len(FIT.targets), 0.7))
    rows = checks_table(replace(FIT, step=replace(FIT.step, emulator=lack))).rows
    assert [row[0] for row in rows if row[1] == "FAILED"] == ["Emulator fits"]
