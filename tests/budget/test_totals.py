"""A budget comes to the shared figures: to the dollar at the modes, and within Monte Carlo error over draws."""

import math
import re

import pytest
from budgets import AT_THE_MODES, FULL_COST, SHIPPED, plan, rows

from simmodel.budget.lines import OPERATIONS, PEOPLE
from simmodel.budget.plan import read_plan
from simmodel.budget.totals import Found, of_100, work_out
from simmodel.sampling import DEFAULT_PRICE_DRAWS
from simmodel.words import dollars

DRAWS = 20_000
THEIRS = 10_000
"""Draws behind the shared totals, at the least."""
ERRORS = 4
PARTS = {"people": PEOPLE, "ops": OPERATIONS} | {
    name: (name,) for name in ("brokerage", "learning", "indirect", "contingency")
}
HOW = {"expected": "", "expected_full_cost_33pct": FULL_COST}


@pytest.mark.parametrize("coaches", ["2", "2.5", "3"])
@pytest.mark.parametrize("which", HOW)
def test_every_part_is_reproduced_to_the_dollar_at_the_modes(which: str, coaches: str) -> None:
    expected = AT_THE_MODES[which][coaches]
    found = work_out(plan(float(coaches), more=HOW[which]), 100, 1)
    for part, lines in PARTS.items():
        amount = math.fsum(found.years[0].lines[line] for line in lines)
        assert amount == pytest.approx(1000 * expected[part], abs=0.01), part
    assert found.sites[0].usual_year.mode == pytest.approx(1000 * expected["total"], abs=0.01)
    assert found.whole.mode == pytest.approx(3 * 1000 * expected["total"], abs=0.03)


@pytest.mark.parametrize("row", rows("site_budget_totals.csv"), ids=lambda row: f"{row['coaches']} {row['overhead']}")
def test_percentiles_and_the_chance_of_the_band_are_those_of_the_shared_totals(row: dict[str, str]) -> None:
    more = "" if "usual" in row["overhead"] else FULL_COST
    site = work_out(plan(float(row["coaches"]), more=more), DRAWS, 1).sites[0]
    spread = (site.usual_year.p90 - site.usual_year.p10) / (2 * 1.2816)
    share_of_normal = {"p10": (0.1, 0.1755), "p50": (0.5, 0.3989), "p90": (0.9, 0.1755)}
    for name, (share, density) in share_of_normal.items():
        error = spread * math.sqrt(share * (1 - share) * (1 / DRAWS + 1 / THEIRS)) / density
        difference = getattr(site.usual_year, name) - 1000 * float(row[name])
        assert abs(difference) <= ERRORS * error + 50, name
    for share, found in ((row["share_500_800"], site.in_band), (row["share_over_800"], site.over)):
        error = math.sqrt(max(found * (1 - found), 1e-4) * (1 / DRAWS + 1 / THEIRS))
        assert abs(found - float(share)) <= ERRORS * error + 0.0005


@pytest.mark.parametrize("row", rows("site_budget_totals.csv"), ids=lambda row: f"{row['coaches']} {row['overhead']}")
def test_the_share_of_people_and_the_cost_of_a_place_are_those_of_the_shared_totals(row: dict[str, str]) -> None:
    more = "" if "usual" in row["overhead"] else FULL_COST
    found = work_out(plan(float(row["coaches"]), more=more), 100, 1)
    total, lines = found.sites[0].usual_year.mode, found.years[0].lines
    assert math.fsum(lines[line] for line in PEOPLE) / total == pytest.approx(float(row["people_share"]), abs=0.0006)
    places = float(row["coaches"]) * 9
    assert total / places == pytest.approx(1000 * float(row["per_place"]), abs=60)


SIZES = {"two_coaches": 642_605, "two_and_a_half": 744_948, "three_coaches": 847_290, "two_coaches_full_cost": 849_250}


@pytest.mark.parametrize("name", SIZES)
def test_a_budget_that_ships_is_named_like_its_file_and_comes_to_the_published_sum(name: str) -> None:
    found = work_out(read_plan(SHIPPED / f"{name}.toml"), 100, 1)
    assert found.plan.name == name
    assert round(found.years[0].cost.mode) == round(found.sites[0].usual_year.mode) == SIZES[name]


