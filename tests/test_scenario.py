"""Study files: a good one is read whole, a bad one ends in one message that says what to type instead."""

import pickle
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pydantic
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simmodel import scenario
from simmodel.errors import SimmodelError, StudyError
from simmodel.purchase import least_funding
from simmodel.scenario import Scenario, Study, parse_study, read_study
from simmodel.study_text import LARGEST_FILE, lines_of_keys
from simmodel.vocabulary import COHORTS, DOMAINS

SCENARIOS = Path(__file__).parent.parent / "scenarios"
TAREE = (SCENARIOS / "taree.toml").read_text(encoding="utf-8")
SMALL = """\
name = "small"
title = "A small study"
[site]
name = "Taree"
[scenarios.current]
title = "Current"
base_case = true
buys = "nothing"
[scenarios.pull_in]
title = "Pull in"
buys = "coaches"
funding_per_year = 650000
[scenarios.places]
title = "Places"
buys = "places"
funding_per_year = 650000
places = { mental_health = 0.5, connection = 0.5 }
"""


def small(*changes: tuple[str, str]) -> str:
    """The small study with some of its text replaced."""
    text = SMALL
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return text


def with_keys(table: str, *keys: str) -> str:
    """The small study with more keys in a table, on the lines just after its header."""
    if f"[{table}]" in SMALL:
        return small((f"[{table}]\n", f"[{table}]\n" + "\n".join(keys) + "\n"))
    return SMALL + f"[{table}]\n" + "\n".join(keys) + "\n"


def faults(text: str) -> list[str]:
    with pytest.raises(StudyError) as caught:
        parse_study(text)
    return caught.value.faults


def fault(text: str) -> str:
    found = faults(text)
    assert len(found) == 1, found
    return found[0]


# ---- a good study --------------------------------------------------------------------------------------------


def test_the_flagship_is_read_with_its_levers() -> None:
    study = read_study(SCENARIOS / "taree.toml")
    assert list(study.scenarios) == ["current", "more_places", "pull_in"]
    assert (study.name, study.base_case, study.site.luck_number) == ("taree", "current", 1)
    assert study.scenarios["more_places"].places == {
        "mental_health": 0.35,
        "alcohol_and_other_drugs": 0.35,
        "family_and_safety": 0.15,
        "work_and_learning": 0.15,
    }
    bought = [study.scenarios[name] for name in ("more_places", "pull_in")]
    assert [(each.funding_per_year, each.funded_years) for each in bought] == [(650_000, 3)] * 2
    assert (study.custody_level.return_12_months, study.custody_level.return_24_months) == (0.25, 0.425)
    assert study.money.unit_costs == "avoidable"
    assert study.assumptions == ()


def test_the_two_lines_for_new_south_wales_can_be_put_in_place() -> None:
    text = TAREE.replace("\nreturn_", "\n# was return_").replace("\n# return_", "\nreturn_")
    level = parse_study(text).custody_level
    assert (level.return_12_months, level.return_24_months) == (0.26, 0.48)


def test_the_example_of_an_assumption_in_the_flagship_can_be_switched_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(scenario, "fault_in_override", lambda name, value: None)
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
    assert study.site.lettings_per_year.priority is None


def test_a_place_of_its_own_keeps_the_recipe_for_what_it_does_not_name() -> None:
    site = parse_study(
        SMALL + "[site.people]\nhomelessness = { at_start = 9 }\n[site.lettings_per_year]\npriority = 4\n"
        "[site.hours_per_week]\nconnection = 7\n"
    ).site
    assert (site.people["homelessness"].at_start, site.people["homelessness"].arrivals_per_year) == (9, None)
    assert (site.lettings_per_year.priority, site.lettings_per_year.general) == (4.0, None)
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


