"""Money: who pays and who saves, year by year, what can be banked, what outcomes cost, and which way is best."""

from __future__ import annotations

from simmodel.appraisal.estimates import Estimate
from simmodel.appraisal.money.views import FUNDER
from simmodel.appraisal.who_pays import account_after, gained_by, spent_more
from simmodel.appraisal.worth import PER_OUTCOME
from simmodel.documents.findings import Findings
from simmodel.documents.page_tables import budgets, costs_per_outcome, every_view, reactive_shares
from simmodel.documents.told import in_order, with_range
from simmodel.money_charts import account_chart, account_title, payers_chart, payers_title
from simmodel.money_told import account_label, facts_told, named, payers_told
from simmodel.money_words import draws_told, is_clear, money, negated, short_money
from simmodel.screens import tables
from simmodel.series import title_of
from simmodel.shown.compare.money_charts import acceptability_chart, budgets_chart, plane
from simmodel.shown.parts import Choice, Figure, Folded, Heading, Option, Part, Table, Words, table_of

TAB = "Money"
_PRESENT = (
    "Present dollars at 5% a year real, everyone at the site; lines are ranges (in brackets in the table). Hours of "
    "services are paid for whoever uses them, so no payer saves or pays by them here; costs under Details count the "
    "hours that were used."
)


def money_tab(findings: Findings) -> list[Part]:
    """The account of each way, which the reader chooses, then how all ways compare."""
    if not findings.appraisal.scenarios:
        return [Words("No money is kept of these runs.", "note")]
    ways = tuple(
        Option(tables.title(findings.comparison, name), tuple(_of_way(findings, name))) for name in in_order(findings)
    )
    return [
        Choice("Way of working", ways),
        Heading("Which way is best, and for whom that is worth it"),
        *_acceptability(findings),
        *_planes(findings),
        Folded("How much of the money follows when things go wrong", (table_of(reactive_shares(findings)),)),
    ]


def _of_way(findings: Findings, name: str) -> list[Part]:
    told = [*payers_told(findings, name), *facts_told(findings, name)]
    return [
        *(Words(each) for each in told),
        _payers(findings, name),
        _account(findings, name),
        _budgets(findings, name),
        Folded(
            "Net present value at 3, 5 and 7%, every view", (table_of(every_view(findings, name), f"views-{name}"),)
        ),
        Folded("Cost per outcome", (table_of(costs_per_outcome(findings, name), f"costs-{name}"),)),
    ]


def _cell(findings: Findings, gain: Estimate) -> str:
    return f"{with_range(gain, findings)}{'' if is_clear(gain, findings.comparison) else ', not clear'}"


def _payers(findings: Findings, name: str) -> Figure:
    gains = gained_by(findings.runs, name)
    rows = tuple((account_label(each), _cell(findings, gain)) for each, gain in gains.items())
    title = payers_title(findings, name, gains)
    table = Table("Saved (above 0) or paid (below 0)", ("Who", "In all years"), rows, _PRESENT)
    return Figure(f"payers-{name}", f"{title}.", payers_chart(findings, name), table, _PRESENT)


def _account(findings: Findings, name: str) -> Figure:
    course = account_after(findings.runs, name)
    rows = tuple((f"Year {year}", with_range(point, findings)) for year, point in enumerate(course))
    note = "Saved less paid so far, people of NSW, real dollars, not discounted. Year 0: setting up."
    table = Table("How the account stands after each year", ("After", "Saved less paid so far"), rows, note)
    return Figure(f"account-{name}", f"{account_title(findings, name)}.", account_chart(findings, name), table, note)


def _budgets(findings: Findings, name: str) -> Figure:
    told = budgets(findings, name)
    title = _most(findings, name)
    return Figure(f"budgets-{name}", title, budgets_chart(findings, name, title), table_of(told), told.note)


