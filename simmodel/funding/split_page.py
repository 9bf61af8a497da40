"""The best split of a site's money for a terminal, a pipe or a file, and as the plain values that `--json` prints."""

from __future__ import annotations

from dataclasses import asdict

from rich.console import Console

from simmodel.bands import bands_told, counted, place_of
from simmodel.funding.search import NET, Found, Tried
from simmodel.funding.split import AXES, Split
from simmodel.funding.split_told import amount, bare_amount, bought_told, clearly_better, label_of, levers_of, sentences
from simmodel.funding.told import percent
from simmodel.purchase import places_of
from simmodel.terminal import add_row, say, table_of
from simmodel.words import dollars

MOST_ROWS = 10


def print_split(console: Console, found: Found) -> None:
    """Print the best splits played, the one found on fresh luck, its lines for a study file, and sentences."""
    say(console, f"{found.title} ({found.study_name}): {found.scenario} with {dollars(found.dollars)} a year", "bold")
    say(console, f"{counted(found)}, the same for every split, seed {found.seed}, simmodel {found.version}")
    say(console, bands_told(found))
    whom = f" of {place_of(found)} together" if found.sites else ""
    how = "" if found.outcome == NET else ", discounted like dollars"
    say(console, f"Made the most of: {label_of(found.outcome)}{whom}, against the base case{how}.")
    shown = found.tried[:MOST_ROWS]
    shown = shown if found.own in shown else (*shown, found.own)
    _print_tried(console, found, f"The best of {len(found.tried)} splits played", shown)
    _print_tried(console, found, "The split that the surface points at, on fresh luck", (found.best, found.again))
    say(console, f"It buys {bought_told(found.best.split)}.")
    _print_lines(console, found)
    for note in found.notes:
        say(console, f"Note: {note}", "bold yellow")
    console.print()
    for sentence in sentences(found):
        say(console, sentence, "bold")


def _print_lines(console: Console, found: Found) -> None:
    """The lines for a study file: of the split found where it is clearly better, else of the study's own."""
    if clearly_better(found):
        lead, split = "In a study file", found.best.split
    else:
        lead, split = "No split is clearly better, so these lines keep the study's own", found.own.split
    say(console, f"{lead}:")
    for line in levers_of(split):
        say(console, f"  {line}")


def _print_tried(console: Console, found: Found, title: str, tried: tuple[Tried, ...]) -> None:
    heads = ["Flexible\nfunds", "Silos", "Joint work\nhours", "Brings\n(error)", "Beyond own\n(error)"]
    table = table_of(f"{title}; * clear against the study's own", "Coaches", heads)
    for one in tried:
        own = one.split is found.own.split
        beyond = "the study's own" if own else f"{amount(found.outcome, one.beyond_own.mean)}{'*' if one.clear else ''}"
        error = "" if own else f"\n({bare_amount(found.outcome, one.beyond_own.mc_error)})"
        brings = f"{amount(found.outcome, one.brings.mean)}\n({bare_amount(found.outcome, one.brings.mc_error)})"
        cells = [percent(one.split.flexible), percent(one.split.silos), f"{one.split.meetings:.1f}"]
        add_row(table, percent(one.split.coaches), [*cells, brings, beyond + error])
    console.print(table)


def to_json(found: Found) -> dict[str, object]:
    """The result as plain values; a number that does not exist is None."""
    return found.origin() | {
        "sites": max(len(found.sites), 1),
        "scenario": found.scenario,
        "funding_per_year": found.dollars,
        "outcome": found.outcome,
        "best": _tried(found.best) | {"levers": levers_of(found.best.split)},
        "own": _tried(found.again) | {"levers": levers_of(found.own.split)},
        "clearly_better": clearly_better(found),
        "promised_beyond_own": found.promised,
        "surface_misses": found.misses,
        "best_moves": [
            {"share" if axis != AXES[-1] else "hours_a_month": axis, "low": float(low), "high": float(high)}
            for axis, low, high in zip(AXES, found.low, found.high, strict=True)
        ],
        "not_told_from_best": found.open,
        "played": [_tried(one) for one in found.tried],
        "sentences": sentences(found),
    }


def _tried(one: Tried) -> dict[str, object]:
    return _split(one.split) | {
        "brings": asdict(one.brings),
        "beyond_own": asdict(one.beyond_own),
        "clear": one.clear,
    }


def _split(split: Split) -> dict[str, object]:
    return {
        "coaches": split.coaches,
        "flexible_funds": split.flexible,
        "silos": split.silos,
        "joint_work_hours_a_month": split.meetings,
        "heads": list(split.bought.heads),
        "places": places_of(split.bought.heads, split.scenario.caseload),
        "brokerage_per_year": split.bought.brokerage_per_year,
        "specialist_hours_per_week": split.bought.specialist_hours_per_week,
    }
