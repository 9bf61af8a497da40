"""The result of a fit, drawn, and what a reader takes away of it."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from simmodel.errors import SimmodelError
from simmodel.screens.draw import draw
from simmodel.screens.fits import CARRIED
from simmodel.screens.plain import plain
from simmodel.shipped import CALIBRATION

if TYPE_CHECKING:
    from simmodel.screens.fit.work import Fitted
    from simmodel.shown.fit.found import Found

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def show_fitted(fitted: Fitted) -> None:
    """A fit that was made here, with its files, and the way to Compare."""
    from simmodel.shown.fit.found import Found
    from simmodel.shown.fit.result import result_parts

    draw(result_parts(Found(fitted.fit.study, fitted.told)), "fit-result")
    _take_away(fitted)
    _carry(fitted)
    _reproduce(fitted)


def show_shipped(found: Found, typed: str) -> None:
    """A fit that came with the package, as it was found when it was made."""
    from simmodel.shown.fit.result import result_parts

    seed, runs = found.told["seed"], found.told["runs"]
    told = (
        f"From the fit that comes with {typed} (seed {seed}; {runs['over_prior']:,} runs over what was believed "
        f"before, {runs['near_posterior']:,} at draws of the posterior); nothing was run to show it. On Compare it can "
        "be chosen under “Numbers fitted to a pilot”."
    )
    st.caption(plain(told))
    draw(result_parts(found), "fit-shipped")


def _take_away(fitted: Fitted) -> None:
    st.header("Take away")
    files = (
        ("Calibrated scenario (zip)", "calibrated.zip", "application/zip"),
        ("Report for a browser", "report.html", "text/html"),
        ("Report for Word", "report.docx", _WORD),
    )
    for column, (label, file, kind) in zip(st.columns(3), files, strict=True):
        called = f"{fitted.fit.study.name}-{file}"
        content = partial(content_of, fitted, file)
        column.download_button(label, content, called, kind, key=f"fit-take-{file}", on_click="ignore")
    st.caption(
        "The zip holds the study, the draws of the posterior in its folder fit, and the report. Counts of fewer than "
        "five people are ranges in all of it."
    )


def content_of(fitted: Fitted, file: str) -> str | bytes:
    """What one of the files to take away holds."""
    from simmodel.shown.fit.files import calibrated, report_of

    today = date.today()
    if file == "calibrated.zip":
        return calibrated(fitted.fit, fitted.asked, today)
    return report_of(fitted.fit, fitted.asked, today)[file]


def _carry(fitted: Fitted) -> None:
    """Let Compare offer this fit, and go there."""
    from simmodel.shown.fit.files import carried_from

    if not st.button("Use this fit on Compare", key="fit-carry"):
        return
    try:
        st.session_state[CARRIED] = carried_from(fitted.fit, fitted.asked)
    except SimmodelError as error:
        st.error(plain(str(error)))
        return
    st.success("Compare now offers this fit under “Numbers fitted to a pilot”, until you close this window.")


def _reproduce(fitted: Fitted) -> None:
    from simmodel.shown.fit.files import command_of

    with st.expander("Reproduce"):
        st.markdown("The same study, targets and seed give the same draws, bit for bit, from the command line:")
        st.code(command_of(fitted.asked), language="bash", wrap_lines=True)
        if not fitted.asked.folder.startswith(f"{CALIBRATION}/"):
            st.caption(
                plain(
                    f"{fitted.asked.folder} is the folder in the zip; put your targets.csv into it where the zip has "
                    "none. The zip says what to type to compare scenarios with this fit."
                )
            )
