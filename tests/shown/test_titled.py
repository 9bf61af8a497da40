"""Pages name a way of working by its title: its short name is for files and for the command line."""

import ast
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest
from made_up_levels import made_up as funded
from synthetic_runs import made_up_runs, of_several_sites

from simmodel import carried
from simmodel.appraisal.runs import Runs
from simmodel.attribution import page
from simmodel.calibration import told, trusted
from simmodel.discovery import told as flips
from simmodel.documents.findings import Findings, findings_of
from simmodel.shown.compare import beside, in_short, sweep, who
from simmodel.shown.parts import Choice, Folded, Part, Table, Words
from simmodel.shown.start import result as start

TITLES = {"current": "As it is now", "more_places": "Further places", "pull_in": "Coaches who stay"}


def titled(runs: Runs) -> Findings:
    """Findings of these runs, whose ways have titles that do not hold their short names."""
    money = {name: {**bought, "title": TITLES[name]} for name, bought in runs.money.items()}
    return findings_of(replace(runs, money=money), "typed", date(2026, 11, 23))


def said(parts: Sequence[Part]) -> Iterator[str]:
    """Sentences and titles of tables, however deep."""
    for part in parts:
        if isinstance(part, Words):
            yield from (part.text, part.title)
        if isinstance(part, Table):
            yield part.title
        if isinstance(part, Folded):
            yield from said(part.parts)
        if isinstance(part, Choice):
            for option in part.options:
                yield from said(option.parts)


FINDINGS = titled(made_up_runs(runs=40, draws=20))
SHOWN = [*in_short.in_short(FINDINGS), *beside.beside(FINDINGS), *start.parts_of(FINDINGS)]


def test_no_sentence_of_a_result_names_a_way_by_its_short_name() -> None:
    assert [text for text in said(SHOWN) for name in ("pull_in", "more_places") if name in text] == []


def test_the_headline_and_the_share_of_luck_name_each_way_by_its_title() -> None:
    every = " ".join(said(SHOWN))
    assert "compared with “As it is now”" in every
    assert "under “Coaches who stay”" in every
    assert "(“Coaches who stay”, the people reached)" in every


def test_facts_and_notes_name_each_way_by_its_title() -> None:
    rows = [{"reported": "homes", "scenario": "pull_in", "the model": "some"}]
    facts = {"pull_in: reached people": "60%", "shares": {"pull_in": 0.6}, "programmes": rows}
    notes = ("under pull_in the services reach fewer others",)
    shown = beside.beside(titled(made_up_runs(runs=40, draws=20, facts=facts, notes=notes)))
    every = [*said(shown), *(cell for table in tables(shown) for row in table.rows for cell in row)]
    assert [text for text in every if "pull_in" in text or "Pull in" in text] == []
    assert "Under “Coaches who stay” the services reach fewer others." in every
    assert "“Coaches who stay”: reached people: 60%" in every
    assert "Shares: “Coaches who stay” 0.6" in every
    assert ("homes", "“Coaches who stay”", "some") in [row for table in tables(shown) for row in table.rows]


SHARED = (told, page, flips, carried, trusted)
"""Whose sentences the pages show as the command line prints them."""


@pytest.mark.parametrize("module", SHARED, ids=lambda module: module.__name__)
def test_no_sentence_that_pages_share_with_the_command_line_asks_for_an_option(module: ModuleType) -> None:
    tree = ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))
    words = [each.value for each in ast.walk(tree) if isinstance(each, ast.Constant) and isinstance(each.value, str)]
    assert [each for each in words if re.search(r"--[a-z]", each)] == []


def tables(parts: Sequence[Part]) -> list[Table]:
    folded = [part for each in parts if isinstance(each, Folded) for part in each.parts]
    return [each for each in (*parts, *folded) if isinstance(each, Table)]


def test_tables_site_by_site_go_by_titles() -> None:
    tables = [each.title for each in who.who(titled(of_several_sites(3))) if isinstance(each, Table)]
    assert tables[-1] == "Site by site: “Coaches who stay” minus “As it is now”, per person (3 sites)"


def test_each_sum_of_money_is_told_under_the_title_of_its_way() -> None:
    found = funded((2e6, 1e6, -1e6, -2e6), noise=300_000.0)
    first = next(said(sweep.parts_of(found)))
    assert first.startswith(f"“{found.scenarios[0].title}”, ")
