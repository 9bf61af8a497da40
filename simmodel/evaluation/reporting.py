"""An evaluation in plain words: the figure a pilot would have reported, beside what is true in the model."""

from __future__ import annotations

from collections.abc import Iterator

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from simmodel.bands import at_rest
from simmodel.evaluation.counted import COUNTED
from simmodel.evaluation.pilots import Evaluation, Reported
from simmodel.evaluation.power import ENOUGH, FEWEST_PILOTS, cannot_be_trusted
from simmodel.evaluation.question import DESIGNS, Question, months_told
from simmodel.words import change

_HOW = {
    "pre_post": "The same people, {months} after enrolment against {months} before; nobody to compare "
    "with. Paired t-test.",
    "matched": "People enrolled against people of the same site and cohort whom no worker has taken on by then, the "
    "nearest in age, earlier convictions, home, custody, and days in custody in the year before; each used once. "
    "Paired t-test.",
    "randomised": "A coin decides for half of the people whom workers would enrol; the others stay in usual services. "
    "Welch's t-test.",
    "stepped_wedge": "People whom workers would enrol begin in four waves, a coin decides in which. Least squares with "
    "an effect of each person and each four weeks; errors clustered by person.",
}
"""By design, who is compared with whom, and how."""


def print_evaluation(console: Console, found: Evaluation) -> None:
    """Print what was asked, the table of figures, what the data could tell, and one plain sentence at the end."""
    asked = found.asked
    title = f"A {DESIGNS[asked.design]} pilot of {asked.scenario} in {found.study}: {asked.counted.noun}"
    console.print(Text(title, "bold"))
    values = f"{found.draws} draws" if found.draws else at_rest(found.fitted is not None)
    console.print(Text(f"{found.pilots} simulated pilots ({values}), seed {found.seed}, simmodel {found.version}"))
    for line in (how(found), *notes(found)):
        console.print(Text(line))
    console.print(figures(found))
    console.print(follow_ups(found))
    for line in (could_tell(found), sentence(found)):
        console.print(Text(line, "bold" if line == sentence(found) else ""))


def how(found: Evaluation) -> str:
    """Who takes part and how they are compared."""
    asked = found.asked
    moment = "on the day they leave custody" if asked.moment == "release" else "when workers take them on"
    begins = "" if asked.design == "stepped_wedge" else f" People are enrolled {moment}."
    return _HOW[asked.design].format(months=months_told(asked.months)) + begins


def notes(found: Evaluation) -> Iterator[str]:
    """What a reader must know of who could be enrolled."""
    yield from (f"Note: {note}." for note in found.notes)
    if found.fewest_enrolled < found.asked.enrolled:
        yield (
            f"Note: not every simulated pilot found {found.asked.enrolled} people; {found.enrolled:.1f} in the mean, "
            f"{found.fewest_enrolled} at least."
        )
    if found.taken_on < 0.995:
        yield f"Note: a worker ever took on {100 * found.taken_on:.0f}% of the people offered one; all of them count."
    if any(one.relative is None and one.estimate < 0 for one in (found.reported, found.without_effect)):
        yield "Note: a fall of more than there is to lose is no share of it, so none is given."


def sentence(found: Evaluation) -> str:
    """The figure that such a pilot would have reported, the true effect, and what doing nothing would have shown."""
    asked, reported, nothing = found.asked, found.reported, found.without_effect
    change_of, long = COUNTED[asked.outcome].outcome, months_told(asked.months)
    return (
        f"A {DESIGNS[asked.design]} pilot with {found.enrolled:.0f} people, followed for {long}, would have reported "
        f"{_more(asked, reported.estimate, reported.relative)} ({change(change_of, reported.estimate)} "
        f"{_each(asked)}); the true effect in the model is {_more(asked, found.true.effect, found.true.relative)} "
        f"({change(change_of, found.true.effect)}). Of a programme that does nothing it would have reported "
        f"{_more(asked, nothing.estimate, nothing.relative)}."
    )


def could_tell(found: Evaluation) -> str:
    """Power, the least effect that would be seen, and how long it would take."""
    said = [_least(found)]
    if found.power is None:
        said.append("In the model the programme has no effect that could be seen.")
    else:
        said.append(f"{100 * found.power:.0f} of 100 pilots see the effect that is there (interval beyond zero).")
    return " ".join(each for each in (*said, _until(found)) if each)


