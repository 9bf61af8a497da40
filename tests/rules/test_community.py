"""The community's recipe: shares that can be shares, and every number at work where it means to be."""

from functools import cache

import numpy as np
import pytest
from kit import names_of_numbers

from simmodel.chance import key_of
from simmodel.parameters import Parameters, catalogue
from simmodel.population import Place, people_of
from simmodel.rules.community import Community
from simmodel.site import Solution, Supply, flat_curve, site_of
from simmodel.vocabulary import COHORTS, DOMAINS, HOMELESS, HOUSING, INSECURE, MENTAL_HEALTH
from simmodel.world import GENERAL_LIST, NEVER

RECIPE = Parameters().record()["community"]
KEY = key_of(1, 0, 0)
FIRST = -52


@cache
def people(changes: tuple[tuple[str, float], ...] = ()) -> np.recarray:
    place = Place(1, (250,) * 4, (250.0,) * 4, FIRST, 0)
    return people_of(place, Parameters().override(dict(changes)), KEY)


@cache
def site(changes: tuple[tuple[str, float], ...] = ()) -> np.record:
    supply = Supply(tuple(float(hours) for hours in RECIPE["hours_per_week"]), 37.5, 12.5)
    parameters = Parameters().override(dict(changes))
    nothing_known = Solution(1.0, flat_curve(0.004), {})
    return site_of(supply, parameters, nothing_known, 1, KEY, FIRST, 156, False, {})[0]


def of(cohort: int, table: np.recarray, start: bool) -> np.recarray:
    return table[(table.cohort == cohort) & ((table.arrives < FIRST) == start)]


def mean(name: str, cohort: int | None = None, start: bool | None = None) -> object:
    """The mean of a field, of a cohort's people, at the start or on arrival."""

    def outcome(table: np.recarray) -> float:
        chosen = np.ones(len(table), bool) if cohort is None else table.cohort == cohort
        if start is not None:
            chosen &= (table.arrives < FIRST) == start
        return float(np.mean(table[name][chosen]))

    return outcome


def share(tenancy: int, cohort: int, start: bool) -> object:
    return lambda table: float(np.mean(of(cohort, table, start).tenancy == tenancy))


def queue(field: str, unit: int = MENTAL_HEALTH) -> object:
    return lambda where: float(where.service[unit][field])


def spread(name: str) -> object:
    return lambda table: float(np.std(table[name]))


def children(table: np.recarray) -> np.ndarray:
    return np.sum(table.born > NEVER, axis=1)


def ages(table: np.recarray) -> np.ndarray:
    """Years of every child when the family comes into scope."""
    return ((table.arrives[:, None] - table.born) / 52)[table.born > NEVER]


