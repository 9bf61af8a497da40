"""The places of a study: one, several, or made up; and who learns from whom."""

import math

import numpy as np
import pytest
from small_study import SMALL, fault, faults, small

from simmodel.errors import SimmodelError
from simmodel.parameters import default_values
from simmodel.places import Generated, Network, communities, neighbours
from simmodel.scenario import Study, parse_study
from simmodel.vocabulary import COHORTS

HEAD = small(('[site]\nname = "Taree"\n', ""))
THREE = """
[sites.taree]
name = "Taree"
luck_number = 7
[sites.kempsey]
name = "Kempsey"
luck_number = 2
[sites.lismore]
name = "Lismore"
luck_number = 5
[sites.lismore.people]
homelessness = { at_start = 9, arrivals_per_year = 4 }
"""
HUNDRED = "[generated]\nsites = 100\n"


def study(places: str, more: str = "") -> Study:
    return parse_study(HEAD + places + more)


def made(**changed: float) -> dict:
    return communities(Generated(**{"sites": 200} | changed), default_values())


def test_one_place_is_called_site_and_several_by_their_names_in_the_file() -> None:
    assert list(parse_study(SMALL).places) == ["site"]
    assert {name: site.luck_number for name, site in study(THREE).places.items()} == {
        "taree": 7, "kempsey": 2, "lismore": 5,
    }  # fmt: skip
    assert study(THREE).places["lismore"].people["homelessness"].at_start == 9


def test_a_generated_community_is_the_same_however_many_others_there_are() -> None:
    few, many = study("[generated]\nsites = 7\n").places, study(HUNDRED).places
    assert list(few) == [f"community_{number}" for number in range(1, 8)]
    assert {name: many[name] for name in few} == few
    later = study("[generated]\nsites = 2\nfirst_luck_number = 7\n").places
    assert later == {name: many[name] for name in ("community_7", "community_8")}


def test_generated_communities_differ_around_the_recipe() -> None:
    sites, values = made().values(), default_values()
    for cohort in COHORTS:
        counts = np.array([site.people[cohort].at_start for site in sites])
        assert counts.mean() == pytest.approx(values[f"community.people_at_start.{cohort}"], rel=0.12)
        assert np.log(counts).std() == pytest.approx(math.hypot(0.5, 0.2), rel=0.2)
    hours = np.array([site.hours_per_week["mental_health"] for site in sites])
    heads = np.array([sum(people.at_start for people in site.people.values()) for site in sites]) / 839
    homes = np.array([site.lettings_per_year.priority for site in sites])
    assert np.log(hours / heads / 60).std() == pytest.approx(0.3, rel=0.2)
    assert np.log(homes / heads / 37.5).std() == pytest.approx(0.3, rel=0.2)
    assert np.corrcoef(hours / heads, homes / heads)[0, 1] == pytest.approx(0, abs=0.2)


def test_without_spread_every_community_is_the_recipe_times_its_size() -> None:
    alike = made(size=2.0, size_spread=0.0, people_spread=0.0, hours_spread=0.0, lettings_spread=0.0)
    for site in alike.values():
        assert [site.people[cohort].at_start for cohort in COHORTS] == [804, 380, 290, 204]
        assert site.hours_per_week["practical"] == pytest.approx(12.0)
        assert site.lettings_per_year.general == pytest.approx(25.0)


def test_what_a_community_has_follows_an_assumption_about_the_recipe() -> None:
    belief = '[[assumption]]\nnumber = "community.lettings_priority"\nvalue = 50\nbecause = "b"\n'
    usual, more = (study(HUNDRED, text).places["community_3"].lettings_per_year for text in ("", belief))
    assert more.priority == pytest.approx(usual.priority * 50 / 37.5)


def test_everybody_learns_from_everybody_unless_links_are_named() -> None:
    places = study(THREE).places
    assert neighbours(places, Network()) == {
        "taree": ("kempsey", "lismore"), "kempsey": ("lismore", "taree"), "lismore": ("kempsey", "taree"),
    }  # fmt: skip
    assert study(THREE, '[network]\nlinks = [["taree", "lismore"]]\n').neighbours == {
        "taree": ("lismore",), "kempsey": (), "lismore": ("taree",),
    }  # fmt: skip
    assert set(study(THREE, "[network]\nlinks = []\n").neighbours.values()) == {()}


def test_the_order_of_sites_and_of_links_does_not_change_the_hash() -> None:
    first, second = THREE.split("[sites.kempsey]")
    turned = f"[sites.kempsey]{second}{first}"
    assert study(THREE).digest() == study(turned).digest() == study(THREE, "[network]\n").digest()
    one, other = ("[network]\nlinks = " + links for links in ('[["taree", "kempsey"]]\n', '[["kempsey", "taree"]]\n'))
    assert study(THREE, one).digest() == study(THREE, other).digest()
    assert len({study(THREE, more).digest() for more in ("", one, "[network]\nlinks = []\n")}) == 3
    assert study(HUNDRED).digest() != study("[generated]\nsites = 99\n").digest()