def _least(found: Evaluation) -> str:
    """The least effect that would be seen, that it is more than there can be, or why it cannot be told."""
    if found.least_detectable is None:
        if found.pilots < FEWEST_PILOTS:
            return (
                f"The least effect that would be seen cannot be told from {found.pilots} pilots; {FEWEST_PILOTS} or "
                f"more can tell it: type --runs {FEWEST_PILOTS}."
            )
        return "" if _cannot_be_trusted(found) else "The least effect that would be seen cannot be told."
    amounts = (found.least_detectable, found.least_detectable_error or 0.0, found.most_possible)
    size, error, most = (_change(found.asked, each).removeprefix("+") for each in amounts)
    told = (
        f"80 of 100 such pilots would see an effect of {size} {_each(found.asked)} or more (Monte Carlo error {error})"
    )
    if found.least_detectable > found.most_possible:
        return f"{told}: more than the {most} that there can be, so no effect for the better could be seen so often."
    return f"{told}."


def _cannot_be_trusted(found: Evaluation) -> bool:
    return cannot_be_trusted(found.without_effect.excludes_zero, found.pilots)


def _until(found: Evaluation) -> str:
    alarms = found.without_effect.excludes_zero
    if _cannot_be_trusted(found):
        return (
            f"But {100 * alarms:.0f} of 100 pilots of a programme that does nothing claim an effect as well, more than "
            "the 5 that luck gives: a claim of this design cannot be trusted."
        )
    if found.power is None:
        return ""
    if found.months_until is None:
        last = found.by_months[-1].months if found.by_months else found.asked.months
        return f"Within the {months_told(last)} that could be followed, power does not reach {100 * ENOUGH:.0f} of 100."
    return f"The data could tell after {months_told(found.months_until)} (power {100 * ENOUGH:.0f} of 100)."


def figures(found: Evaluation) -> Table:
    """What pilots report, what is true, and what a programme that does nothing would show."""
    asked, first, true = found.asked, found.first_pilot, found.true
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1))
    table.add_column(f"{months_told(asked.months)}, {_each(asked)}", overflow="fold")
    for head in ("Figure", "90 of 100 pilots", "As a share"):
        table.add_column(head, justify="right", overflow="fold")
    table.add_row("Reported, mean of pilots", *_row(asked, found.reported))
    ends = (first.low, first.high)
    table.add_row("  the first one alone", _change(asked, first.estimate), "", _share(first.relative))
    table.add_row(f"  its 95% interval (p {_p(first.p)})", "", _span(asked, *ends), "")
    table.add_row("True effect on these people", _change(asked, true.effect), "", _share(true.relative))
    table.add_row("Bias: reported minus true", _change(asked, found.bias), "", "")
    table.add_row("Reported if it did nothing", *_row(asked, found.without_effect))
    return table


def follow_ups(found: Evaluation) -> Table:
    """By months of follow-up, pilots of 100 that see the effect, and that claim one where there is none."""
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1))
    for head in ("Months of follow-up", "See the effect", "Claim one if it did nothing"):
        table.add_column(head, justify="right", overflow="fold")
    for at in found.by_months:
        seen = "none to see" if at.power is None else f"{100 * at.power:.0f} of 100"
        table.add_row(str(at.months), seen, f"{100 * at.false_alarms:.0f} of 100")
    return table


def _row(asked: Question, reported: Reported) -> tuple[str, str, str]:
    return _change(asked, reported.estimate), _span(asked, reported.low, reported.high), _share(reported.relative)


def _each(asked: Question) -> str:
    return "percentage points" if asked.counted.outcome.kind == "share" else asked.counted.outcome.unit


def _change(asked: Question, value: float) -> str:
    return change(asked.counted.outcome, value)


def _span(asked: Question, low: float, high: float) -> str:
    return f"{_change(asked, low)} to {_change(asked, high)}"


def _share(relative: float | None) -> str:
    return "none" if relative is None else f"{100 * relative:+.0f}%".replace("+0%", "0%").replace("-0%", "0%")


def _p(value: float) -> str:
    return "below 0.001" if value < 0.001 else f"{value:.3f}"


def _more(asked: Question, value: float, relative: float | None) -> str:
    """A change as people say it: "66% fewer days in custody", "no change in crises"."""
    noun, percent = asked.counted.noun, round(100 * (relative or 0.0))
    if value == 0.0 or (relative is not None and percent == 0):
        return f"no change in {noun}"
    size = "" if relative is None else f"{abs(percent)}% "
    return f"{size}{'fewer' if value < 0 else 'more'} {noun}"
