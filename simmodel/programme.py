"""A programme that somebody ran, told beside the model: what is known, what is not, and what was reported."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import numpy as np
import pandas as pd
from pydantic import AfterValidator, Field

from simmodel.appraisal.outcomes import OUTCOMES
from simmodel.appraisal.runs import REACHED, SITE, same_people
from simmodel.study_faults import one_of
from simmodel.study_kinds import A_REASON, Table
from simmodel.words import amount, change

MEASURED = ("change", "relative_change")
"""The scenario less the base case, and that as a share of the base case."""
PEOPLE_RATHER_THAN_EVERYONE = (REACHED, SITE)

NO_OUTCOME = "none"
"""For what the model does not count."""

Words = Annotated[str, AfterValidator(A_REASON), Field(examples=["80% left for a stable home, nobody compared"])]


class Reported(Table):
    """One thing that was reported of a programme, and the nearest outcome of the model, if there is one.

    Told beside one scenario, or beside each where none is named.
    """

    what: Words
    reported: Words
    scenario: Annotated[str, Field(examples=["homes"])] = ""
    outcome: Annotated[str, AfterValidator(one_of((NO_OUTCOME, *OUTCOMES)))] = NO_OUTCOME
    measured: Annotated[str, AfterValidator(one_of(MEASURED)), Field(examples=["change"])] = "change"


class Programme(Table):
    """A named programme: its sources, what is known and not known of it, and what was reported."""

    name: Words
    source: Words
    known: Words
    not_known: Words
    reported: Annotated[tuple[Reported, ...], Field(strict=False, alias="reported")] = ()


def told_of(programme: Programme, table: pd.DataFrame, base_case: str) -> dict[str, object]:
    """What is printed of a programme beside a result; `table` is that of `Runs`."""
    return {
        f"{programme.name}: source": " ".join(programme.source.split()),
        f"{programme.name}: known": " ".join(programme.known.split()),
        f"{programme.name}: not known": " ".join(programme.not_known.split()),
        f"reported of {programme.name}, and what the model gives": list(beside(programme, table, base_case)),
    }


def beside(programme: Programme, table: pd.DataFrame, base_case: str) -> Iterator[dict[str, object]]:
    """One row for each thing reported and each scenario but the base case: what was reported, and the model's."""
    others = [name for name in table.scenario.unique() if name != base_case]
    for one in programme.reported:
        for name in [one.scenario] if one.scenario else others:
            found = "no counterpart in the model" if one.outcome == NO_OUTCOME else _found(one, table, name, base_case)
            yield {"reported": f"{one.what}: {one.reported}", "scenario": name, "the model": found}


def _found(one: Reported, table: pd.DataFrame, name: str, base_case: str) -> str:
    kind, here = OUTCOMES[one.outcome], table[(table.outcome == one.outcome) & (table.scenario.isin([name, base_case]))]
    for population in PEOPLE_RATHER_THAN_EVERYONE:
        arm = _by_run(here, name, population)
        usual = _by_run(here, base_case, same_people(name) if population == REACHED else population)
        if len(arm):
            break
    difference = (arm - usual).dropna()
    if difference.empty:
        return f"{kind.label}: {kind.nobody}"
    low, high = np.percentile(difference, [5, 95])
    of_whom = "people reached" if population == REACHED else "everyone in scope"
    if one.measured == "relative_change" and usual.mean() != 0:
        mean, least, most = (100 * each / usual.mean() for each in (difference.mean(), low, high))
        return f"{kind.label}: {mean:+.0f}% ({of_whom}; {least:+.0f}% to {most:+.0f}% in nine runs of ten)"
    span = f"{change(kind, float(low))} to {change(kind, float(high))} in nine runs of ten"
    before = f"from {amount(kind, float(usual.mean()))}"
    return f"{kind.label}: {change(kind, float(difference.mean()))} {before} ({of_whom}; {span})"


def _by_run(table: pd.DataFrame, scenario: str, population: str) -> pd.Series:
    mine = table[(table.scenario == scenario) & (table.population == population)]
    return mine.set_index("run").value
