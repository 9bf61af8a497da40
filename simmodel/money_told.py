"""A result in money as sentences: the question, the answer, what else the money could do, who pays and who saves.

Each sentence says its range; where a range spans zero it says that there is no clear difference. What a model shows is
told as what it shows, never as what is going to happen.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from simmodel.appraisal.comparison import Comparison
from simmodel.appraisal.estimates import Estimate
from simmodel.appraisal.flows import PRICE_YEAR
from simmodel.appraisal.money.views import FUNDER
from simmodel.appraisal.who_pays import custody_alone, gained_by, minus, without
from simmodel.appraisal.worth import Worth
from simmodel.bands import counted, the_place
from simmodel.cost_items import OTHERS
from simmodel.documents.figures import ACCOUNT_WORDS
from simmodel.documents.findings import Findings
from simmodel.money_words import (
    COUNT,
    chance_told,
    draws_told,
    gain_told,
    is_clear,
    judged,
    limit_told,
    money,
    ranges,
    signed_money,
    unclear_ranges,
    years_told,
)
from simmodel.series import title_of
from simmodel.words import NOT_CLEAR, TOO_FEW, paid, shared_money, years
from simmodel.worth_words import luck_hides_best, tells_payback

LONGEST_TITLE, MOST_NAMED = 60, 3
COMMONWEALTH = "commonwealth"
GAINED = {
    "returns_to_custody": ("fewer returns to custody of any kind", "more returns to custody of any kind"),
    "weeks_stably_housed": ("more person-years in a stable home", "fewer person-years in a stable home"),
    "crises": ("fewer crises", "more crises"),
    "children_vulnerable": (
        "fewer children developmentally vulnerable (assumed link)",
        "more children developmentally vulnerable (assumed link)",
    ),
}
"""By outcome of `PER_OUTCOME`: a gain and a loss in words."""


def subject(comparison: Comparison) -> str | None:
    """The scenario that the answer is about: the first that buys coaches, else the first beside the base case."""
    others = list(comparison.differences)
    coaches = [name for name in others if comparison.money.get(name, {}).get("buys") == "coaches"]
    return next(iter(coaches or others), None)


def named(findings: Findings, name: str) -> str:
    """A scenario as a sentence names it: its title in quotation marks, not too long."""
    return f"“{short_title(findings, name)}”"


def short_title(findings: Findings, name: str) -> str:
    """The title of a scenario, cut where it is long: at its end, or within it where that tells it from another one."""
    whole = title_of(findings.runs, name)
    others = [title_of(findings.runs, other) for other in findings.runs.money if other != name]
    for cut in (_at_its_end, _within, str):
        if cut(whole) not in map(cut, others):
            return cut(whole)
    return _at_its_end(whole)


def _at_its_end(title: str) -> str:
    return textwrap.shorten(title, LONGEST_TITLE, placeholder=" …") or title[:LONGEST_TITLE]


def _within(title: str) -> str:
    if len(title) <= LONGEST_TITLE:
        return title
    half = (LONGEST_TITLE - 3) // 2
    begins, ends = (textwrap.shorten(each, half, placeholder="") or each[:half] for each in (title, title[::-1]))
    return f"{begins} … {ends[::-1]}"


def account_label(account: str) -> str:
    """Who pays or gains, in words: a payer, or a layer that the study supplies."""
    label = ACCOUNT_WORDS[account]
    return f"{label}, apart from NSW" if account == COMMONWEALTH else label


def question(findings: Findings) -> str:
    """What was asked, in one line."""
    about, comparison = subject(findings.comparison), findings.comparison
    if about is None:
        return f"How do people fare under {named(findings, comparison.base_case)}?"
    others = [name for name in comparison.differences if name != about]
    instead = [f"on {named(findings, name)}" for name in others[: MOST_NAMED - 1]]
    if len(others) >= MOST_NAMED:
        instead.append(f"in {len(others) - MOST_NAMED + 1} other ways")
    ways = ", ".join([named(findings, about), *instead])
    return f"Is {_money_in_question(comparison)} better spent on {ways}{',' * bool(others)} or not at all?"


def _money_in_question(comparison: Comparison) -> str:
    """The sum that every scenario beside the base case gets, or else public money."""
    same = shared_money(comparison)
    return "public money" if not same or same.startswith("$0 ") else same


def answer(findings: Findings) -> str:
    """The answer in one sentence, with its ranges and its chance."""
    about, comparison = subject(findings.comparison), findings.comparison
    if about is None:
        return f"{findings.runs.title} holds only its base case, so there is nothing to compare."
    row = findings.appraisal.headline(about)
    told = gain_told(
        row.net,
        findings.comparison,
        "brings people of NSW {amount} more than it costs",
        "costs people of NSW {amount} more than it brings back",
        "shows {told} in what people of NSW gain and pay",
    )
    over = f"over {years(findings.appraisal.years)} across {the_place(comparison)}"
    return (
        f"In this model {named(findings, about)}, compared with {named(findings, comparison.base_case)}, {told} "
        f"{over}; {chance_told(row, findings.comparison)}."
    )


def basis_told(findings: Findings) -> str:
    """What the dollars of the answer are: rate, basis, price year, and whether fiscal."""
    about = subject(findings.comparison)
    made_of = counted(findings.comparison)
    if about is None:
        return f"From {made_of}."
    row = findings.appraisal.headline(about)
    kind = (
        "fiscal: nothing is counted for what victims are spared or for wellbeing"
        if row.kind == "fiscal"
        else "with the study's own value for victims or wellbeing"
    )
    return (
        f"Present dollars of {PRICE_YEAR}, {row.convention}; custody and out-of-home care at {row.basis} cost; {kind}; "
        f"{_hours_told(findings, about)}the Commonwealth stands apart. "
        f"From {made_of}{', limits of chances at 95%' if findings.runs.draws else ''}."
    )


def _hours_told(findings: Findings, name: str) -> str:
    """How much of the answer is hours of services that others get or miss, which is no budget's; empty for none."""
    gained = gained_by(findings.runs, name).get(OTHERS)
    if gained is None or not round(gained.mean or 0.0):
        return ""
    others = "gain" if (gained.mean or 0.0) > 0 else "lose"
    alone = without(findings.runs, name, OTHERS)
    return (
        f"services' hours that others {others} count at cost, in no budget "
        f"({signed_money(gained.mean or 0.0)}; without them {money(alone.mean or 0.0)}); "
    )


