"""The command line: results on stdout, all else on stderr, and every error one message and a status."""

import json
import os
import pty
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType

import pytest
from click.testing import CliRunner, Result
from made_up_findings import made_up_findings
from synthetic_runs import made_up_runs

from simmodel.appraisal.comparison import summarise
from simmodel.appraisal.runs import Runs
from simmodel.appraisal.worth import appraise_runs
from simmodel.appraisal.worth_json import summary_to_json
from simmodel.cli import main
from simmodel.commands.options import LARGEST_SEED
from simmodel.commands.progress import LINES, progress_told
from simmodel.errors import StudyError
from simmodel.money_told import answer, rivals_told
from simmodel.sampling import DEFAULT_RUNS, MOST_RUNS
from simmodel.words import headline


@dataclass
class FakeStudy:
    """As much of a study as the commands look at."""

    name: str = "taree"
    base_case: str = "current"
    scenarios: dict = field(default_factory=lambda: dict.fromkeys(("current", "more_places", "pull_in")))
    places: dict = field(default_factory=lambda: dict.fromkeys(("site",)))

    def changed(self) -> list[tuple]:
        return [("scenarios.pull_in.caseload", 12, 9)]


@dataclass
class Calls:
    """What the fake ensemble was asked for, and what happens when it is."""

    asked: list[tuple] = field(default_factory=list)
    then: Callable[[], None] = lambda: None
    misses: tuple[str, ...] = ()

    def compare(
        self, study: FakeStudy, runs: int, seed: int, workers: int, progress: Callable, **sampled: object
    ) -> Runs:
        self.asked.append((study.name, runs, seed, workers, sampled))
        for done in range(runs + 1):
            progress(done, runs)
        self.then()
        return made_up_runs(runs=runs, seed=seed)


def put_module(monkeypatch: pytest.MonkeyPatch, name: str, **members: object) -> None:
    module = ModuleType(name)
    vars(module).update(members)
    monkeypatch.setitem(sys.modules, name, module)


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Calls:
    """A command line whose studies and runs are made up."""
    found = Calls()
    put_module(monkeypatch, "simmodel.commands.study", settled_study=lambda path, posterior=None: FakeStudy())
    put_module(
        monkeypatch, "simmodel.ensemble", compare=found.compare, table_misses=lambda study, workers: found.misses
    )
    return found


def type_in(*words: str) -> Result:
    return CliRunner().invoke(main, list(words))


def test_a_comparison_prints_tables_on_stdout_and_progress_on_stderr(calls: Calls) -> None:
    result = type_in("compare", "taree.toml", "--runs", "3")
    assert result.exit_code == 0
    assert " ".join(result.stdout.split()).endswith(headline(summarise(made_up_runs(runs=3))))
    assert "3 of 3 done" in result.stderr
    assert "done" not in result.stdout


def test_a_comparison_begins_with_the_answer_and_what_it_is_worth(monkeypatch: pytest.MonkeyPatch) -> None:
    findings = made_up_findings()
    put_module(monkeypatch, "simmodel.commands.study", settled_study=lambda path, posterior=None: FakeStudy())
    put_module(monkeypatch, "simmodel.ensemble", compare=lambda *_, **__: findings.runs)

    said = " ".join(type_in("compare", "taree.toml").stdout.split())

    beginning, _, tables = said.partition("Everyone in the site, per person")
    assert headline(findings.comparison) in beginning
    assert answer(findings) in beginning
    assert all(told in beginning for told in rivals_told(findings))
    assert tables.endswith(headline(findings.comparison))


def test_json_is_all_that_stdout_holds_and_notes_go_to_stderr(calls: Calls) -> None:
    runs, result = (
        made_up_runs(runs=3, seed=8),
        type_in("compare", "taree.toml", "--runs", "3", "--seed", "8", "--json"),
    )
    assert json.loads(result.stdout) == summary_to_json(summarise(runs), appraise_runs(runs))
    assert "Note: The custody level met" in result.stderr


