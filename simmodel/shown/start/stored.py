"""The stored result of the Start page: real runs of the shipped base case, kept as the parts that the page draws.

uv run python -m simmodel.shown.start.stored
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path

from simmodel.appraisal.runs import Runs
from simmodel.documents.findings import findings_of
from simmodel.scenario import Study, read_study
from simmodel.shipped import STUDY, shipped
from simmodel.shown.engine import engine_now
from simmodel.shown.parts import Part, from_json, to_json
from simmodel.shown.start.result import parts_of

RUNS, SEED = 32, 1
STORED = files("simmodel.shown").joinpath("stored", "start.json")
COMMAND = f"uv run simmodel compare {STUDY} --runs {RUNS} --seed {SEED}"


@dataclass(frozen=True)
class Stored:
    """The parts of a stored result, and of which runs they tell; `engine`: a hash of the model that made them."""

    parts: list[Part]
    version: str
    engine: str
    study: str
    runs: int
    draws: int
    seed: int
    made: str

    @property
    def label(self) -> str:
        """Where the result comes from, in one sentence."""
        return (
            f"From stored runs: {self.runs} paired runs in {self.draws} draws, seed {self.seed}, simmodel "
            f"{self.version}, made on {self.made}. To repeat it: {COMMAND}"
        )

    @property
    def is_of_today(self) -> bool:
        """Whether the model and the study are those that made the runs."""
        return self.engine == engine_now() and self.study == the_study().digest()


def the_study() -> Study:
    """The shipped base case."""
    return read_study(shipped(STUDY))


@cache
def stored() -> Stored:
    """The result as it was kept."""
    told = json.loads(STORED.read_text(encoding="utf-8"))
    parts = from_json(json.dumps(told.pop("parts")).encode())
    return Stored(parts, **told)


def stored_of(runs: Runs, made: date) -> Stored:
    """What is kept of these runs."""
    parts = from_json(to_json(parts_of(findings_of(runs, COMMAND, made))))
    made_on = made.isoformat()
    return Stored(parts, runs.version, engine_now(), runs.study_digest, runs.runs, runs.draws, runs.seed, made_on)


def keep(found: Stored) -> None:
    """Keep a result in place of the one before."""
    told = {name: value for name, value in vars(found).items() if name != "parts"}
    told["parts"] = json.loads(to_json(found.parts))
    Path(str(STORED)).write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def played() -> Stored:
    """The shipped base case, run now."""
    from simmodel.commands.compare import cores
    from simmodel.commands.kept_runs import kept_runs
    from simmodel.ensemble import compare

    with kept_runs(None) as store:
        return stored_of(compare(the_study(), RUNS, SEED, cores(), store=store), date.today())


if __name__ == "__main__":
    keep(played())
