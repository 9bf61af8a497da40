"""What was found: the sentence, a chart, tables, what does not fit, what the money buys, how to repeat it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import cast

import pandas as pd
import streamlit as st

from simmodel.appraisal.comparison import Comparison
from simmodel.appraisal.runs import REACHED, SITE, Runs
from simmodel.bands import bands_told, luck_told, the_place
from simmodel.by_site import tables_by_site
from simmodel.carried import fitted_of, label_of, told_of_posterior
from simmodel.charts import fan_chart, for_page
from simmodel.screens import studies, tables
from simmodel.screens.fits import UNPACKED, show_told, to_type
from simmodel.screens.jobs import Job
from simmodel.screens.plain import plain
from simmodel.series import SERIES, View, bands, drawable, finding
from simmodel.words import dollars, headline

VIEWS = {"differences": "Difference from the base case", "levels": "Each way of working"}
CHECKS = "checks of the base case"


def show_result(job: Job) -> None:
    """Show a finished comparison, its sentence first."""
    if job.comparison is None or job.found is None:
        return
    comparison = job.comparison
    st.info(plain(headline(comparison)), title="What was found")
    st.caption(plain(f"{bands_told(comparison)}."))
    show_told(told := told_of_posterior(job.study, comparison.draws))
    if drawable(job.found):
        show_over_time(job.found)
    show_levels(comparison)
    show_differences(comparison)
    show_sites(comparison)
    show_costs(comparison)
    show_notes(comparison, told)
    show_money(comparison)
    show_reproduce(job)


@st.fragment
def show_over_time(runs: Runs) -> None:
    """One fan chart, its title the finding, and the same numbers as a table."""
    st.header("Over time")
    left, right = st.columns(2)
    series = left.selectbox("What to follow", drawable(runs), format_func=lambda name: SERIES[name].label)
    view = right.selectbox("Show", list(VIEWS), format_func=lambda name: VIEWS[name])
    view = cast(View, view)
    chart = fan_chart(runs, series, view)
    st.markdown(f"**{plain(finding(runs, series, view))}.**")
    st.vega_lite_chart(for_page(chart), alt=chart["description"], key="over_time")
    st.caption(
        f"Line: the middle run. Band: nine runs in ten ({'evidence and luck' if runs.draws else 'luck only'}). "
        "Each point is a quarter of a year."
        + (" Above zero: more than in the base case, with the same luck." if view == "differences" else "")
        + (f" {plain(label_of(runs.fitted))}." if runs.fitted is not None else "")
    )
    with st.expander("The chart as a table"):
        _table(runs, by_year(runs, series, view), f"{SERIES[series].label} by quarter, as drawn above", "Quarter")


def by_year(runs: Runs, series: str, view: View) -> pd.DataFrame:
    """The numbers of a fan chart as text: one row for each quarter, one column for each scenario."""
    places = 0 if SERIES[series].dollars else 1
    rows: dict[str, dict[str, str]] = {}
    for row in bands(runs, series, view).to_dict("records"):
        year, quarter = divmod(row["quarter"] - 1, 4)
        cell = f"{row['median']:,.{places}f} ({row['low']:,.{places}f} to {row['high']:,.{places}f})"
        rows.setdefault(f"Year {year + 1}, quarter {quarter + 1}", {})[row["title"]] = cell
    return pd.DataFrame.from_dict(rows, orient="index", dtype=str)


def show_levels(comparison: Comparison) -> None:
    """Outcomes by scenario: everyone in the site, and the people whom a scenario reached."""
    place = the_place(comparison)
    st.header(f"Everyone in {place}")
    st.caption("For each person: the mean over runs, and in brackets the two bands.")
    _table(comparison, tables.site_levels(comparison), f"Outcomes by way of working for everyone in {place}")
    for name, populations in comparison.scenarios.items():
        if name != comparison.base_case and REACHED in populations:
            count = comparison.people_reached.get(name, 0.0)
            st.header(plain(f"The people reached by “{tables.title(comparison, name)}”"))
            st.caption(f"{count:,.1f} people in a mean run, beside the same people without it.")
            _table(comparison, tables.reached_levels(comparison, name), "Outcomes of the people reached")


def show_differences(comparison: Comparison) -> None:
    """Every scenario minus the base case, paired run by run."""
    st.header("What differs from the base case")
    base = tables.title(comparison, comparison.base_case)
    st.caption(
        plain(
            f"Minus “{base}”, for the same people with the same luck. The Monte Carlo error says how far "
            "the difference may move with more runs. A difference is called clear where the evidence band leaves out "
            "zero by more than two such errors."
        )
    )
    for words, name, population in _compared(comparison):
        st.markdown(f"**{plain(words)}**")
        _table(comparison, tables.difference_table(comparison, name, population), words)


def show_sites(comparison: Comparison) -> None:
    """The main outcomes site by site, where there are several."""
    if comparison.sites:
        st.header("Site by site")
    for words, rows in tables_by_site(comparison):
        st.markdown(f"**{plain(words)}**")
        _table(comparison, tables.fact_table(rows), words, tables.row_heading(rows))


def show_costs(comparison: Comparison) -> None:
    """Who pays, level by level and difference by difference, folded away until somebody asks."""
    with st.expander("Costs by payer"):
        place = the_place(comparison)
        st.markdown(f"**For each person, everyone in {place}**")
        _table(comparison, tables.site_levels(comparison, tables.COSTS), f"Cost per person by payer in {place}")
        for words, name, population in _compared(comparison):
            st.markdown(f"**{plain(words)}, minus the base case**")
            _table(comparison, tables.difference_table(comparison, name, population, tables.COSTS), f"{words}: costs")


def _compared(comparison: Comparison) -> Iterator[tuple[str, str, str]]:
    """Each scenario and population that is compared with the base case, with words for the two."""
    whom = {SITE: f"everyone in {the_place(comparison)}", REACHED: "the people reached"}
    for name, populations in comparison.differences.items():
        for population in populations:
            words = f"{tables.title(comparison, name)}: {whom.get(population, population)}"
            yield words, name, population


def show_notes(comparison: Comparison, told: Sequence[str]) -> None:
    """What does not fit, and which numbers are unsure; what was told already is not told again."""
    st.header("What to keep in mind")
    misfits = [note for note in comparison.notes if note.startswith("the base case")]
    for note in (note for note in comparison.notes if note not in told):
        words = plain(note[:1].upper() + note[1:] + ("" if note.endswith(".") else "."))
        if note in misfits:
            st.warning(words, title="Does not fit")
        else:
            st.info(words, title="To know")
    if not misfits and comparison.facts.get(CHECKS):
        st.markdown("The base case fits what is known on every point that is checked.")
    for told in luck_told(comparison):
        st.markdown(plain(told))
    for name, value in comparison.facts.items():
        if isinstance(value, list) and value and isinstance(value[0], Mapping):
            label = tables.fact_line(name, "").removesuffix(": ")
            with st.expander(label):
                _table(comparison, tables.fact_table(value), label, tables.row_heading(value))
        else:
            st.caption(plain(tables.fact_line(name, value)))


def show_money(comparison: Comparison) -> None:
    """What a year's money buys."""
    st.header("What the money buys" + (" at each site" if comparison.sites else ""))
    _table(comparison, tables.money_table(comparison), "What a year's money buys in each way of working", "Item")


