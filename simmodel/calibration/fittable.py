"""Which numbers a calibration may move, and what is wrong with a prior that a study gives one."""

from __future__ import annotations

from simmodel.calibration.plan import LEVEL_OF_ARM, LEVELS, OwnPrior, is_level
from simmodel.parameters import catalogue, fault_in_override, nearest
from simmodel.ranges import name_of


def may_be_fitted() -> dict[str, tuple[str, ...]]:
    """Every number of the model that has a range, by `page.number`, with its dotted names."""
    found: dict[str, list[str]] = {}
    for dotted, (_, _, low, high) in catalogue().items():
        if high > low:
            found.setdefault(name_of(dotted), []).append(dotted)
    return {name: tuple(dotted) for name, dotted in found.items()}


def fault_in_prior(name: str, own: OwnPrior | None) -> str | None:
    """What is wrong with fitting this number with this prior, as a sentence; None if nothing is."""
    known = may_be_fitted()
    if name not in known and not is_level(name):
        levels = (*LEVELS, f"{LEVEL_OF_ARM}ARM")
        hint = nearest(name, known | dict.fromkeys(levels, ())) or f"; allowed: page.number, or {' or '.join(levels)}"
        return f"there is no number called {name!r} that could be fitted{hint}"
    if own is None:
        needs = f"{name} has no range; allowed: one of your own"
        return (
            f"{needs}; type [[calibration.prior]] with its number, value, low, high, because"
            if is_level(name)
            else None
        )
    if own.low == own.high or not own.low <= own.value <= own.high:
        given = f"{name} is {own.value:g} in {own.low:g} to {own.high:g}"
        return f"{given}; allowed: low at most value, value at most high, low below high; correct one of the three"
    if is_level(name):
        within = own.low > 0 and own.high < 1
        return (
            None if within else f"{name} ranges from {own.low:g} to {own.high:g}; allowed: a share above 0 and below 1"
        )
    if len(known[name]) > 1:
        return (
            f"{name} has {len(known[name])} items; allowed: a prior of its own for a number with one value; delete it"
        )
    return next((fault for end in (own.low, own.high) if (fault := fault_in_override(name, end))), None)
