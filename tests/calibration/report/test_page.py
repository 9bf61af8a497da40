"""The page of a fit: what cannot be told comes first, every number has its source, and all text is text."""

import html
import re
from collections import Counter
from dataclasses import replace
from datetime import date
from functools import cache
from html.parser import HTMLParser

import pytest
from made_up_fits import a_fit

from simmodel.calibration.checked import verdicts
from simmodel.calibration.report.parts import PASSED
from simmodel.calibration.report.words import SYNTHETIC_LABEL, title
from simmodel.calibration.report.written import PAGE, reports_of
from simmodel.calibration.result import Fit
from simmodel.calibration.targets import told
from simmodel.calibration.told import cannot_tell, parameters_told, tells, warnings

COMMAND = "simmodel calibrate calibration/example_pilot --seed 1"
HOSTILE = "</title></table><script>alert(1)</script><img src=x onerror=alert(1)>\x00 &amp; “{told}” 'a\""


class Reader(HTMLParser):
    """The elements of a page in order, with their attributes, and the words outside the style."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.words, self.open = "", [""]
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        self.open.append(tag)

    def handle_data(self, data: str) -> None:
        if self.open[-1] != "style":
            self.words += f"{data} "

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.found if name == tag]


@cache
def page_in(case: str) -> str:
    page = reports_of(fit_in(case), COMMAND, date(2026, 11, 22))[PAGE]
    assert isinstance(page, str)
    return page


@cache
def fit_in(case: str) -> Fit:
    return {
        "twelve": lambda: a_fit(),
        "failed": failed,
        "hostile": lambda: replace(a_fit(), study=a_fit().study.model_copy(update={"title": HOSTILE})),
    }[case]()


def failed() -> Fit:
    """A fit whose chains have not met, of a pilot that is not synthetic."""
    good = a_fit()
    far = replace(good.step.chains, places=good.step.chains.places + 0.0)
    far.places[:, 0, :] = 0.999
    plan = good.plan.model_copy(update={"source": "a pilot of ours"})
    study = good.study.model_copy(update={"calibration": plan})
    return replace(good, step=replace(good.step, chains=far), study=study)


def test_the_page_says_first_whose_data_they_are_then_what_they_cannot_tell_then_what_they_tell() -> None:
    fit, words = fit_in("twelve"), Reader(page_in("twelve")).words
    order = [title(fit), SYNTHETIC_LABEL, PASSED, *cannot_tell(fit), *tells(fit), "Every number before and after"]
    places = [words.index(each) for each in order]
    assert len(cannot_tell(fit)) > 3
    assert places == sorted(places)


def test_every_fitted_number_stands_on_the_page_with_its_unit_and_its_whole_source() -> None:
    page = page_in("twelve")
    for row in parameters_told(fit_in("twelve")):
        (line,) = [each for each in re.findall(r"<tr>.*?</tr>", page) if f"({row.parameter.name}), " in each]
        assert html.escape(row.source) in line
        assert html.escape(row.unit) in line
        assert f"<td>{row.contraction:.0%}</td>" in line


def test_every_target_stands_on_the_page_with_its_source_and_those_kept_aside_apart() -> None:
    fit, page = fit_in("twelve"), page_in("twelve")
    inside = page.split('id="aside"')[1].split("</section>")[0]
    for target in fit.targets:
        words = html.escape(told(target)[1:])
        assert page.count(words) >= 2
        assert (words in inside) == (target.use != "fit")


def test_checks_that_failed_are_the_title_and_come_before_all_else() -> None:
    fit, words = fit_in("failed"), Reader(page_in("failed")).words
    failing = [each for each in verdicts(fit) if not each.passed]
    assert failing
    assert title(fit) == f"Not to be relied on: this fit failed {len(failing)} of {len(verdicts(fit))} checks"
    assert PASSED not in words
    assert words.index(title(fit)) < words.index(warnings(fit)[0]) < words.index(cannot_tell(fit)[0])


def test_data_of_a_real_pilot_are_not_called_synthetic() -> None:
    assert SYNTHETIC_LABEL in page_in("twelve")
    assert SYNTHETIC_LABEL not in page_in("failed")


@pytest.mark.parametrize("case", ["twelve", "failed", "hostile"])
def test_the_page_asks_nothing_of_any_other_place_and_every_link_leads_somewhere(case: str) -> None:
    page = Reader(page_in(case))
    names = Counter(given["id"] for _, given in page.found if given.get("id"))
    links = [str(given["href"]) for given in page.all("a")]
    assert not {"script", "link", "iframe", "img", "form"} & {tag for tag, _ in page.found}
    assert not [key for _, given in page.found for key in given if key.startswith("on")]
    assert set(re.findall(r"https?://[^\"' <]*", page_in(case))) <= {
        "http://www.w3.org/2000/svg",
        "http://www.w3.org/1999/xlink",
    }
    assert all(link.startswith("#") and names[link[1:]] == 1 for link in links)
    assert len(links) > 20
    assert not re.search(r"\b(nan|NaN|None|inf)\b", page.words)


def test_text_of_a_study_stays_text() -> None:
    assert "<script>alert" not in page_in("hostile")
    assert html.escape("<script>alert(1)</script>") in page_in("hostile")


def test_every_table_has_a_caption_and_every_chart_a_name_and_words_below() -> None:
    page = Reader(page_in("twelve"))
    assert len(page.all("caption")) == len(page.all("table")) > 8
    assert all(drawn.get("role") == "img" and drawn.get("aria-label") for drawn in page.all("svg"))
    assert len(page.all("figcaption")) == len(page.all("svg")) > 2
