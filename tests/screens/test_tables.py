"""Tables of the page: the same numbers and words as the command line."""

from synthetic_runs import made_up_runs

from simmodel.appraisal.comparison import summarise
from simmodel.appraisal.outcomes import OUTCOMES
from simmodel.screens import tables
from simmodel.words import (
    amount,
    change,
    change_span,
    change_unit,
    evidence_change_span,
    evidence_span,
    span,
    tally_cell,
    verdict,
)

COMPARISON = summarise(made_up_runs(draws=20))


def test_a_level_is_its_mean_and_its_range_in_words() -> None:
    shown = tables.site_levels(COMPARISON)
    assert list(shown.columns) == ["As it is now", "Title of more_places", "Title of pull_in"]
    for outcome in tables.MAIN:
        kind, found = OUTCOMES[outcome], COMPARISON.scenarios["pull_in"]["site"][outcome]
        bands = f"evidence {evidence_span(kind, found)}; one site {span(kind, found)}"
        assert shown.loc[kind.label, "Title of pull_in"] == f"{amount(kind, found.mean)} ({bands})"


def test_a_level_without_evidence_shows_one_band() -> None:
    shown = tables.site_levels(summarise(made_up_runs()))
    assert not any("evidence" in cell or "one site" not in cell for cell in shown.to_numpy().ravel())


def test_people_reached_stand_beside_the_same_people_under_the_base_case() -> None:
    shown = tables.reached_levels(COMPARISON, "pull_in")
    base = COMPARISON.scenarios["current"]["reached:pull_in"]["crises"]
    assert list(shown.columns) == ["The same people under: As it is now", "Title of pull_in"]
    assert shown.loc["Crises"].iloc[0].startswith(amount(OUTCOMES["crises"], base.mean))


def test_a_difference_shows_range_verdict_and_in_how_many_runs_it_is_better() -> None:
    shown = tables.difference_table(COMPARISON, "pull_in", "reached")
    for outcome in tables.MAIN:
        kind, found = OUTCOMES[outcome], COMPARISON.differences["pull_in"]["reached"][outcome]
        row = shown.loc[kind.label]
        assert row["Difference"] == change(kind, found.mean)
        assert row["Unit"] == change_unit(kind)
        assert row["Evidence"] == evidence_change_span(kind, found)
        assert row["One site"] == change_span(kind, found)
        assert row["In words"] == verdict(kind, found, 20)
        assert row["Runs better / worse / the same"] == tally_cell(found)
    assert shown.loc[OUTCOMES["child_reports"].label, "Unit"] == "reports per 100 children"


def test_costs_are_shown_payer_by_payer() -> None:
    shown = tables.difference_table(COMPARISON, "pull_in", "site", tables.COSTS)
    assert len(shown) == len(tables.COSTS)
    assert shown.index[-1] == "Cost to all payers"


def test_the_money_table_names_what_is_bought_and_leaves_out_the_base_case() -> None:
    shown = tables.money_table(COMPARISON)
    assert list(shown.columns) == ["Title of more_places", "Title of pull_in"]
    column = shown["Title of pull_in"]
    assert column["Funding a year"] == "$650,000"
    assert column["Coaches or link workers (full-time equivalents)"] == "1.9 (1.0, 0.9)"
    assert column["Specialist hours per week: mental health"] == "38.5"


def test_facts_with_one_name_are_rows_of_their_own() -> None:
    rows = [
        {"reported": "homes: 80%", "scenario": way, "the model": found} for way, found in zip("ab", "xy", strict=True)
    ]
    shown = tables.fact_table(rows)
    assert list(shown.index) == ["homes: 80%"] * 2
    assert shown["Scenario"].tolist() == ["a", "b"]
    assert shown["The model"].tolist() == ["x", "y"]


def test_facts_become_lines_or_tables() -> None:
    assert tables.fact_line("return_definition", "new_sentence") == "Return to custody, counted: a new sentence"
    assert tables.fact_line("shares", {"pull_in": 0.6}) == "Shares: Pull in 0.6"
    shown = tables.fact_table([{"check": "waits", "fits": False}, {"check": "level", "fits": True}])
    assert shown.loc["waits", "Fits"] == "no"
    assert list(shown.index) == ["waits", "level"]
