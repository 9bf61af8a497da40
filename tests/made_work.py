"""Long work that a test holds back, and a page that asks for it."""

import threading
from collections.abc import Iterator

from simmodel.errors import SimmodelError
from simmodel.screens.desk.job import Hands

WAIT = 20


class Made:
    """Work that a test holds back, and how often it was begun."""

    def __init__(self) -> None:
        self.may, self.begun, self.at_two = threading.Event(), 0, threading.Event()
        self.fails = ""

    def __call__(self, hands: Hands) -> Iterator[str]:
        self.begun += 1
        hands.progress(2, 8)
        yield "rough"
        self.at_two.set()
        assert self.may.wait(WAIT)
        if self.fails:
            raise SimmodelError(self.fails)
        hands.progress(8, 8)
        yield "sure"


MADE: dict[str, Made] = {}


def shown() -> None:
    import streamlit as st
    from made_work import MADE

    from simmodel.screens.desk.line import asked

    key = st.text_input("Key", "a") or None
    found = asked("page", "Run", key, "Comparing", MADE["work"] if key else None)
    st.write(found.result if found is not None and found.result else "nothing")
