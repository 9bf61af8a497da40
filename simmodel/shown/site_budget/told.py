"""What a budget comes to, as parts of a page: the band first, then each year, each person, each dollar."""

from __future__ import annotations

import math
from collections.abc import Iterator

from simmodel.budget.as_scenario import left_behind
from simmodel.budget.groups import GROUPS, MEANT, group_of
from simmodel.budget.lines import Line, lines_of, prices_of
from simmodel.budget.plan import Band, Plan
from simmodel.budget.prices import SHARES
from simmodel.budget.told import dollars_or_none, less_cost, notes_of, sentence, whole_told
from simmodel.budget.totals import Found, SiteYear, Spread, of_100
from simmodel.shown.parts import Folded, Heading, Part, Table, Words
from simmodel.shown.site_budget.charts import groups_figure, totals_figure
from simmodel.shown.site_budget.frames import NO_SOURCE, PRICED
from simmodel.words import dollars, years

MOST_NAMED = 6
"""Years outside the band, or sites, that are named in a sentence; of more, how many there are."""
COUNTED = "The same figures as the command simmodel budget gives: the middle draw, and the range of 10 to 90 of 100."


def budget_parts(found: Found) -> list[Part]:
    """What a budget comes to, the band first of all."""
    told = [sentence(found, site) for site in found.sites[:MOST_NAMED]]
    more = len(found.sites) - len(told)
    if more:
        told.append(f"{more} more sites stand in the tables below.")
    return [
        band_words(found),
        totals_figure(found),
        Words(" ".join([*told, whole_told(found)])),
        people_table(found),
        groups_figure(found),
        *_unsourced(found.plan),
        Folded("Year by year, against what is paid for it", (years_table(found),)),
        Folded("Keep in mind", tuple(Words(f"{note[:1].upper()}{note[1:]}.") for note in notes_of([found]))),
        Words(COUNTED, "caption"),
    ]


def outside(band: Band, cost: float) -> float:
    """Dollars by which a cost is above the band, or below it (less than 0); 0 within."""
    return max(cost - band.high, 0.0) + min(cost - band.low, 0.0)


def beside_band(band: Band, cost: float) -> str:
    """Where a cost lies beside the band, in words: "within", "$49,250 above"."""
    gap = outside(band, cost)
    if not gap:
        return "within"
    size = dollars(abs(gap)) if abs(gap) >= 0.5 else "less than $1"
    return f"{size} {'above' if gap > 0 else 'below'}"


def band_words(found: Found) -> Words:
    """Whether every site stays in the band in every year, in the middle of draws; a warning where one does not."""
    band = found.plan.band
    ends = f"{dollars(band.low)} to {dollars(band.high)} a site and year"
    out = [year for year in found.years if outside(band, year.cost.p50)]
    if not out:
        costs = [year.cost.p50 for year in found.years]
        each = "year" if len(found.sites) == 1 else "site and year"
        around = " to ".join(dict.fromkeys((dollars(min(costs)), dollars(max(costs)))))
        told = f"Every {each} lies within the band of {ends}: {around}, in the middle of draws of all prices."
        return Words(f"{told}{_may_leave(found)}", "finding", "Within the band")
    named = "; ".join(_outside_told(found, year) for year in out[:MOST_NAMED])
    more = f"; and {len(out) - MOST_NAMED} more" if len(out) > MOST_NAMED else ""
    lead = f"{len(out)} of {len(found.years)} {'years' if len(found.sites) == 1 else 'sites and years'}"
    told = f"{lead} {'lies' if len(out) == 1 else 'lie'} outside the band of {ends} in the middle of draws"
    return Words(f"{told}: {named}{more}. {_highest(found)}", "warning", "This budget leaves the band")


def _outside_told(found: Found, year: SiteYear) -> str:
    return f"{_when(found, year)}: {dollars(year.cost.p50)}, {beside_band(found.plan.band, year.cost.p50)}"


def _highest(found: Found) -> str:
    """What one draw in ten of the dearest year lies above."""
    dearest = max(found.years, key=lambda year: year.cost.p90)
    return f"One draw in ten of {_when(found, dearest)} is above {dollars(dearest.cost.p90)}."


def _when(found: Found, year: SiteYear) -> str:
    place = "" if len(found.sites) == 1 else f"{site_title(found.plan, year.site)}, "
    return f"{place}{found.plan.financial_year(year.year)}"


def _may_leave(found: Found) -> str:
    """What the dearest year may come to, and in how many draws the least certain one lies outside, if in any."""
    least = min(found.years, key=lambda year: year.in_band)
    if least.in_band == 1.0:
        return f" {_highest(found)}"
    return f" {_highest(found)} {_when(found, least)} lies outside the band in {of_100(1.0 - least.in_band)}."


def site_title(plan: Plan, site: str) -> str:
    """A site as readers know it."""
    return plan.sites[site].title or site


def span(cost: Spread) -> str:
    """The range of 10 to 90 of 100 draws."""
    return f"{dollars(cost.p10)} to {dollars(cost.p90)}"


