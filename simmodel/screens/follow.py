"""Follow one person: whom, under which two ways of working and with which luck; and what became of that life."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import streamlit as st

from simmodel.errors import SimmodelError
from simmodel.journey.choose import MOST_DIFFERENT, TYPICAL, pair_of
from simmodel.scenario import Study
from simmodel.screens import studies
from simmodel.screens.beside import beside
from simmodel.screens.desk.job import Hands, Work
from simmodel.screens.desk.line import asked, the_desk
from simmodel.screens.draw import draw
from simmodel.screens.plain import plain
from simmodel.shown.follow.asked import SEED, Asked, at_first, in_words
from simmodel.shown.follow.page import parts_of
from simmodel.shown.follow.stored import is_of_today, stored_life, stored_version
from simmodel.shown.parts import Part
from simmodel.vocabulary import COHORTS

PEOPLE = {
    "typical": ("A typical change: the life that changes as most do", TYPICAL),
    "most different": ("The life that changes most", MOST_DIFFERENT),
    "by number": ("A person by number", ""),
}
EVERYONE = "everyone"
MOST_LUCK, MOST_PEOPLE = 999, 99_999


@dataclass(frozen=True)
class Shown:
    """The life on the page, what was asked for it, and where it comes from."""

    asked: Asked
    key: str
    parts: list[Part]
    source: str
    is_of_today: bool = True


def show_follow() -> None:
    """Draw the page."""
    st.title("Follow one person")
    st.markdown("The same made-up person, with the same luck, under two ways of working: what happens, and how often.")
    try:
        study = studies.shipped_study()
        with st.container(border=True):
            chosen = choose(study)
            asked("follow", "Follow this person", chosen.key(study), "Living the life twice", work_of(chosen, study))
    except SimmodelError as error:
        st.error(plain(str(error)))
        return
    show_life(known(chosen, study), chosen, study)


def choose(study: Study) -> Asked:
    """Whom the reader follows, under which two ways of working, where and with which luck."""
    first, second = st.columns(2)
    with first:
        person, cohort = choose_person()
        luck = st.number_input(
            "Luck number: another number, other events to live through",
            0,
            MOST_LUCK,
            0,
            key="luck",
            bind="query-params",
        )
        st.caption(beside("0", f"0 to {MOST_LUCK}", rests="Any number serves"))
    with second:
        left, right = choose_ways(study)
        site = choose_site(study)
    return Asked(person, cohort, left, right, site, within(luck, MOST_LUCK))


def choose_person() -> tuple[str, str | None]:
    """The person by situation or number, and the cohort to choose among."""
    which = st.selectbox("Whom to follow", list(PEOPLE), key="person", bind="query-params")
    st.caption(plain(f"{PEOPLE[which][0]}. Default: {next(iter(PEOPLE))}."))
    if which == "by number":
        number = st.number_input(
            "The person's number in the site's table of people", 0, MOST_PEOPLE, 0, key="number", bind="query-params"
        )
        st.caption(beside("0", "0 to that of the last person at the site", rests="Any number serves"))
        return str(within(number, MOST_PEOPLE)), None
    names = {EVERYONE: None, **{in_words(each): each for each in COHORTS}}
    group = st.selectbox("Among", list(names), key="among", bind="query-params")
    st.caption(f"Default: {EVERYONE}.")
    return PEOPLE[which][1], names[group]


def choose_ways(study: Study) -> tuple[str, str]:
    """The two ways of working: the base case and the first that buys coaches, unless the reader chooses others."""
    base, other = pair_of(study)
    names = list(study.scenarios)
    left = way("First way of working", names, names.index(base), "first_way", study)
    others = [name for name in names if name != left]
    return left, way(
        "Second way of working", others, others.index(other) if other in others else 0, "second_way", study
    )


def way(label: str, names: list[str], at: int, key: str, study: Study) -> str:
    """One way of working that the reader chooses, by its title."""
    titles = {name: study.named(name).title for name in names}
    found = st.selectbox(label, names, at, format_func=lambda name: titles[name], key=key, bind="query-params")
    st.caption(plain(f"Default: “{titles[names[at]]}”."))
    return found


def choose_site(study: Study) -> str | None:
    """The site where the person lives, of several; None where there is one."""
    if len(study.places) == 1:
        return None
    return str(st.selectbox("Site", list(study.places), key="follow_site", bind="query-params"))


def within(number: float | None, most: int) -> int:
    """A whole number from 0 to the most, whatever a browser sent."""
    return min(max(int(number or 0), 0), most)


def work_of(chosen: Asked, study: Study) -> Work:
    """The life as work for the desk."""

    def work(hands: Hands) -> Iterator[list[Part]]:
        hands.progress(0, 1)
        yield parts_of(chosen.follow(study))
        hands.progress(1, 1)

    return work


def known(chosen: Asked, study: Study) -> Shown | None:
    """The life that was asked for, if it is known; else the last one on this page, or the one that ships."""
    key = chosen.key(study)
    stored = stored_life(chosen, study)
    done = the_desk().find(key)
    if done is not None and done.state == "done":
        st.session_state["follow-shown"] = Shown(chosen, key, done.result, "Played by the model for this page")
    elif stored is not None:
        st.session_state["follow-shown"] = shipped_life(chosen, study, stored)
    last: Shown | None = st.session_state.get("follow-shown")
    first = at_first(study)
    if last is None and (stored := stored_life(first, study)) is not None:
        last = shipped_life(first, study, stored)
    return last


def shipped_life(chosen: Asked, study: Study, parts: list[Part]) -> Shown:
    """A life that ships with the page, and said to be so."""
    source = f"From a stored run of simmodel {stored_version()}"
    return Shown(chosen, chosen.key(study), parts, source, is_of_today())


def show_life(shown: Shown | None, chosen: Asked, study: Study) -> None:
    """The life, and where it is not the one that is chosen now a word about that."""
    if shown is None:
        st.header("No life yet")
        st.markdown("Choose a person and press **Follow this person**. It takes some seconds.")
        return
    if shown.key != chosen.key(study):
        now = f"You have now chosen {chosen.told(study)}; press “Follow this person” to see that life."
        st.warning(plain(f"It is of {shown.asked.told(study)}. {now}"), title="Below is another life")
    if not shown.is_of_today:
        st.warning(
            "The model has changed since this life was played; press “Follow this person” for the life of today."
        )
    draw(shown.parts, "life")
    with st.expander("Reproduce this life"):
        st.markdown("The page calls the same functions as the command line. Type:")
        st.code(shown.asked.command(study), language=None, wrap_lines=True)
    st.caption(
        plain(f"{shown.source}. Seed {SEED}, luck number (run) {shown.asked.luck}; every number at its default.")
    )
