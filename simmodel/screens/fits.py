"""Numbers fitted to a pilot: which ones a reader may choose, and what is said of them beside every result."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from simmodel.calibration.trusted import MANIFEST, POSTERIOR
from simmodel.carried import carrying, is_warning
from simmodel.errors import SimmodelError
from simmodel.posterior import Posterior
from simmodel.scenario import Study
from simmodel.screens.plain import plain
from simmodel.screens.uploads import LARGEST_MEGABYTES, posterior_handed_in
from simmodel.shipped import shipped_fits

NONE, OWN = "none: the evidence alone", "a fit of your own"
MADE_HERE, CARRIED = "the fit that you made on Fit to pilot data", "fit-carried"
"""What it is called, and where the session holds its posterior."""
OWN_FILES = "own-fit-files"
"""Where the session holds the files of a fit of the reader's own: name and content of each."""
UNPACKED = "FOLDER"
"""What is typed for a fit that did not come with the package."""


def with_fit(study: Study | None) -> Study | None:
    """The study with the fitted numbers that the reader chooses here; the study itself for none.

    Where they cannot be had the reason is shown, and nothing is given back.
    """
    fits = shipped_fits()
    by_name = {Path(typed).name: typed for typed in fits}
    made: Posterior | None = st.session_state.get(CARRIED)
    offered = [NONE, *by_name, *([] if made is None else [MADE_HERE]), OWN]
    chosen = st.selectbox("Numbers fitted to a pilot", offered, key="fit", bind="query-params")
    st.caption(
        f"Default: {NONE}. With a fit, the numbers that it moved come together from what a pilot saw; all others keep "
        "the ranges of their evidence."
    )
    try:
        if chosen == MADE_HERE:
            posterior = made
        elif chosen == OWN:
            posterior = handed_in()
        elif chosen in by_name:
            posterior = shipped_posterior(fits[by_name[chosen]], by_name[chosen])
        else:
            return study
        if posterior is None or study is None:
            return None
        carried = carrying(study, posterior)
    except SimmodelError as error:
        st.error(plain(str(error)))
        return None
    if posterior.source:
        st.caption(plain(f"Whose data: {posterior.source.strip()}"))
    return carried


def handed_in() -> Posterior | None:
    """The fit that the reader hands in here; None before anything was; SimmodelError where it is none."""
    here = st.file_uploader(
        f"The folder “fit” of simmodel calibrate as a zip, or {MANIFEST} and {POSTERIOR} out of it",
        type=["zip", "json", "csv"],
        accept_multiple_files=True,
        max_upload_size=LARGEST_MEGABYTES,
        key="own_fit",
        on_change=lambda: st.session_state.update(
            {OWN_FILES: [(file.name, file.getvalue()) for file in st.session_state["own_fit"]]}
        ),
    )
    files: list[tuple[str, bytes]] = st.session_state.get(OWN_FILES, [])
    if not files:
        st.caption(
            "Nothing can be run before a fit is here. It is read in the memory of this server and written nowhere; a "
            "result that carries it stays there until newer ones take its place, and is shown only with the same fit."
        )
        return None
    if not here:
        names = " and ".join(name for name, _ in files)
        st.caption(plain(f"{names} in use since before; a further upload takes the place of that."))
    return posterior_handed_in(files)


def shipped_posterior(folder: Path, called: str) -> Posterior:
    """The posterior of a fit that comes with the package; SimmodelError where it is of another version."""
    from simmodel.calibration.folder import read_posterior

    return read_posterior(folder, called)


def to_type(posterior: Posterior) -> str:
    """The folder that the command line is given for this posterior; `UNPACKED` where the reader has it."""
    for called, folder in shipped_fits().items():
        try:
            if shipped_posterior(folder, called) == posterior:
                return called
        except SimmodelError:
            continue
    return UNPACKED


def show_told(told: Sequence[str]) -> None:
    """What must be said of fitted numbers: where they come from, and in a box of its own why not to rest on them."""
    calm = [plain(f"{_begun(each)}.") for each in told if not is_warning(each)]
    if calm:
        st.caption("  \n".join(calm))
    for each in told:
        if is_warning(each):
            st.warning(plain(f"{_begun(each)}."), title="Nothing may rest on these numbers")


def _begun(told: str) -> str:
    return told[:1].upper() + told[1:]
