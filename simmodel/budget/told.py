"""Budgets for a terminal, a pipe or a file: side by side, and one budget in its lines, sites and years."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from simmodel.budget.as_scenario import left_behind
from simmodel.budget.lines import Line, indirect_of, lines_of, prices_of
from simmodel.budget.plan import USUAL_YEAR, Plan
from simmodel.budget.prices import INDIRECT, SHARES
from simmodel.budget.totals import Found, SiteFound, SiteYear, Spread, of_100
from simmodel.terminal import say
from simmodel.words import dollars, years

MOST_LAID_OUT = 3
"""Sites of one budget that are laid out line by line; of more, the first."""
MANY_COLUMNS = 7
"""Columns of figures that fit a narrow terminal only close to one another."""
WORTH_TELLING = 0.005
ASSUMED = "most prices are assumptions (grades C and D): the arithmetic is exact, the prices are no evidence"
LOPSIDED = (
    "draws lie mostly above what every price at its most likely comes to, since prices can rise further than they can "
    "fall: plan with the middle draw, and look at the ninetieth"
)


def print_budgets(console: Console, found: Sequence[Found]) -> None:
    """Print budgets side by side with a sentence for each site; where there is only one, its lines and years too."""
    draws, seed = found[0].draws, found[0].seed
    say(console, f"{draws:,} draws of all prices, seed {seed}; the same draws for every site and budget", "bold")
    console.print(side_by_side(found))
    if len(found) == 1:
        _laid_out(console, found[0])
    for budget in found:
        for site in budget.sites:
            say(console, sentence(budget, site))
        say(console, whole_told(budget))
    for note in notes_of(found):
        say(console, f"Note: {note}", "bold yellow")


def side_by_side(found: Sequence[Found]) -> Table:
    """A row for each site: what a year costs in the middle of draws, how often it is in the band, people, each."""
    cost = ("A year,\nmiddle", "10 to 90 of\n100 draws", "In band\nof 100")
    heads = (*cost, "People\nin all", "A person", "A place-\nyear")
    table = _table("What a site costs in a year, at the prices of year 1", "Budget, site", heads)
    for budget in found:
        for site in budget.sites:
            _row(table, f"{budget.plan.name},\n{site.site}", _summary(site))
    return table


def _summary(site: SiteFound) -> list[str]:
    people = f"{site.people.people:.0f}\n({site.people.low:.0f}-{site.people.high:.0f})"
    usual = site.usual_year
    each = [dollars_or_none(value) for value in (site.per_person, site.per_place_year)]
    return [dollars(usual.p50), _two_lines(usual), _count(site.in_band), people, *each]


def _two_lines(cost: Spread) -> str:
    return f"{dollars(cost.p10)}\nto {dollars(cost.p90)}"


def _count(share: float) -> str:
    """Of 100 draws, as a table says it: "69", "<1", ">99"."""
    words = of_100(share).removesuffix(" of 100 draws")
    return words.replace("fewer than ", "<").replace("more than ", ">")


def dollars_or_none(value: float | None) -> str:
    """Whole dollars, and "nobody" where there is nobody to share a cost out to."""
    return "nobody" if value is None else dollars(value)


def _laid_out(console: Console, found: Found) -> None:
    shown = found.sites if len(found.sites) <= MOST_LAID_OUT else found.sites[:1]
    for site in shown:
        console.print(lines_table(found, site.site))
        console.print(years_table(found, site))
    if len(shown) < len(found.sites):
        say(console, f"{len(found.sites) - 1} more sites are laid out line by line with --json.")


def lines_table(found: Found, site: str) -> Table:
    """Every line of a site in the prices of year 1: number, unit cost with its range, amount, grade."""
    heads = ("Number", "Unit cost", "Low", "High", "A year", "Grade")
    table = _table(f"{site}: lines in the prices of {found.plan.priced_in}", "Line", heads)
    for line in lines_of(found.plan, site):
        label = line.what + {"in_kind": " (in kind)"}.get(line.paid, "") + _when(found, line)
        _row(table, label, [_number(line), *_unit_cost(line), dollars(line.amount), line.price.grade])
    return table


def _when(found: Found, line: Line) -> str:
    first, last = line.from_year, line.until_year
    if line.kind == "usual" or (first, last) == (1, found.plan.years):
        return ""
    return f", year {first}" if first == last else f", years {first} to {last}"


def _is_share(line: Line) -> bool:
    return line.name in (*SHARES, "indirect")


def _number(line: Line) -> str:
    return dollars(line.number) if _is_share(line) else f"{line.number:,.4g}"


def _unit_cost(line: Line) -> list[str]:
    price = line.price
    return [f"{100 * cost:.3g}%" if _is_share(line) else dollars(cost) for cost in (price.mode, price.low, price.high)]


def years_table(found: Found, site: SiteFound) -> Table:
    """A site's years in the dollars of each: cost with its range, the band, funding, and the coaches it still pays."""
    cost = ("At likeliest\nprices", "10 to 90 of\n100 draws", "In band\nof 100")
    heads = (*cost, "Funding", "Funding\nless cost", "In kind", "Coaches")
    table = _table(f"{site.site}: year by year, in the dollars of the year", "Year", heads)
    for year in found.of(site.site):
        kept = site.coaches_kept[year.year - 1]
        cells = [dollars(year.cost.mode), _two_lines(year.cost), _count(year.in_band), dollars(year.funding)]
        cells.append(dollars(less_cost(year)))
        _row(table, found.plan.financial_year(year.year), [*cells, dollars(year.in_kind), f"{kept:.2f}"])
    return table