PEOPLE = {
    "set_point_leaving_custody.mental_health": (+1, mean("set_point", 0)),
    "set_point_homelessness.mental_health": (+1, mean("set_point", 1)),
    "set_point_family_with_young_children.mental_health": (+1, mean("set_point", 2)),
    "set_point_young_person.mental_health": (+1, mean("set_point", 3)),
    "set_point_spread": (+1, spread("set_point")),
    "set_point_shared": (+1, lambda table: float(np.corrcoef(table.set_point[:, [1, 2]], rowvar=False)[0, 1])),
    "trust_spread": (+1, spread("trust")),
    "known_at_first": (+1, mean("known", None, False)),
    "known_at_start": (+1, mean("known", None, True)),
    "tenancy_homeless.leaving_custody": (+1, share(HOMELESS, 0, False)),
    "tenancy_insecure.homelessness": (+1, share(INSECURE, 1, False)),
    "homeless_at_start.family_with_young_children": (+1, share(HOMELESS, 2, True)),
    "insecure_at_start.young_person": (+1, share(INSECURE, 3, True)),
    "at_work.young_person": (+1, mean("at_work", 3)),
    "was_inside.homelessness": (+1, lambda table: float(np.mean(table.priors[table.cohort == 1] > 0))),
    "inside_at_start": (+1, mean("custody", 0, True)),
    "free_weeks": (+1, mean("weeks_free", 0, True)),
    "priors": (+1, mean("priors", 0)),
    "has_children.leaving_custody": (+1, lambda table: float(np.mean(children(table[table.cohort == 0]) > 0))),
    "children.family_with_young_children": (+1, lambda table: float(children(table[table.cohort == 2]).mean())),
    "oldest_child.family_with_young_children": (+1, lambda table: float(ages(of(2, table, False)).mean())),
    "children_in_care.homelessness": (+1, lambda table: float(table.in_care[table.cohort == 1].sum())),
    "frailty_spread": (+1, lambda table: float(np.std(np.log(table.frailty)))),
    "age.leaving_custody": (+1, mean("age", 0)),
    "age_spread.leaving_custody": (+1, lambda table: float(np.std(table.age[table.cohort == 0]))),
}
QUEUES = {
    "outside_share.mental_health": (+1, queue("arrivals")),
    "outside_wait.mental_health": (+1, queue("waiting")),
    "general_wait": (+1, queue("waiting", GENERAL_LIST)),
    "outside_leaving": (+1, queue("arrivals")),
    "list_leaving": (+1, queue("arrivals", GENERAL_LIST)),
    "outside_priority": (+1, queue("arrivals", HOUSING)),
    "outside_general": (+1, queue("arrivals", GENERAL_LIST)),
}
ASKED_OF_A_STUDY = {"people_at_start", "arrivals_per_year", "hours_per_week", "lettings_priority", "lettings_general"}
"""What a study may say of its own place; the recipe speaks where it does not (`simmodel.engine.start`)."""


@pytest.mark.parametrize(("number", "made"), [(name, people) for name in PEOPLE] + [(name, site) for name in QUEUES])
def test_every_number_of_the_recipe_does_what_it_means(number: str, made: object) -> None:
    direction, outcome = (PEOPLE | QUEUES)[number]
    dotted = f"community.{number}"
    _, _, low, high = catalogue()[dotted]
    less, more = (outcome(made(((dotted, value),))) for value in (low, high))

    assert (more > less) - (more < less) == direction


def test_no_number_of_the_recipe_is_left_out_here() -> None:
    here = {name.split(".")[0] for name in PEOPLE | QUEUES}

    assert here | ASKED_OF_A_STUDY == names_of_numbers("community")


@pytest.mark.parametrize(
    ("homeless", "insecure"), [("tenancy_homeless", "tenancy_insecure"), ("homeless_at_start", "insecure_at_start")]
)
def test_nobody_is_homeless_and_insecurely_housed_at_once(homeless: str, insecure: str) -> None:
    assert np.all(RECIPE[homeless] + RECIPE[insecure] <= 1.0)


def test_everybody_who_leaves_custody_was_inside() -> None:
    assert RECIPE["was_inside"][COHORTS.index("leaving_custody")] == 1.0


def test_housing_is_let_and_has_no_specialist_hours() -> None:
    assert RECIPE["hours_per_week"][DOMAINS.index("housing")] == 0.0
    assert np.all(RECIPE["hours_per_week"][1:] > 0.0)


def test_outside_demand_leaves_some_hours_of_every_service_to_the_people_of_the_model() -> None:
    assert np.all(RECIPE["outside_share"][1:] < 1.0)
    assert RECIPE["outside_priority"] < 1.0
    assert RECIPE["outside_general"] < 1.0


def test_all_lettings_together_are_those_of_taree_and_three_quarters_go_to_the_priority_list() -> None:
    together = RECIPE["lettings_priority"] + RECIPE["lettings_general"]

    assert together == pytest.approx(50.0)
    assert RECIPE["lettings_priority"] / together == pytest.approx(0.75)


def test_the_general_list_is_as_long_at_the_start_as_its_evidence() -> None:
    months = RECIPE["general_wait"] * 12 / 52

    assert 36 <= months <= 80


def test_there_is_a_set_point_for_every_cohort() -> None:
    assert {f"set_point_{cohort}" for cohort in COHORTS} <= set(Community.numbers())