def test_what_is_not_the_recipe_is_told_site_by_site() -> None:
    rows = [row for row in study(THREE).changed() if not row[0].startswith("scenarios")]
    assert rows == [
        ("sites.lismore.people.homelessness.at_start", 9, None),
        ("sites.lismore.people.homelessness.arrivals_per_year", 4.0, None),
    ]
    rows = study("[generated]\nsites = 3\nsize = 0.5\n").changed()
    assert rows[:2] == [("generated.sites", 3, None), ("generated.size", 0.5, 1.0)]


def test_the_slider_keeps_the_sites() -> None:
    before = study(THREE, '[network]\nlinks = [["taree", "lismore"]]\n')
    after = before.with_funding(700_000)
    assert (after.places, after.neighbours) == (before.places, before.neighbours)


@pytest.mark.parametrize(
    ("named", "said"),
    [
        (
            None,
            "no site is named, and small has several; allowed: taree, kempsey, lismore; name one, for example taree",
        ),
        ("kempsy", "there is no site called 'kempsy', .* did you mean 'kempsey'"),
    ],
)
def test_a_site_that_is_not_there_is_named_with_the_nearest_one(named: str | None, said: str) -> None:
    with pytest.raises(SimmodelError, match=said):
        study(THREE).place(named)
    assert study(THREE).place("kempsey") == "kempsey"
    assert parse_study(SMALL).place() == "site"


NOBODY = "".join(f"{cohort} = {{ at_start = 0, arrivals_per_year = 0 }}\n" for cohort in COHORTS)


@pytest.mark.parametrize(
    ("places", "said"),
    [
        ("", "line 1: site is missing; allowed: one of [site], [sites.NAME] and [generated]; type for example [site]"),
        (THREE + HUNDRED, "line 28: generated stands beside sites; allowed: one of [site], [sites.NAME]"),
        ('[site]\nname = "T"\n' + HUNDRED, "line 18: generated stands beside site; "),
        ("[sites]\n", "line 16: sites names no site; allowed: a table for each site; type for example [sites.taree]"),
        ('[sites]\nname = "T"\n', 'line 17: sites.name is "T"; allowed: a table'),
        (
            THREE.replace("= 2", "= 7"),
            "line 22: sites.kempsey.luck_number is 7, which is also the luck_number of sites.taree; allowed: a "
            "luck_number of its own; type for example luck_number = 1",
        ),
        (THREE.replace("luck_number = 2\n", ""), "line 20: sites.kempsey.luck_number is missing; allowed: 1 to "),
        (THREE.replace('"Kempsey"', '"taree"'), 'line 21: sites.kempsey.name is "taree", which is also the name of'),
        (THREE.replace("kempsey]", "Kempsey]"), "line 20: sites.Kempsey is not a known name; allowed: 1 to 40"),
        (THREE + f"[sites.kempsey.people]\n{NOBODY}", "line 28: sites.kempsey.people leaves the site without people"),
        ("[generated]\nsites = 1001\n", "line 17: generated.sites is 1001; allowed: 1 to 1,000 sites, a whole number"),
        ("[generated]\nsites = 400\nsize = 2\n", "line 16: generated adds up to "),
        ("[generated]\nsites = 20\nsize = 10\nsize_spread = 1\n", "line 18: generated.size adds up to "),
        ("[generated]\nsites = 5\nspread = 1\n", "line 18: generated.spread is not a known key; did you mean"),
    ],
)  # fmt: skip
def test_places_that_do_not_fit_are_told_with_line_and_remedy(places: str, said: str) -> None:
    assert any(each.startswith(said) for each in faults(HEAD + places)), faults(HEAD + places)


@pytest.mark.parametrize(
    ("links", "said"),
    [
        ('[["taree", "kempsy"]]', 'names "kempsy", which is no site; allowed: taree, kempsey, lismore; did you mean'),
        ('[["taree", "nowhere"]]', 'names "nowhere", which is no site; allowed: taree, kempsey, lismore; type taree'),
        ('[["taree", "taree"]]', "joins taree to itself"),
        ('[["taree", "kempsey"], ["kempsey", "taree"]]', "joins kempsey and taree a second time; allowed: once"),
        (
            '[["taree"]]',
            'is a list; allowed: pairs of names of sites, such as [["taree", "kempsey"]]; type for example',
        ),
        ('"everybody"', 'is "everybody"; allowed: pairs of names of sites'),
    ],
)
def test_links_that_join_nothing_are_told_with_line_and_remedy(links: str, said: str) -> None:
    found = fault(HEAD + THREE + f"[network]\nlinks = {links}\n")
    assert found.startswith("line 29: network.links")
    assert said in found


def test_a_network_in_a_study_of_one_site_is_refused() -> None:
    assert "network has no effect in a study of one site" in fault(SMALL + "[network]\n")
    assert "network has no effect in a study of one site" in fault(HEAD + "[generated]\nsites = 1\n[network]\n")


def test_unknown_generated_names_in_links_are_told_too() -> None:
    found = fault(HEAD + "[generated]\nsites = 3\n[network]\nlinks = [['community_1', 'community_4']]\n")
    assert 'names "community_4", which is no site; allowed: community_1, community_2, community_3' in found