# ---- the hash, what differs, the slider ----------------------------------------------------------------------


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
        SMALL + "[site.people]\nhomelessness = { at_start = 9 }\n",
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
        "[site.people]\nhomelessness = { at_start = 9 }\n"
        '[[assumption]]\nnumber = "crisis.weekly_rate"\nvalue = 0.2\nbecause = "b"\n'
    )
    assert parse_study(text).changed() == [
        ("time.horizon_years", 9, 8),
        ("site.people.homelessness.at_start", 9, None),
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
    assert [each.funding_per_year for each in after.scenarios.values()] == [0, dollars, dollars]
    assert after.with_funding(650_000).digest() == before.digest()


@pytest.mark.parametrize(
    "dollars", [0, -1, 100_000, 1e9, float("nan"), float("inf"), True, "x", None, 10**400]
)
def test_the_slider_cannot_leave_the_allowed_range(dollars: Any) -> None:
    with pytest.raises(StudyError, match=r"scenarios\.pull_in\.funding_per_year is "):
        parse_study(SMALL).with_funding(dollars)


# ---- one key at a time ---------------------------------------------------------------------------------------


def test_a_fault_says_the_line_the_value_the_range_and_what_to_type() -> None:
    assert fault(with_keys("scenarios.pull_in", "caseload = -3")) == (
        "line 10: scenarios.pull_in.caseload is -3; allowed: 1 to 60 people per full-time coach; "
        "type for example caseload = 9"
    )


RANGES = [
    ("time", "warm_up_years", 0, 10),
    ("time", "horizon_years", 1, 20),
    ("time", "count_releases_weeks", 1, 312),
    ("custody_level", "return_12_months", 0.01, 0.99),
    ("custody_level", "return_24_months", 0.01, 0.99),
    ("site", "luck_number", 1, 2**32 - 1),
    ("site.people.young_person", "at_start", 0, 20_000),
    ("site.people.young_person", "arrivals_per_year", 0, 5000),
    ("site.hours_per_week", "practical", 0, 100_000),
    ("site.lettings_per_year", "priority", 0, 1000),
    ("site.lettings_per_year", "general", 0, 1000),
    ("scenarios.pull_in", "funded_years", 0, 8),
    ("scenarios.pull_in", "set_up_weeks", 0, 104),
    ("scenarios.pull_in", "caseload", 1, 60),
    ("scenarios.pull_in", "indirect_rate", 0, 0.6),
    ("scenarios.pull_in", "extra_lettings_per_year", 0, 1000),
]
JUNK = [
    "true",
    '"3"',
    "nan",
    "inf",
    "-inf",
    "-1",
    "1e300",
    "9" * 400,
    "[1]",
    "{ a = 1 }",
    "2026-11-21",
    "07:30:00",
    "''",
]


@pytest.mark.parametrize(("table", "key", "low", "high"), RANGES)
def test_both_ends_of_a_range_are_allowed_and_nothing_beyond(
    table: str, key: str, low: float, high: float
) -> None:
    step = 1 if isinstance(low, int) and isinstance(high, int) else 0.01
    for value, beyond in ((low, False), (high, False), (low - step, True), (high + step, True)):
        said = _said_about(with_keys(table, f"{key} = {round(value, 2)}"))
        out_of_range = f"{table}.{key} is {value:.12g}; allowed: "
        assert any(out_of_range in each and "type for example" in each for each in said) is beyond, said


@pytest.mark.parametrize(("table", "key", "low", "high"), RANGES)
@pytest.mark.parametrize("junk", JUNK)
def test_what_is_not_a_number_is_refused_in_our_words(
    table: str, key: str, low: float, high: float, junk: str
) -> None:
    said = fault(with_keys(table, f"{key} = {junk}"))
    assert re.match(
        rf"line \d+: {re.escape(table)}\.{key} is .+; allowed: .+; type for example {key} = \d", said
    )
    assert len(said) < 300


@pytest.mark.parametrize("key", ["warm_up_years", "horizon_years", "count_releases_weeks"])
def test_a_whole_number_has_no_decimals(key: str) -> None:
    assert "a whole number" in fault(with_keys("time", f"{key} = 7.5"))


def test_a_number_may_be_written_without_decimals() -> None:
    assert (
        parse_study(with_keys("scenarios.pull_in", "indirect_rate = 0")).scenarios["pull_in"].indirect_rate
        == 0.0
    )


@pytest.mark.parametrize(
    ("text", "line", "nearest"),
    [
        (with_keys("scenarios.pull_in", "caselod = 9"), 10, "caseload"),
        (with_keys("tim", "horizon_years = 9"), 18, "time"),
        (with_keys("assumptions", "a = 1"), 18, "assumption"),
        (with_keys("site.hours_per_week", "mental_helth = 9"), 19, "mental_health"),
        (with_keys("site.people", "homelesness = { at_start = 9 }"), 19, "homelessness"),
        (with_keys("site.people.homelessness", "at_strt = 9"), 19, "at_start"),
        (with_keys("mechanisms", "trsut = false"), 19, "trust"),
        (small(('buys = "coaches"', 'buys = "coach"')), 11, "coaches"),
        (with_keys("scenarios.pull_in", 'enrol = "worst first"'), 10, "worst_first"),
        (with_keys("custody_level", 'definition = "new_sentences"'), 19, "new_sentence"),
        (with_keys("money", 'unit_costs = "Avoidable"'), 19, "avoidable"),
    ],
)
def test_an_unknown_key_or_choice_names_the_nearest_right_one(text: str, line: int, nearest: str) -> None:
    said = fault(text)
    assert said.startswith(f"line {line}: ")
    assert said.endswith(f"did you mean '{nearest}'?")


def test_an_unknown_key_like_no_other_lists_the_keys() -> None:
    assert "allowed: warm_up_years, horizon_years" in fault(with_keys("time", "zzz = 1"))


@pytest.mark.parametrize(
    ("gone", "said"),
    [
        ('name = "small"\n', "line 1: name is missing"),
        ('title = "A small study"\n', "line 1: title is missing"),
        ('name = "Taree"\n', "line 3: site.name is missing"),
        ('title = "Pull in"\n', "line 9: scenarios.pull_in.title is missing"),
        ('buys = "coaches"\n', "line 9: scenarios.pull_in.buys is missing"),
        ('[site]\nname = "Taree"\n', "line 1: site is missing; allowed: a table; type for example [site]"),
    ],
)
def test_a_missing_key_is_looked_for_in_its_table(gone: str, said: str) -> None:
    assert fault(small((gone, ""))).startswith(said)


def test_housing_has_lettings_and_no_hours() -> None:
    assert "lettings" in fault(with_keys("site.hours_per_week", "housing = 9"))
    assert "lettings" in fault(small(("{ mental_health = 0.5", "{ housing = 0.5")))


@pytest.mark.parametrize(
    "name", ["Pull_in", "_pull", "9lives", "pull in", "a" * 41, "", "café", "a\\u202eb", "a\\nb"]
)
def test_a_scenarios_name_is_lower_case_and_short(name: str) -> None:
    said = fault(small(("[scenarios.pull_in]", f'[scenarios."{name}"]')))
    assert said.startswith("line 9: scenarios.")
    assert said.isprintable()


@pytest.mark.parametrize(
    "title", ["", "  ", "a" * 81, "a\\u0007b", "a\\nb", "<b>", "a;b", "=1*2", "a\\u202eb", "`x`", "a|b"]
)
def test_a_title_is_plain_and_short(title: str) -> None:
    said = fault(small(('"Pull in"', f'"{title}"')))
    assert "scenarios.pull_in.title is" in said
    assert said.isprintable()


@pytest.mark.parametrize("title", ["a" * 80, "Élan, more. (5% - $2) & 1/2 + 'so'"])
def test_a_title_may_hold_letters_digits_and_plain_marks(title: str) -> None:
    assert parse_study(small(('"Pull in"', f'"{title}"'))).scenarios["pull_in"].title == title


@pytest.mark.parametrize("text", ["a" * 2001, "a\\u0000b", "a\\u001bb", "a\\u202eb"])
def test_a_description_holds_no_control_characters(text: str) -> None:
    assert "line 3: description is" in fault(small(("[site]", f'description = "{text}"\n[site]')))


# ---- keys beside one another ---------------------------------------------------------------------------------

NO_PEOPLE = "\n".join(f"{cohort} = {{ at_start = 0, arrivals_per_year = 0 }}" for cohort in COHORTS)
CROSSED = [
    (small(('"Places"', '" pull  IN"')), 14, "is also the title of scenarios.pull_in"),
    (with_keys("site.people", NO_PEOPLE), 18, "leaves the site without people"),
    (small(('"nothing"\n', '"nothing"\nfunding_per_year = 5\n')), 9, "is 5 and buys nothing"),
    (small(("places = { mental_health = 0.5, connection = 0.5 }", "")), 13, "names no domain"),
    (small(("connection = 0.5", "connection = 0.4")), 17, "adds up to 0.9"),
    (small(("650000", "274173")), 12, "allowed: 274174 dollars a year or more"),
    (small(("funding_per_year = 650000\n", "")), 9, "is 0 in a scenario that buys coaches"),
    (small(("650000\nplaces", "0\nplaces")), 16, "is 0 in a scenario that buys places"),
    (small(("base_case = true\n", "")), 5, "has no base case"),
    (
        with_keys("scenarios.pull_in", "base_case = true")[: SMALL.index("[scenarios.places]") + 17],
        10,
        "so it is in",
    ),
    (with_keys("scenarios.pull_in", "funded_years = 9"), 10, "allowed: 0 to 8"),
    (with_keys("time", "horizon_years = 4"), 18, "allowed: 1 to 104"),
    (with_keys("time", "horizon_years = 3", "count_releases_weeks = 53"), 20, "allowed: 1 to 52"),
    (with_keys("custody_level", "return_12_months = 0.5"), 18, "above return_12_months (0.5)"),
]


@pytest.mark.parametrize(("text", "line", "said"), CROSSED)
def test_keys_that_do_not_fit_one_another_are_refused(text: str, line: int, said: str) -> None:
    found = next(each for each in faults(text) if said in each)
    assert found.startswith(f"line {line}: ")
    assert "; allowed: " in found


def test_a_base_case_buys_nothing() -> None:
    text = small(("base_case = true\n", ""), ('"Pull in"\n', '"Pull in"\nbase_case = true\n'))
    assert 'is "coaches" in the base case' in fault(text)


def test_there_is_at_least_one_scenario() -> None:
    head = SMALL[: SMALL.index("[scenarios.current]")]
    assert fault(head).startswith("line 1: scenarios is missing")
    assert fault(head + "[scenarios]\n").startswith("line 5: scenarios has no scenario")


def test_a_horizon_too_short_to_follow_anybody_is_refused() -> None:
    said = faults(with_keys("time", "horizon_years = 2"))
    assert said[0].startswith("line 19: time.horizon_years is 2") or said[-1].startswith(
        "line 19: time.horizon_years is 2"
    )


def test_the_least_money_that_is_named_is_enough_and_grows_with_caseload() -> None:
    assert parse_study(small(("650000", "274174"))).scenarios["pull_in"].funding_per_year == 274_174
    richer = small(("funding_per_year = 650000", "caseload = 20\nfunding_per_year = 274174"))
    assert f"allowed: {int(least_funding(20)) + 1} dollars" in fault(richer)


@pytest.mark.parametrize(
    "key",
    ["caseload = 9", "indirect_rate = 0.15", 'enrol = "lottery"', "reach_out = false", "priority = true"],
)
@pytest.mark.parametrize("table", ["scenarios.current", "scenarios.places"])
def test_levers_of_coaches_are_refused_where_no_coaches_are_bought(table: str, key: str) -> None:
    said = fault(with_keys(table, key))
    assert f"{table}.{key.split()[0]} has no effect" in said
    assert 'allowed: only with buys = "coaches"' in said


@pytest.mark.parametrize("table", ["scenarios.current", "scenarios.pull_in"])
def test_places_are_refused_where_no_places_are_bought(table: str) -> None:
    assert "has no effect" in fault(with_keys(table, "places = { connection = 1 }"))


@pytest.mark.parametrize("key", ["funded_years", "set_up_weeks", "extra_lettings_per_year"])
def test_levers_of_a_programme_are_refused_where_nothing_is_bought(key: str) -> None:
    assert 'only with buys = "coaches" or buys = "places"' in fault(
        with_keys("scenarios.current", f"{key} = 3")
    )


def test_all_faults_of_a_file_are_shown_at_once_in_its_order() -> None:
    text = small(
        ('"A small study"', "3"),
        ('"coaches"', '"coach"'),
        ("650000", "-1"),
        ("connection = 0.5", "conection = 2"),
    )
    found = faults(text + "[time]\nhorizon_years = true\n")
    lines = [int(each.split(":")[0].removeprefix("line ")) for each in found]
    assert lines == [2, 11, 12, 17, 19]


def test_a_value_with_two_faults_is_named_once() -> None:
    assert "is -5;" in fault(small(('"nothing"\n', '"nothing"\nfunding_per_year = -5\n')))
    assert "caseload is -1" in fault(with_keys("scenarios.places", "caseload = -1"))


# ---- assumptions ---------------------------------------------------------------------------------------------


def assumption(number: str = '"crisis.weekly_rate"', value: str = "0.2", because: str = '"counted"') -> str:
    return f"[[assumption]]\nnumber = {number}\nvalue = {value}\nbecause = {because}\n"


@pytest.fixture
def only_crisis(monkeypatch: pytest.MonkeyPatch) -> None:
    def fault_in_override(name: str, value: float) -> str | None:
        if name != "crisis.weekly_rate":
            return f"there is no number called {name!r}; did you mean 'crisis.weekly_rate'?"
        return None if value <= 1 else f"{name} is {value:g}; the evidence range is 0 to 1"

    monkeypatch.setattr(scenario, "fault_in_override", fault_in_override)


@pytest.mark.usefixtures("only_crisis")
def test_an_assumption_is_kept_with_its_reason() -> None:
    (kept,) = parse_study(SMALL + assumption()).assumptions
    assert (kept.number, kept.value, kept.because) == ("crisis.weekly_rate", 0.2, "counted")


@pytest.mark.usefixtures("only_crisis")
@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        (assumption(number='"crisis.rate"'), 19, "did you mean 'crisis.weekly_rate'?"),
        (assumption(value="2"), 19, "the evidence range is 0 to 1"),
        (assumption(value="nan"), 20, "allowed: a number"),
        (assumption(value="true"), 20, "allowed: a number"),
        (assumption(because='" "'), 21, "allowed: a reason"),
        (assumption(number="3"), 19, "allowed: the dotted name"),
        (assumption() + assumption(value="0.3"), 23, "which assumption 1 sets too"),
        (
            '[[assumption]]\nnumber = "crisis.weekly_rate"\nvalue = 0.2\n',
            18,
            "assumption 1.because is missing",
        ),
    ],
)
def test_an_assumption_needs_a_known_number_in_its_range_once_and_a_reason(
    text: str, line: int, said: str
) -> None:
    found = fault(SMALL + text)
    assert found.startswith(f"line {line}: assumption ")
    assert said in found


