"""The pages that people read first are true: code runs, commands and names exist, links lead somewhere."""

import json
import os
import re
import shlex
import subprocess
import sys
import tomllib
from collections import Counter
from pathlib import Path
from urllib.parse import urlparse

import pytest
from click.testing import CliRunner

from simmodel.appraisal.outcomes import OUTCOMES
from simmodel.cli import main
from simmodel.engine.start import parameters_of, place_of, supply_of
from simmodel.evidence import ledger
from simmodel.parameters import catalogue
from simmodel.rules import PAGES
from simmodel.scenario import parse_study
from simmodel.vocabulary import COHORTS, DOMAINS, MECHANISMS
from simmodel.week import WEEK

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
MODEL = (ROOT / "docs/model.md").read_text(encoding="utf-8")
SET_UP = ["pip install uv && uv run simmodel compare scenarios/taree.toml", "uv run pytest"]
PAGES_TO_READ = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    ROOT / "CHANGELOG.md",
    *sorted((ROOT / "docs").glob("*.md")),
    *sorted((ROOT / "calibration").glob("**/README.md")),
    ROOT / "scenarios/README.md",
    ROOT / "scenarios/trials/README.md",
    ROOT / "scenarios/budgets/README.md",
]


def blocks(page: str, language: str) -> list[str]:
    """The fenced blocks of this language, in order."""
    return re.findall(rf"^```{language}\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)


def commands(page: str) -> list[str]:
    """Everything that a page tells its reader to type after `uv run`, in a block or within a line."""
    lines = [line.strip() for line in page.splitlines() if re.match(r"(    |pip install|uv run)", line)]
    typed = [part.strip() for line in lines for part in line.split("#")[0].split("&&")]
    typed += [words.replace("\n", " ") for words in re.findall(r"`(uv run [^`]+)`", page)]
    ran = (re.sub(r"^uv run (--group \w+ )?", "", words) for words in typed if words.startswith("uv run "))
    return list(dict.fromkeys(ran))


COMMANDS = sorted({command for page in PAGES_TO_READ for command in commands(page.read_text(encoding="utf-8"))})
OURS = [command for command in COMMANDS if command.startswith("simmodel ")]
COMPARED = [command for command in commands(README) if command.startswith("simmodel compare scenarios/taree.toml")]


def test_the_set_up_is_two_commands() -> None:
    assert blocks(README, "sh")[0].splitlines() == SET_UP


@pytest.mark.slow
def test_the_python_of_the_readme_runs_as_one_script(tmp_path: Path) -> None:
    script = tmp_path / "readme.py"
    script.write_text("\n".join(blocks(README, "python")), encoding="utf-8")
    ran = subprocess.run([sys.executable, script], cwd=ROOT, capture_output=True, text=True, env=dict(os.environ))
    assert ran.returncode == 0, ran.stderr
    told = re.search(r"week 40: (\d+) people have come into scope, (\d+) have a coach", ran.stdout)
    assert told is not None
    assert int(told[1]) >= 85
    assert int(told[2]) >= 5
    assert "reached:pull_in" in ran.stdout


def test_the_readme_shows_every_command() -> None:
    shown = {shlex.split(command)[1] for command in commands(README) if command.startswith("simmodel ")}
    assert set(main.commands) <= shown


@pytest.mark.parametrize("command", OURS)
def test_every_command_shown_exists_with_its_options(command: str) -> None:
    name, *words = shlex.split(command)[1:]
    if name == "--version":
        assert CliRunner().invoke(main, [name]).exit_code == 0
        return
    context = main.commands[name].make_context(name, words)  # refuses an option or a value that it does not know
    assert context.command.name == name


def test_every_module_that_is_run_exists() -> None:
    shown = {name for page in PAGES_TO_READ for name in re.findall(r"python -m ([\w.]+)", page.read_text("utf-8"))}
    assert {"tests.bench.twins", "tests.bench.scale", "tests.bench.profile"} <= shown
    assert [name for name in shown if not (ROOT / f"{name.replace('.', '/')}.py").is_file()] == []


def test_every_other_tool_shown_is_one_that_the_project_installs() -> None:
    tools = {shlex.split(command)[0] for command in COMMANDS} - {"simmodel", "python"}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert tools
    installed = {re.split(r"[\[>=<]", name)[0] for name in project["dependency-groups"]["dev"]}
    assert tools <= installed


def test_every_marker_shown_is_one_of_the_tests() -> None:
    shown = {name for command in COMMANDS for name in re.findall(r"pytest -m (\w+)", command)}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert shown == {marker.split(":")[0] for marker in project["tool"]["pytest"]["ini_options"]["markers"]}


def with_one_run(command: str, results: Path) -> list[str]:
    """The words of a compare command, with a single run, to which none is added, and results in another place."""
    words = shlex.split(command)[1:]
    if "--until-error" in words:
        del words[words.index("--until-error") : words.index("--until-error") + 2]
    for option, value in (("--runs", "1"), ("--out", str(results))):
        if option in words:
            words[words.index(option) + 1] = value
    return words if "--runs" in words else [*words, "--runs", "1"]


@pytest.mark.parametrize("command", COMPARED)
def test_every_comparison_shown_runs(command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    result = CliRunner().invoke(main, with_one_run(command, tmp_path / "results"))
    assert result.exit_code == 0, result.stderr
    if "--json" in command:
        the_contract_holds(json.loads(result.stdout))
    if "--out" in command:
        listed = re.findall(r"`(\w+\.(?:csv|parquet|json))`", README)
        assert sorted({path.name for path in (tmp_path / "results").iterdir()}) == sorted(set(listed))


def the_contract_holds(found: dict) -> None:
    """What was printed has the keys that the README promises, and every outcome that it names."""
    contract = json.loads(blocks(README, "json")[0])
    assert list(found) == list(contract)
    for part in ("scenarios", "differences"):
        keys = list(contract[part]["NAME"]["POPULATION"]["OUTCOME"])
        for populations in found[part].values():
            for outcomes in populations.values():
                assert [list(value) for name, value in outcomes.items() if name != "n"] == [keys] * len(OUTCOMES)
    assert {name: list(by) for name, by in found["scenarios"].items()} == {
        "current": ["site"],
        "more_places": ["site"],
        "warm_referral": ["site", "reached"],
        "pull_in": ["site", "reached"],
    }
    assert "n" in found["differences"]["pull_in"]["reached"]


def test_the_readme_names_every_outcome() -> None:
    assert [name for name in OUTCOMES if f"`{name}`" not in README] == []


def test_the_readme_shows_tables_as_they_are_printed() -> None:
    shown = blocks(README, "text")[0]
    assert max(len(line) for line in shown.splitlines()) <= 80
    for heading in ("Evidence", "One site", "in N of"):
        assert heading in shown
    for name in ("return_to_custody_24m", "weeks_stably_housed", "crises", "cost_total"):
        assert OUTCOMES[name].label.split()[0] in shown


def test_every_rule_that_the_readme_swaps_is_in_the_week() -> None:
    swapped = re.findall(r'swap\("([\w.]+)"', README)
    assert swapped
    assert set(swapped) <= set(WEEK.names())


@pytest.mark.parametrize("page", PAGES_TO_READ, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8"))
    paths = [link.split("#")[0] for link in links if not urlparse(link).scheme]
    assert [path for path in paths if path and not (page.parent / path).exists()] == []


@pytest.mark.parametrize("page", PAGES_TO_READ, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_row_of_evidence_that_a_page_names_is_in_the_ledger(page: Path) -> None:
    prefixes = {re.sub(r"\d+$", "", row) for row in ledger()}
    named = re.findall(r"\b([A-Z]+)(\d{3})\b", page.read_text(encoding="utf-8"))
    assert [prefix + count for prefix, count in named if prefix in prefixes and prefix + count not in ledger()] == []


@pytest.mark.parametrize("page", PAGES_TO_READ, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_file_that_a_page_names_exists(page: Path) -> None:
    named = re.findall(r"`((?:simmodel|tests|scenarios)/[\w./]+\.\w+)`", page.read_text(encoding="utf-8"))
    assert [path for path in named if not (ROOT / path).exists() and path != "scenarios/lismore.toml"] == []


def test_every_mechanism_is_in_the_table_of_what_off_means() -> None:
    section = MODEL.split("## 7. ")[1].split("\n## ")[0]
    assert tuple(re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)) == MECHANISMS


def test_every_page_of_rules_is_told_in_the_model() -> None:
    section = MODEL.split("## 5. ")[1].split("\n## ")[0]
    pages = {page.__module__.rsplit(".", 1)[-1] for page in PAGES} - {"community"}
    assert {page for page in pages if f"**{page}.**" not in section} == set()


def test_the_pages_say_how_many_numbers_are_assumptions() -> None:
    grades = Counter(ledger()[number.evidence].grade for page in PAGES for number in page.numbers().values())
    count = f"{sum(grades.values())} numbers"
    changelog, model = (" ".join(text.split()) for text in ((ROOT / "CHANGELOG.md").read_text("utf-8"), MODEL))
    assert f"{count} ({len(catalogue())} with one per domain" in model
    assert f"{grades['D']} are grade D and {grades['M']} grade M" in model
    assert f"{grades['D']} of {count} are assumptions" in changelog


def in_words(values: list[float]) -> str:
    """Numbers as a sentence lists them: 60, 50 and 20."""
    *first, last = (f"{value:g}" for value in values)
    return f"{', '.join(first)} and {last}"


def test_the_recipe_written_out_in_the_taree_study_is_the_recipe() -> None:
    text = (ROOT / "scenarios/taree.toml").read_text(encoding="utf-8")
    comments = text.split("The recipe, written out:\n")[1].split("\n[site]")[0]
    recipe = "\n".join(line.removeprefix("#") for line in comments.splitlines())
    short, full = parse_study(text), parse_study(text.replace("\n# The base case:", f"\n{recipe}\n# The base case:"))
    assert set(full.site.people) == set(COHORTS)
    assert set(full.site.hours_per_week) == set(DOMAINS[1:])
    assert full.site.lettings_per_year is not None
    numbers = parameters_of(short)
    assert place_of(full.site, numbers, -156, 416) == place_of(short.site, numbers, -156, 416)
    assert supply_of(full.site, numbers) == supply_of(short.site, numbers)


def test_the_pages_tell_the_recipe_as_it_is() -> None:
    recipe = {key: list(number.value) for key, number in PAGES[0].numbers().items() if number.items}
    page = " ".join((ROOT / "scenarios/README.md").read_text(encoding="utf-8").split())
    for key in ("people_at_start", "arrivals_per_year"):
        assert in_words(recipe[key]) in page
        assert in_words(recipe[key]) in " ".join(MODEL.split())
    assert f"{in_words(recipe['hours_per_week'][1:])} hours" in page
    assert f"{sum(recipe['hours_per_week']):g} specialist hours a week in all" in " ".join(MODEL.split())
    people, arriving = recipe["people_at_start"][0], recipe["arrivals_per_year"][0]
    assert f"leaving_custody = {{ at_start = {people:g}, arrivals_per_year = {arriving:g} }}" in page


def test_every_version_of_the_changelog_says_first_whether_results_change() -> None:
    versions = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8").split("\n## ")[1:]
    assert versions
    assert all(version.split("\n\n")[1].startswith("**Results ") for version in versions)


def test_the_citation_names_this_version_and_licence() -> None:
    citation = dict(re.findall(r"^([\w-]+): (.+)$", (ROOT / "CITATION.cff").read_text(encoding="utf-8"), re.MULTILINE))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert {"cff-version", "message", "title"} <= citation.keys()
    assert citation["version"] == project["version"]
    assert citation["license"] == project["license"]
    assert "Version 2.0, January 2004" in (ROOT / "LICENSE").read_text(encoding="utf-8")
