"""All tabs of the page Compare from one result, and a result as it is kept: its tabs, and what it is a result of."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pydantic import TypeAdapter

from simmodel.carried import label_of
from simmodel.documents.findings import Findings
from simmodel.shown.compare import beside, in_short, lost, mind, money, over_time, who
from simmodel.shown.engine import engine_now
from simmodel.shown.parts import Part, labelled

_TABS: Mapping[str, Callable[[Findings], list[Part]]] = {
    in_short.TAB: in_short.in_short,
    over_time.TAB: over_time.over_time,
    money.TAB: money.money_tab,
    who.TAB: who.who,
    lost.TAB: lost.lost,
    mind.TAB: mind.mind,
    beside.TAB: beside.beside,
}


@dataclass(frozen=True)
class Shown:
    """A result as the page shows it. `tabs`: parts by the name of the tab, in order; `made`: the day, ISO; `engine`: a
    hash of the model that made it."""

    study: str
    digest: str
    runs: int
    seed: int
    version: str
    engine: str
    made: str
    tabs: dict[str, list[Part]]

    @property
    def is_of_today(self) -> bool:
        """Whether the model is the one that made the runs."""
        return self.engine == engine_now()


_SHOWN = TypeAdapter(Shown)


def shown_of(findings: Findings) -> Shown:
    """What the page shows of a result; a tab with nothing to say is left out."""
    label = label_of(findings.runs.fitted)
    tabs = {name: labelled(found, label) for name, make in _TABS.items() if (found := make(findings))}
    runs = findings.runs
    made = findings.made.isoformat()
    return Shown(runs.study_name, runs.study_digest, runs.runs, runs.seed, runs.version, engine_now(), made, tabs)


def packed(shown: Shown) -> bytes:
    """A result as bytes to keep."""
    return gzip.compress(_SHOWN.dump_json(shown), mtime=0)


def unpacked(content: bytes) -> Shown:
    """A result that was kept; ValueError or OSError where it is none."""
    return _SHOWN.validate_json(gzip.decompress(content))