def test_options_reach_the_runs(calls: Calls) -> None:
    type_in("compare", "taree.toml", "--runs", "2", "--seed", str(LARGEST_SEED), "--workers", "3")
    type_in("compare", "taree.toml")
    type_in("compare", "taree.toml", "--runs", "30", "--draws", "5", "--until-error", "0.25")
    assert calls.asked[0] == (
        "taree",
        2,
        LARGEST_SEED,
        3,
        {"draws": None, "until_error": None, "store": None, "play": None},
    )
    assert calls.asked[2][4] == {"draws": 5, "until_error": 0.25, "store": None, "play": None}
    assert calls.asked[1][1:3] == (DEFAULT_RUNS, 1)
    assert calls.asked[1][3] >= 1


@pytest.mark.parametrize(
    "words",
    [
        ("--runs", "0"),
        ("--runs", str(MOST_RUNS + 1)),
        ("--runs", "many"),
        ("--runs", "nan"),
        ("--seed", "-1"),
        ("--seed", str(LARGEST_SEED + 1)),
        ("--workers", "0"),
        ("--draws", "-1"),
        ("--draws", "2.5"),
        ("--until-error", "0"),
        ("--until-error", "-1"),
        ("--until-error", "nan"),
        ("--until-error", "inf"),
        ("--until-error", "soon"),
        ("--speed", "1"),
    ],
)
def test_a_wrong_option_ends_in_one_message_and_status_2_before_any_run(calls: Calls, words: tuple) -> None:
    result = type_in("compare", "taree.toml", *words)
    assert result.exit_code == 2
    assert words[0] in result.stderr
    assert result.stdout == ""
    assert calls.asked == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--draws", "30"), "draws is 30 and runs 20; allowed: at most as many draws as runs; type 10 draws\n"),
        (("--draws", "7"), "draws is 7 and runs 20; allowed: as many runs in every draw; type 10 draws, or 21 runs\n"),
        (("--runs", "1", "--draws", "2"), "draws is 2 and runs 1; allowed: at most as many draws as runs; type 1 draw"),
    ],
)
def test_runs_and_draws_that_do_not_go_together_are_one_line_before_any_run(
    calls: Calls, words: tuple, said: str
) -> None:
    result = type_in("compare", "taree.toml", *words)
    assert result.exit_code == 2
    assert result.stderr.startswith(said)
    assert len(result.stderr.splitlines()) == 1
    assert calls.asked == []


