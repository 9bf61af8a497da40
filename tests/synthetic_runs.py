"""Made-up runs with differences that are known, for the tests of everything that reads results."""

import numpy as np
import pandas as pd

from simmodel.appraisal.groups import GROUPS, OF_GROUP
from simmodel.appraisal.outcomes import BY_SITE, FUNNEL_STEPS, OUTCOMES
from simmodel.appraisal.runs import Runs
from simmodel.appraisal.yearly import COUNTED, Yearly
from simmodel.cost_items import COST_ITEMS, HOURS_FOR_OTHERS
from simmodel.parameters import default_values

CENTRES = {
    "return_to_custody_24m": 0.425,
    "weeks_stably_housed": 210.0,
    "crises": 6.4,
    "custody_days": 180.0,
    "deaths": 0.06,
    "weeks_in_work": 90.0,
    "weeks_to_recover": 17.0,
    "weeks_waited": 22.0,
    "points_of_engagement": 2.5,
    "times_told": 2.5,
    "child_reports": 110.0,
    "child_care_weeks": 19.0,
    "children_vulnerable": 0.27,
    **dict.fromkeys(FUNNEL_STEPS, 1.5),
    "cost_total": 96_000.0,
    "cost_justice": 40_000.0,
    "cost_health": 25_000.0,
    "cost_housing": 9_000.0,
    "cost_commonwealth": 12_000.0,
    "cost_community": 6_000.0,
    "cost_child_protection": 8_000.0,
    "cost_programme": 4_000.0,
}
"""What each outcome is about under the base case."""
YEARS = 4
"""Years of money and counts."""
FUNDED = {"programme": (650_000.0, 650_000.0, 650_000.0, 0.0), "programme_set_up": (50_000.0, 0.0, 0.0, 0.0)}
"""What a scenario beside the base case costs its funder in each year."""


