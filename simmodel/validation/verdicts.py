"""What is said of one trial beside the model, and of all of them: verdicts in words, counts that do not flatter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from simmodel.validation.trials import TrialResult

FAR = 2.0
"""Without an interval: a figure that the model misses by this factor, or by sign, is said to be missed by far."""


def trials_told(trials: Sequence[TrialResult]) -> str:
    """How many intervals hold the model's mean, and how many of these prove something."""
    inside, outside, others = ([one for one in trials if one.inside is which] for which in (True, False, None))
    fitted = sum(one.by_construction for one in inside)
    nothing = sum(one.barely_moved and not one.by_construction for one in inside)
    rest = [one for one in inside if not one.by_construction and not one.barely_moved]
    told = f"of what trials reported the model's mean lies inside {len(inside)} of {len(inside + outside)} intervals"
    parts = [
        f"{fitted} by construction" if fitted else "",
        f"{nothing} where the trial could not tell its figure from none and the model barely moves" if nothing else "",
        f"{len(rest)} others{_at_an_edge(rest)}" if rest else "",
    ]
    told += f" ({'; '.join(part for part in parts if part)})" if inside else ""
    told += f" and outside {len(outside)}{_at_an_edge(outside)}" if outside else ""
    far = sum(missed_by_far(one) for one in others)
    missed = f", {far} of which the model misses by far" if far else ""
    return told + (f"; {len(others)} cannot be judged{missed}" if others else "")


def _at_an_edge(trials: Sequence[TrialResult]) -> str:
    edge = sum(one.at_the_edge for one in trials)
    return f", {edge} of them at an edge" if edge else ""


def missed_by_far(trial: TrialResult) -> bool:
    """Whether what was reported without an interval is twice the model's or more, half of it or less, or of the other
    sign; of a reported 0 nothing can be said."""
    if trial.inside is not None or not trial.reported or trial.model is None:
        return False
    times = trial.model / trial.reported
    return not 1.0 / FAR < times < FAR


def why_not(trials: Sequence[TrialResult]) -> Iterator[str]:
    """One line for each verdict that is more than a plain yes."""
    for trial in trials:
        if trial.because or trial.by_construction or trial.at_the_edge or trial.inside is not True:
            yield f"{trial.title}, {trial.what}: {verdict(trial)}"


def verdict(trial: TrialResult) -> str:
    """Whether the model fits what a trial reported, and why not, in words."""
    why = trial.because.removeprefix("fits, ").removeprefix("not judged: ")
    if trial.inside is None:
        return f"cannot be judged{f': {why}' if why else ''}{_size_of_miss(trial)}"
    if trial.at_the_edge:
        told = f"{'inside' if trial.inside else 'outside'}, at the edge: other luck may move it across"
    else:
        told = "fits" if trial.inside else "does not fit"
    told += ", by construction: a number of the model was set from this figure" if trial.by_construction else ""
    if trial.inside is False and not trial.at_the_edge:
        return f"{told}, because: {why or 'no reason is known'}"
    return f"{told}; {why}" if why else told


def _size_of_miss(trial: TrialResult) -> str:
    if trial.reported is None or trial.model is None:
        return ""
    told = f"reported {shown(trial.reported)}, the model {shown(trial.model)}"
    return f"; missed by far: {told}" if missed_by_far(trial) else f"; {told}"


def outside_its_range(trials: Sequence[TrialResult]) -> list[str]:
    """Why a mean may lie outside its own range, where one does; nothing where none does."""
    if not any(_outside(trial) for trial in trials):
        return []
    return [
        "* The mean lies outside its own range: the range runs from the 5th to the 95th percentile of draws (in the "
        "quick form, of runs), and the mean is that of all runs at the defaults. Few rare events carry such a mean, or "
        "numbers sampled from lopsided ranges have moved away from it."
    ]


def _outside(trial: TrialResult) -> bool:
    if trial.model is None or trial.model_low is None or trial.model_high is None:
        return False
    return not trial.model_low <= trial.model <= trial.model_high


def numbers_of_trial(trial: TrialResult) -> tuple[str, str, str, str, str]:
    """Reported, its interval, the model's, its range, and whether it lies inside, as text; "none" for what is not."""
    inside = {True: "yes", False: "NO", None: "cannot be judged"}[trial.inside]
    inside += ", at the edge" if trial.at_the_edge else ""
    own = _range(trial.model_low, trial.model_high) + ("*" if _outside(trial) else "")
    return or_none(trial.reported), _range(trial.low, trial.high), or_none(trial.model), own, inside


def _range(low: float | None, high: float | None) -> str:
    return "none" if low is None or high is None else f"{shown(low)} to {shown(high)}"


def or_none(value: float | None) -> str:
    """A number as `shown`, "none" for what is not."""
    return "none" if value is None else shown(value)


def shown(value: float) -> str:
    """A number in four digits, or whole where it is large."""
    return f"{value:,.0f}" if abs(value) >= 10_000 else f"{value:.4g}"