def test_the_page_of_budgets_lists_those_that_ship_with_what_they_come_to() -> None:
    page = (SHIPPED / "README.md").read_text(encoding="utf-8")
    told = re.findall(r"^\| \[(\w+)\.toml\].*? \| (\$[\d,]+) \| in (.*) \|$", page, re.MULTILINE)
    for name, cost, chance in told:
        site = work_out(read_plan(SHIPPED / f"{name}.toml"), DEFAULT_PRICE_DRAWS, 1).sites[0]
        assert (dollars(site.usual_year.mode), of_100(site.in_band)) == (cost, chance)
    assert {name for name, _, _ in told} == set(SIZES)
    assert {path.stem for path in SHIPPED.glob("*.toml")} - set(SIZES) == {"every_kind_of_line"}


def test_a_budget_in_which_everything_is_free_costs_nothing_and_has_all_its_coaches() -> None:
    free = "".join(f'[prices.{name}]\nlow = 0\nmode = 0\nhigh = 0\nsource = "x"\n' for name in FIXED)
    found = work_out(plan(2, more=free + "[indexation]\nwages = [0.1]\n"), 100, 1)
    assert (found.whole.mode, found.sites[0].coaches_kept, found.sites[0].per_person) == (0.0, [2.0] * 3, 0.0)


def of(more: str = "", head: str = "", site: str = "") -> Found:
    return work_out(plan(2, head, site, more), 2000, 1)


USUAL = 642_605.4125
LINE = '[[line]]\nwhat = "Hours"\nlow = 80\nmode = 100\nhigh = 200\nsource = "a quote"\n'


def test_every_site_and_year_adds_up_to_the_whole() -> None:
    found = of("[sites.kempsey]\ncoaches = 3\nfrom_year = 2\n[indexation]\nwages = [0.05, 0.03]\n")
    assert [(year.site, year.year) for year in found.years] == [
        *[("taree", year) for year in (1, 2, 3)],
        *[("kempsey", year) for year in (2, 3)],
    ]
    assert found.whole.mode == pytest.approx(math.fsum(year.cost.mode for year in found.years))
    for year in found.years:
        assert year.cost.mode == pytest.approx(math.fsum(year.lines.values()))


def test_a_line_of_hours_costs_its_number_times_its_price_and_nothing_on_top() -> None:
    found = of(LINE + 'kind = "specialist_hours"\nnumber = 200\n')
    assert [year.cost.mode for year in found.years] == pytest.approx([USUAL + 20_000] * 3)
    assert found.sites[0].usual_year.mode == pytest.approx(USUAL)
    assert found.sites[0].real_cost == pytest.approx(3 * (USUAL + 20_000))


@pytest.mark.parametrize(("per", "times"), [("site", 1), ("coach", 2), ("place", 18), ("programme", 0.5)])
def test_a_line_is_counted_for_each_site_coach_or_place_or_shared_among_the_sites(per: str, times: float) -> None:
    found = of(LINE + f'per = "{per}"\n[sites.kempsey]\ncoaches = 1\n')
    assert found.years[0].cost.mode == pytest.approx(USUAL + 100 * times)


def test_set_up_is_paid_in_the_first_year_of_a_site_and_wind_down_in_the_last() -> None:
    more = LINE + 'kind = "set_up"\n' + LINE.replace("Hours", "Handing over") + 'kind = "wind_down"\n'
    found = of(more + "[sites.late]\ncoaches = 2\nfrom_year = 2\n")
    assert [year.cost.mode - USUAL for year in found.of("taree")] == pytest.approx([100, 0, 100])
    assert [year.cost.mode - USUAL for year in found.of("late")] == pytest.approx([100, 100])


def test_a_line_with_years_is_paid_in_them_alone() -> None:
    found = of(LINE + "from_year = 2\nuntil_year = 2\n")
    assert [year.cost.mode - USUAL for year in found.years] == pytest.approx([0, 100, 0])


def test_what_is_given_in_kind_is_shown_and_never_part_of_the_cash() -> None:
    found, without = of(LINE + 'paid = "in_kind"\n'), of()
    assert [year.in_kind for year in found.years] == [100.0] * 3
    assert [year.cost for year in found.years] == [year.cost for year in without.years]