def test_without_any_rules_no_number_is_known() -> None:
    assert "there is no number called 'no.such_number'" in fault(
        SMALL + assumption(number='"no.such_number"')
    )


# ---- files that are no studies -------------------------------------------------------------------------------


def test_a_missing_file_names_its_neighbours_and_the_nearest(tmp_path: Path) -> None:
    (tmp_path / "taree.toml").write_text(SMALL)
    (tmp_path / "zebra.toml").write_text(SMALL)
    with pytest.raises(
        StudyError, match=r"did you mean .*taree\.toml\? study files in .*: taree\.toml, zebra\.toml"
    ):
        read_study(tmp_path / "tare.toml")


@pytest.mark.parametrize("name", ["nowhere/x.toml", "a\0b.toml", "a" * 5000, "", "x.toml"])
def test_a_path_that_leads_nowhere_ends_in_one_sentence(tmp_path: Path, name: str) -> None:
    with pytest.raises(StudyError) as caught:
        read_study(str(tmp_path / name))
    assert len(caught.value.faults) == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "there is nothing in it"),
        (b"# only a comment\n", "there is nothing in it"),
        (SMALL.encode("utf-16"), "line 1: this is not UTF-8 text"),
        (b'name = "x"\ntitle = "\xff"\n', "line 2: this is not UTF-8 text"),
        (b"\x00\x01\x02", "line 1, column 1: this is not TOML"),
        (b"a" * (LARGEST_FILE + 1), "allowed: at most 262,144"),
        (b"{}", "line 1, column 1: this is not TOML"),
        (b'name = "x"\nbuys = coaches\n', "line 2, column 8: this is not TOML"),
        (b"funding = $650,000\n", "numbers have no $ and no commas"),
        (b'name = "x', "the file ends too early"),
        (b"a = 1\na = 2\n", "given twice"),
        (b"[a]\n[a]\n", "line 2, column 3: this is not TOML: a key or table is given twice"),
        (b"a = " + b"[" * 50_000, "nested too deeply"),
        (b"a = " + b"9" * 5000, "too many digits"),
        (b"a = 0x" + b"f" * 5000, "not a known key"),
    ],
)
def test_a_file_that_is_no_study_ends_in_one_message(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "x.toml"
    path.write_bytes(content)
    with pytest.raises(StudyError) as caught:
        read_study(path)
    assert caught.value.where == str(path)
    assert said in str(caught.value)


def test_a_folder_is_not_a_study_and_its_studies_are_named() -> None:
    with pytest.raises(StudyError, match=r"this is a folder.*taree\.toml"):
        read_study(SCENARIOS)


def test_a_file_that_may_not_be_read_ends_in_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "x.toml").write_text(SMALL)
    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(StudyError, match=r"cannot be read \(Permission denied\)"):
        read_study(tmp_path / "x.toml")


