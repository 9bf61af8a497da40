"""What a kept run hangs on: the engine, the study to the last value, seed, draw and run; its hash is its address."""

from __future__ import annotations

import hashlib
import json
import platform
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

from simmodel import __version__
from simmodel.sampling import Address
from simmodel.scenario import Study

PACKAGES = ("llvmlite", "numba", "numpy", "scipy")
"""Whose versions may change the last bit of a result."""
_DECIDE = (".py", ".csv")
"""The files of the package that decide what is kept."""


@dataclass(frozen=True)
class Origin:
    """Where runs come from: a study, by its name and hash, as it is written to the last value, and a seed."""

    study: str
    study_hash: str
    values: str
    scenarios: tuple[str, ...]
    seed: int
    engine: Mapping[str, str]

    def facts(self, address: Address) -> dict[str, object]:
        """Everything that one of its runs hangs on, in words and numbers."""
        draw, run = address
        return {
            "study": self.study,
            "study_hash": self.study_hash,
            "values": self.values,
            "scenarios": list(self.scenarios),
            "seed": self.seed,
            "draw": draw,
            "run": run,
            "engine": dict(self.engine),
        }

    def labels(self, address: Address) -> dict[str, str | int]:
        """What every row of one of its runs carries, as in `table.LABELS`."""
        draw, run = address
        here: dict[str, str | int] = {"study": self.study, "study_hash": self.study_hash}
        return here | {"engine": hash_of(self.engine), "seed": self.seed, "draw": draw, "run": run}

    def name(self, address: Address) -> str:
        """The hash (sha256) of all these facts."""
        return hash_of(self.facts(address))


def origin_of(study: Study, seed: int) -> Origin:
    """Where the runs of this study and seed come from.

    Unlike `Study.digest` the order of the file counts: sums over sites and domains are added up in that order.
    """
    values = hashlib.sha256(json.dumps(study.model_dump(mode="json")).encode()).hexdigest()
    return Origin(study.name, study.digest(), values, tuple(study.scenarios), seed, engine())


@lru_cache(maxsize=1)
def engine() -> Mapping[str, str]:
    """What plays runs here: every line of this package, and what it computes with."""
    return {
        "simmodel": __version__,
        "sources": hash_of_sources(Path(__file__).parents[1]),
        "python": f"{sys.version_info.major}.{sys.version_info.minor}",
        "machine": platform.machine(),
        **{name: version(name) for name in PACKAGES},
    }


def hash_of_sources(package: Path) -> str:
    """A hash of every file of the package that decides what is kept, by its place in the package."""
    digest = hashlib.sha256()
    for page in sorted(page for page in package.rglob("*") if page.suffix in _DECIDE):
        digest.update(f"{page.relative_to(package).as_posix()}\0".encode())
        digest.update(hashlib.sha256(page.read_bytes()).digest())
    return digest.hexdigest()


def hash_of(facts: Mapping[str, object]) -> str:
    """The hash (sha256) of facts in words and numbers, whatever their order."""
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()