def less_cost(year: SiteYear) -> float:
    """What is paid for a year less its cost at the most likely prices; below 0 where money is short."""
    return year.funding - year.cost.mode


def sentence(found: Found, site: SiteFound) -> str:
    """One site of a budget in words: its cost, the band, people reached, and the coaches lost to wages."""
    band, cost = found.plan.band, site.usual_year
    called, prices = found.plan.sites[site.site].title or site.site, found.plan.priced_in
    words = f"{found.plan.title}, {called}: {dollars(cost.p50)} a year in the middle of draws of all prices, in those "
    words += f"of {prices} (10 to 90 of 100 draws: {_span(cost)}; {at_likeliest(cost)}), within the band of "
    words += f"{dollars(band.low)} to {dollars(band.high)} in {of_100(site.in_band)} and above it in "
    words += f"{of_100(site.over)}. "
    return words + _people(found, site) + _lost(found, site)


def at_likeliest(cost: Spread) -> str:
    """What it would be with every price at its most likely."""
    return f"{dollars(cost.mode)} with every price at its most likely"


def _span(cost: Spread) -> str:
    return f"{dollars(cost.p10)} to {dollars(cost.p90)}"


def _people(found: Found, site: SiteFound) -> str:
    reached, start = site.people, found.plan.sites[site.site].from_year
    if site.per_person is None:
        return "Nobody is reached before the money ends."
    words = f"It reaches about {reached.people:.0f} people in {years(found.plan.years - start + 1)} "
    words += f"({reached.low:.0f} to {reached.high:.0f} in 90 of 100 runs): {dollars(site.per_person)} a person and "
    return words + f"{dollars_or_none(site.per_place_year)} a place-year."


def _lost(found: Found, site: SiteFound) -> str:
    coaches, kept = found.plan.sites[site.site].coaches, site.coaches_kept[-1]
    if found.plan.stages or abs(coaches - kept) < WORTH_TELLING:
        return ""
    change = f"{coaches - kept:.2f} are lost" if kept < coaches else f"{kept - coaches:.2f} are gained"
    last = found.plan.financial_year(found.plan.years)
    paid = f"Funding as indexed pays for {kept:.2f} of {coaches:g} coaches in {last}"
    return f" {paid}: {change} between wages and funding."


def whole_told(found: Found) -> str:
    """All sites and years of a budget in a sentence, and what its indirect cost is."""
    rate, of = prices_of(found.plan)[INDIRECT].mode, indirect_of(found.plan)
    share = {"direct": "direct cost", "total": "the whole cost before contingency"}[of]
    sites = "its site" if len(found.sites) == 1 else f"its {len(found.sites)} sites"
    paid = f"{found.plan.title}: {dollars(found.whole.p50)} for {sites} in {years(found.plan.years)}, in the dollars "
    ranged = f"({_span(found.whole)}; {at_likeliest(found.whole)})"
    return f"{paid}of each year {ranged}; indirect cost is {100 * rate:.3g}% of {share}."


