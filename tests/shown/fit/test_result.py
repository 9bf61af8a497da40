"""What a fit found, as a page: the sentences and figures of the report, and first what the data cannot tell."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from made_up_fits import a_fit

from simmodel.calibration.as_json import to_json as fit_as_json
from simmodel.calibration.report.charts import numbers_chart, targets_charts
from simmodel.calibration.report.words import surprises, title
from simmodel.calibration.told import cannot_tell, tells
from simmodel.scenario import read_study
from simmodel.shipped import shipped_pilots
from simmodel.shown.fit.found import Found, found_in
from simmodel.shown.fit.result import headline, result_parts
from simmodel.shown.parts import Figure, Folded, Heading, Part, Words, from_json, to_json

SHIPPED = [name for name, folder in shipped_pilots().items() if (folder / "fit").is_dir()]


@cache
def found() -> Found:
    """The made-up fit, as its JSON says it."""
    return Found(a_fit().study, json.loads(json.dumps(fit_as_json(a_fit()), allow_nan=False)))


def figures(parts: list[Part]) -> Iterator[Figure]:
    return (part for part in parts if isinstance(part, Figure))


def words(parts: list[Part]) -> str:
    return "\n".join(text for part in parts if isinstance(part, Words) for text in (part.text, *part.points))


def test_what_the_data_cannot_tell_is_the_first_heading_and_in_the_sentences_of_the_command_line() -> None:
    parts = result_parts(found())
    headings = [part.text for part in parts if isinstance(part, Heading)]

    assert headings[0] == "What the data cannot tell"
    for sentence in (*cannot_tell(a_fit()), *tells(a_fit())):
        assert sentence in words(parts)


def test_the_finding_and_the_surprises_are_those_of_the_report() -> None:
    assert headline(found()) == title(a_fit())
    assert next(iter(surprises(a_fit()))) in words(result_parts(found()))


def test_the_figures_say_what_those_of_the_report_say() -> None:
    fit = a_fit()
    aside = [place for place in range(len(fit.targets)) if place not in fit.fitted]
    of_report = [numbers_chart(fit), *targets_charts(fit, fit.fitted), *targets_charts(fit, aside)]
    of_page = list(figures(result_parts(found())))

    assert [each.chart["description"] for each in of_page] == [each["description"] for each in of_report]
    assert [each.chart["title"] for each in of_page] == [each["title"] for each in of_report]
    for mine, theirs in zip(of_page, of_report, strict=True):
        for row, other in zip(mine.chart["data"]["values"], theirs["data"]["values"], strict=True):
            for key, value in other.items():
                near = pytest.approx(value, rel=1e-4, abs=1e-4) if isinstance(value, float) else value
                assert row[key] == near


def test_every_figure_has_a_name_of_its_own_and_a_table_with_a_row_for_each_row_of_the_chart() -> None:
    drawn = list(figures(result_parts(found())))

    assert len({each.name for each in drawn}) == len(drawn) >= 3
    for each in drawn:
        assert len(each.table.rows) == len(each.chart["data"]["values"])


def test_a_result_keeps_as_json() -> None:
    parts = result_parts(found())

    assert from_json(to_json(parts)) == parts


def test_a_check_that_failed_is_a_warning_before_anything_is_told() -> None:
    failed = dict(found().told) | {"warnings": ["Not so: chains agree (2; allowed: at most 1.05)."]}
    failed["checks"] = [{"check": "chains agree", "value": 2.0, "allowed": "at most 1.05", "passed": False}]
    parts = result_parts(Found(found().study, failed))
    tones = [part.tone for part in parts if isinstance(part, Words)]

    assert headline(Found(found().study, failed)) == "Not to be relied on: this fit failed 1 of 1 checks"
    assert ("Not so: chains agree (2; allowed: at most 1.05).",) in [p.points for p in parts if isinstance(p, Words)]
    assert tones.index("warning") < tones.index("plain", 2)
    (table,) = (part.parts[0] for part in parts if isinstance(part, Folded) and part.label.startswith("Every check"))
    assert "FAILED" in table.rows[0]  # type: ignore[union-attr]


@pytest.mark.parametrize("name", SHIPPED)
def test_every_fit_that_ships_is_shown_without_a_run(name: str) -> None:
    folder = shipped_pilots()[name]
    shown = found_in(read_study(folder / "study.toml"), folder)

    assert shown is not None
    parts = result_parts(shown)
    assert all(each in words(parts).splitlines() for each in shown.told["cannot_tell"])
    assert len(list(figures(parts))) >= 2


def test_synthetic_data_are_labelled_so() -> None:
    assert "SYNTHETIC DATA" in words(result_parts(found()))


def test_a_folder_without_a_fit_shows_none(tmp_path: Path) -> None:
    study = shipped_pilots()["north_carolina_recid"] / "study.toml"

    assert found_in(read_study(study), tmp_path) is None
