"""What is told of a budget: words, tables of 80 columns, and JSON."""

import io
import json

from budgets import SHIPPED, plan
from rich.console import Console

from simmodel.budget.plan import read_plan
from simmodel.budget.told import notes_of, print_budgets, sentence, to_json, whole_told
from simmodel.budget.totals import Found, work_out
from simmodel.sampling import DEFAULT_PRICE_DRAWS

LINE = (
    '[[line]]\nwhat = "A desk"\npaid = "in_kind"\nlow = 1\nmode = 2\nhigh = 3\nsource = "the council"\nfrom_year = 2\n'
)
STAGES = '[[stage]]\nfrom_year = 1\ndollars_per_site = 600_000\ncondition = "two coaches in post"\n'
RATES = "[indexation]\nwages = [0.0475]\nfunding = [0.0275]\n"


def of(coaches: float = 2, head: str = "", site: str = "", more: str = "") -> Found:
    return work_out(plan(coaches, head, site, more), 2000, 1)


def printed(*found: Found) -> str:
    out = io.StringIO()
    print_budgets(Console(file=out, width=80, highlight=False), found)
    return out.getvalue()


def test_a_site_is_told_with_its_cost_its_chance_of_the_band_and_its_people() -> None:
    found = of(2.5)
    words = sentence(found, found.sites[0])
    assert words.startswith(
        "Small, Taree: $781,939 a year in the middle of draws of all prices, in those of 2026-27 (10 to 90 of "
    )
    assert f"within the band of $500,000 to $800,000 in {round(100 * found.sites[0].in_band)} of 100 draws" in words
    assert "It reaches about 80 people in three years (71 to 88 in 90 of 100 runs): $28," in words
    assert "lost" not in words


def test_coaches_lost_to_wages_are_told_and_coaches_gained_too() -> None:
    lost, gained = of(more=RATES), of(more=RATES.replace("0.0275", "0.0675"))
    assert "pays for 1.95 of 2 coaches in 2028-29: 0.05 are lost between" in sentence(lost, lost.sites[0])
    assert "are gained between wages and funding" in sentence(gained, gained.sites[0])
    staged = of(more=RATES + STAGES)
    assert "Funding as indexed" not in sentence(staged, staged.sites[0])


def test_a_site_that_reaches_nobody_says_so() -> None:
    found = of(head="years = 1", site="set_up_weeks = 51")
    assert "Nobody is reached before the money ends." in sentence(found, found.sites[0])
    assert "nobody" in printed(found)


def test_indirect_cost_is_told_in_sight() -> None:
    assert whole_told(of()).endswith("indirect cost is 15% of direct cost.")
    more = '[indirect]\nof = "total"\nmode = 0.33\nsource = "x"\n[sites.kempsey]\ncoaches = 2\n'
    words = whole_told(of(more=more))
    assert words.endswith("indirect cost is 33% of the whole cost before contingency.")
    assert "for its 2 sites in three years" in words


def test_notes_say_what_the_prices_are_worth_and_where_a_stage_is_short() -> None:
    notes = list(notes_of([of(more=STAGES)]))
    assert "assumptions" in notes[0]
    assert "plan with the middle draw" in notes[1]
    assert "small, taree, 2026-27: the stage of funding is $42,605 short of the cost" in notes
    assert "small: funding from year 1 on waits for: two coaches in post" in notes
    assert not any("short" in note for note in notes_of([of()]))


def test_one_budget_is_laid_out_in_lines_and_years_and_several_side_by_side() -> None:
    one = printed(of(more=LINE + RATES))
    for words in ("Coaches", "$110,000", "On-costs of salaries", "19.5%", "A desk (in kind)", "2028-29", "1.95"):
        assert words in one
    assert "Practice lead" not in printed(of(), of(3))
    assert max(map(len, one.splitlines())) <= 80
    assert "…" not in one


def test_the_widest_table_fits_80_columns_whole() -> None:
    told = printed(work_out(read_plan(SHIPPED / "every_kind_of_line.toml"), 2000, 1))
    assert "2029-30" in told
    assert "…" not in told
    assert max(map(len, told.splitlines())) <= 80


def test_a_table_never_rounds_a_chance_to_certainty() -> None:
    told = printed(work_out(read_plan(SHIPPED / "three_coaches.toml"), DEFAULT_PRICE_DRAWS, 1))
    assert " <1 " in told
    assert " >99 " in printed(work_out(read_plan(SHIPPED / "two_coaches.toml"), DEFAULT_PRICE_DRAWS, 1))


def test_of_many_sites_the_first_is_laid_out() -> None:
    more = "".join(f"[sites.site{number}]\ncoaches = 1\n" for number in range(4))
    assert "4 more sites are laid out line by line with --json." in printed(of(more=more))


def test_json_holds_the_same_figures() -> None:
    found = of(more=LINE)
    told = json.loads(json.dumps(to_json([found], "1"), allow_nan=False))
    site = told["budgets"]["small"]["sites"]["taree"]
    assert site["usual_year"]["mode"] == found.sites[0].usual_year.mode
    assert [line["what"] for line in site["lines"]][-1] == "A desk"
    assert [year["in_kind"] for year in site["by_year"]] == [0.0, 2.0, 2.0]
    assert sum(site["by_year"][0]["by_line"].values()) == site["by_year"][0]["mode"]


def test_a_budget_that_begins_in_another_year_says_of_which_year_its_prices_are() -> None:
    usual, later = of(), of(head="first_year = 2031")
    assert "of 2026-27 (10 to 90" in sentence(usual, usual.sites[0])
    assert not any("2026-27" in note for note in notes_of([usual]))
    assert "of 2026-27, taken as they are for 2031-32 (10 to 90" in sentence(later, later.sites[0])
    assert any("2026-27, taken as they are for 2031-32" in note for note in notes_of([later]))
