"""A study of a hundred communities, ten years and four scenarios runs here, and a site of it costs what others do."""

import json
import re
from pathlib import Path

import pytest
from towns import some_solution

from bench.scale import Cost, played_apart
from bench.state import state
from simmodel.engine.start import start
from simmodel.planning.question import Asked
from simmodel.sampling import sampling

GIGABYTE = 1e9
PAGE = Path(__file__).parents[2] / "docs" / "scale.md"


def test_the_study_is_a_hundred_sites_of_600_people_ten_years_and_four_scenarios() -> None:
    study = state(100)
    asked = Asked(study, sampling(1, 0), 1, 1)
    begin = start(state(1, alike=True), some_solution(), seed=1, run=0)
    assert (asked.sites, study.time.horizon_years, len(study.scenarios)) == (100, 10, 4)
    assert (begin.people.arrives < -156 + 1).sum() == pytest.approx(600, abs=5)


def test_costs_of_a_size_are_the_median_of_its_runs() -> None:
    found = Cost([5, 20, 5, 5], [1.0, 9.0, 3.0, 2.0], 0)
    assert (found.of(5), found.of(20)) == (2.0, 9.0)


def test_plans_on_the_page_follow_from_the_figures_on_it() -> None:
    text = PAGE.read_text(encoding="utf-8")
    of = json.loads(text.split("```json")[1].split("```")[0])
    rows = [row.strip("|").split("|") for row in text.splitlines() if re.match(r"\| (a hundred|state|national)", row)]
    assert len(rows) == 3
    for _, *cells in rows:
        sites, draws, runs, hours, on_2, on_64, in_2, in_64, until_the_end, kept = (
            float(re.sub(r"[^0-9.]", "", cell)) for cell in cells
        )
        states = max(1.0, sites / 150)
        years = runs * sites * of["site_years_a_site"]
        core = (years * of["core_seconds_a_site_year"] + states * draws * of["core_seconds_a_draw"]) / 3600
        assert (hours, on_2, on_64) == pytest.approx((core, core / 2, core / 64), rel=0.1)
        in_play = of["bytes_in_play_a_site"] * sites / states
        process = of["bytes_of_the_process"]
        assert (in_2, in_64) == pytest.approx([(process + n * in_play) / 1e9 for n in (2, 64)], rel=0.05)
        held = of["bytes_in_memory_common"] + sites / states * of["bytes_in_memory_a_site"]
        assert until_the_end == pytest.approx(runs * held / 1e9, rel=0.05)
        a_run = states * of["bytes_kept_common"] + sites * of["bytes_kept_a_site"]
        assert kept == pytest.approx(runs * a_run / 1e9, rel=0.3)


@pytest.mark.slow
def test_a_site_year_costs_as_much_among_a_hundred_as_among_five_within_three_gigabytes() -> None:
    played_apart([1])
    found = played_apart([5, 5, 100, 5, 5])
    assert found.of(100) <= 1.3 * found.of(5)
    assert found.peak < 3 * GIGABYTE


@pytest.mark.slow
def test_memory_does_not_grow_with_runs() -> None:
    played_apart([1], years=5)
    assert played_apart([20] * 5, years=5).peak < 1.05 * played_apart([20], years=5).peak