def test_a_text_with_half_a_character_is_refused() -> None:
    assert "not UTF-8" in fault(SMALL + "# \ud800")


@given(st.text())
def test_any_text_at_all_ends_in_our_own_error(text: str) -> None:
    with pytest.raises(SimmodelError):
        parse_study(text)


WILD = st.sampled_from(
    [*JUNK, "0", "1", "0.5", "[]", "{}", '[{ a = { b = "c" } }]', '"places"', '"coaches"', "false", "1e5"]
)
FINE_TEXTS = [("title", '"3"'), ("description", '"3"'), ("description", "''")]
PAIRS = [
    place
    for place, row in enumerate(TAREE.splitlines())
    if re.match(r"[a-z_0-9]+ = [^\"]|[a-z_]+ = \"[^\"]", row)
]


@given(st.dictionaries(st.sampled_from(PAIRS), WILD, min_size=1, max_size=6))
def test_any_value_anywhere_is_read_or_ends_in_our_own_sentences(changes: dict[int, str]) -> None:
    rows = TAREE.splitlines()
    for place, value in changes.items():
        rows[place] = f"{rows[place].split(' = ')[0]} = {value}"
    for said in _said_about("\n".join(rows)):
        assert re.match(r"line \d+: ", said)
        assert len(said) < 500
        assert not re.search(r"Input should|Field required|Extra inputs|pydantic|Value error", said)


