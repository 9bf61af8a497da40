"""The children with whom people come: how many, how old, where they live, what was reported of them."""

import numpy as np
import pytest
from crowds import COHORT, RECIPE, about, arriving, at_start, crowd, share, table

from simmodel.parameters import Parameters, catalogue
from simmodel.person import MOST_CHILDREN
from simmodel.vocabulary import FAMILY_WITH_YOUNG_CHILDREN
from simmodel.world import NEVER

# children


def grown_since(people: np.recarray) -> np.ndarray:
    """Years of every child, four to a person, when the person comes into scope; NaN where there is none."""
    return np.where(people.born > NEVER, (people.arrives[:, None] - people.born) / 52, np.nan)


def how_many(people: np.recarray) -> np.ndarray:
    return np.sum(people.born > NEVER, axis=1)


@pytest.mark.parametrize("cohort", COHORT)
def test_as_many_people_have_children_as_the_recipe_says_and_as_many_children(cohort: int) -> None:
    for people in (at_start(cohort), arriving(cohort)):
        count = how_many(people)
        assert share(count > 0) == about(RECIPE["has_children"][cohort])
        assert count[count > 0].mean() == pytest.approx(
            RECIPE["children"][cohort], abs=4 * 0.9 / (count > 0).sum() ** 0.5
        )
        assert count.max() <= MOST_CHILDREN


def test_every_family_with_young_children_has_some() -> None:
    assert how_many(crowd()[crowd().cohort == FAMILY_WITH_YOUNG_CHILDREN]).min() == 1


def test_children_stand_first_in_their_places() -> None:
    there = crowd().born > NEVER
    assert np.all(there[:, :-1] | ~there[:, 1:])


@pytest.mark.parametrize("cohort", COHORT)
def test_children_come_into_scope_at_any_age_up_to_the_oldest(cohort: int) -> None:
    people = arriving(cohort)
    years = grown_since(people)
    oldest = RECIPE["oldest_child"][cohort]
    grown = people.age - 15.0 >= oldest

    assert np.nanmin(years) >= 0.0
    assert np.nanmax(years) <= oldest
    assert np.nanmean(years[grown]) == pytest.approx(oldest / 2, abs=oldest / np.sum(~np.isnan(years[grown])) ** 0.5)


def test_children_of_people_there_at_the_start_have_grown_since_their_family_came() -> None:
    leaving = Parameters().record()["leaving"]
    stay = 1 / (leaving["death"] + leaving["moves"][FAMILY_WITH_YOUNG_CHILDREN]) / 52
    older = at_start(FAMILY_WITH_YOUNG_CHILDREN)
    expected = RECIPE["oldest_child"][FAMILY_WITH_YOUNG_CHILDREN] / 2 + stay

    assert np.nanmedian(grown_since(older)) > RECIPE["oldest_child"][FAMILY_WITH_YOUNG_CHILDREN] / 2
    assert 0.75 * expected < np.nanmean(grown_since(older)) <= expected  # nobody was a parent before 15


def test_nobody_was_a_parent_before_fifteen() -> None:
    years = grown_since(crowd())
    assert np.nanmax(years - crowd().age[:, None]) <= -15.0 + 1 / 52


@pytest.mark.parametrize("cohort", COHORT)
def test_as_many_children_are_in_out_of_home_care_as_the_recipe_says_none_of_them_grown(cohort: int) -> None:
    people = crowd()[crowd().cohort == cohort]
    years = grown_since(people)
    children = years < 18.0

    assert share(people.in_care[children]) == about(RECIPE["children_in_care"][cohort], int(children.sum()))
    assert people.in_care[~children].max(initial=0) == 0


def test_nobody_is_reported_before_the_warm_up_and_no_child_has_started_school() -> None:
    assert np.all(crowd().last_report == NEVER)
    assert not np.any(crowd().school)
    assert not np.any(crowd().exposure)


def test_what_is_said_of_children_changes_nothing_else_of_anybody() -> None:
    names = ("has_children", "children", "oldest_child", "children_in_care")
    numbers = {name: number for name, number in catalogue().items() if name.split(".")[1] in names}
    changed = table(changes=tuple((name, low) for name, (_, _, low, _) in numbers.items()))
    usual = table()
    differing = {name for name in usual.dtype.names if not np.array_equal(usual[name], changed[name])}

    assert differing == {"born", "in_care"}
