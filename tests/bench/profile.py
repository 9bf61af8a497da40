"""Where the time of a week goes, by page of rules: `python -m tests.bench.profile`.

From one state with coaches at work, the steps of one page alone are compiled and played for a few weeks, again and
again from copies of that state, in turn with a week that only hands out luck; what a page adds to that is its time.
Played alone, a page meets colder memory and calls of its own that the whole week fuses, so pages add up to a little
more or less than the whole, which is told beside them.
"""

from __future__ import annotations

import statistics
import time

from simmodel.bench.drivers import at_work, mesa_seconds
from simmodel.bench.studies import reference_study
from simmodel.engine.batch import Driver, advance, compiled_driver
from simmodel.engine.start import Start, delivery_of
from simmodel.week import WEEK, Week

WEEKS, ROUNDS = 4, 15


def pages() -> dict[str, Week]:
    """The week of each page alone, by its name."""
    names = dict.fromkeys(name.partition(".")[0] for name in WEEK.names())
    return {page: WEEK.only(*(step for step in WEEK.names() if step.partition(".")[0] == page)) for page in names}


def seconds(begin: Start, run: Driver) -> float:
    """Of the processor, for so many weeks from a copy of this state."""
    people, sites = begin.people.copy(), begin.sites.copy()
    clock = time.process_time()
    advance(people, sites, WEEKS, run)
    return time.process_time() - clock


def profile() -> dict[str, float]:
    """Nanoseconds a person-week by page, of luck, and of the whole week; medians over rounds in turn."""
    study = reference_study()
    begin = at_work(study)
    here = int((begin.people.gone[: begin.sites[0].arrived] == 0).sum()) * WEEKS
    luck, whole = compiled_driver(Week(())), compiled_driver()
    runs = {page: compiled_driver(week) for page, week in pages().items()}
    for run in (luck, whole, *runs.values()):
        seconds(begin, run)
    took: dict[str, list[float]] = {name: [] for name in ("whole", "luck", *runs)}
    for _ in range(ROUNDS):
        empty = seconds(begin, luck)
        took["luck"].append(empty)
        took["whole"].append(seconds(begin, whole))
        for page, run in runs.items():
            took[page].append(seconds(begin, run) - empty)
    return {name: statistics.median(times) / here * 1e9 for name, times in took.items()}


def main() -> None:
    """Print the profile, greatest first."""
    found = profile()
    whole = found.pop("whole")
    print(f"{'the whole week':20}{whole:8.1f} ns a person-week")
    for name, took in sorted(found.items(), key=lambda item: -item[1]):
        print(f"{name:20}{took:8.1f} ns {took / whole:7.1%}")
    print(f"{'pages and luck':20}{sum(found.values()):8.1f} ns")
    study = reference_study()
    mesa = mesa_seconds(at_work(study), delivery_of(study, study.scenarios["pull_in"]))
    print(f"{'with Mesa agents':20}{mesa * 1e9:8.0f} ns")


if __name__ == "__main__":
    main()
