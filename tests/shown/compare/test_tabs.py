"""The tabs of Compare, from made-up results: what each says, and that every chart can be drawn and has its numbers."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

import pytest
from made_up_attribution import made_up as attributed
from made_up_levels import made_up as funded
from made_up_matter import mattering_runs
from synthetic_runs import made_up_runs, of_several_sites

from simmodel.appraisal.money.tornado import Bar
from simmodel.appraisal.runs import Runs
from simmodel.attribution.page import headline
from simmodel.discovery.found import found_in as flips_in
from simmodel.discovery.told import sentences as flips_told
from simmodel.documents.findings import Findings, findings_of
from simmodel.documents.pictures import svg
from simmodel.funding.page import millions
from simmodel.funding.told import sentences as funding_told
from simmodel.money_told import answer
from simmodel.screens.draw import titled
from simmodel.sensitivity.found import found_in as moves_in
from simmodel.sensitivity.question import NET, Question
from simmodel.sensitivity.told import sentences as moves_told
from simmodel.shown.compare import drives, in_short, lost, matters, mind, money, sweep, who
from simmodel.shown.compare.tabs import shown_of
from simmodel.shown.parts import Choice, Figure, Folded, Part, Table, Words
from simmodel.shown.titled import funded_by_title
from simmodel.turning import what_would_change


def of(runs: Runs) -> Findings:
    return findings_of(runs, "typed", date(2026, 11, 23))


FINDINGS = of(made_up_runs(runs=40, draws=20))


def every(parts: Sequence[Part]) -> Iterator[Part]:
    """Parts and what they hold, however deep."""
    for part in parts:
        yield part
        if isinstance(part, Folded):
            yield from every(part.parts)
        if isinstance(part, Choice):
            for option in part.options:
                yield from every(option.parts)


def figures(parts: Sequence[Part]) -> list[Figure]:
    return [part for part in every(parts) if isinstance(part, Figure)]


def told(parts: Sequence[Part]) -> list[str]:
    return [part.text for part in every(parts) if isinstance(part, Words)]


SHOWN = [part for parts in shown_of(FINDINGS).tabs.values() for part in parts]
SWEPT_FROM = funded((2e6, 1e6, -1e6, -2e6), noise=300_000.0)
SWEPT = sweep.parts_of(SWEPT_FROM)


@pytest.mark.parametrize("figure", [*figures(SHOWN), *figures(SWEPT)], ids=lambda figure: figure.name)
def test_every_chart_can_be_drawn_and_states_its_finding_and_its_numbers(figure: Figure) -> None:
    assert "<svg" in svg(titled(figure))
    assert figure.title.endswith(".")
    assert any(letter.isdigit() for letter in figure.chart["description"])
    assert figure.table.rows
    assert {len(row) for row in figure.table.rows} == {len(figure.table.head)}


def test_no_two_figures_of_a_result_have_one_name() -> None:
    names = [figure.name for figure in figures(SHOWN)]
    assert len(names) == len(set(names))


def test_the_answer_of_the_command_line_comes_first() -> None:
    first = in_short.in_short(FINDINGS)[0]
    assert isinstance(first, Words)
    assert (first.text, first.tone) == (answer(FINDINGS), "finding")


def test_every_cell_of_what_differs_is_that_of_its_outcome_and_way() -> None:
    (reached,) = [part for part in in_short.in_short(FINDINGS) if isinstance(part, Table) and "reached" in part.title]
    crises = next(row for row in reached.rows if row[0].startswith("Crises, "))
    found = FINDINGS.comparison.differences["pull_in"]["reached"]["crises"]
    assert f"{found.mean:+.2f}" in crises[1 + list(reached.head[1:]).index("Title of pull_in")]


def test_the_funnel_counts_what_became_of_requests_in_a_mean_run() -> None:
    figure, *_ = figures(lost.lost(FINDINGS))
    yearly = FINDINGS.runs.yearly["current"]
    sent, came = (float(yearly.of(count).sum(axis=-1).mean()) for count in ("referrals", "intakes"))
    rows = {row[0]: row[1] for row in figure.table.rows}
    assert rows[lost.STAGES["referrals"]].startswith(f"{sent:,.0f} (")
    assert rows["Intakes of 100 referrals"].startswith(f"{100 * came / sent:.0f} (")
    assert f", {rows['Intakes of 100 referrals']} end in an intake" in figure.title


def test_payers_of_all_years_are_those_of_the_account() -> None:
    parts = money.money_tab(FINDINGS)
    assert {figure.name.split("-")[0] for figure in figures(parts)} >= {"payers", "account", "budgets", "plane", "best"}


def test_what_would_change_my_mind_is_what_the_brief_says() -> None:
    parts = mind.mind(FINDINGS)
    assert told(parts)[: len(what_would_change(FINDINGS))] == what_would_change(FINDINGS)


def test_a_number_turns_the_answer_where_its_bar_crosses_zero() -> None:
    ways = FINDINGS.appraisal.scenarios
    bars = (Bar("a price", -2e6, 1e6), Bar("a rate", -2e6, -1e6))
    appraisal = replace(FINDINGS.appraisal, scenarios={**ways, "pull_in": replace(ways["pull_in"], moved_by=bars)})
    shown = figures(mind.mind(replace(FINDINGS, appraisal=appraisal)))
    (figure,) = [each for each in shown if each.name == "tornado-pull_in"]
    assert [(row[0], row[3]) for row in figure.table.rows] == [("A price", "yes"), ("A rate", "no")]
    assert "A price moves it most" in figure.title
    assert "1 of these 2 alone could turn it" in figure.title


def test_several_sites_are_shown_site_by_site() -> None:
    parts = shown_of(of(of_several_sites(3))).tabs["Who benefits"]
    assert any("All together" in row[0] for part in every(parts) if isinstance(part, Table) for row in part.rows)


def test_a_funding_sweep_says_what_the_command_says() -> None:
    found = SWEPT_FROM
    said = funding_told(funded_by_title(found))
    assert told(SWEPT)[: len(said)] == said
    (figure,) = figures(SWEPT)
    assert [row[0] for row in figure.table.rows] == ["$400,000", "$600,000", "$800,000", "$1,000,000"]
    net = found.scenarios[0].levels[0].net
    assert net.low != pytest.approx(net.mean, abs=1e4)
    assert figure.table.rows[0][1].startswith(f"{millions(net.mean)} (")


def test_what_drives_a_difference_adds_up_to_the_whole_of_the_command() -> None:
    found = attributed()
    parts = drives.parts_of(found)
    assert told(parts)[0] == headline(found)
    (figure,) = figures(parts)
    assert figure.table.rows[-1][0] == "The whole"
    shares = [int(row[1].rstrip("%")) for row in figure.table.rows[:-1]]
    assert sum(shares) == pytest.approx(100, abs=len(shares))
    assert "<svg" in svg(titled(figure))


def test_what_matters_and_what_flips_are_what_the_commands_say() -> None:
    runs = mattering_runs()
    moves, flips = moves_in(runs, Question("pull_in", NET)), flips_in(runs, Question("pull_in", NET))
    parts = matters.parts_of(moves, flips)
    assert set(moves_told(moves)) <= set(told(parts))
    assert set(flips_told(flips)) <= set(told(parts))


@pytest.mark.parametrize(("better_by", "is_told"), [(0.0, False), (0.05, True)])
def test_who_gains_more_is_told_only_where_a_group_gains_clearly(better_by: float, is_told: bool) -> None:
    found = of(made_up_runs(runs=40, draws=20, better_by=better_by))
    worths = {
        name: replace(worth, who_gains=replace(worth.who_gains, concentration=-0.2))
        for name, worth in found.appraisal.scenarios.items()
    }
    leaning = replace(found, appraisal=replace(found.appraisal, scenarios=worths))
    notes = [part.note for part in figures(who.who(leaning))]
    assert notes
    assert all(("more goes to people with heavier needs" in note) == is_told for note in notes)