def people_table(found: Found) -> Table:
    """For each site: a usual year, people reached, and what each person and each place costs."""
    year = ("A usual year, middle draw", "10 to 90 of 100 draws")
    head = ("Site", "Coaches", "Places", *year, "People supported", "For each person")
    rows = []
    for site in found.sites:
        reached = site.people
        people = f"{reached.people:.0f} ({reached.low:.0f} to {reached.high:.0f})"
        each = (dollars_or_none(site.per_person), dollars_or_none(site.per_place_year))
        team = (f"{found.plan.sites[site.site].coaches:g}", str(reached.places), dollars(site.usual_year.p50))
        rows.append((site_title(found.plan, site.site), *team, span(site.usual_year), people, *each))
    note = (
        f"A usual year has no own lines and is in prices of {found.plan.priced_in}. People supported: in all "
        f"{years(found.plan.years)}, and in 90 of 100 runs of a waiting line. For each person and for each year in "
        "which somebody holds a place: the cash of all years, at the most likely prices of year 1."
    )
    title = "What it costs to support one person"
    return Table(title, (*head, "For each place-year"), tuple(rows), note, f"{found.plan.name}-people")


def years_table(found: Found) -> Table:
    """Every site and year in dollars of the year: cost with its range, the band, what is paid, coaches that it pays."""
    cost = ("Middle draw", "10 to 90 of 100 draws", "Beside the band", "Most likely prices")
    head = ("Site, year", *cost, "Funding", "Funding less most likely", "In kind")
    kept = {site.site: site.coaches_kept for site in found.sites}
    rows = []
    for year in found.years:
        label = f"{site_title(found.plan, year.site)}, {found.plan.financial_year(year.year)}"
        where = f"{beside_band(found.plan.band, year.cost.p50)}; within in {of_100(year.in_band)}"
        paid = (dollars(year.funding), dollars(less_cost(year)), dollars(year.in_kind))
        coaches = f"{kept[year.site][year.year - 1]:.2f}"
        rows.append((label, dollars(year.cost.p50), span(year.cost), where, dollars(year.cost.mode), *paid, coaches))
    note = "Dollars of each year. Coaches: how many indexed funding still pays for, where the whole team shrinks alike."
    return Table("Year by year", (*head, "Coaches paid"), tuple(rows), note, f"{found.plan.name}-years")


def number_told(line: Line) -> str:
    """How many units of a line there are; of a share, the dollars that it is a share of."""
    return dollars(line.number) if is_share(line) else f"{line.number:,.4g}"


def unit_told(line: Line) -> tuple[str, str, str]:
    """The price of a unit as words: most likely, lowest, highest."""
    price = line.price
    mode, low, high = (
        f"{100 * cost:.3g}%" if is_share(line) else dollars(cost) for cost in (price.mode, price.low, price.high)
    )
    return mode, low, high


def is_share(line: Line) -> bool:
    """Whether a line is priced as a share of others."""
    return line.name in (*SHARES, "indirect")


def lines_table(found: Found, site: str) -> Table:
    """Every line of a site in the prices of year 1, with its group, source and grade."""
    head = ("Line", "Number", "Unit cost", "Low", "High", "A year", "Goes to", "Grade", "Source")
    rows = tuple(_line_row(found.plan, line) for line in lines_of(found.plan, site))
    title = f"{site_title(found.plan, site)}: every line, in prices of {found.plan.priced_in}"
    note = " ".join(f"{group}: {MEANT[group]}." for group in GROUPS)
    return Table(title, head, rows, note, f"{found.plan.name}-{site}-lines")


def _line_row(plan: Plan, line: Line) -> tuple[str, ...]:
    label = f"{line.what} (in kind)" if line.paid == "in_kind" else line.what
    group = "in kind" if line.paid == "in_kind" else group_of(plan, line.name)
    return (
        *(label, number_told(line), *unit_told(line), dollars(line.amount)),
        *(group, line.price.grade, line.price.source),
    )


def unsourced(plan: Plan) -> list[str]:
    """The prices and own lines that have no source, as readers know them."""
    own = [line.what for line in plan.lines if line.source == NO_SOURCE]
    prices = prices_of(plan)
    usual = [told for name, told in PRICED.items() if name in prices and prices[name].source == NO_SOURCE]
    return [*usual, *(["Indirect cost"] if _own_indirect(plan) else []), *own]


def _own_indirect(plan: Plan) -> bool:
    return plan.indirect is not None and plan.indirect.source == NO_SOURCE


def _unsourced(plan: Plan) -> Iterator[Part]:
    named = unsourced(plan)
    if named:
        told = f"No source is given for: {', '.join(named)}. Each is grade D, an assumption, until you name one."
        yield Words(told, "note", "Without a source")


def carried_words(plan: Plan) -> list[Part]:
    """What of a budget cannot be simulated, since no lever of a scenario says it; nothing where all can."""
    lost = left_behind(plan)
    if not lost:
        return []
    return [Words(f"In the simulation: {'; '.join(lost)}.", "caption")]


def lines_parts(found: Found) -> list[Part]:
    """Every line of the first sites of a budget."""
    tables = [lines_table(found, site.site) for site in found.sites[:MOST_NAMED]]
    return [Heading("Every line"), *tables]


def total_of(found: Found) -> float:
    """The cash of all sites and years, each in dollars of its own."""
    return math.fsum(year.cost.mode for year in found.years)