def rivals_heading(findings: Findings) -> str:
    """The heading of what other scenarios do: with the same money, or where they get other sums without saying so."""
    return f"What else {'the same money' if shared_money(findings.comparison) else 'money'} could do"


def rivals_told(findings: Findings) -> list[str]:
    """One sentence for each other scenario: how the one of the answer does beside it, in net present value."""
    about = subject(findings.comparison)
    worths = findings.appraisal.scenarios
    return [] if about is None else [_beside(findings, about, name) for name in worths if name != about]


def _beside(findings: Findings, about: str, name: str) -> str:
    worths, comparison = findings.appraisal.scenarios, findings.comparison
    same = paid(comparison, name) == paid(comparison, about) != ""
    whom = f"{named(findings, name)}{' for the same money' if same else ''}"
    gap = minus(worths[about], worths[name])
    told = gain_told(gap, findings.comparison, "does {amount} better", "does {amount} worse")
    return f"Beside {whom}, {named(findings, about)} {told}."


def best_told(findings: Findings) -> str:
    """Which of all ways, the base case with them, has the highest net present value in how many draws."""
    best, draws = findings.appraisal.best, findings.runs.draws
    if best is None:
        return _best_on_average(findings)
    leading = max(best, key=lambda name: best[name])
    if luck_hides_best(findings.appraisal, leading):
        return _best_on_average(findings, " cannot be told from luck")
    often = f"{draws_told(best[leading], draws)}{limit_told(best[leading], draws)}"
    return f"Of all ways compared, {named(findings, leading)} is worth most {often}."


def _best_on_average(findings: Findings, why: str = ", no draws tell") -> str:
    """Which way has the highest mean, where there is no count of draws, and why there is none."""
    means = {name: float(worth.net.mean()) for name, worth in findings.appraisal.scenarios.items()}
    leading = max([findings.comparison.base_case, *means], key=lambda name: means.get(name, 0.0))
    told = f"Of all ways compared, {named(findings, leading)} has the highest mean"
    return f"{told}; how likely it is the best{why}." if means else ""


def outcomes_told(findings: Findings, name: str) -> str:
    """What a scenario changes in people's lives across the site, discounted like dollars, in one sentence."""
    found = findings.appraisal.scenarios[name].per_outcome
    told = [outcome_told(findings, count, each.gained) for count, each in found.items()]
    return f"For that, {named(findings, name)} shows {'; '.join(told)}."


