"""What a report holds, part by part, in the order in which to read it; a page and a Word document show the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from simmodel.calibration.checked import verdicts
from simmodel.calibration.report.charts import Chart, numbers_chart, targets_charts
from simmodel.calibration.report.checklists import checklists
from simmodel.calibration.report.how import how_it_was_done, whose_data
from simmodel.calibration.report.tables import (
    checks_table,
    emulator_table,
    foretold_table,
    next_table,
    numbers_table,
    observed_table,
    predictive_table,
    second_opinion_table,
    self_check_table,
)
from simmodel.calibration.report.words import (
    emulator_told,
    least_known,
    method_told,
    not_apart,
    surprises,
)
from simmodel.calibration.result import Fit
from simmodel.calibration.targets import FIT
from simmodel.calibration.told import cannot_tell, of_targets, second_opinion_told, tells, warnings
from simmodel.documents.told import Told

PASSED = "This fit passed every check that it was put to."


@dataclass(frozen=True)
class Part:
    """One part of a report under its heading: paragraphs, then points, charts and tables."""

    identity: str
    heading: str
    told: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    charts: tuple[Chart, ...] = ()
    tables: tuple[Told, ...] = ()


def first_page(fit: Fit) -> list[Part]:
    """What everybody reads: whether it may be used, what the data cannot tell, and what they tell."""
    against = tuple(warnings(fit))
    return [
        Part("use", "Before it is used", told=() if against else (PASSED,), points=against),
        Part("cannot", "What the data cannot tell", points=tuple(cannot_tell(fit))),
        Part("tells", "What the data tell", points=tuple(tells(fit))),
    ]


def further(fit: Fit, command: str) -> list[Part]:
    """All that stands behind the first page; `command`: what was typed."""
    found = [*_answers(fit), *_trust(fit)]
    found.append(Part("how", "How it was done", points=tuple(how_it_was_done(fit, command))))
    headings = {part.identity: part.heading for part in [*first_page(fit), *found]}
    found.append(Part("checklists", "Reporting checklists", told=(_CHECKLISTS,), tables=tuple(checklists(headings))))
    return found


_CHECKLISTS = (
    "Each item leads to the part of this report, or names the page of the model's documents, that reports it; what "
    "nothing reports is marked so."
)


def _answers(fit: Fit) -> Iterator[Part]:
    yield Part(
        "numbers", "Every number before and after the pilot", charts=(numbers_chart(fit),), tables=(numbers_table(fit),)
    )
    yield Part("apart", "What cannot be told apart", points=(*not_apart(fit), *least_known(fit)))
    yield Part("data", "What was observed", told=tuple(whose_data(fit)), tables=(observed_table(fit),))
    fitted = [place for place, each in enumerate(fit.targets) if each.use == FIT]
    aside = [place for place in range(len(fit.targets)) if place not in fitted]
    yield Part("surprises", "Whether the data surprise what was believed before", told=tuple(surprises(fit)))
    yield Part(
        "fits",
        "Whether the model shows what was observed",
        charts=tuple(targets_charts(fit, fitted)),
        tables=(predictive_table(fit, fitted, f"{of_targets(len(fitted)).capitalize()} that were fitted"),),
    )
    if aside:
        yield Part(
            "aside",
            "Targets kept aside: not used in the fit",
            charts=tuple(targets_charts(fit, aside)),
            tables=(
                predictive_table(fit, aside, f"{of_targets(len(aside)).capitalize()} that were kept aside"),
                *([foretold_table(fit)] if fit.kept_aside else []),
            ),
        )


def _trust(fit: Fit) -> Iterator[Part]:
    yield Part(
        "emulator", "How well the stand-in follows the model", told=(emulator_told(fit),), tables=(emulator_table(fit),)
    )
    yield Part("method", "Whether the method is honest here", told=(method_told(fit),), tables=(self_check_table(fit),))
    yield Part(
        "second",
        "A second opinion from the same runs",
        told=(second_opinion_told(fit),),
        tables=(second_opinion_table(fit),),
    )
    yield Part("next", "What to collect next", tables=(next_table(fit),))
    passed = sum(each.passed for each in verdicts(fit))
    told = f"{passed} of {len(verdicts(fit))} checks were passed."
    yield Part("checks", "Every check", told=(told,), tables=(checks_table(fit),))
