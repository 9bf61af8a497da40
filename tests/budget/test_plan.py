"""Budget files: every fault at once, each with its line and what to type instead; and any file at all is read so."""

import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pydantic
import pytest
from budgets import SHIPPED, plan, text_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from study_fuzz import as_toml, tables

from simmodel.budget.plan import Plan, parse_plan, read_plan
from simmodel.budget.prices import price_names
from simmodel.budget.totals import work_out
from simmodel.errors import SimmodelError, StudyError

PAGE = SHIPPED / "README.md"
PRICE = '[prices.vehicle]\nlow = 1\nmode = 2\nhigh = 3\nsource = "lent"\n'
LINE = '[[line]]\nwhat = "Hours"\nlow = 80\nmode = 100\nhigh = 200\nsource = "a quote"\n'
SECONDS = 6.0


def faults(text: str) -> list[str]:
    with pytest.raises(StudyError) as caught:
        parse_plan(text)
    return caught.value.faults


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (text_of(2.1), "line 6: sites.taree.coaches is 2.1; allowed: whole jobs, and one part of a job of 0.2 or more"),
        (text_of(0.2, site="caseload = 4"), "too little of a coach to support anybody at 4 a coach"),
        (text_of(0.1), "sites.taree.coaches is 0.1; allowed: 0.2 to 64 full-time equivalents"),
        (text_of(site="caseloads = 4"), "sites.taree.caseloads is not a known key; did you mean 'caseload'?"),
        (text_of(site="from_year = 4"), "sites.taree.from_year is 4; allowed: 1 to 3, the years of the budget"),
        (text_of(head="years = 1", site="set_up_weeks = 52"), "is 52, as long as the site is funded"),
        (text_of(more=PRICE.replace("vehicle", "vehicles")), "did you mean 'vehicle'?"),
        (text_of(more=PRICE.replace("low = 1", "low = 5")), "prices.vehicle.low is 5; allowed: at most the mode, 2"),
        (
            text_of(more=PRICE.replace("high = 3", "high = 1")),
            "prices.vehicle.high is 1; allowed: at least the mode, 2",
        ),
        (text_of(more=PRICE.replace('source = "lent"', "")), "prices.vehicle.source is missing"),
        (
            text_of(more=PRICE.replace("vehicle", "lead_fte").replace("3", "21")),
            "high is 21; allowed: 0 to 20",
        ),
        (text_of(more=LINE.replace("high = 200", "high = 99")), "line 1.high is 99; allowed: at least the mode, 100"),
        (text_of(more=LINE + 'paid = "kind"\n'), "did you mean 'in_kind'?"),
        (text_of(more=LINE + "until_year = 4\n"), "line 1.until_year is 4; allowed: 1 to 3, the years of the budget"),
        (text_of(more=LINE + "from_year = 3\nuntil_year = 2\n"), "is 2, before from_year = 3; allowed: 3 or later"),
        (text_of(more=2 * "[[stage]]\nfrom_year = 1\ndollars_per_site = 1\n"), "is 1, and so it is in stage 1"),
        (text_of(more="[band]\nlow = 9\nhigh = 9\n"), "band.low is 9; allowed: less than the high end, 9"),
        (text_of(more='[indirect]\nlow = 0.2\nmode = 0.1\nsource = "x"\n'), "indirect.low is 0.2; allowed: at most"),
        (text_of(more='[indirect]\nmode = 0.7\nsource = "x"\n'), "indirect.mode is 0.7; allowed: 0 to 0.6 (a share)"),
        (text_of(more="[indexation]\nwages = [0.9]\n"), "(growth on the year before)"),
        ('name = "a"\ntitle = "b"\n', "sites is missing"),
        ('name = "a"\ntitle = "b"\n[sites]\n', "sites names 0 sites; allowed: 1 to 200"),
    ],
)
def test_a_fault_says_what_was_given_what_is_allowed_and_what_to_type(text: str, said: str) -> None:
    (fault,) = faults(text)
    assert said in fault
    assert re.match(r"line \d+: ", fault)


def test_all_faults_are_told_at_once_in_the_order_of_the_file() -> None:
    found = faults(
        text_of(2.1, "yeers = 3", "caseload = 0", PRICE.replace("low = 1", "low = 5") + "[band]\nlow = -1\n")
    )
    assert [re.sub(r"line \d+: (\S+) .*", r"\1", fault) for fault in found] == [
        "yeers",
        "sites.taree.coaches",
        "sites.taree.caseload",
        "prices.vehicle.low",
        "band.low",
    ]


def test_a_year_is_written_as_people_write_it() -> None:
    assert [plan(head="first_year = 2098").financial_year(year) for year in (1, 2, 3)] == [
        "2098-99",
        "2099-00",
        "2100-01",
    ]


def test_a_file_that_is_not_there_is_one_message() -> None:
    with pytest.raises(StudyError, match=r"did you mean .*two_coaches\.toml"):
        read_plan(SHIPPED / "two_coache.toml")


@settings(max_examples=80, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.one_of(tables(Plan, 40), tables(Plan, 0)))
def test_any_budget_at_all_is_read_or_refused_in_our_own_words(given_plan: dict[str, Any]) -> None:
    begun, said = time.process_time(), ""
    try:
        found = parse_plan(as_toml(given_plan))
    except SimmodelError as error:
        said = str(error)
    else:
        work_out(found.model_copy(update={"sites": dict(list(found.sites.items())[:1])}), 100, 1)
    assert not re.search(r"Input should|Field required|Extra inputs|pydantic|Value error|Traceback", said)
    assert time.process_time() - begun < SECONDS


def _models(model: type[pydantic.BaseModel]) -> Iterator[type[pydantic.BaseModel]]:
    yield model
    for field in model.model_fields.values():
        for inside in (field.annotation, *getattr(field.annotation, "__args__", ())):
            if isinstance(inside, type) and issubclass(inside, pydantic.BaseModel):
                yield from _models(inside)


KEYS = [(model, field.alias or name, name) for model in _models(Plan) for name, field in model.model_fields.items()]


@pytest.mark.parametrize(("model", "key", "name"), KEYS)
def test_every_key_is_explained_with_its_default(model: type[pydantic.BaseModel], key: str, name: str) -> None:
    rows = [[cell.strip() for cell in row.split("|")] for row in Path(PAGE).read_text(encoding="utf-8").splitlines()]
    field = model.model_fields[name]
    default = field.get_default(call_default_factory=True)
    words = "required" if field.is_required() else str(default).removesuffix(".0")
    if default in (None, "", {}, ()) or isinstance(default, pydantic.BaseModel):
        words = "required" if field.is_required() else "none"
    assert words in [row[4] for row in rows if row[1:2] == [f"`{key}`"]]


def test_every_price_that_a_budget_may_set_is_on_the_page() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert [name for name in price_names() if f"`{name}`" not in page] == []