def outcome_told(findings: Findings, count: str, gained: Estimate) -> str:
    """A gain in one outcome of `PER_OUTCOME` with its ranges, or that there is no clear difference."""
    better, worse = (f"{{amount}} {words}" for words in GAINED[count])
    unclear = f"{{told}} in {GAINED[count][0].partition(' ')[2]}"
    return gain_told(gained, findings.comparison, better, worse, unclear, COUNT)


def payers_told(findings: Findings, name: str) -> list[str]:
    """Who pays and who saves under a scenario, in present dollars: who clearly does, and for whom it is not clear."""
    gains = gained_by(findings.runs, name)
    told = [f"The programme's funder pays {money(-(gains[FUNDER].mean or 0.0))}."]
    others = {account: gain for account, gain in gains.items() if account not in (FUNDER, COMMONWEALTH, OTHERS)}
    told += [
        f"{account_label(each)} {_gain(findings, gain)}." for each, gain in others.items() if _clear(findings, gain)
    ]
    for verdict, words in ((NOT_CLEAR, "No clear difference for"), (TOO_FEW, "Too few runs to tell for")):
        unclear = [account_label(each) for each, gain in others.items() if judged(gain, findings.comparison) == verdict]
        told += [f"{words}: {', '.join(unclear)}."] if unclear else []
    hours = gain_told(
        gains[OTHERS],
        findings.comparison,
        "get hours of services worth {amount} more",
        "get hours of services worth {amount} less",
        "get hours of services with {told} in their worth",
    )
    told.append(f"People outside the studied group {hours}; no budget shows it, and the headline counts it.")
    return [*told, f"{account_label(COMMONWEALTH)}, {_gain(findings, gains[COMMONWEALTH])}."]


def _clear(findings: Findings, gain: Estimate) -> bool:
    return is_clear(gain, findings.comparison)


def _gain(findings: Findings, gain: Estimate) -> str:
    return gain_told(gain, findings.comparison, "saves {amount}", "pays {amount} more")


def facts_told(findings: Findings, name: str) -> list[str]:
    """What this result shows about custody alone, about what can be banked, and about payback."""
    worth = findings.appraisal.scenarios[name]
    return [*_custody_alone(findings, name), _banked(findings, worth), _paid_back(findings, worth)]


def _custody_alone(findings: Findings, name: str) -> Iterator[str]:
    if not findings.appraisal.headline(name).costs.mean:
        return
    left = custody_alone(findings.runs, name)
    told = f"even at average cost, the upper bound ({unclear_ranges(left, findings.comparison)})"
    if not is_clear(left, findings.comparison):
        yield f"Whether savings in custody alone pay is not clear, {told}."
    elif (left.mean or 0.0) < 0:
        yield f"Savings in custody alone do not pay at this size: they fall {money(-(left.mean or 0.0))} short, {told}."
    else:
        yield f"Savings in custody alone pay: {money(left.mean or 0.0)} is left over, {told.removeprefix('even ')}."


def _banked(findings: Findings, worth: Worth) -> str:
    beds, banked = worth.beds, worth.beds.banked_dollars.mean or 0.0
    freed = gain_told(
        beds.freed,
        findings.comparison,
        "{amount} fewer beds in custody are needed",
        "{amount} more beds in custody are needed",
        "there is {told} in beds in custody",
        COUNT,
    )
    block = f"blocks of {beds.block} (assumed)"
    if not banked:
        return f"In a mean year {freed}. Beds close in {block}, so no budget falls: what is freed is capacity."
    return (
        f"In a mean year {freed}. Beds close in {block}: over {years(findings.appraisal.years)} {money(banked)} can be "
        f"banked ({ranges(beds.banked_dollars, findings.comparison)}); capacity that is only freed is not in it."
    )


def _paid_back(findings: Findings, worth: Worth) -> str:
    lasting = years(findings.appraisal.years)
    if not tells_payback(worth, findings.comparison):
        few = judged(worth.in_the_end, findings.comparison) == TOO_FEW
        return (
            f"Whether the money is paid back within {lasting} {'takes more runs to tell' if few else 'is not clear'}."
        )
    often = f"; it is paid back {draws_told(worth.pays_back, findings.runs.draws)}" if findings.runs.draws > 1 else ""
    if worth.pays_back_after is None:
        return f"On average the money is not paid back within {lasting}{often}."
    if worth.pays_back_after == 0:
        return f"On average nothing is ever owed{often}."
    return f"On average the money is paid back after {years_told(worth.pays_back_after)}{often}."
