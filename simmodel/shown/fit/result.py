"""What a fit found as the parts of a page: first what the data cannot tell, then what speaks against using it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from simmodel.calibration.report.parts import PASSED
from simmodel.calibration.report.words import SYNTHETIC_LABEL, surprise_told, title_of
from simmodel.calibration.targets import FIT, HOLDOUT, named, told
from simmodel.calibration.told import SYNTHETIC, capital
from simmodel.shown.fit.figures import numbers_figure, targets_figures
from simmodel.shown.fit.found import Found
from simmodel.shown.parts import Folded, Heading, Part, Table, Words

MOST_NEXT = 8
NOT_PASSED = "Checks that this fit did not pass"


def result_parts(found: Found) -> list[Part]:
    """The whole result, in the order in which to read it."""
    return [*_first(found), *_answers(found), *_behind(found)]


def headline(found: Found) -> str:
    """The finding of the fit in one line."""
    told_of = found.told
    return title_of(found.failed, len(told_of["checks"]), found.hardly, len(told_of["parameters"]))


def _first(found: Found) -> Iterator[Part]:
    yield Words(f"{headline(found)}.", "finding", found.study.title)
    if found.told["source"].lower().lstrip().startswith(SYNTHETIC):
        yield Words(SYNTHETIC_LABEL, "warning")
    yield Heading("What the data cannot tell")
    yield Words("", points=tuple(found.told["cannot_tell"]))
    yield Heading("Before it is used")
    if found.told["warnings"]:
        title = NOT_PASSED if found.failed else "Mind"
        yield Words("", "warning", title, points=tuple(found.told["warnings"]))
    else:
        yield Words(PASSED)


def _answers(found: Found) -> Iterator[Part]:
    yield Heading("What the data tell")
    yield Words("", points=tuple(found.told["tells"]))
    yield numbers_figure(found)
    yield Heading("Whether the data surprise what was believed before")
    far = found.outside("chance_before", found.fitted)
    yield Words(surprise_told(len(found.fitted), [told(found.targets[place]) for place in far]))
    yield Heading("Whether the model shows what was observed")
    yield from targets_figures(found, found.fitted)
    yield from _not_fitted(found, HOLDOUT, "What was kept aside, and foretold")
    yield from _not_fitted(found, "check", "What was only checked")


def _not_fitted(found: Found, use: str, heading: str) -> Iterator[Part]:
    places = [place for place, each in enumerate(found.targets) if each.use == use]
    if places:
        yield Heading(heading)
        yield from targets_figures(found, places)


def _behind(found: Found) -> Iterator[Part]:
    yield Heading("What to collect next")
    yield _next_table(found)
    yield Folded("Every check of the fit", (_checks_table(found),))
    opinion = found.told.get("second_opinion", {"in_words": "This fit is older than second opinions, and has none."})
    yield Folded("A second opinion from the same runs", (Words(opinion["in_words"]),))
    yield Folded("Made-up pilots with known numbers, fitted as this one", (_self_check_table(found),))


def _next_table(found: Found) -> Table:
    rows = tuple(_next_row(found, row) for row in found.told["next_data"][:MOST_NEXT])
    note = (
        "Of the variance of all fitted numbers together, those least known counting most; by the straight-line normal "
        "approximation at the posterior, without a further fit."
    )
    head = ("Datum", "Of whom", "Removes of the variance that is left", "Narrows most")
    return Table("What a further datum would remove", head, rows, note, "next_datum")


def _next_row(found: Found, row: Mapping[str, Any]) -> tuple[str, ...]:
    same = [each for each in found.targets if (each.outcome, each.until) == (row["target"], row["until_months"])]
    what = capital(named(same[0], with_arm=len(found.plan.arms) > 1))
    told_exactly = "told exactly, not as a range" if same[0].use == FIT else "of the same people: kept aside here"
    whom = "of as many people again" if row["again"] else told_exactly
    narrows = f"{row['narrows']}, by {_share(row['by'])}" if "narrows" in row else "not told by this older fit"
    return what, whom, _share(row["removes"]), narrows


def _checks_table(found: Found) -> Table:
    rows = tuple(
        (capital(row["check"]), "passed" if row["passed"] else "FAILED", _figure(row["value"]), row["allowed"])
        for row in found.told["checks"]
    )
    return Table("Every check of the fit", ("Check", "Outcome", "Figure", "Allowed"), rows, name="checks_of_the_fit")


def _self_check_table(found: Found) -> Table:
    check = found.told["self_check"]
    rows = tuple((row["name"], _share(row["coverage_90"]), _share(row["skill"])) for row in check["of"])
    note = f"{check['repeats']} made-up pilots; 90% is right. Nearer: than before, on average (CRPS)."
    head = ("Number or target kept aside", "90% ranges held the truth", "Nearer to the truth")
    return Table("How often ranges held the truth", head, rows, note, "made_up_pilots")


def _share(value: float | None) -> str:
    return "unknown" if value is None else f"{value:.0%}"


def _figure(value: float | None) -> str:
    return "unknown" if value is None else f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"