def show_reproduce(job: Job) -> None:
    """The study file and the command that give the same numbers."""
    funding = max(each.funding_per_year for each in job.study.scenarios.values())
    fitted, posterior = label_of(fitted_of(job.study)), job.study.posterior
    folder = to_type(posterior) if posterior is not None else ""
    file = studies.file_name(job.study, funding)
    text = studies.text_with_funding(studies.shipped_text(), job.study)
    with st.expander("Reproduce this result"):
        st.markdown("The page calls the same functions as the command line. Save the study file and type:")
        st.code(studies.command(file, job.runs, job.seed, folder), language=None, wrap_lines=True)
        if folder == UNPACKED:
            st.markdown(plain(f"{UNPACKED} stands for the fit that was handed in: its folder, unpacked. {fitted}."))
        if text is None:
            st.markdown(plain(f"Set every funding_per_year of {studies.STUDY} to {dollars(funding)}."))
        else:
            text = studies.with_note(text, fitted, folder)
            st.download_button("Download the study file", text, file, "application/toml", on_click="ignore")
            st.code(text, language="toml", height=260)
        if job.found is not None:
            st.caption(f"simmodel {plain(job.found.version)}, study {job.found.study_digest[:12]}, seed {job.seed}")


def _table(result: Runs | Comparison, table: pd.DataFrame, alt: str, rows: str = "Outcome") -> None:
    """Show a table of a result, and to what its numbers were fitted; `rows` heads the names of its rows."""
    safe = table.rename_axis(rows).reset_index().map(plain).rename(columns=plain)
    st.table(safe, border="horizontal", hide_index=True, alt=alt)
    if result.fitted is not None:
        st.caption(plain(f"{label_of(result.fitted)}."))
