"""Study files: a good one is read whole, hashed, compared with its base case, and explained on a page."""

import pickle
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pydantic
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up_posterior import made_up
from small_study import SMALL, fault, small, with_keys

from simmodel import scenario
from simmodel.errors import SimmodelError, StudyError
from simmodel.places import Site
from simmodel.posterior import Posterior
from simmodel.scenario import Study, parse_study, read_study
from simmodel.vocabulary import COHORTS, DOMAINS

SCENARIOS = Path(__file__).parent.parent / "scenarios"
TAREE = (SCENARIOS / "taree.toml").read_text(encoding="utf-8")


def test_the_flagship_is_read_with_its_levers() -> None:
    study = read_study(SCENARIOS / "taree.toml")
    assert list(study.scenarios) == ["current", "more_places", "warm_referral", "pull_in"]
    assert (study.name, study.base_case, study.site.luck_number) == ("taree", "current", 1)
    assert study.scenarios["more_places"].places == {
        "mental_health": 0.35,
        "alcohol_and_other_drugs": 0.35,
        "family_and_safety": 0.15,
        "work_and_learning": 0.15,
    }
    bought = [study.scenarios[name] for name in ("more_places", "warm_referral", "pull_in")]
    assert [(each.funding_per_year, each.funded_years) for each in bought] == [(650_000, 3)] * 3
    assert (study.custody_level.return_12_months, study.custody_level.return_24_months) == (0.25, 0.425)
    assert study.money.unit_costs == "avoidable"
    assert study.assumptions == ()


def test_the_two_lines_for_new_south_wales_can_be_put_in_place() -> None:
    text = TAREE.replace("\nreturn_", "\n# was return_").replace("\n# return_", "\nreturn_")
    level = parse_study(text).custody_level
    assert (level.return_12_months, level.return_24_months) == (0.26, 0.48)


def test_the_example_of_an_assumption_in_the_flagship_can_be_switched_on() -> None:
    head, example = TAREE.split("# [[assumption]]")
    text = head + "[[assumption]]" + example.replace("\n# ", "\n")
    assert parse_study(text).assumptions[0].number == "crisis.weekly_rate"


def test_keys_that_are_left_out_keep_their_defaults() -> None:
    study = parse_study(SMALL)
    assert (study.time.warm_up_years, study.time.horizon_years, study.time.count_releases_weeks) == (
        3,
        8,
        156,
    )
    coaches = study.scenarios["pull_in"]
    assert (coaches.caseload, coaches.indirect_rate, coaches.set_up_weeks, coaches.enrol) == (
        9,
        0.15,
        17,
        "lottery",
    )
    assert study.site.people == {}
    assert study.site.lettings_per_year is None


def test_a_place_of_its_own_names_its_own_numbers() -> None:
    site = parse_study(
        SMALL + "[site.people]\nhomelessness = { at_start = 9, arrivals_per_year = 4 }\n"
        "[site.lettings_per_year]\npriority = 4\ngeneral = 0\n[site.hours_per_week]\nconnection = 7\n"
    ).site
    assert {name: (each.at_start, each.arrivals_per_year) for name, each in site.people.items()} == {
        "homelessness": (9, 4.0)
    }
    assert site.lettings_per_year is not None
    assert (site.lettings_per_year.priority, site.lettings_per_year.general) == (4.0, 0.0)
    assert site.hours_per_week == {"connection": 7.0}


def test_a_study_cannot_be_changed_in_place_and_travels_between_processes() -> None:
    study = parse_study(SMALL)
    with pytest.raises(pydantic.ValidationError):
        study.scenarios["pull_in"].caseload = 3
    assert pickle.loads(pickle.dumps(study)) == study


def test_a_file_from_an_editor_that_marks_its_encoding_is_read(tmp_path: Path) -> None:
    path = tmp_path / "small.toml"
    path.write_bytes(b"\xef\xbb\xbf" + SMALL.replace("\n", "\r\n").encode())
    assert read_study(path) == parse_study(SMALL)


def test_comments_order_and_named_defaults_do_not_change_the_hash() -> None:
    first, rest = SMALL.split("[scenarios.pull_in]")
    pull_in, places = rest.split("[scenarios.places]")
    text = f"# a comment\n{first}[scenarios.places]{places}[scenarios.pull_in]{pull_in}caseload = 9.0\n"
    text += "[mechanisms]\ntrust = true\n[time]\nhorizon_years = 8\n"
    assert parse_study(text).digest() == parse_study(SMALL).digest()


