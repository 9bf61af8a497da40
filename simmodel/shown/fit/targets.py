"""The targets of a pilot as read, in words, and a form for a reader's own."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from simmodel.calibration.target_columns import LONG
from simmodel.calibration.targets import CHECK, FIT, HOLDOUT, Target, amount_told, named
from simmodel.shown.parts import Table

USES = {FIT: "fitted", HOLDOUT: "kept aside, to see whether it is foretold", CHECK: "only checked: seen elsewhere"}
_ASKED = (
    ("any_custody", 6, "cumulative", FIT),
    ("any_custody", 12, "cumulative", FIT),
    ("any_custody", 24, "cumulative", HOLDOUT),
    ("housed", 12, "state", FIT),
    ("housed", 24, "state", HOLDOUT),
    ("homeless", 12, "state", FIT),
    ("at_work", 12, "state", FIT),
    ("custody_days", 12, "mean", FIT),
    ("times_in_acute_care", 12, "mean", FIT),
)
"""What the form asks for: shares of people by the end of year one, and year two kept aside."""


def targets_table(targets: Sequence[Target]) -> Table:
    """Every target as read: what was counted of whom, what was observed, and what it is used for."""
    rows = tuple(
        (_capital(named(each)), amount_told(each), USES[each.use], each.source or "no source given", str(each.row))
        for each in targets
    )
    head = ("What was counted", "What was observed", "What it is for", "Source", "Row")
    return Table("The targets as read", head, rows)


def targets_told(targets: Sequence[Target]) -> str:
    """How many targets there are of each use, as a sentence."""
    fitted, aside, looked_at = (sum(each.use == use for each in targets) for use in USES)
    told = f"{len(targets)} {'target' if len(targets) == 1 else 'targets'}: {fitted} to be fitted"
    told += f", {aside} kept aside" if aside else ", none kept aside"
    return f"{told}{f', {looked_at} only checked' if looked_at else ''}."


def template(arms: Sequence[str], longest_months: float) -> bytes:
    """A file of targets with its numbers left blank, for each of these arms, as far as a plan can follow people."""
    made = io.StringIO()
    writer = csv.DictWriter(made, LONG, lineterminator="\n")
    writer.writeheader()
    for arm in arms:
        for outcome, months, kind, use in _ASKED:
            if months <= longest_months:
                writer.writerow({"target": outcome, "time": months, "arm": arm, "kind": kind, "use": use})
    return made.getvalue().encode("utf-8-sig")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
