"""Keys of a study beside one another: what does not fit is told once, in the order of the file."""

import pytest
from small_study import SMALL, fault, faults, said_about, small, with_keys

from simmodel import scenario
from simmodel.scenario import parse_study
from simmodel.vocabulary import COHORTS

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
    (with_keys("scenarios.pull_in", "funded_years = 9"), 10, "allowed: 1 to 8"),
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


@pytest.mark.parametrize(
    "key",
    [
        "caseload = 9",
        "extra_lettings_per_year = 2",
        "indirect_rate = 0.15",
        'enrol = "lottery"',
        "reach_out = false",
        "priority = true",
    ],
)
@pytest.mark.parametrize("table", ["scenarios.current", "scenarios.places"])
def test_levers_of_coaches_are_refused_where_no_coaches_are_bought(table: str, key: str) -> None:
    said = fault(with_keys(table, key))
    assert f"{table}.{key.split()[0]} has no effect" in said
    assert "allowed: only with buys = " in said
    assert '"coaches"' in said


def test_places_are_refused_where_neither_places_nor_coaches_are_bought() -> None:
    assert "has no effect" in fault(with_keys("scenarios.current", "places = { connection = 1 }"))
    links = small(('buys = "coaches"', 'buys = "link_workers"\nplaces = { connection = 1 }'))
    assert 'allowed: only with buys = "places" or buys = "coaches"' in fault(links)


@pytest.mark.parametrize("key", ["funded_years", "set_up_weeks"])
def test_levers_of_a_programme_are_refused_where_nothing_is_bought(key: str) -> None:
    said = fault(with_keys("scenarios.current", f"{key} = 3"))
    assert 'only with buys = "places" or buys = "homes" or buys = "link_workers" or buys = "coaches"' in said


def test_sessions_are_for_link_workers_only() -> None:
    assert 'allowed: only with buys = "link_workers"' in fault(with_keys("scenarios.pull_in", "sessions = 3"))


def test_a_programme_for_people_of_whom_there_is_nobody_is_refused() -> None:
    nobody = "young_person = { at_start = 0, arrivals_per_year = 0 }"
    chosen = small(("funding_per_year = 650000\n", 'funding_per_year = 650000\nfor_cohorts = ["young_person"]\n'))
    assert said_about(chosen) == []
    said = fault(chosen + f"[site.people]\n{nobody}\n")
    assert "for_cohorts is for young_person, of whom the study has nobody; allowed: " in said
    both = chosen.replace('["young_person"]', '["young_person", "homelessness"]')
    assert said_about(both + f"[site.people]\n{nobody}\n") == []


def test_what_was_reported_stands_beside_a_scenario_that_there_is() -> None:
    told = '[programme]\nname = "P"\nsource = "S"\nknown = "K"\nnot_known = "N"\n'
    row = '[[programme.reported]]\nwhat = "W"\nreported = "R"\nscenario = "{}"\n'
    assert said_about(small() + told + row.format("pull_in")) == []
    assert 'scenario is "pul_in"; allowed: pull_in, places' in fault(small() + told + row.format("pul_in"))
    assert 'scenario is "current"; allowed: pull_in, places' in fault(small() + told + row.format("current"))


def test_links_between_sites_need_learning_to_travel_on_them() -> None:
    two = small(('[site]\nname = "Taree"\n', ""))
    links = '[network]\nlinks = [["a", "b"]]\n[mechanisms]\ndiffusion = false\n'
    sites = '[sites.a]\nname = "A"\nluck_number = 1\n[sites.b]\nname = "B"\nluck_number = 2\n'
    assert any(
        "links has no effect with the mechanism diffusion switched off" in each for each in faults(two + sites + links)
    )


@pytest.mark.parametrize(("table", "key"), [("places", 'employs = "ngo"'), ("current", 'decides = "jointly"')])
def test_who_employs_and_who_decides_are_levers_of_a_team(table: str, key: str) -> None:
    assert "has no effect" in fault(with_keys(f"scenarios.{table}", key))


@pytest.mark.parametrize(
    ("count", "arrivals", "told"),
    [
        (20000, 5000, "300,000 people (some 0.9 GB of memory for a run) over the years"),
        (10**9, 5000, "4,000,220,000 people (some 11,905 GB"),
        (0, 1e-9, "4.4e-08 people over the years"),
    ],
)
def test_a_site_of_too_many_people_or_of_nobody_is_refused_with_what_it_would_need(
    count: int, arrivals: float, told: str
) -> None:
    cohorts = ("leaving_custody", "homelessness", "family_with_young_children", "young_person")
    rows = "\n".join(f"{cohort} = {{ at_start = {count}, arrivals_per_year = {arrivals} }}" for cohort in cohorts)
    (said,) = (each for each in faults(SMALL + f"[site.people]\n{rows}\n") if "adds up to" in each)
    assert told in said
    assert "of warm-up and horizon; allowed: 1 to 60,000" in said


