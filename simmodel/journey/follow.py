"""One person's journey in two scenarios: who it is, what happened in each, and how it came out."""

from __future__ import annotations

from typing import Any

import numpy as np

from simmodel import __version__
from simmodel.appraisal.measured import reached
from simmodel.appraisal.runs import posterior_told
from simmodel.carried import fitted_of, told_of_posterior
from simmodel.draws import at_rest, study_of_draw
from simmodel.engine.batch import compiled_driver
from simmodel.engine.paired import play
from simmodel.engine.start import solution_of
from simmodel.journey.arms import Arm, Journey
from simmodel.journey.choose import MOST_DIFFERENT, TYPICAL, candidates, chosen, known_cohort, pair_of
from simmodel.journey.events import events_of
from simmodel.journey.moments import when
from simmodel.journey.opening import opening
from simmodel.journey.record import Recorded, record
from simmodel.journey.spans import spans_of
from simmodel.scenario import Study
from simmodel.week import WEEK, Week

ON_ASSUMED_LINK = ("child_reports", "child_care_weeks", "cost")
"""The outcomes that rest, wholly or in part, on the assumed link from a carer's life to a child's."""


def follow(
    study: Study,
    person: int | str = TYPICAL,
    scenario: str | None = None,
    seed: int = 1,
    run: int = 0,
    week: Week = WEEK,
    draw: int = 0,
    site: str | None = None,
    cohort: str | None = None,
    beside: str | None = None,
) -> Journey:
    """The journey of a person (a row of the site's table of people, `typical` or `most-different`, of a cohort if one
    is given) in the base case, or in the scenario `beside`, and in `scenario`, with every number at its default or as
    drawn in `draw`. Of several sites, name one.

    SimmodelError where there is no such person, scenario or site, or no custody curve for the draw."""
    home, exchange, (one, other) = study.place(site), week.exchange, pair_of(study, scenario, beside)
    known_cohort(cohort)
    needed = dict.fromkeys((study.base_case, one, other))
    both = study.model_copy(update={"scenarios": {name: study.named(name) for name in needed}})
    driver, believed = compiled_driver(week), study_of_draw(both, seed, draw)
    centre = solution_of(at_rest(study))
    solution = solution_of(believed, centre) if draw else centre
    played = play(believed, solution, seed, run, driver, draw=draw, site=home, exchange=exchange)
    row = chosen(str(person), played[one].people, played[other].people, cohort)
    recorded = record(believed, solution, seed, run, driver, (one, other), row, draw, home, exchange)
    first = next(now for now in recorded[other].moments if now.week >= -1 and now.week >= now.person.arrives - 1)
    return Journey(
        study=study.name,
        version=__version__,
        seed=seed,
        run=run,
        draw=draw,
        person=row,
        why=why(str(person), other, recorded[one].people, recorded[other].people, cohort),
        opening=opening(row, first),
        arms={name: arm(study.named(name).title, seen, row) for name, seen in recorded.items()},
        **where(study, home),
        fitted=fitted_of(study),
        notes=told_of_posterior(study, int(draw > 0)),
    )


def where(study: Study, site: str) -> dict[str, str]:
    """The name and the title of a site of several; nothing where there is one."""
    places = study.places
    return {"site": site, "place": places[site].name} if len(places) > 1 else {}


def arm(title: str, recorded: Recorded, row: int) -> Arm:
    """One scenario's part of a journey."""
    hours = sum(float(now.person.hours) for now in recorded.moments if now.week >= 0)
    totals = outcomes(recorded.people[row]) | {"hours_with_coach": hours}
    return Arm(title, tuple(events_of(recorded.moments)), totals, tuple(spans_of(recorded.moments)))


def outcomes(person: Any) -> dict[str, float]:
    """What has happened to the person since week 0, and where trust and agency stand at the end."""
    counted = (
        "weeks_in_scope",
        "weeks_stably_housed",
        "crises",
        "custody_days",
        "weeks_in_work",
        "child_reports",
        "child_care_weeks",
        "times_told",
        "weeks_waited",
        "trust",
        "agency",
    )
    return {name: float(person[name]) for name in counted} | {"cost": float(person.cost.sum()) / 100.0}


def why(who: str, scenario: str, base: np.recarray, other: np.recarray, cohort: str | None = None) -> str:
    """Why this person is followed; nothing where the reader named the person."""
    rows = candidates(base, other, cohort)
    people = f"people of {cohort}" if cohort else "people"
    of_whom = f"{people} whom {scenario} reached" if reached(other)[rows].any() else f"{people} in scope"
    as_long = bool((base.weeks_in_scope[rows] == other.weeks_in_scope[rows]).all())
    here = " and who live here as long in both columns" if as_long else ""
    said = {
        TYPICAL: "whose two journeys differ as most people's do (nearest the middle)",
        MOST_DIFFERENT: "whose two journeys differ most",
    }
    return f"Chosen as the one, of {len(rows):,} {of_whom}{here}, {said[who]}." if who in said else ""


def to_json(journey: Journey) -> dict[str, Any]:
    """The journey as `--json` prints it."""
    arms = {
        name: {
            "events": [
                {
                    "week": event.week,
                    "when": when(event.week),
                    "kind": event.kind,
                    "text": event.sentence,
                    "rests_on_assumed_link": event.domain == "children",
                }
                for event in arm.events
            ],
            "spans": [{**vars(span)} for span in arm.spans],
            "outcomes": arm.outcomes,
        }
        for name, arm in journey.arms.items()
    }
    kept = {key: getattr(journey, key) for key in ("study", "version", "seed", "draw", "run", "person")}
    where = {"site": journey.site} if journey.site else {}
    return (
        kept | posterior_told(journey.fitted) | where | {"rests_on_assumed_link": list(ON_ASSUMED_LINK), "arms": arms}
    )
