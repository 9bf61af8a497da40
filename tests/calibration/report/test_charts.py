"""Charts of a fit: the title is the finding, the words give the numbers, and each row shows both bars."""

from dataclasses import replace

import numpy as np
import pytest
from made_up_fits import TWELVE, a_fit

from simmodel.calibration.report.charts import numbers_chart, numbers_title, targets_charts, targets_title
from simmodel.calibration.result import Fit
from simmodel.calibration.targets import amount_told, between
from simmodel.calibration.told import band_told, name_of, parameters_told
from simmodel.documents.pictures import svg

FIT = a_fit()
SUPPRESSED = 5


def with_checks(fit: Fit, chance: float, place: int) -> Fit:
    """The fit, were one target so likely after the pilot."""
    after = replace(fit.checks.after, chance=fit.checks.after.chance.copy())
    after.chance[place] = chance
    return replace(fit, checks=replace(fit.checks, after=after))


def test_the_words_of_the_chart_give_every_number_before_and_after() -> None:
    chart = numbers_chart(FIT)
    for row in parameters_told(FIT):
        assert f"{row.parameter.name} {band_told(row.before)} before, {band_told(row.after)}" in chart["description"]
        assert f"learned {row.contraction:.0%}" in chart["description"]
    assert len(chart["data"]["values"]) == len(TWELVE)


def test_rows_are_sorted_by_what_was_learned_and_the_title_says_of_how_many_little_was() -> None:
    first = parameters_told(FIT)[0]
    assert first.contraction == FIT.checks.identified.contraction.max()
    assert first.parameter.name in numbers_chart(FIT)["data"]["values"][0]["label"].replace("\n", " ")
    assert f"{len(FIT.checks.identified.hardly)} of 12 numbers" in numbers_title(FIT)


def test_bars_of_a_number_lie_along_its_range_and_the_diamond_within_the_bar_after() -> None:
    for row in numbers_chart(FIT)["data"]["values"]:
        assert 0.0 <= row["before"] < row["before_to"] <= 1.0
        assert 0.0 <= row["after"] <= row["mark"] <= row["after_to"] <= 1.0


def test_the_words_of_target_charts_give_what_was_observed_and_both_bands() -> None:
    charts = list(targets_charts(FIT, FIT.fitted))
    words = " ".join(chart["description"] for chart in charts)
    for place in FIT.fitted:
        name, amount = name_of(FIT, place), amount_told(FIT.targets[place])
        before, after = (between(FIT.targets[place], *c.band[:, place]) for c in (FIT.checks.before, FIT.checks.after))
        assert f"{name}: observed {amount}, runs before {before}, after {after}" in words
    assert [chart["data"]["values"] == [] for chart in charts] == [False, False]


def test_the_same_target_of_two_arms_has_a_row_of_its_own_in_each() -> None:
    plan = FIT.plan.model_copy(update={"arms": {"pilot": "pull_in", "usual": "current"}})
    study = FIT.study.model_copy(update={"calibration": plan})
    targets = (FIT.targets[0], replace(FIT.targets[0], arm="usual"), FIT.targets[0], *FIT.targets[3:])
    (chart,) = targets_charts(replace(FIT, study=study, targets=targets), [0, 1, 2])
    labels = [row["label"].replace("\n", " ") for row in chart["data"]["values"]]
    assert labels[0].endswith("(pilot arm) (1)")
    assert labels[1].endswith("(usual arm)")
    assert labels[2].endswith("(pilot arm) (2)")


def test_targets_kept_aside_are_in_no_chart_of_fitted_ones() -> None:
    words = " ".join(chart["description"] for chart in targets_charts(FIT, FIT.fitted))
    assert "24 months" not in words


def test_the_title_says_how_many_targets_runs_hardly_ever_show() -> None:
    places = FIT.fitted[:3]
    assert targets_title(FIT, places, "shares") == "Runs of the model after the pilot show all 3 shares as observed"
    aside = [place for place, each in enumerate(FIT.targets) if each.use == "holdout"]
    assert targets_title(FIT, aside[:1], "shares").endswith("show the one share, not fitted, as observed")
    assert "hardly ever show 1 of 3 shares" in targets_title(with_checks(FIT, 1e-6, places[1]), places, "shares")


def test_a_target_that_is_held_back_is_drawn_as_a_line_between_its_ends() -> None:
    targets = list(FIT.targets)
    targets[SUPPRESSED] = replace(targets[SUPPRESSED], value=None, lower=0.3, upper=0.5)
    (chart, *_) = targets_charts(replace(FIT, targets=tuple(targets)), [SUPPRESSED])
    (row,) = chart["data"]["values"]
    assert (row["mark"], row["least"], row["most"]) == (None, 0.3, 0.5)
    assert "<svg" in svg(chart)


def test_a_target_that_no_run_counted_has_no_bar_and_is_called_unknown() -> None:
    band = FIT.checks.after.band.copy()
    band[:, SUPPRESSED] = np.nan
    fit = replace(FIT, checks=replace(FIT.checks, after=replace(FIT.checks.after, band=band)))
    (chart,) = targets_charts(fit, [SUPPRESSED])
    assert chart["data"]["values"][0]["after"] is None
    assert "after unknown" in chart["description"]


@pytest.mark.parametrize("places", [[0, 1], [3], [0, 3]])
def test_shares_and_amounts_are_drawn_apart_and_none_without_rows(places: list[int]) -> None:
    kinds = {FIT.targets[place].kind in ("cumulative", "state") for place in places}
    assert len(list(targets_charts(FIT, places))) == len(kinds)
