"""Which caveats matter for this result: chosen from the result by rule.

Every caveat that applies has a weight: first what turns the answer, then what makes its ranges say too little, then
what does not fit, then what is not counted. The heaviest are told.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from simmodel.appraisal.who_pays import gained_by, without
from simmodel.appraisal.worth import HEADLINE_VIEW
from simmodel.bands import RUNS_TO_TELL, at_rest, counted, has_evidence_band
from simmodel.carried import is_warning
from simmodel.documents.findings import Findings
from simmodel.money_told import named, subject
from simmodel.money_words import COUNT, is_clear, judged, money, money_range, ranges
from simmodel.others_told import hours_turn

MOST = 3
DRAWS_FOR_A_REPORT = 50
"""Below so many draws the ends of a band are rough (docs/model.md)."""
HOUSED = "stably housed"
LARGE_SHARE = 0.1
"""From this share of all that payers gain or lose on, the assumed link from carers to children is worth a caveat."""
PRICES = "prices that are assumptions or from memory"
CONTRASTS = "contrasts with trials that do not fit"
A_MODEL = "It compares ways of working under stated assumptions; it does not forecast what happens in any place."


@dataclass(frozen=True)
class Caveat:
    """Something a reader must know before relying on the answer, and how much it matters."""

    weight: int
    told: str


def caveats(findings: Findings, most: int = MOST) -> list[str]:
    """The caveats that matter most for this result, the weightiest first."""
    found = sorted(every_caveat(findings), key=lambda caveat: -caveat.weight)
    return [caveat.told for caveat in found[:most]]


def every_caveat(findings: Findings) -> list[Caveat]:
    """Every caveat that applies to this result."""
    about = subject(findings.comparison)
    found = [*_fitted(findings), *_few(findings), *_misfits(findings), *_assumed_prices(findings), Caveat(1, A_MODEL)]
    found += _trials(findings, about)
    if about is not None:
        found += [*_turns(findings, about), *_hidden_by_luck(findings, about), *_children(findings, about)]
        found += [*_others_served(findings, about), *_fiscal(findings, about)]
    return found


def _turns(findings: Findings, name: str) -> Iterator[Caveat]:
    """Whether another basis of unit costs or another rate gives another verdict."""
    worth, head = findings.appraisal.scenarios[name], findings.appraisal.headline(name)
    rows = [row for row in worth.table if row.view.id == HEADLINE_VIEW.id]
    here = judged(head.net, findings.comparison)
    others = [row for row in rows if _kind(judged(row.net, findings.comparison)) != _kind(here)]
    if others:
        row = others[0]
        told = f"{row.basis} unit costs and {100 * row.rate:g}% a year it is {money(row.net.mean or 0.0)}"
        yield Caveat(
            100, f"The answer hangs on how money is counted: at {told} ({ranges(row.net, findings.comparison)})."
        )


def _kind(judged: str) -> str:
    return judged.partition(", though")[0]


def _fitted(findings: Findings) -> Iterator[Caveat]:
    """Whether what was fitted is to be trusted, and whether anybody observed its data."""
    for note in findings.runs.notes if findings.runs.fitted else ():
        if is_warning(note):
            yield Caveat(99, f"{note[:1].upper()}{note[1:]}.")


def _few(findings: Findings) -> Iterator[Caveat]:
    draws = findings.comparison.draws
    if not draws:
        yield Caveat(
            95,
            f"Ranges are luck only: {at_rest(findings.runs.fitted is not None)}, so what is not known is not in them.",
        )
    elif draws < RUNS_TO_TELL or not has_evidence_band(findings.comparison):
        yield Caveat(95, f"{counted(findings.comparison)}: too few to tell evidence from luck.")
    elif draws < DRAWS_FOR_A_REPORT:
        told = (
            f"Only {draws} draws of the evidence were played, so every range has rough ends and every chance is a count"
        )
        yield Caveat(75, f"{told} of {draws}; a report takes {DRAWS_FOR_A_REPORT} or more.")


def _hidden_by_luck(findings: Findings, name: str) -> Iterator[Caveat]:
    net = findings.appraisal.headline(name).net
    told = judged(net, findings.comparison)
    if "may not show it" in told:
        site = money_range(net.low, net.high)
        yield Caveat(85, f"Luck can hide it: a single site may turn out anywhere from {site}.")


def _misfits(findings: Findings) -> Iterator[Caveat]:
    told = [note for note in findings.runs.notes if "does not fit the evidence" in note]
    if told:
        others = len(told) - 1
        more = f" ({others} more {'check does' if others == 1 else 'checks do'} not fit.)" if others else ""
        yield Caveat(80, f"{told[0][:1].upper()}{told[0][1:]}.{more}")


def _trials(findings: Findings, about: str | None) -> Iterator[Caveat]:
    """What trials found and the model does not; it weighs more where the answer claims a gain of that kind."""
    for name, rows in findings.runs.facts.items():
        for row in rows if name.startswith(CONTRASTS) and isinstance(rows, list) else ():
            told = f"{row['contrast']}: {row['the trial']} in the trial, {row['the model']} in the model"
            weighs = about is not None and HOUSED in row["contrast"] and _gains_homes(findings, about)
            yield Caveat(68 if weighs else 30, f"The shipped numbers do not fit what a trial found: {told}.")


def _gains_homes(findings: Findings, name: str) -> bool:
    gained = findings.appraisal.scenarios[name].per_outcome["weeks_stably_housed"].gained
    return is_clear(gained, findings.comparison, COUNT)


def _children(findings: Findings, name: str) -> Iterator[Caveat]:
    gains = gained_by(findings.runs, name)
    sizes = {account: abs(gain.mean or 0.0) for account, gain in gains.items() if account != "programme"}
    share = sizes["child_protection"] / (sum(sizes.values()) or 1.0)
    net, alone = findings.appraisal.headline(name).net, without(findings.runs, name, "child_protection")
    turns = _kind(judged(alone, findings.comparison)) != _kind(judged(net, findings.comparison))
    if share >= LARGE_SHARE or turns:
        amount = f"without child protection, net present value is {money(alone.mean or 0.0)}"
        yield Caveat(
            98 if turns else 65,
            f"No study has linked help for a parent to what happens to a child (assumed link): {amount} "
            f"({ranges(alone, findings.comparison)}).",
        )


def _others_served(findings: Findings, name: str) -> Iterator[Caveat]:
    told = hours_turn(findings)
    if told:
        yield Caveat(97, told)
        return
    ways = [name, *(other for other in findings.appraisal.scenarios if other != name)]
    reach = {way: told for way in ways if (told := _reach_told(findings, way))}
    if reach:
        first, *others = reach
        also = "".join(f"; under {named(findings, way)} {reach[way].partition(' people')[0]}" for way in others)
        yield Caveat(70, f"Under {named(findings, first)} the services reach {reach[first]}{also}.")


def _reach_told(findings: Findings, name: str) -> str:
    """How many more or fewer people outside the model the services reach under a way, and what that leaves open."""
    lead = f"under {name} the services reach "
    notes = (note.removeprefix(lead) for note in findings.runs.notes if note.startswith(lead))
    return next(notes, "").replace(" in those weeks", "")


def _fiscal(findings: Findings, name: str) -> Iterator[Caveat]:
    if findings.appraisal.headline(name).kind == "fiscal":
        yield Caveat(
            60, "It is fiscal: what victims are spared, and what people's own lives gain, has no dollars here."
        )


def _assumed_prices(findings: Findings) -> Iterator[Caveat]:
    rows = findings.runs.facts.get(PRICES)
    if isinstance(rows, list) and rows:
        yield Caveat(
            40,
            f"Prices that are assumptions or recalled from memory: {len(rows)}; the report lists each with its range.",
        )
