"""A run taken apart by scenario, each beside the base case, and put together again to the last bit.

Each of many scenarios beside the base case is a study of its own. All of them are played together, as the base case
need be lived only once, and kept apart, so that a scenario is found again whatever stood beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from simmodel.appraisal.capacity import funded_weeks
from simmodel.appraisal.measured import Row
from simmodel.appraisal.packed import packed, packed_by_site
from simmodel.appraisal.runs import SITE, same_people
from simmodel.engine.start import delivery_of
from simmodel.kept import OneRun
from simmodel.scenario import Study


def parts_of(study: Study) -> dict[str, Study]:
    """By scenario the study of it and the base case alone; none where the base case would be told in other weeks.

    Hours in the base case are counted in the weeks in which money is spent beside it, so money has to be spent in the
    same weeks in every scenario.
    """
    others = [name for name in study.scenarios if name != study.base_case]
    weeks = {funded_weeks([delivery_of(study, study.scenarios[name])]) for name in others}
    return {name: beside_the_base(study, [name]) for name in others} if len(weeks) == 1 else {}


def beside_the_base(study: Study, names: Sequence[str]) -> Study:
    """The study with its base case and these scenarios, in its own order."""
    wanted = {name: one for name, one in study.scenarios.items() if name in names or name == study.base_case}
    return study.model_copy(update={"scenarios": wanted})


def taken_apart(one: OneRun | None, part: Study) -> OneRun | None:
    """What would have been kept of a run, had only these scenarios been played."""
    if one is None or one.weekly.keys() == part.scenarios.keys():
        return one
    base = part.base_case
    mine = {(base, same_people(name)) for name in part.scenarios} | {(base, SITE)}

    def is_mine(row: Row) -> bool:
        return (row.scenario, row.population) in mine or row.scenario in part.scenarios.keys() - {base}

    return _made(
        [one] * len(part.scenarios), list(part.scenarios), lambda rows: [row for row in rows[0] if is_mine(row)]
    )


def put_together(parts: Mapping[str, OneRun | None], study: Study) -> OneRun | None:
    """The run of the whole study; `parts`: by scenario what is kept of it and the base case, or one part of all."""
    if len(parts) == 1:
        return next(iter(parts.values()))
    base, names = study.base_case, list(study.scenarios)
    found = [parts[name] if name != base else next(iter(parts.values())) for name in names]
    ones = [one for one in found if one is not None]
    if not ones:
        return None

    def in_order(rows: Sequence[Sequence[Row]]) -> list[Row]:
        return [
            row
            for name, every in zip(names, rows, strict=True)
            for row in every
            if ((row.scenario, row.population) == (base, SITE)) == (name == base)
        ]

    return _made(ones, names, in_order)


def _made(ones: Sequence[OneRun], names: Sequence[str], chosen: Callable[[Sequence[Any]], list[Row]]) -> OneRun:
    """A run of the scenarios `names`, each from the run in its place; `chosen` of their rows."""
    by_name = list(zip(names, ones, strict=True))
    return OneRun(
        draw=ones[0].draw,
        rows=packed(chosen([one.rows for one in ones])),
        weekly={name: one.weekly[name] for name, one in by_name},
        base=ones[0].base,
        in_time={name: one.in_time[name] for name, one in by_name},
        capacity={name: one.capacity[name] for name, one in by_name},
        delivery={name: one.delivery[name] for name, one in by_name},
        yearly={name: one.yearly[name] for name, one in by_name},
        groups={name: one.groups[name] for name, one in by_name},
        by_site=packed_by_site({site: chosen([one.by_site[site] for one in ones]) for site in ones[0].by_site}),
    )
