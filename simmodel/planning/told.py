"""A plan told to people, and as JSON."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from simmodel.bands import at_rest, paired
from simmodel.planning.estimate import Plan, Range
from simmodel.planning.question import expected_people
from simmodel.planning.units import duration, size


def told(plan: Plan) -> list[str]:
    """The plan in lines for a terminal."""
    asked, of = plan.asked, plan.of
    draws = f" in {asked.draws:,} draws" if asked.draws else f" with {at_rest(asked.study.posterior is not None)}"
    sites = "1 site" if asked.sites == 1 else f"{asked.sites:,} sites"
    count = len(asked.study.scenarios)
    ways = "1 scenario" if count == 1 else f"{count} scenarios"
    played = "the whole study" if plan.sites_played == asked.sites else f"{plan.sites_played} of the {sites}"
    solved = f" Each draw takes {duration(of.draw_seconds)} of a core to centre." if asked.draws else ""
    return [
        f"{asked.study.name}: {paired(asked.runs)}{draws}; {sites}, {ways}, "
        f"{asked.study.time.horizon_years} years after {asked.study.time.warm_up_years} of warm-up; "
        f"some {expected_people(asked.study):,.0f} people",
        "",
        f"  Person-weeks   {plan.person_weeks:,.0f}",
        f"  Core time      {_between(plan.core_seconds, duration)}",
        f"  Time           {_between(plan.wall_seconds, duration)}, {plan.at_a_time} at a time",
        f"  Memory         {_between(plan.memory, size)}; {size(plan.in_flight_a_run)} for each run in play",
        f"  Kept           about {size(plan.store)} on disk; {size(plan.kept_a_run)} a run",
        f"  A site-year    {plan.core_seconds_a_site_year * 1000:,.1f} ms of a core",
        "",
        f"Measured now, on one run of {played}: {of.person_weeks:,.0f} person-weeks in {duration(of.run_seconds)} of a "
        f"core. Getting ready takes {duration(of.driver_seconds)} for the compiled model and "
        f"{duration(of.solution_seconds)} to centre it.{solved}",
        _why(plan),
    ]


def as_json(plan: Plan) -> dict[str, Any]:
    """The plan as plain values: seconds and bytes."""
    asked, of = plan.asked, plan.of
    return {
        "study": asked.study.name,
        "seed": asked.seed,
        "runs": asked.runs,
        "draws": asked.draws,
        "workers": asked.workers,
        "sites": asked.sites,
        "scenarios": len(asked.study.scenarios),
        "site_years": asked.site_years * asked.runs,
        "person_weeks": plan.person_weeks,
        "core_seconds": vars(plan.core_seconds),
        "wall_seconds": vars(plan.wall_seconds),
        "memory_bytes": vars(plan.memory),
        "kept_bytes": plan.store,
        "kept_bytes_a_run": plan.kept_a_run,
        "in_play_bytes_a_run": plan.in_flight_a_run,
        "core_seconds_a_site_year": plan.core_seconds_a_site_year,
        "measured": {"sites": plan.sites_played} | vars(of),
    }


def _between(figure: Range, words: Callable[[float], str]) -> str:
    return f"about {words(figure.value)} ({words(figure.low)} to {words(figure.high)})"


def _why(plan: Plan) -> str:
    """What the ranges stand for."""
    other = f"; other work on this machine made it {plan.of.busy:.1f} times slower" if plan.of.busy > 1.1 else ""
    return (
        "Ranges: time as the pace of single years varied while it was measured, from a machine that does nothing else "
        f"to one as busy as now{other}. Memory from what is in play alone to half as much again as what is in "
        "play and kept with its tables."
    )
