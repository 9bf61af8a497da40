"""What a reader sees on a terminal or in a pipe."""

import io
import re
from dataclasses import replace

import pytest
from rich.console import Console
from synthetic_runs import made_up_runs

from simmodel.appraisal.comparison import Comparison, summarise
from simmodel.appraisal.outcomes import FUNNEL_STEPS, OUTCOMES
from simmodel.bands import bands_told, luck_told
from simmodel.report import print_report
from simmodel.words import amount, change, evidence_change_span, evidence_span, headline

COMPARISON = summarise(made_up_runs(draws=20))


def report(comparison: Comparison = COMPARISON, width: int = 200) -> str:
    page = io.StringIO()
    print_report(Console(file=page, width=width), comparison)
    return page.getvalue()


def flowing(text: str) -> str:
    """The text with every run of blanks as one space."""
    return " ".join(text.split())


@pytest.mark.parametrize("width", [80, 120])
def test_no_line_is_wider_than_the_page_and_no_number_is_cut(width: int) -> None:
    text = report(width=width)
    assert max(len(line) for line in text.splitlines()) <= width
    assert "…" not in text
    for name, populations in COMPARISON.scenarios.items():
        for outcome, estimate in populations["site"].items():
            assert amount(OUTCOMES[outcome], estimate.mean) in text, (name, outcome)


def test_a_pipe_gets_no_colour_codes() -> None:
    assert "\x1b" not in report()


@pytest.mark.parametrize("width", [80, 120, 200])
def test_the_sentence_comes_last_and_whole(width: int) -> None:
    assert flowing(report(width=width)).endswith(headline(COMPARISON))


def test_both_bands_are_labelled_and_told() -> None:
    text = report(width=80)
    assert bands_told(COMPARISON) in flowing(text)
    levels, differences = text.split("more_places minus current")
    assert len(re.findall(" one site  ", levels)) == len(re.findall(" evidence  ", levels)) > 10
    assert re.search(r"Difference +Evidence +One site", differences)
    assert "20 draws" in text


def test_each_band_shows_its_own_numbers() -> None:
    text = flowing(report())
    for name, populations in COMPARISON.differences.items():
        for outcome, found in populations["site"].items():
            if outcome in FUNNEL_STEPS:
                continue
            kind = OUTCOMES[outcome]
            assert all(end in text for end in evidence_change_span(kind, found).split(" to "))
            assert evidence_span(kind, COMPARISON.scenarios[name]["site"][outcome]) in text


def test_how_much_of_the_spread_is_luck_is_said() -> None:
    told = luck_told(COMPARISON)
    assert len(told) == 2
    assert all(one in flowing(report(width=80)) for one in told)


def test_without_draws_no_evidence_is_shown() -> None:
    text = report(summarise(made_up_runs()))
    assert "luck only" in text
    assert not re.search(r" evidence +\d", text)


def test_each_difference_shows_its_range_error_and_in_how_many_runs_it_is_better() -> None:
    text = report()
    assert text.count("Better /") >= 3
    assert len(re.findall(r"\d+ / \d+ / \d+", text)) >= 3 * (len(OUTCOMES) - len(FUNNEL_STEPS) - 1)
    assert "Carlo" in text
    for populations in COMPARISON.differences.values():
        for outcomes in populations.values():
            for name in (name for name in outcomes if name not in FUNNEL_STEPS):
                assert change(OUTCOMES[name], outcomes[name].mean) in text


def test_the_referral_funnel_has_a_table_of_its_own_step_by_step() -> None:
    text = report()
    funnel = text[text.index("Referral funnel, needs per person") : text.index("more_places minus current")]
    places = [funnel.index(OUTCOMES[step].label) for step in FUNNEL_STEPS]
    assert places == sorted(places)


def test_reached_people_stand_beside_the_same_people_in_the_base_case() -> None:
    text = report()
    assert "The people pull_in reached, 72.0 in a mean run (population: reached)" in text
    assert "current, the same people" in text
    assert "people more_places reached" not in text


def test_many_scenarios_all_appear_at_80_columns_beside_the_base_case() -> None:
    names = ("current", *(f"option_{letter}" for letter in "abcdefg"))
    text = report(summarise(made_up_runs(runs=3, scenarios=names)), width=80)
    assert max(len(line) for line in text.splitlines()) <= 80
    headings = [line for line in text.splitlines() if re.search(" current  .*option_", line)]
    assert len(headings) >= 4
    assert all(any(f" {name} " in f"{line} " for line in headings) for name in names[1:])


def test_costs_are_shown_by_payer_with_their_sum() -> None:
    text = report()
    costs = text[text.index("Costs by payer") : text.index("more_places minus current")]
    assert [word for word in ("Justice", "Health", "Commonwealth", "all payers") if word not in costs] == []


def test_what_the_money_buys_is_shown_in_plain_words() -> None:
    text = report()
    assert re.search(r"Funding per year +\$650,000", text)
    assert re.search(r"Workers, full-time equivalents +1, 0.9", text)
    assert re.search(r"Specialist hours per week: mental health +38.5", text)


def test_every_note_and_fact_is_printed_with_the_result() -> None:
    text = flowing(report(width=80))
    assert f"Note: {COMPARISON.notes[0]}" in text
    assert "Share enrolled before release or within 26 weeks: pull_in 0.61" in text
    assert "Unit costs: avoidable" in text
    assert "services.price_per_hour.housing" in report()
    assert "a new sentence" in text


def test_square_brackets_in_a_note_are_text_not_markup() -> None:
    money = {"current": {"title": "[i]as now[/i]"}}
    notes, facts = ("[bold]not bold[/bold] [/]",), {"[red]": "[link=x]"}
    text = report(replace(COMPARISON, notes=notes, facts=facts, money=money))
    assert text.count("[i]as now[/i]") == 1
    assert "[bold]not bold[/bold] [/]" in text
    assert "[link=x]" in text


def test_a_study_with_only_its_base_case_is_reported() -> None:
    text = report(summarise(made_up_runs(scenarios=("current",))))
    assert "Everyone in the site" in text
    assert "minus" not in text


def test_a_missing_value_is_said_and_a_single_run_has_no_error() -> None:
    runs = made_up_runs(runs=1)
    table = runs.table.copy()
    table.loc[table["outcome"] == "return_to_custody_24m", "value"] = float("nan")
    text = report(summarise(replace(runs, table=table)))
    assert "none" in text
    assert not re.search(r"\bnan\b|None|inf\b", text)


@pytest.mark.parametrize("width", [80, 120])
def test_an_ascii_terminal_gets_tables_too(width: int) -> None:
    page = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    print_report(Console(file=page, width=width), COMPARISON)
    page.flush()
    assert b"pull_in minus current" in page.buffer.getvalue()