MANY = small(('[site]\nname = "Taree"\n', "")) + "[generated]\nsize = 0.01\nsize_spread = 0\n"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (MANY + "sites = 100000\n", "2,379,000 people at all 100,000 sites (some 177 GB"),
        (MANY + "sites = 1000\n[time]\nwarm_up_years = 10\nhorizon_years = 20\n", "at all 1,000 sites (some 4.3 GB"),
    ],
)
def test_sites_and_years_that_need_too_much_memory_are_refused_with_how_much(text: str, told: str) -> None:
    (said,) = (each for each in faults(text) if "adds up to" in each)
    assert told in said
    assert "allowed: at most 400,000 people and 3 GB; name fewer sites, fewer people or fewer years" in said
    assert parse_study(MANY + "sites = 1000\n").generated is not None


def test_a_study_has_at_most_a_hundred_scenarios() -> None:
    more = "".join(f"[scenarios.s{n}]\ntitle = 'S {n}'\nbuys = 'nothing'\n" for n in range(98))
    assert "scenarios names 101 scenarios; allowed: 1 to 100; delete some" in fault(SMALL + more)
    assert len(parse_study(SMALL + more.rpartition("[")[0]).scenarios) == 100


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
        (assumption(value="2"), 20, "the evidence range is 0 to 1"),
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
def test_an_assumption_needs_a_known_number_in_its_range_once_and_a_reason(text: str, line: int, said: str) -> None:
    found = fault(SMALL + text)
    assert found.startswith(f"line {line}: assumption ")
    assert said in found


def test_without_any_rules_no_number_is_known() -> None:
    assert "there is no number called 'no.such_number'" in fault(SMALL + assumption(number='"no.such_number"'))


def test_money_for_more_coaches_than_a_site_can_hold_says_the_most_that_is_allowed():
    said = fault(small(("funding_per_year = 650000", "funding_per_year = 30000000")))
    assert "pays for more than 64 posts at one site" in said
    most = int(said.rsplit(" ", 1)[1])
    assert said_about(small(("funding_per_year = 650000", f"funding_per_year = {most}"))) == []
    assert len(said_about(small(("funding_per_year = 650000", f"funding_per_year = {most + 2}")))) == 1


def test_dwellings_of_a_programme_without_coaches_have_no_effect():
    said = said_about(small(("places = {", "extra_lettings_per_year = 5\nplaces = {")))
    assert len(said) == 1
    assert "extra_lettings_per_year has no effect" in said[0]


def test_too_little_of_a_coach_to_support_anybody_is_refused_with_the_least_that_does():
    said = fault(small(("funding_per_year = 650000", "funding_per_year = 275000\ncaseload = 4")))
    least = int(said.rsplit(" ", 1)[1])
    assert "too little of a coach to support anybody" in said
    assert said_about(small(("funding_per_year = 650000", f"funding_per_year = {least}\ncaseload = 4"))) == []


def test_a_set_up_as_long_as_the_funding_is_refused():
    said = fault(small(("funding_per_year = 650000", "funding_per_year = 650000\nfunded_years = 1\nset_up_weeks = 52")))
    assert "set_up_weeks is 52, as long as the 52 weeks of funding, so nothing would ever start" in said


@pytest.mark.parametrize(
    ("levers", "said"),
    [
        ('levels_engaged = ["managers"]', "levels_engaged has no effect without joint_work"),
        ("programme_sites = 9", "programme_sites has no effect without fidelity_loss"),
        ("levels_engaged = []", "levels_engaged has no effect without joint_work"),
        ("joint_work = { operational = 0 }", "joint_work has no hours, and nor has the base case"),
        ("learning_regime_in = { competition = 1.0 }", "competition has no effect without joint_work"),
        ("fidelity_loss = 0.1", "fidelity_loss has no effect at one site"),
        ("fidelity_loss = 0.1\nprogramme_sites = 1", "fidelity_loss has no effect at one site"),
    ],
)
def test_what_stands_behind_nothing_is_a_fault(levers: str, said: str) -> None:
    assert said in fault(with_keys("scenarios.pull_in", levers))


def test_reports_of_workers_are_lifted_only_where_workers_are_employed() -> None:
    regime = "learning_regime_in = { workers_admin = 1.0 }"
    assert "workers_admin has no effect where nobody is employed" in fault(with_keys("scenarios.places", regime))
    assert said_about(with_keys("scenarios.pull_in", regime)) == []


def test_levels_stand_behind_joint_work_of_the_base_case_too() -> None:
    base = small(('buys = "nothing"\n', 'buys = "nothing"\njoint_work = { operational = 2 }\n'))
    engaged = base.replace('buys = "coaches"\n', 'buys = "coaches"\nlevels_engaged = ["managers"]\n')
    assert said_about(engaged) == []


def test_one_generated_site_loses_no_fidelity() -> None:
    one = small(('[site]\nname = "Taree"\n', ""), ('"coaches"\n', '"coaches"\nfidelity_loss = 0.1\n'))
    assert "fidelity_loss has no effect at one site" in fault(one + "[generated]\nsites = 1\n")
    assert said_about(one + "[generated]\nsites = 2\n") == []