def made_up_runs(
    runs: int = 40,
    better_by: float = 0.05,
    reached: bool = True,
    scenarios: tuple[str, ...] = ("current", "more_places", "pull_in"),
    draws: int = 0,
    **changes: object,
) -> Runs:
    """Runs in which every scenario but the first is better by the share `better_by`, with noise.

    With `draws`, so many draws of as many runs each; their values differ by chance alone.
    """
    noise = np.random.default_rng(7)
    rows = []
    for run in range(runs):
        shared = noise.normal(0, 0.03, len(OUTCOMES))
        for place, scenario in enumerate(scenarios):
            rows += _rows(
                run,
                scenario,
                "site",
                900,
                shared + noise.normal(0, 0.02, len(OUTCOMES)),
                bool(place) * better_by,
            )
        if reached and len(scenarios) > 1:
            people = 70 + run % 5
            rows += _rows(run, scenarios[0], f"reached:{scenarios[-1]}", people, shared, 0.0)
            rows += _rows(
                run,
                scenarios[-1],
                "reached",
                people,
                shared + noise.normal(0, 0.02, len(OUTCOMES)),
                3 * better_by,
            )
    a_draw = runs // draws if draws else runs
    table = pd.DataFrame(rows, columns=["run", "scenario", "population", "people", "outcome", "value"])
    table.insert(1, "draw", table["run"] // a_draw + 1 if draws else 0)
    fields = {
        "study_name": "taree",
        "title": "Taree: places or people who stay",
        "version": "0.1.0",
        "seed": 1,
        "runs": runs,
        "base_case": scenarios[0],
        "study_digest": "ab" * 32,
        "draws": draws,
        "table": table,
        "weekly": {name: {"in_custody": np.arange(runs * 4.0).reshape(runs, 4)} for name in scenarios},
        "money": _money(scenarios),
        "notes": ("The custody level met 24.9% and 42.6%; the study asks for 25.0% and 42.5%.",),
        "facts": _facts(),
        "yearly": {name: _yearly(runs, bool(place) * better_by * place) for place, name in enumerate(scenarios)},
        "by_group": {name: _groups(runs, bool(place) * better_by * place) for place, name in enumerate(scenarios)},
        "numbers": _numbers(draws),
    }
    return Runs(**(fields | changes))


def _yearly(runs: int, better: float) -> Yearly:
    """Each item and count about its place in the list, less by `better`; a programme where there is any of it."""
    wave = 1 + 0.01 * np.sin(np.arange(runs * YEARS)).reshape(runs, YEARS, 1)
    items = 10_000.0 * np.arange(1, len(COST_ITEMS) + 1) * wave * (1 - better * (1 + 0.1 * wave))
    for name, dollars in FUNDED.items():
        items[..., [item.id for item in COST_ITEMS].index(name)] = np.array(dollars) * (better != 0)
    counted = 20.0 * np.arange(1, len(COUNTED) + 1) * wave * (1 - better * (1 + 0.1 * wave))
    for_others = 3_000.0 * np.arange(1, len(HOURS_FOR_OTHERS) + 1) * wave * (1 - better * (1 + 0.1 * wave))
    return Yearly(items, counted, for_others)


def _groups(runs: int, better: float) -> np.ndarray:
    """As many people in every group, outcomes about their place in the list, less by `better`."""
    wave = 1 + 0.01 * np.sin(np.arange(runs * len(GROUPS))).reshape(runs, len(GROUPS), 1)
    sums = 100.0 * np.arange(1, len(OF_GROUP) + 1) * wave * (1 - better)
    sums[..., 0], sums[..., 1] = 100.0, 10.0 * (better != 0)
    return sums


def _numbers(draws: int) -> pd.DataFrame:
    """Every number at its default, but a day in custody dearer in each draw and a court that the study prices."""
    ours = {"prices.court": 1000.0}
    rows = [default_values() | ours | {"prices.custody_day_avoidable": 150.0 + draw} for draw in range(max(draws, 1))]
    return pd.DataFrame(rows)


def _rows(run: int, scenario: str, population: str, people: int, noise: np.ndarray, better: float) -> list[tuple]:
    rows = []
    for luck, (name, outcome) in zip(noise, OUTCOMES.items(), strict=True):
        sign = -1 if outcome.better == "lower" else 1
        counted = people // 3 if name == "return_to_custody_24m" else people
        rows.append((run, scenario, population, counted, name, CENTRES[name] * (1 + luck + sign * better)))
    return rows


def _money(scenarios: tuple[str, ...]) -> dict[str, dict[str, object]]:
    money: dict[str, dict[str, object]] = {scenarios[0]: {"title": "As it is now", "buys": "nothing"}}
    for name in scenarios[1:]:
        money[name] = {
            "title": f"Title of {name}",
            "buys": "coaches",
            "funding_per_year": 650_000.0,
            "funded_years": 3,
            "heads": (1.0, 0.9),
            "brokerage_per_year": 20_000.0,
            "specialist_hours_per_week": {"mental_health": 38.5},
        }
    return money


def _facts() -> dict[str, object]:
    return {
        "return_definition": "new_sentence",
        "unit_costs": "avoidable",
        "share_enrolled_before_release_or_within_26_weeks": {"pull_in": 0.61},
        "prices": [
            {
                "number": "services.price_per_hour.housing",
                "value": 150.0,
                "unit": "dollars per hour",
                "grade": "D",
            },
        ],
    }


def of_several_sites(sites: int, runs: int = 12, draws: int = 6) -> Runs:
    """Made-up runs of so many sites; each has one per cent of everything more than the one before."""
    whole = made_up_runs(runs=runs, draws=draws)
    main = whole.table[whole.table.outcome.isin(BY_SITE)]
    tables = {f"site_{place}": main.assign(value=main.value * (1 + place / 100)) for place in range(sites)}
    titles = {f"site_{place}": f"Place {place}" for place in range(sites)}
    return made_up_runs(runs=runs, draws=draws, sites=titles, by_site=tables)
