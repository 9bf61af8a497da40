"""Saved results: what a study gave when somebody last meant its results to change.

`tests/expected` holds, for each file of `scenarios` one of the same name, every outcome of every scenario and
population, run by run, to full precision, and what each scenario is worth beside the base case, to the cent.
They are saved anew only on purpose, behind a new "**Results change** (NAMES)" in the changelog that names the study:

    **Results change** (taree, trials): a mended rule.      # a study, a folder of studies, or all

    uv run pytest tests/test_back.py --refresh          # and with -m "" for the study that is slow

Every outcome is a count of whole things (people, weeks, events, cents) over a number of people, so the smallest real
change is a cent among all costs of a study: above 1e-12 of them up to ten thousand million dollars. What another
processor or Python does to the last bit of a sum or of an exponential stays below that, and moves an event over its
luck once in ten million runs. What a scenario is worth is a small difference of large sums, so it is kept in cents.
"""

import json
import math
import re
from pathlib import Path
from typing import Any

from simmodel.appraisal.runs import SITE
from simmodel.appraisal.worth import appraise_runs
from simmodel.ensemble import compare
from simmodel.scenario import read_study

ROOT = Path(__file__).parents[1]
SCENARIOS, EXPECTED = ROOT / "scenarios", ROOT / "tests/expected"
CHANGELOG = ROOT / "CHANGELOG.md"
REGISTER = "announced.txt"
"""Beside the results: each study, and how often changes of its results had been announced when they were saved."""
TOLERANCE = 1e-12
SEED = 1
RUNS = {"taree": (2, 1)}
"""Runs and draws, where they are not one run with every number at its default."""
NET = "net_present_value"
"""What people of NSW gain less what they pay, all of the site as one, at the study's basis and 5% a year."""
Saved = dict[str, Any]


def studies() -> list[Path]:
    """Every study that ships; a budget is no study."""
    return sorted(path for path in SCENARIOS.rglob("*.toml") if path.parent.name != "budgets")


def place_of(path: Path, expected: Path = EXPECTED) -> Path:
    """Where the results of a study are saved."""
    name = path.relative_to(SCENARIOS) if path.is_relative_to(SCENARIOS) else Path(path.name)
    return expected / name.with_suffix(".json")


def results_of(path: Path) -> Saved:
    """What the study gives now: by scenario, population and outcome, its people and value in each run."""
    count, draws = RUNS.get(path.stem, (1, 0))
    runs = compare(read_study(path), runs=count, seed=SEED, draws=draws)
    found: Saved = {}
    for row in runs.table.itertuples():
        by_outcome = found.setdefault(str(row.scenario), {}).setdefault(str(row.population), {})
        value = None if math.isnan(float(str(row.value))) else row.value
        by_outcome.setdefault(str(row.outcome), []).append([row.people, value])
    for scenario, worth in appraise_runs(runs).scenarios.items():
        found[scenario][SITE][NET] = [[1, round(float(net), 2)] for net in worth.net.ravel()]
    return found


def differences(saved: Saved, now: Saved) -> list[str]:
    """Every value that is not the one saved, with its way: `pull_in.reached.crises run 0 value: 2.5, now 2.6`."""
    one, other = dict(_values("", saved)), dict(_values("", now))
    return [
        f"{way}: {one.get(way, 'nothing')}, now {other.get(way, 'nothing')}"
        for way in {**one, **other}
        if way not in one or way not in other or not _same(one[way], other[way])
    ]


def _values(way: str, part: Any) -> Any:
    if isinstance(part, dict):
        for name, inside in part.items():
            yield from _values(f"{way}.{name}".strip("."), inside)
    else:
        for run, (people, value) in enumerate(part):
            yield f"{way} run {run} people", people
            yield f"{way} run {run} value", value


def _same(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return math.isclose(one, other, rel_tol=TOLERANCE, abs_tol=0.0)


def announcements(changelog: str) -> list[list[str]]:
    """What each "**Results change** (NAMES)" of the changelog names, newest version first; [] for one without names."""
    found = re.findall(r"\*\*Results change\*\*(?:\s+\(([^)]*)\))?", changelog)
    return [[name.strip() for name in names.split(",") if name.strip()] for names in found]


def announced(changelog: str, study: str) -> int:
    """How often the changelog says that results of a study change; 0 unless the version not yet released says so."""
    newest = changelog.split("\n## ")[1] if "\n## " in changelog else ""
    open_yet = re.search(r"not yet released|unreleased", newest.partition("\n")[0], re.IGNORECASE)
    now, ever = (sum(_meant(names, study) for names in announcements(text)) for text in (newest, changelog))
    return ever if open_yet and now else 0


def _meant(names: list[str], study: str) -> bool:
    return bool({"all", study, study.rpartition("/")[0] or study} & set(names))


def name_of(path: Path) -> str:
    """How the changelog names a study: its way within `scenarios`, without its ending."""
    return place_of(path, Path()).with_suffix("").as_posix()


def register(expected: Path = EXPECTED) -> dict[str, int]:
    """By study, how often changes of its results had been announced when they were last saved."""
    place = expected / REGISTER
    lines = place.read_text(encoding="utf-8").splitlines() if place.exists() else []
    return {name: int(count) for name, count in map(str.split, lines)}


def why_not(study: str, before: Saved | None, now: Saved, known: dict[str, int], changelog: str) -> str | None:
    """Why results may not be saved in place of those `before`, in a sentence; None if they may be.

    A study that is not `known` is new, and may be saved; results that are gone count as results that differ.
    """
    if study not in known:
        return None
    changed = before is None or differences(before["outcomes"], now)
    if changed and announced(changelog, study) <= known[study]:
        return (
            f"{'no results are saved' if before is None else 'results differ from those saved'}, and CHANGELOG.md "
            f"names {study} under **Results change** no more often than when they were; say there what changes them, "
            f"as **Results change** ({study})"
        )
    return None


def refresh(path: Path, now: Saved, expected: Path = EXPECTED, changelog: Path = CHANGELOG) -> str | None:
    """Save what a study gives now; or why not, in a sentence, and nothing is written."""
    place, text = place_of(path, expected), changelog.read_text(encoding="utf-8")
    study, known = name_of(path), register(expected)
    before = json.loads(place.read_text()) if place.exists() else None
    refusal = why_not(study, before, now, known, text)
    if refusal is None and (before is None or differences(before["outcomes"], now)):
        lines = json.dumps({"outcomes": now}, indent=1, allow_nan=False)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(re.sub(r"\[\s+(\d+),\s+([^\[\]]+?)\s+\]", r"[\1, \2]", lines) + "\n")
    if refusal is None:
        _note(known | {study: max(known.get(study, 0), announced(text, study))}, expected)
    return refusal


def _note(known: dict[str, int], expected: Path) -> None:
    told = "".join(f"{study} {count}\n" for study, count in sorted(known.items()))
    (expected / REGISTER).write_text(told, encoding="utf-8")
