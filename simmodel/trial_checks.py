"""What does not fit together in a `[trial]`: arms that are no scenarios, weeks past the horizon, bare intervals."""

from collections.abc import Iterator
from typing import Any

from simmodel.parameters import nearest
from simmodel.quantities import WEEKS_PER_YEAR
from simmodel.study_faults import shown
from simmodel.study_text import KeyPath
from simmodel.trial import CONTROL
from simmodel.validation.contrast import NO_EFFECT
from simmodel.validation.counted import FOLLOWED

Found = Iterator[tuple[KeyPath, str]]


def trial(seen: dict[str, Any]) -> Found:
    """The trial's arms are scenarios, people are followed to the end, and an interval says where it comes from."""
    told = seen["trial"]
    if told is None:
        return
    yield from _arms(seen, told, ("trial",))
    names: dict[str, int] = {}
    for place, outcome in enumerate(told["outcome"] or []):
        if outcome is None:
            continue
        path = ("trial", "outcome", place)
        yield from _arms(seen, outcome, path)
        yield from _follow_up(seen, outcome, path)
        yield from _compared(told, outcome, path)
        yield from _within_reach(outcome, path)
        yield from _interval(outcome, path)
        if outcome["measure"] == "hazard_ratio" and not _happens_once(outcome["outcome"]):
            words = f"is {shown('hazard_ratio')}, and {shown(outcome['outcome'])} does not happen once"
            once = ", ".join(name for name, kind in FOLLOWED.items() if kind.once)
            yield (*path, "measure"), f'{words}; allowed: only with {once}; type for example measure = "difference"'
        if names.setdefault(outcome["name"] or "", place) != place and outcome["name"]:
            words = f"is {shown(outcome['name'])}, as in another outcome; allowed: a name of its own"
            yield (*path, "name"), f"{words}; type another one"


def _happens_once(outcome: str | None) -> bool:
    return outcome not in FOLLOWED or FOLLOWED[outcome].once


def _arms(seen: dict[str, Any], table: dict[str, Any], path: KeyPath) -> Found:
    scenarios = seen["scenarios"] or {}
    for key in ("treated", "control"):
        name = table.get(key)
        if name is not None and name not in scenarios:
            words = f"is {shown(name)}; allowed: a scenario of this study: {', '.join(scenarios)}"
            yield (*path, key), words + nearest(name, dict.fromkeys(scenarios))


def _compared(trial: dict[str, Any], outcome: dict[str, Any], path: KeyPath) -> Found:
    """A scenario compared with itself shows nothing, so no comparison may ask for it."""
    treated, control = outcome["treated"] or trial["treated"], trial["control"]
    if outcome["compared_with"] == CONTROL and outcome["measure"] in NO_EFFECT and treated == control is not None:
        where = (*path, "treated") if outcome["treated"] else ("trial", "treated")
        words = f"is {shown(treated)}, as control is, and {shown(outcome['name'])} compares the two"
        yield where, f"{words}; allowed: two scenarios; type another one"


def _within_reach(outcome: dict[str, Any], path: KeyPath) -> Found:
    least = {"relative_change": -1.0, "ratio": 0.0, "odds_ratio": 0.0, "hazard_ratio": 0.0}.get(
        outcome["measure"] or ""
    )
    for key in ("reported", "low", "high"):
        if least is not None and outcome[key] is not None and outcome[key] < least:
            words = f"is {shown(outcome[key])}; allowed for {outcome['measure']}: {shown(least)} or more"
            yield (*path, key), f"{words}; type for example {key} = {shown(least + 0.5)}"


def _follow_up(seen: dict[str, Any], outcome: dict[str, Any], path: KeyPath) -> Found:
    years, weeks = (seen["time"] or {}).get("horizon_years"), outcome["weeks"]
    begins = ((seen["trial"] or {}).get("people") or {}).get("begins_within_weeks")
    if years is None or weeks is None or begins is None or begins + weeks <= years * WEEKS_PER_YEAR:
        return
    least = -(-(begins + weeks) // WEEKS_PER_YEAR)
    words = f"is {weeks}, for people who begin within {begins} weeks, in {years} years"
    yield (*path, "weeks"), f"{words}; allowed: together no longer than the horizon; type horizon_years = {least}"


def _interval(outcome: dict[str, Any], path: KeyPath) -> Found:
    low, high, reported = outcome["low"], outcome["high"], outcome["reported"]
    if (low is None) != (high is None):
        yield (*path, "low" if low is None else "high"), "is missing; allowed: both low and high, or neither"
        return
    if low is None or high is None:
        return
    if low > high:
        yield (*path, "low"), f"is {shown(low)}; allowed: at most high ({shown(high)}); type a smaller number"
    elif reported is not None and not low <= reported <= high:
        words = f"is {shown(reported)}; allowed: within low and high ({shown(low)} to {shown(high)})"
        yield (*path, "reported"), f"{words}; correct one of the three"
    if not outcome["interval"]:
        words = "is missing beside low and high; allowed: words that say where they come from"
        yield (*path, "interval"), f'{words}; type for example interval = "95% confidence interval, as reported"'
