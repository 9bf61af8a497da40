"""The answer's tables: what differs, and what has to be said beside it."""

from dataclasses import replace
from datetime import date

import pytest
from synthetic_runs import made_up_runs

from simmodel.documents.findings import Findings, findings_of
from simmodel.shown.compare.in_short import in_short
from simmodel.shown.parts import Table

FINDINGS = findings_of(made_up_runs(runs=40, draws=20), "typed", date(2026, 11, 24))


def with_means(of_ways: dict[str, dict[str, float]]) -> Findings:
    """The findings with other means of what differs for everyone, by way and outcome."""
    comparison = FINDINGS.comparison
    differences = dict(comparison.differences)
    for way, means in of_ways.items():
        site = dict(differences[way]["site"])
        like = site["crises"]
        site |= {outcome: replace(like, mean=mean) for outcome, mean in means.items()}
        differences[way] = {**differences[way], "site": site}
    return replace(FINDINGS, comparison=replace(comparison, differences=differences))


@pytest.mark.parametrize(
    ("of_ways", "is_told"),
    [
        ({"pull_in": {"weeks_waited": 9.0, "needs_accepted": 2.0}}, True),
        ({"pull_in": {"weeks_waited": 9.0, "needs_accepted": -0.1}}, False),
        ({"pull_in": {"weeks_waited": -9.0, "needs_accepted": 2.0}}, False),
        ({"pull_in": {"weeks_waited": 9.0, "needs_accepted": -1.0}, "more_places": {"needs_accepted": 2.0}}, False),
    ],
)
def test_where_more_waiting_goes_with_more_services_it_is_said_that_waits_add_up(
    of_ways: dict[str, dict[str, float]], is_told: bool
) -> None:
    calm = {key: {"weeks_waited": 0.0, "needs_accepted": 0.0} for key in ("pull_in", "more_places")}
    changed = {way: means | of_ways.get(way, {}) for way, means in calm.items()}
    (table,) = [each for each in in_short(with_means(changed)) if isinstance(each, Table) and "Everyone" in each.title]
    assert ("Weeks of waiting add up" in table.note) is is_told