@pytest.mark.parametrize(
    "text",
    [
        small(("650000", "650001")),
        small(('"Taree"', '"Kempsey"')),
        SMALL + "[mechanisms]\ntrust = false\n",
        SMALL + "[custody_level]\nreturn_12_months = 0.26\n",
        SMALL + "[site.people]\nhomelessness = { at_start = 9, arrivals_per_year = 4 }\n",
    ],
)
def test_any_changed_value_changes_the_hash(text: str) -> None:
    assert parse_study(text).digest() != parse_study(SMALL).digest()


def test_the_order_of_assumptions_does_not_change_the_hash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scenario, "fault_in_override", lambda name, value: None)
    one, two = (f'[[assumption]]\nnumber = "a.{x}"\nvalue = 1\nbecause = "b"\n' for x in "xy")
    assert parse_study(SMALL + one + two).digest() == parse_study(SMALL + two + one).digest()
    assert parse_study(SMALL + one).digest() != parse_study(SMALL + two).digest()


def test_what_differs_is_told_from_defaults_and_from_the_base_case(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scenario, "fault_in_override", lambda name, value: None)
    monkeypatch.setattr(scenario, "default_values", lambda: {"crisis.weekly_rate": 0.1})
    text = SMALL + (
        "[time]\nhorizon_years = 9\nwarm_up_years = 3\n[mechanisms]\ntrust = false\nagency = true\n"
        "[site.people]\nhomelessness = { at_start = 9, arrivals_per_year = 4 }\n"
        '[[assumption]]\nnumber = "crisis.weekly_rate"\nvalue = 0.2\nbecause = "b"\n'
    )
    assert parse_study(text).changed() == [
        ("time.horizon_years", 9, 8),
        ("site.people.homelessness.at_start", 9, None),
        ("site.people.homelessness.arrivals_per_year", 4.0, None),
        ("scenarios.pull_in.buys", "coaches", "nothing"),
        ("scenarios.pull_in.funding_per_year", 650_000.0, 0.0),
        ("scenarios.places.buys", "places", "nothing"),
        ("scenarios.places.funding_per_year", 650_000.0, 0.0),
        ("scenarios.places.places.mental_health", 0.5, None),
        ("scenarios.places.places.connection", 0.5, None),
        ("mechanisms.trust", False, True),
        ("crisis.weekly_rate", 0.2, 0.1),
    ]


@given(st.floats(300_000, 1e6))
def test_the_slider_changes_the_money_of_what_is_bought_and_nothing_else(dollars: float) -> None:
    before = read_study(SCENARIOS / "taree.toml")
    after = before.with_funding(dollars)
    assert [each.funding_per_year for each in after.scenarios.values()] == [0, dollars, dollars, dollars]
    assert after.with_funding(650_000).digest() == before.digest()


def test_with_other_money_a_study_still_carries_its_posterior() -> None:
    study = parse_study(SMALL).model_copy(update={"posterior": made_up()})

    assert study.with_funding(700_000).posterior == made_up()


@pytest.mark.parametrize("dollars", [0, -1, 100_000, 1e9, float("nan"), float("inf"), True, "x", None, 10**400])
def test_the_slider_cannot_leave_the_allowed_range(dollars: Any) -> None:
    with pytest.raises(StudyError, match=r"scenarios\.pull_in\.funding_per_year is "):
        parse_study(SMALL).with_funding(dollars)


def _models(model: type[pydantic.BaseModel]) -> Iterator[type[pydantic.BaseModel]]:
    if model is not Posterior:  # which no file holds
        yield model
    for field in model.model_fields.values():
        for inside in (field.annotation, *getattr(field.annotation, "__args__", ())):
            if isinstance(inside, type) and issubclass(inside, pydantic.BaseModel):
                yield from _models(inside)


TABLES = {"time", "custody_level", "money", "scenarios", "assumptions", "mechanisms"}
TABLES |= {"pilot", "site", "sites", "generated", "network", "programme", "trial", "calibration", "posterior"}
KEYS = [
    (model, key) for model in _models(Study) for key in model.model_fields if model is not Study or key not in TABLES
]


