"""Ratios of the twins in one run: `uv run --group bench python -m tests.bench.twins`.

Every round each twin lives the world once, in turn, with the seed of the round; a ratio is the median over rounds of
processor time. Before any ratio is told, the twins must agree in what they lived.
"""

from __future__ import annotations

import importlib
import statistics
import sys
from collections.abc import Mapping, Sequence
from importlib.util import find_spec

from . import in_c
from .world import PEOPLE, WEEKS, Lived

ROUNDS = 10
TARGETS = {"starsim over ours": (">=", 15.0), "ours over C": ("<=", 1.6)}
COUNTED = ("crises", "waiting", "helped", "need", "trust")
TWINS = {"ours": "ours", "C": "in_c", "Mesa": "in_mesa", "starsim": "in_starsim"}
APART = 4.0
"""Standard errors by which the means of twins may differ."""


def missing() -> dict[str, str]:
    """Twins that cannot be lived here, and what to do about it."""
    lacking = {}
    if in_c.compiler() is None:
        lacking["C"] = "there is no C compiler (cc, gcc or clang); install one"
    if find_spec("starsim") is None:
        lacking["starsim"] = "starsim is not installed; type uv run --group bench python -m tests.bench.twins"
    return lacking


def lived(names: Sequence[str], rounds: int) -> dict[str, list[Lived]]:
    """The world as each of these twins lived it, round after round; what is compiled is compiled before."""
    play = {name: importlib.import_module(f".{TWINS[name]}", __package__).live for name in names}
    for live in play.values():
        live(0)
    found: dict[str, list[Lived]] = {name: [] for name in names}
    for seed in range(1, rounds + 1):
        for name, live in play.items():
            found[name].append(live(seed))
    return found


def disagreements(found: Mapping[str, Sequence[Lived]]) -> list[str]:
    """Where the mean of a twin lies further from ours than chance allows."""
    told = []
    for name, lives in found.items():
        for counted in COUNTED:
            mine, theirs = ([getattr(one, counted) for one in side] for side in (found["ours"], lives))
            error = sum(statistics.variance(side) / len(side) for side in (mine, theirs)) ** 0.5
            gap = statistics.mean(theirs) - statistics.mean(mine)
            if abs(gap) > APART * error:
                told.append(f"{counted} in {name}: {gap:+.4g} beside ours, error {error:.2g}")
    return told


def ratios(found: Mapping[str, Sequence[Lived]]) -> dict[str, float]:
    """Medians over rounds of processor time, one twin over another."""
    pairs = {f"{name} over ours": (name, "ours") for name in found if name not in ("ours", "C")}
    pairs |= {"ours over C": ("ours", "C")} if "C" in found else {}
    return {
        told: statistics.median(
            upper.seconds / lower.seconds for upper, lower in zip(found[above], found[below], strict=True)
        )
        for told, (above, below) in pairs.items()
    }


def main() -> int:
    """Print what each twin took and the ratios; 1 where twins disagree, 2 where one is missing."""
    lacking = missing()
    for name, words in lacking.items():
        print(f"{name} is not measured: {words}")
    found = lived([name for name in TWINS if name not in lacking], ROUNDS)
    apart = disagreements(found)
    for line in apart:
        print(f"The twins do not agree: {line}")
    print(f"{PEOPLE} people, {WEEKS} weeks, {ROUNDS} rounds; nanoseconds of the processor a person-week, median:")
    for name, lives in found.items():
        print(f"  {name:10}{statistics.median(one.nanoseconds for one in lives):12,.1f}")
    for name, ratio in ratios(found).items():
        sign, target = TARGETS.get(name, ("", 0.0))
        print(f"  {name:22}{ratio:10,.2f}" + (f"   target {sign} {target:g}" if sign else ""))
    return 1 if apart else 2 if lacking else 0


if __name__ == "__main__":
    sys.exit(main())
