"""Site by site: a row for each of few sites; of many the spread, the lowest and the highest; and words for several."""

import io
import json
from dataclasses import replace

import pytest
from rich.console import Console
from synthetic_runs import made_up_runs, of_several_sites

from simmodel.appraisal.comparison import Comparison, summarise, to_json
from simmodel.appraisal.outcomes import BY_SITE
from simmodel.by_site import HEADS, tables_by_site
from simmodel.report import print_report
from simmodel.words import headline, sentences


@pytest.fixture(scope="module")
def three() -> Comparison:
    return summarise(of_several_sites(3))


def printed(comparison: Comparison) -> str:
    console = Console(file=io.StringIO(), width=80)
    print_report(console, comparison)
    return console.file.getvalue()


def test_one_site_has_no_table_by_site_and_no_further_key() -> None:
    one = summarise(made_up_runs(sites={"site": "Taree"}))
    assert tables_by_site(one) == []
    assert "sites" not in to_json(one)
    assert "Site by site" not in printed(one)
    assert "per site" not in headline(one)


def test_every_outcome_told_by_site_has_a_heading() -> None:
    assert tuple(HEADS) == BY_SITE


def test_few_sites_have_a_row_each_and_one_for_all_together(three: Comparison) -> None:
    (title, levels), *differences = tables_by_site(three)
    assert title == "Site by site: current, per person (3 sites)"
    assert [row["site"] for row in levels] == ["Place 0", "Place 1", "Place 2", "All together"]
    assert levels[0]["Crises"] == levels[3]["Crises"] != levels[2]["Crises"]
    assert [title for title, _ in differences] == [
        f"Site by site: {name} minus current, per person (3 sites)" for name in ("more_places", "pull_in")
    ]
    assert str(differences[1][1][0]["Crises"]).startswith("-")


def test_a_site_called_all_together_keeps_its_row(three: Comparison) -> None:
    first, *others = three.sites.items()
    sites = dict([(first[0], replace(first[1], title="All together")), *others])
    (_, levels), *_ = tables_by_site(replace(three, sites=sites))
    assert [row["site"] for row in levels] == ["All together", "Place 1", "Place 2", "All together"]


def test_of_many_sites_the_spread_and_the_ends_are_told_by_name() -> None:
    many = summarise(of_several_sites(12, runs=4, draws=2))
    (title, levels), *_ = tables_by_site(many)
    assert "12 sites; below the middle, nine in ten" in title
    assert [row["outcome"] for row in levels] == list(HEADS.values())
    crises = levels[2]
    assert [line.split(" ", 1)[1] for line in str(crises["lowest"]).split(",\n")] == ["Place 0", "Place 1", "Place 2"]
    assert [line.split(" ", 1)[1] for line in str(crises["highest"]).split(",\n")] == [
        "Place 11",
        "Place 10",
        "Place 9",
    ]
    assert max(map(len, printed(many).splitlines())) <= 80
    low, high = (float(str(crises[end]).split()[0]) for end in ("lowest", "highest"))
    middle = float(str(crises["middle"]).split(",")[0])
    assert low < middle < high


def test_the_json_holds_each_site_in_the_shape_of_the_whole(three: Comparison) -> None:
    found = json.loads(json.dumps(to_json(three), allow_nan=False))
    assert list(found["sites"]) == ["site_0", "site_1", "site_2"]
    site = found["sites"]["site_2"]
    assert site["name"] == "Place 2"
    assert set(site["scenarios"]["current"]["site"]) == set(BY_SITE)
    assert site["scenarios"]["current"]["site"]["crises"]["mean"] == pytest.approx(
        1.02 * found["scenarios"]["current"]["site"]["crises"]["mean"]
    )
    assert "runs_better" in site["differences"]["pull_in"]["reached"]["crises"]
    assert site["differences"]["pull_in"]["reached"]["n"] == pytest.approx(72, abs=3)
    assert "reached:pull_in" not in site["scenarios"]["current"]


def test_the_report_of_several_sites_says_so_everywhere(three: Comparison) -> None:
    found = " ".join(printed(three).split())
    assert "Everyone in all 3 sites, per person (population: site)" in found
    assert "Site by site: pull_in minus current" in found
    assert "What the money buys at each site" in found
    for words in ("one site", "One site", "Everyone in the site", "across the site"):
        assert words not in found
    assert max(map(len, printed(three).splitlines())) <= 80


def test_sentences_say_per_site_and_all_sites(three: Comparison) -> None:
    assert headline(three).startswith("With $650,000 a year per site for three years")
    assert any("across all 3 sites" in told for told in sentences(three))
    assert not any("one site" in told or "the site" in told for told in sentences(three))


def test_luck_is_that_of_so_many_sites() -> None:
    found = " ".join(printed(summarise(of_several_sites(2, runs=24, draws=12))).split())
    assert "With so many sites the share of luck" in found