def _said_about(text: str) -> list[str]:
    try:
        parse_study(text)
    except StudyError as error:
        return error.faults
    return []


@pytest.mark.parametrize("key", [*Study.model_fields, "assumption"])
@pytest.mark.parametrize("value", JUNK)
def test_a_wrong_thing_in_the_place_of_a_table_ends_in_our_own_error(key: str, value: str) -> None:
    value = "9" if (key, value) in FINE_TEXTS else value
    rest = "\n".join(_without(SMALL, key))
    assert any(key in each for each in faults(f"{key} = {value}\n{rest}"))


def _without(text: str, key: str) -> Iterator[str]:
    table = ""
    for row in text.splitlines():
        table = row if row.startswith("[") else table
        if not re.match(rf"\[{key}[\].]", table) and not (table == "" and row.startswith(f"{key} =")):
            yield row


# ---- the line of a key ---------------------------------------------------------------------------------------

TANGLED = '''\
# [not.a.table]
a = """
b = 1
""" # c = 2
"quoted key" . d = 'x = 1' # e
f.g = { h = 1, "i.j" = [ { k = 2 }, { l = "}" } ] }
m = [
  1, # n = 3
  { o = 4 },
]
[p."q.r"]
s = 1979-05-27 07:32:00
[[t]]
u = 1.5
[t.v]
w = \'\'\'one
two\'\'\'
[[t]]
u = "\\" = "
'''


