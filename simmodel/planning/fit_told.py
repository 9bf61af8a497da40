"""The plan of a fit in lines for a terminal, and as JSON."""

from __future__ import annotations

from typing import Any

from simmodel.planning.estimate import Range
from simmodel.planning.fit_plan import A_MADE_UP_PILOT, FitPlan
from simmodel.planning.units import duration, size


def told(plan: FitPlan) -> list[str]:
    """What a fit will take, in lines."""
    to_come, paced = plan.to_come, plan.paced
    least, most = to_come.numbers()
    numbers = f"{most} numbers" if least == most else f"{least} to {most} numbers, which a screen of runs chooses"
    parts = [
        f"  {part.name:<28}{_runs(part.least, part.most)}{f'; {part.kept:,} kept already' if part.kept else ''}"
        for part in plan.parts
    ]
    beside = duration(A_MADE_UP_PILOT * to_come.size.repeats)
    return [
        f"{to_come.study.name}: {numbers}, {len(to_come.targets)} targets",
        "",
        *parts,
        f"  {'still to be played':<28}{_runs(*plan.left)}",
        "",
        f"  A run     about {duration(paced.a_run.value)} of a core, its solution included",
        f"  Time      {_between(plan.wall_seconds)}, {plan.at_a_time} at a time",
        f"  Memory    about {size(plan.memory.value)} (up to {size(plan.memory.high)})",
        f"  Kept      at most {size(plan.disk)} of runs and draws on disk, and a report",
        "",
        f"Measured now on {len(paced.seconds)} runs, of which none is kept. Time: from one wave at draws of the "
        f"posterior on a machine that does nothing else to {to_come.size.waves}{_busy(paced.busy)}; some {beside} "
        "are fit and checks, on one core. Runs at draws of the posterior are found again only if the figures of the "
        "targets are still the same.",
    ]


def as_json(plan: FitPlan) -> dict[str, Any]:
    """The plan as plain values: runs, seconds and bytes."""
    to_come, paced = plan.to_come, plan.paced
    return {
        "study": to_come.study.name,
        "seed": to_come.seed,
        "workers": plan.at_a_time,
        "numbers": _ends(*to_come.numbers()),
        "named": list(to_come.names),
        "targets": len(to_come.targets),
        "parts": [
            {"part": part.name, "runs": _ends(part.least, part.most), "kept": part.kept, "left": _ends(*part.left)}
            for part in plan.parts
        ],
        "runs_left": _ends(*plan.left),
        "core_seconds_a_run": vars(paced.a_run),
        "wall_seconds": vars(plan.wall_seconds),
        "memory_bytes": vars(plan.memory),
        "kept_bytes": plan.disk,
        "measured": {
            "runs": len(paced.seconds),
            "busy": paced.busy,
            "in_play_bytes": paced.in_play,
            "process_bytes": paced.process,
        },
    }


def _ends(low: int, high: int) -> dict[str, int]:
    return {"low": low, "high": high}


def _runs(least: int, most: int) -> str:
    return f"{most:,} runs" if least == most else f"{least:,} to {most:,} runs"


def _between(figure: Range) -> str:
    return f"{duration(figure.low)} to {duration(figure.high)}"


def _busy(busy: float) -> str:
    return f" on one as busy as now, {busy:.1f} times slower" if busy > 1.1 else ""
