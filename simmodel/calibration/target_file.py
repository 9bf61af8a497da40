"""A file of targets as it is read: every number as it was written, or everything that is wrong with it at once.

It is plain text with commas; docs/targets.md says what stands in its columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from simmodel.calibration.target_checks import check_together, nothing_to_fit
from simmodel.calibration.target_columns import fitting, is_wide
from simmodel.calibration.target_faults import Faults
from simmodel.calibration.target_rows import Plan, RowReader
from simmodel.calibration.target_text import Table, parsed, read_text
from simmodel.calibration.target_wide import wide_to_long
from simmodel.calibration.targets import Target
from simmodel.calibration.unit_records import ASKED_FOR, about_people
from simmodel.errors import TargetsError
from simmodel.quantities import WEEKS_PER_MONTH


@dataclass(frozen=True)
class TargetFile:
    """What a file of targets holds, in its order, and what should be looked at."""

    targets: tuple[Target, ...]
    warnings: tuple[str, ...]


def read_targets(path: Path, arms: Sequence[str], longest_months: float) -> tuple[Target, ...]:
    """The targets of a file, long or wide, in its order; TargetsError with every fault, its row, column and repair.

    `arms`: the names of the plan's arms; `longest_months`: for how long the plan can follow people.
    """
    return read_target_file(path, arms, longest_months).targets


def read_target_file(path: Path, arms: Sequence[str], longest_months: float) -> TargetFile:
    """The targets of a file with its warnings; errors as for `read_targets`."""
    return targets_in(read_text(path), str(path), arms, longest_months)


def targets_in(text: str, where: str, arms: Sequence[str], longest_months: float) -> TargetFile:
    """The targets of a text that was read from `where`; errors as for `read_targets`."""
    faults = Faults(where)
    table = parsed(text, faults)
    if table is None:
        raise TargetsError(where, faults.told())
    personal = about_people(table)
    if personal:
        raise TargetsError(where, [f"{personal}, so this file is refused; {ASKED_FOR}"])
    long = _long(table, faults)
    targets = _rows(long, Plan(tuple(arms), longest_months), faults) if long else []
    faults.stop()
    warnings = sorted(faults.warnings, key=faults.warnings.__getitem__)
    return TargetFile(tuple(targets), tuple(warnings))


def _long(table: Table, faults: Faults) -> Table | None:
    """The table in the long form under the right names; None, and faults told, where its rows cannot be read."""
    named = fitting(table, faults)
    if named is None:
        return None
    if not table.rows and table.whole:
        words = "has nothing under it: the file holds names of columns alone; allowed: one row or more"
        faults.add(table.line, "target", f"{words}; type for example any_custody under target, 12 under time")
    if not is_wide(table):
        return named
    long = wide_to_long(named)
    if table.rows and not long.rows:
        words = "is blank, and so are all columns of times; allowed: a value in one of them"
        faults.add(table.rows[0].line, table.columns[0], f"{words}; type for example 0.31 under 12")
    for line in {row.line for row in table.rows} - {row.line for row in long.rows}:
        faults.warn(line, table.columns[0], "begins a row that is blank in all columns of times; nothing is read of it")
    return long


def _rows(table: Table, plan: Plan, faults: Faults) -> list[Target]:
    found = []
    if table.rows and plan.longest_months * WEEKS_PER_MONTH < 1:
        words = "can hold none, as the study ends before all are followed for a week; allowed: a longer study"
        mend = "type a longer horizon_years in the study file, or a smaller begins_within_weeks"
        faults.instead(table.rows[0].line, "time", f"{words}; {mend}")
        return []
    for row in table.rows:
        read = RowReader(row, plan, table.commas_are_marks, faults).read()
        if faults.many:
            return []
        if read:
            found.append(read)
    check_together(found, faults)
    if table.whole:
        nothing_to_fit(((row.line, row.get("use")) for row in table.rows), faults)
    return [each.target for each in found]