def test_a_stage_of_funding_goes_on_until_the_next_and_before_the_first_nothing_is_paid() -> None:
    found = of("[[stage]]\nfrom_year = 2\ndollars_per_site = 1\n[[stage]]\nfrom_year = 3\ndollars_per_site = 2\n")
    assert [year.funding for year in found.years] == [0.0, 1.0, 2.0]


def test_without_stages_funding_is_the_cost_of_year_1s_prices_indexed() -> None:
    found = of("[indexation]\nwages = [0.05]\nfunding = [0.02]\n")
    assert [year.funding for year in found.years] == pytest.approx([USUAL, 1.02 * USUAL, 1.02**2 * USUAL])


def test_only_salaries_on_costs_and_what_follows_them_grow_with_wages() -> None:
    first, second, _ = (year.lines for year in of("[indexation]\nwages = [0.1]\nprices = [0.0]\n").years)
    assert [second[line] for line in PEOPLE] == pytest.approx([1.1 * first[line] for line in PEOPLE])
    assert [second[line] for line in (*OPERATIONS, "brokerage")] == [first[line] for line in (*OPERATIONS, "brokerage")]
    rise = 0.1 * math.fsum(first[line] for line in PEOPLE)
    assert math.fsum(second.values()) - math.fsum(first.values()) == pytest.approx(rise * 1.15 * 1.03)


def test_an_own_price_moves_its_line_and_no_other_price() -> None:
    price = '[prices.vehicle]\nlow = 1\nmode = 2\nhigh = 3\nsource = "lent"\n'
    found, usual = of(price), of()
    changed = {name for name, amount in found.years[0].lines.items() if amount != usual.years[0].lines[name]}
    assert changed == {"vehicle", "indirect", "contingency"}
    assert found.years[0].lines["vehicle"] == pytest.approx(1.6 * 2)


def test_the_same_seed_gives_the_same_draws_and_another_gives_others() -> None:
    assert of() == of()
    assert work_out(plan(), 2000, 2).whole != of().whole


def test_every_site_has_the_same_prices_in_a_draw() -> None:
    found = of("[sites.kempsey]\ncoaches = 2\n")
    one, other = (year.cost for year in found.years if year.year == 1)
    assert one == other
    assert found.whole.p90 == pytest.approx(6 * one.p90)


def test_both_ends_of_the_band_belong_to_it() -> None:
    fixed = (
        "".join(
            f'[prices.{name}]\nlow = {value}\nmode = {value}\nhigh = {value}\nsource = "x"\n'
            for name, value in FIXED.items()
        )
        + '[indirect]\nmode = 0.15\nsource = "x"\n'
    )
    at = work_out(plan(2, more=fixed), 100, 1).sites[0].usual_year.mode
    for low, high, inside, over in ((at, at + 1, 1.0, 0.0), (at - 1, at, 1.0, 0.0), (at - 2, at - 1, 0.0, 1.0)):
        site = work_out(plan(2, more=f"{fixed}[band]\nlow = {low!r}\nhigh = {high!r}\n"), 100, 1).sites[0]
        assert (site.in_band, site.over) == (inside, over)


FIXED = {
    "coach_salary": 110_000,
    "lead_salary": 130_000,
    "admin_salary": 85_000,
    "lead_fte": 0.5,
    "admin_fte": 0.25,
    "oncost": 0.25,
    "brokerage": 2000,
    "supervision_training": 4500,
    "vehicle": 14_000,
    "ict_phone": 4000,
    "premises": 6000,
    "voice": 12_000,
    "convening": 15_000,
    "learning": 40_000,
    "data": 10_000,
    "contingency": 0.0,
}


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (0.62, "62 of 100 draws"),
        (1.0, "100 of 100 draws"),
        (0.0, "0 of 100 draws"),
        (0.9999, "more than 99 of 100 draws"),
        (0.0001, "fewer than 1 of 100 draws"),
    ],
)
def test_a_chance_is_never_rounded_to_certainty(share: float, words: str) -> None:
    assert of_100(share) == words