def _most(findings: Findings, name: str) -> str:
    """What the funder pays in all years; of the other budgets that clearly change, which rises and which falls most."""
    spent = spent_more(findings.runs, name)
    funder = short_money(spent.pop(FUNDER).mean or 0.0)
    clear = {payer: found.mean or 0.0 for payer, found in spent.items() if is_clear(found, findings.comparison)}
    up, down = max(clear, key=clear.__getitem__, default=""), min(clear, key=clear.__getitem__, default="")
    parts = []
    if clear.get(up, 0.0) > 0:
        parts.append(f"most is added to that of {_who(up)}, {with_range(spent[up], findings)}")
    if clear.get(down, 0.0) < 0:
        parts.append(f"most is taken off that of {_who(down)}, {with_range(negated(spent[down]), findings)}")
    told = f"where other budgets clearly change, {', and '.join(parts)}" if parts else "no other budget clearly changes"
    return f"Over all years {named(findings, name)} costs its funder {funder}; {told}."


def _who(account: str) -> str:
    return account_label(account).removesuffix(", apart from NSW")


def _acceptability(findings: Findings) -> list[Part]:
    if not findings.appraisal.acceptable:
        return [
            Words(
                "How likely each way is the best cannot be told apart from luck here: too few draws, or more than one "
                "number of the evidence was held at its default. Ask for more runs.",
                "note",
            )
        ]
    options = tuple(
        Option(PER_OUTCOME[count][0], (_best_at(findings, count),)) for count in findings.appraisal.acceptable
    )
    return [Choice("Worth of one more", options)]


def _best_at(findings: Findings, count: str) -> Figure:
    found = findings.appraisal.acceptable[count]
    names = [findings.runs.base_case, *findings.appraisal.scenarios]
    first, last = (title_of(findings.runs, names[int(found.best[place])]) for place in (0, -1))
    worth, draws = money(float(found.worth[-1])), findings.runs.draws
    title = f"At no worth of a {PER_OUTCOME[count][0]}, “{first}” is best on average; at {worth}, “{last}” is."
    if len(set(found.best)) == 1:
        title = f"“{first}” is best on average at every worth of a {PER_OUTCOME[count][0]} up to {worth}."
    head = ("Worth of one", *(title_of(findings.runs, name) for name in names))
    rows = tuple(
        (money(float(worth)), *(draws_told(float(chance), draws) for chance in chances))
        for worth, chances in zip(found.worth, found.probability_best, strict=True)
    )
    note = (
        f"In how many of {draws} draws each way is the best of all, without the luck of single runs "
        "(cost-effectiveness acceptability curve)."
    )
    table = Table("How likely each way is the best", head, rows, note)
    return Figure(f"best-{count}", title, acceptability_chart(findings, count, title), table, note)


def _planes(findings: Findings) -> list[Part]:
    if findings.runs.draws < 2:
        return []
    options = tuple(Option(label, (_plane(findings, count),)) for count, (label, _) in PER_OUTCOME.items())
    return [Choice("Cost-effectiveness plane: outcome", options)]


def _plane(findings: Findings, count: str) -> Figure:
    chart, points = plane(findings, count)
    ways = findings.appraisal.scenarios
    rows = tuple((title_of(findings.runs, name), *_cells(findings, name, count)) for name in ways)
    better = {name: float(((of[:, 0] > 0) & (of[:, 1] < 0)).mean()) for name, of in points.items()}
    draws = findings.runs.draws
    told = ", ".join(f"{named(findings, name)} {draws_told(share, draws)}" for name, share in better.items())
    title = f"Better and cheaper than the base case: {told}."
    note = "A point is a draw, the mean of its runs, so its spread holds some luck. Right: more gained. Up: dearer."
    table = Table("Gained, and what it cost", ("Way of working", "Gained", "Net cost"), rows, note)
    return Figure(f"plane-{count}", title, chart | {"title": {"text": title, "anchor": "start"}}, table, note)


def _cells(findings: Findings, name: str, count: str) -> tuple[str, str]:
    found = findings.appraisal.scenarios[name].per_outcome[count]
    spent: Estimate = found.spent
    return with_range(found.gained, findings, of_money=False), with_range(spent, findings)
