"""The work behind the page: a comparison in ever more runs, and questions that need runs of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from simmodel.documents.findings import Findings
from simmodel.scenario import Study
from simmodel.screens.desk.job import Hands, Work
from simmodel.shown.compare.tabs import Shown
from simmodel.shown.parts import Part

SEED = 1
FIRST_RUNS = 2
"""Runs after which a first result is shown; then four times as many each time."""
LEVELS = (300_000.0, 1_000_000.0, 8)
"""Dollars a year from and to, and how many levels of funding are played."""
MATTER_RUNS = 128
"""Runs in which it is asked what matters: 64 draws."""


@dataclass(frozen=True)
class Done:
    """A result, and what documents are made from."""

    shown: Shown
    findings: Findings


def stages(runs: int) -> list[int]:
    """After how many runs there is something to show: ever four times as many, in the end all."""
    found, some = [], FIRST_RUNS
    while some < runs:
        found.append(some)
        some *= 4
    return [*found, runs]


def comparison(study: Study, runs: int, command: Callable[[int], str]) -> Work:
    """The comparison of a study in `runs` paired runs, shown again and again as runs get more.

    `command` gives what to type for the numbers of so many runs.
    """

    def work(hands: Hands) -> Iterator[Done]:
        from simmodel.documents.findings import findings_of
        from simmodel.ensemble import compare
        from simmodel.shown.compare.tabs import shown_of

        before = 0
        for some in stages(runs) if hands.store is not None else [runs]:
            found = compare(
                study,
                some,
                SEED,
                hands.workers,
                partial(_told, hands, before, runs),
                store=hands.store,
                play=hands.play,
            )
            findings = findings_of(found, command(some), date.today())
            yield Done(shown_of(findings), findings)
            before = some

    return work


def _told(hands: Hands, known: int, runs: int, done: int, _: int) -> None:
    """How far the whole is: runs of the stages before are found again, and are no step back."""
    hands.progress(max(done, known), runs)


def drives(study: Study, way: str, outcome: str, runs: int) -> Work:
    """What drives the difference of one way from the base case, for those reached where it has workers."""

    def work(hands: Hands) -> Iterator[list[Part]]:
        from simmodel.attribution.difference import attribute
        from simmodel.shown.compare.drives import parts_of
        from simmodel.shown.titled import attributed_by_title

        between = (study.base_case, way)
        found = attribute(study, between, outcome, runs, SEED, hands.workers, hands.progress, play=hands.play)
        yield parts_of(attributed_by_title(found, {name: each.title for name, each in study.scenarios.items()}))

    return work


def sweep(study: Study, runs: int) -> Work:
    """What each sum of money brings."""

    def work(hands: Hands) -> Iterator[list[Part]]:
        from simmodel.funding.ask import fund
        from simmodel.funding.question import question_of
        from simmodel.shown.compare.sweep import parts_of

        low, high, levels = LEVELS
        asked = question_of(study, low, high, levels)
        found = fund(study, asked, runs, SEED, hands.workers, hands.progress, store=hands.store, play=hands.play)
        yield parts_of(found)

    return work


def matters(study: Study, way: str) -> Work:
    """Which assumption matters, when the answer flips, and what to find out first, for one way."""

    def work(hands: Hands) -> Iterator[list[Part]]:
        from simmodel.discovery.found import found_in as flips_in
        from simmodel.ensemble import compare
        from simmodel.sensitivity.found import found_in as moves_in
        from simmodel.sensitivity.question import question_of
        from simmodel.shown.compare.matters import parts_of
        from simmodel.shown.titled import asked_by_title

        title = study.scenarios[way].title
        asked = question_of(study, way)
        runs = compare(study, MATTER_RUNS, SEED, hands.workers, hands.progress, store=hands.store, play=hands.play)
        moves, flips = asked_by_title(moves_in(runs, asked), title), asked_by_title(flips_in(runs, asked), title)
        yield parts_of(moves, flips)

    return work