def test_no_error_can_be_waited_for_where_there_is_nothing_to_compare(
    calls: Calls, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = FakeStudy(scenarios={"current": None})
    put_module(monkeypatch, "simmodel.commands.study", settled_study=lambda path, posterior=None: alone)
    result = type_in("compare", "taree.toml", "--until-error", "1")
    assert result.exit_code == 2
    assert "with a scenario beside the base case" in result.stderr
    assert calls.asked == []


def test_every_fault_of_a_study_is_told_with_status_2(monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty(path: Path, posterior: None = None) -> None:
        raise StudyError(path.name, ["line 3: first", "line 9: second"])

    put_module(monkeypatch, "simmodel.commands.study", settled_study=faulty)
    for command in ("compare", "check"):
        result = type_in(command, "taree.toml")
        assert result.exit_code == 2
        assert result.stderr == "taree.toml has 2 faults:\n  line 3: first\n  line 9: second\n"
        assert result.stdout == ""


def test_out_gets_files_and_the_command_that_made_them(calls: Calls, tmp_path: Path) -> None:
    result = type_in("compare", "my study.toml", "--runs", "3", "--out", str(tmp_path / "results"))
    assert f"Results are in {tmp_path / 'results'}." in result.stderr
    told = json.loads((tmp_path / "results/manifest.json").read_text())
    assert told["command"] == f"simmodel compare 'my study.toml' --runs 3 --out {tmp_path / 'results'}"


def test_a_folder_that_cannot_take_results_is_found_before_the_runs_start(calls: Calls, tmp_path: Path) -> None:
    (tmp_path / "letters.txt").write_text("dear")
    for place in (str(tmp_path), "/proc/results", str(tmp_path / "letters.txt"), ".", ""):
        result = type_in("compare", "taree.toml", "--out", place)
        assert result.exit_code == 2
        assert result.stderr.startswith("--out")
    assert calls.asked == []


def test_stopping_the_runs_writes_nothing(calls: Calls, tmp_path: Path) -> None:
    def stop() -> None:
        raise KeyboardInterrupt

    calls.then = stop
    result = type_in("compare", "taree.toml", "--runs", "2", "--out", str(tmp_path / "results"))
    assert result.exit_code == 130
    assert result.stderr.endswith("Stopped; nothing was written.\n")
    assert list(tmp_path.iterdir()) == []


def test_stopping_the_printing_says_where_the_results_are(
    calls: Calls, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("simmodel.commands.compare.print_report", stop)
    result = type_in("compare", "taree.toml", "--runs", "2", "--out", str(tmp_path / "results"))
    assert result.exit_code == 130
    assert result.stderr.endswith(f"Stopped; the results are in {tmp_path / 'results'}.\n")
    assert type_in("compare", "taree.toml", "--runs", "2").stderr.endswith("Stopped; nothing was written.\n")


def test_check_says_that_a_study_is_valid_and_what_it_changes(calls: Calls) -> None:
    result = type_in("check", "somewhere/taree.toml")
    assert result.exit_code == 0
    assert result.stdout.startswith("taree.toml is a valid study: 2 scenarios compared with current.")
    assert "scenarios.pull_in.caseload = 12 (otherwise 9)" in result.stdout
    assert calls.asked == []


def test_check_notes_what_a_comparison_would_note_of_a_table_of_returns(calls: Calls) -> None:
    assert type_in("check", "taree.toml").stderr == ""
    calls.misses = ("the base case does not fit",)
    result = type_in("check", "taree.toml")
    assert (result.exit_code, result.stderr) == (0, "Note: the base case does not fit\n")


def test_check_says_at_how_many_sites(calls: Calls, monkeypatch: pytest.MonkeyPatch) -> None:
    several = FakeStudy(places=dict.fromkeys(("taree", "kempsey")))
    put_module(monkeypatch, "simmodel.commands.study", settled_study=lambda path, posterior=None: several)
    assert "2 scenarios compared with current at 2 sites.\n" in type_in("check", "taree.toml").stdout


def test_check_of_a_study_that_changes_nothing_says_only_that_it_is_valid(
    calls: Calls, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(FakeStudy, "changed", lambda self: [])
    assert len(type_in("check", "taree.toml").stdout.splitlines()) == 1


def test_check_names_what_a_value_would_be_otherwise(calls: Calls, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [("site.people.homelessness.at_start", 3, None), ("sites.a.people.homelessness.at_start", 4, None)]
    rows += [("scenarios.a.places.work", 0.35, None)]
    rows += [("mechanisms.trust", False, True), ("scenarios.a.funding_per_year", 650000.0, 0.0)]
    monkeypatch.setattr(FakeStudy, "changed", lambda self: rows)
    assert type_in("check", "taree.toml").stdout.splitlines()[2:] == [
        "  site.people.homelessness.at_start = 3 (otherwise the recipe's number)",
        "  sites.a.people.homelessness.at_start = 4 (otherwise the recipe's number)",
        "  scenarios.a.places.work = 0.35 (otherwise none)",
        "  mechanisms.trust = false (otherwise true)",
        "  scenarios.a.funding_per_year = 650,000 (otherwise 0)",
    ]


@pytest.mark.parametrize("as_json", [False, True])
def test_benchmark_asks_the_bench(monkeypatch: pytest.MonkeyPatch, as_json: bool) -> None:
    asked: list[bool] = []
    figures = {"batch_over_mesa": 50.0, "other": 2.0}
    put_module(
        monkeypatch,
        "simmodel.bench.figures",
        measure=lambda say, whole: asked.append(whole) or figures,
        lines=lambda found: list(found),
    )
    result = type_in("benchmark", "--whole", *(["--json"] if as_json else []))
    assert (json.loads(result.stdout) if as_json else result.stdout.split()) == (figures if as_json else list(figures))
    assert asked == [True]


def test_the_app_is_run_by_streamlit_and_gives_back_its_status(monkeypatch: pytest.MonkeyPatch) -> None:
    typed: list[list[str]] = []
    monkeypatch.setattr("simmodel.commands.app.subprocess.call", lambda words: typed.append(words) or 7)
    assert type_in("app", "--port", "9000").exit_code == 7
    assert typed[0][1:4] == ["-m", "streamlit", "run"]
    assert Path(typed[0][4]).name == "app.py"
    assert typed[0][5:7] == ["--server.port", "9000"]


def test_help_and_version_need_no_heavy_package() -> None:
    code = (
        "import sys; from simmodel.cli import main\n"
        "try: main(['compare', '--help'])\n"
        "except SystemExit: pass\n"
        "print({'numpy', 'pandas', 'numba', 'mesa', 'rich', 'streamlit'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.endswith("set()\n")
    assert type_in("--version").stdout.startswith("simmodel, version ")


@pytest.mark.parametrize("words", [("--help",), ("benchmark",)])
def test_a_reader_that_goes_away_is_no_error(words: tuple) -> None:
    code = (
        "import sys, types; page = types.ModuleType('page'); page.lines = lambda found: ['a line']\n"
        "page.measure = lambda say, whole: {}; sys.modules['simmodel.bench.figures'] = page\n"
        "from simmodel.cli import main; main(sys.argv[1:])"
    )
    buffered = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    process = subprocess.Popen(
        [sys.executable, "-c", code, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=buffered
    )
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait() == 1


def test_a_terminal_gets_a_bar_with_the_time_left() -> None:
    code = (
        "import time; from simmodel.commands.progress import progress_told\n"
        "with progress_told('taree') as tell:\n"
        "    for done in range(5): tell(done, 4); time.sleep(0.2)\n"
        "print('result')"
    )
    master, slave = pty.openpty()
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=slave, text=True)
    os.close(slave)
    result, _ = process.communicate()
    shown = os.read(master, 65536).decode()
    os.close(master)
    assert result == "result\n"
    assert "4/4" in shown
    assert "s left" in shown


def test_without_a_terminal_progress_is_a_few_lines(capsys: pytest.CaptureFixture) -> None:
    with progress_told("taree: 1000 paired runs") as tell:
        for done in range(1001):
            tell(done, 1000)
    lines = capsys.readouterr().err.splitlines()
    assert lines[0].startswith("taree: 1000 paired runs")
    assert lines[-1] == "1000 of 1000 done"
    assert len(lines) == LINES + 1


def test_without_a_terminal_each_line_says_how_much_time_is_left(
    capsys: pytest.CaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = iter([100.0, 110.0, 120.0, 130.0, 140.0])
    monkeypatch.setattr("simmodel.commands.progress.time.monotonic", lambda: next(now))
    with progress_told("taree: 4 paired runs") as tell:
        for done in range(1, 5):
            tell(done, 4)
    lines = capsys.readouterr().err.splitlines()
    assert lines[1:] == [
        "1 of 4 done, about 30 s left",
        "2 of 4 done, about 20 s left",
        "3 of 4 done, about 10 s left",
        "4 of 4 done",
    ]


def test_a_long_silence_before_the_first_run_is_explained(capsys, monkeypatch):
    import time

    from simmodel.commands import progress

    monkeypatch.setattr(progress, "PATIENCE_SECONDS", 0.05)
    with progress.progress_told("town") as told:
        time.sleep(0.3)
        told(1, 2)
    assert progress.COMPILING in capsys.readouterr().err
    with progress.progress_told("town") as told:
        told(1, 2)
        time.sleep(0.3)
    assert progress.COMPILING not in capsys.readouterr().err
