"""The best split of a site's money in sentences: what it is, how sure that is, and plainly where none is clearly
better."""

from __future__ import annotations

from simmodel.funding.gains import GAINS, size
from simmodel.funding.levels import purchase_told
from simmodel.funding.search import NET, Found
from simmodel.funding.split import AXES, Split
from simmodel.funding.told import few_told, money, percent
from simmodel.words import dollars


def label_of(outcome: str) -> str:
    """What is made the most of, in words."""
    return "net present value to people of NSW" if outcome == NET else GAINS[outcome].label


def amount(outcome: str, value: float | None) -> str:
    """An amount of the outcome with its sign, money in dollars: "+12.3", "-$1.20 million"."""
    if outcome != NET:
        return size(value)
    return ("+" if value is not None and round(value) > 0 else "") + money(value)


def bare_amount(outcome: str, value: float | None) -> str:
    """An error of the outcome without a sign."""
    return amount(outcome, value).lstrip("+")


def clearly_better(found: Found) -> bool:
    """Whether the split that was found is better than the study's own by more than two Monte Carlo errors."""
    return found.best.clear and (found.best.beyond_own.mean or 0.0) > 0


def verdict(found: Found) -> str:
    """Whether the split that was found is better than the study's own, as fresh luck says."""
    beyond = found.best.beyond_own
    error = "none" if beyond.mc_error is None else bare_amount(found.outcome, beyond.mc_error)
    anew = f"{amount(found.outcome, beyond.mean)} {label_of(found.outcome)} (Monte Carlo error {error})"
    if clearly_better(found):
        return f"clearly better than the study's own split: {anew} on fresh luck"
    if found.best.clear:
        return f"no split is clearly better than the study's own: the one found is worse on fresh luck, {anew}"
    few = f"; {few_told(found)}" if few_told(found) else ""
    return f"no split is clearly better than the study's own: the one found differs by {anew} on fresh luck{few}"


def sentences(found: Found) -> list[str]:
    """What was found, and how sure it is, in sentences."""
    place = " and site" if found.sites else ""
    lead = f"{found.scenario} with {dollars(found.dollars)} a year{place}, for the most {label_of(found.outcome)}"
    return [
        f"{lead}: {shares_told(found.best.split)} is {verdict(found)}."
        if clearly_better(found)
        else f"{lead}: {verdict(found)}; it is {shares_told(found.best.split)}.",
        f"The study's own split is {shares_told(found.own.split)}.",
        _sure(found),
    ]


def _sure(found: Found) -> str:
    """How far the optimum is open: where it moves on other draws, what was promised, and who is as good."""
    spans = [_range(axis, low, high) for axis, low, high in zip(AXES, found.low, found.high, strict=True)]
    promised = amount(found.outcome, found.promised)
    return (
        f"On draws drawn anew the best split moves within {', '.join(spans)}; of {len(found.tried)} splits played, the "
        f"best is not clearly better than {max(found.open - 1, 0)} of the others; the surface promised {promised}, "
        f"and misses the splits played by {bare_amount(found.outcome, found.misses)}."
    )


def _range(axis: str, low: float, high: float) -> str:
    if axis == AXES[-1]:
        return f"{low:.1f} to {high:.1f} hours a month of {axis}"
    return f"{percent(low)} to {percent(high)} for {axis}"


def shares_told(split: Split) -> str:
    """Shares of the money as bought, and hours of joint work."""
    return (
        f"{percent(split.coaches)} for coaches and their team, {percent(split.flexible)} for flexible funds, "
        f"{percent(split.silos)} for hours in the silos, with {split.meetings:.1f} hours a month of joint work"
    )


def bought_told(split: Split) -> str:
    """What a year of the split's money buys."""
    return purchase_told(split.bought, split.scenario.caseload)


def levers_of(split: Split) -> list[str]:
    """The lines of a study file that make this split."""
    lever = split.scenario
    lines = [f"funding_per_year = {lever.funding_per_year:.0f}"]
    if lever.places:
        lines.append(f"places = {{ {', '.join(f'{name} = {share:.4f}' for name, share in lever.places.items())} }}")
    if lever.brokerage_share is not None:
        lines.append(f"brokerage_share = {lever.brokerage_share:.4f}")
    if lever.joint_work:
        hours = ", ".join(f"{kind} = {each:.2f}" for kind, each in lever.joint_work.items())
        lines.append(f"joint_work = {{ {hours} }}")
    return lines