def test_every_key_is_found_on_its_line() -> None:
    lines = lines_of_keys(TANGLED)
    expected = {
        ("a",): 2, ("quoted key",): 5, ("quoted key", "d"): 5, ("f", "g", "h"): 6, ("f", "g", "i.j", 0, "k"): 6,
        ("f", "g", "i.j", 1, "l"): 6, ("m",): 7, ("m", 0): 8, ("m", 1): 9, ("m", 1, "o"): 9, ("p", "q.r"): 11,
        ("p", "q.r", "s"): 12, ("t", 0): 13, ("t", 0, "u"): 14, ("t", 0, "v"): 15, ("t", 0, "v", "w"): 16,
        ("t", 1): 18, ("t", 1, "u"): 19,
    }  # fmt: skip
    assert {path: lines[path] for path in expected} == expected


def _paths(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    yield path
    if isinstance(value, dict):
        for key, inside in value.items():
            yield from _paths(inside, (*path, key))
    if isinstance(value, list):
        for place, inside in enumerate(value):
            yield from _paths(inside, (*path, place))


@pytest.mark.parametrize("text", [TANGLED, TANGLED.replace("\n", "\r\n"), TAREE, SMALL])
def test_the_scanner_sees_the_keys_that_the_toml_reader_sees(text: str) -> None:
    assert set(lines_of_keys(text)) == set(_paths(tomllib.loads(text)))


# ---- the page for policymakers -------------------------------------------------------------------------------


def _models(model: type[pydantic.BaseModel]) -> Iterator[type[pydantic.BaseModel]]:
    yield model
    for field in model.model_fields.values():
        for inside in (field.annotation, *getattr(field.annotation, "__args__", ())):
            if isinstance(inside, type) and issubclass(inside, pydantic.BaseModel):
                yield from _models(inside)


TABLES = {"time", "custody_level", "money", "site", "scenarios", "assumptions", "mechanisms"}
KEYS = [
    (model, key)
    for model in _models(Study)
    for key in model.model_fields
    if (model, key) not in {(Study, t) for t in TABLES}
]


@pytest.mark.parametrize(("model", "key"), KEYS)
def test_every_key_is_explained_with_its_default(model: type[pydantic.BaseModel], key: str) -> None:
    page = (SCENARIOS / "README.md").read_text(encoding="utf-8")
    rows = [
        [cell.strip() for cell in row.split("|")]
        for row in page.splitlines()
        if row.startswith(f"| `{key}` |")
    ]
    field = model.model_fields[key]
    default = "required" if field.is_required() else field.get_default(call_default_factory=True)
    empty = "recipe" if model.__module__ and model is not Scenario and model is not Study else "none"
    words = empty if default in (None, "", {}) or isinstance(default, pydantic.BaseModel) else default
    words = str(words).lower() if isinstance(words, bool) else str(words).removesuffix(".0")
    assert words in [row[4] for row in rows]


def test_every_name_that_a_study_may_use_is_on_the_page() -> None:
    page = (SCENARIOS / "README.md").read_text(encoding="utf-8")
    for name in (*DOMAINS[1:], *COHORTS, *scenario.MECHANISMS, *scenario.BUYS, *scenario.ENROLMENT_RULES):
        assert re.search(rf"\b{name}\b", page), name