def notes_of(found: Sequence[Found]) -> Iterator[str]:
    """What a reader must know to read these figures."""
    yield ASSUMED
    if any(site.usual_year.p50 > site.usual_year.mode for budget in found for site in budget.sites):
        yield LOPSIDED
    for budget in found:
        if budget.plan.first_year != USUAL_YEAR:
            yield _brought_to_no_other_year(budget.plan)
        for year in budget.years:
            if budget.plan.stages and less_cost(year) <= -1:
                told = f"{budget.plan.name}, {year.site}, {budget.plan.financial_year(year.year)}"
                yield f"{told}: the stage of funding is {dollars(-less_cost(year))} short of the cost"
        for stage in budget.plan.stages:
            if stage.condition:
                yield f"{budget.plan.name}: funding from year {stage.from_year} on waits for: {stage.condition}"


def _brought_to_no_other_year(plan: Plan) -> str:
    return (
        f"{plan.name}: usual prices are those of {plan.priced_in}, as what they will be is not known; give prices of "
        "its own year to the lines that matter"
    )


def to_json(found: Sequence[Found], version: str) -> dict[str, object]:
    """The same as plain values for scripts; the README holds their contract."""
    budgets = {budget.plan.name: _budget(budget) for budget in found}
    return {"version": version, "seed": found[0].seed, "draws": found[0].draws, "budgets": budgets}


def _budget(found: Found) -> dict[str, object]:
    plan, rate = found.plan, prices_of(found.plan)[INDIRECT].mode
    return {
        "title": plan.title,
        "years": plan.years,
        "first_year": plan.first_year,
        "indirect": {"of": indirect_of(plan), "rate": rate},
        "band": plan.band.model_dump(),
        "whole": vars(found.whole),
        "sites": {site.site: _site(found, site) for site in found.sites},
        "no_lever_for": left_behind(plan),
    }


def _site(found: Found, site: SiteFound) -> dict[str, object]:
    reached = site.people
    return {
        "coaches": found.plan.sites[site.site].coaches,
        "places": reached.places,
        "usual_year": vars(site.usual_year),
        "in_band": site.in_band,
        "over": site.over,
        "people": {"mean": reached.people, "low": reached.low, "high": reached.high, "mc_error": reached.mc_error},
        "place_years": reached.place_years,
        "occupancy": reached.occupancy,
        "per_person": site.per_person,
        "per_place_year": site.per_place_year,
        "lines": [_line(line) for line in lines_of(found.plan, site.site)],
        "by_year": [_year(found, site, year) for year in found.of(site.site)],
    }


def _line(line: Line) -> dict[str, object]:
    keys = ("name", "what", "kind", "paid", "number", "amount", "from_year", "until_year")
    return {key: getattr(line, key) for key in keys} | vars(line.price)


def _year(found: Found, site: SiteFound, year: SiteYear) -> dict[str, object]:
    keys = ("year", "in_kind", "funding", "in_band", "over", "mc_error")
    told = {"financial_year": found.plan.financial_year(year.year), "funding_less_cost": less_cost(year)}
    kept = {"coaches_kept": site.coaches_kept[year.year - 1], "by_line": year.lines}
    return {key: getattr(year, key) for key in keys} | vars(year.cost) | told | kept


def _table(title: str, label: str, heads: Sequence[str]) -> Table:
    between = (0, 1 if len(heads) < MANY_COLUMNS else 0, 0, 0)
    table = Table(title=Text(title), box=box.SIMPLE_HEAD, title_justify="left", padding=between, pad_edge=False)
    table.add_column(Text(label), overflow="fold")
    for head in heads:
        table.add_column(Text(head), justify="right", no_wrap=True)
    return table


def _row(table: Table, label: str, cells: Sequence[str]) -> None:
    table.add_row(Text(label), *(Text(cell) for cell in cells))