@pytest.mark.parametrize(("model", "key"), KEYS)
def test_every_key_is_explained_with_its_default(model: type[pydantic.BaseModel], key: str) -> None:
    page = (SCENARIOS / "README.md").read_text(encoding="utf-8")
    rows = [[cell.strip() for cell in row.split("|")] for row in page.splitlines()]
    assert _default(model, key) in [row[4] for row in rows if row[1:2] == [f"`{key}`"]]


def _default(model: type[pydantic.BaseModel], key: str) -> str:
    field = model.model_fields[key]
    if field.is_required():
        return "required"
    default = field.get_default(call_default_factory=True)
    if default in (None, "", {}, ()):
        return "recipe" if issubclass(model, Site) else "none"
    if isinstance(default, tuple):
        return ", ".join(default)
    return str(default).lower().removesuffix(".0")


def test_every_name_that_a_study_may_use_is_on_the_page() -> None:
    page = (SCENARIOS / "README.md").read_text(encoding="utf-8")
    for name in (*DOMAINS[1:], *COHORTS, *scenario.MECHANISMS, *scenario.BUYS, *scenario.ENROLMENT_RULES):
        assert re.search(rf"\b{name}\b", page), name


def lever(line: str) -> Any:
    """The scenario of coaches with one more line."""
    return parse_study(with_keys("scenarios.pull_in", line)).scenarios["pull_in"]


TOGETHER = "joint_work = { operational = 2 }\n"


def test_levels_of_governance_are_a_list_of_names_and_practitioners_are_engaged_as_it_is() -> None:
    assert parse_study(SMALL).scenarios["pull_in"].levels_engaged == ("practitioners",)
    assert lever(TOGETHER + 'levels_engaged = ["managers", "executives"]').levels_engaged == ("managers", "executives")
    assert lever(TOGETHER + "levels_engaged = []").levels_engaged == ()
    said = fault(with_keys("scenarios.pull_in", 'levels_engaged = "managers"'))
    assert said.endswith('type for example levels_engaged = ["practitioners", "managers"]')


@pytest.mark.parametrize(
    ("line", "nearest"),
    [
        ('levels_engaged = ["practitioners", "manager"]', "managers"),
        ("joint_work = { operation = 2 }", "operational"),
        ("learning_regime_in = { creeming = 1 }", "creaming"),
        ('decides = "joint"', "jointly"),
        ('employs = "goverment"', "government"),
        ('information_at = { mental_health = "ful" }', "full"),
        ('information_at = { mental_helth = "full" }', "mental_health"),
        ("joint_works = { operational = 2 }", "joint_work"),
        ('level_engaged = ["managers"]', "levels_engaged"),
    ],
)
def test_an_unknown_name_is_a_fault_with_the_nearest_right_name(line: str, nearest: str) -> None:
    said = fault(with_keys("scenarios.pull_in", line))
    assert said.startswith("line 10: scenarios.pull_in.")
    assert said.endswith(f"did you mean '{nearest}'?")


@pytest.mark.parametrize(
    ("line", "allowed"),
    [
        ("joint_work = { operational = 81 }", "0 to 80 hours a month"),
        ("joint_work = { hot_desks = -1 }", "0 to 80 hours a month"),
        ("learning_regime = 1.1", "0 to 1"),
        ("learning_regime_in = { workers_admin = 2 }", "0 to 1"),
        ("advantaged_thinking = 1", "true or false"),
    ],
)
def test_a_lever_of_the_partnership_or_the_regime_has_its_range(line: str, allowed: str) -> None:
    assert f"allowed: {allowed}" in fault(with_keys("scenarios.pull_in", line))


def test_a_scenario_that_a_study_does_not_have_is_named_with_the_nearest_one() -> None:
    with pytest.raises(SimmodelError, match=r"small has no scenario called 'pul_in'.*did you mean 'pull_in'\?"):
        parse_study(SMALL).named("pul_in")


@pytest.mark.parametrize("path", sorted(SCENARIOS.glob("*.toml")), ids=lambda path: path.stem)
def test_every_study_that_ships_is_valid_and_named_like_its_file(path: Path) -> None:
    assert read_study(path).name == path.stem
