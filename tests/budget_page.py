"""The page Site budget, opened, edited and simulated, with runs that are made up."""

import threading
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from fake_ensemble import runs_of
from small_study import SMALL
from streamlit.testing.v1 import AppTest
from the_page import WAIT, page_named

from simmodel.screens import studies
from simmodel.screens.desk import line

TWO = "two_coaches"


def made_up_runs_played(monkeypatch: pytest.MonkeyPatch) -> Iterator[SimpleNamespace]:
    """A page whose study is small and whose runs are made up; `asked` says of which studies and how many."""
    import sys
    from types import ModuleType

    told = SimpleNamespace(asked=[], go_on=threading.Event(), then=lambda: None)
    told.go_on.set()

    def compare(study: Any, runs: int, seed: int, workers: int, progress: Any, **_: Any) -> Any:
        told.asked.append((study.name, runs))
        progress(1, runs)
        told.go_on.wait(WAIT)
        told.then()
        progress(runs, runs)
        return runs_of(study, runs, seed)

    module = ModuleType("simmodel.ensemble")
    vars(module)["compare"] = compare
    monkeypatch.setitem(sys.modules, "simmodel.ensemble", module)
    monkeypatch.setattr(studies, "shipped_text", lambda: SMALL)
    monkeypatch.setattr("simmodel.screens.site_budget.simulate.shipped_text", lambda: SMALL)
    line.the_desk.clear()
    yield told
    told.go_on.set()
    line.the_desk.clear()


def opened(**in_url: str) -> AppTest:
    at = page_named("site_budget", **in_url)
    assert not at.exception
    return at


def edit(at: AppTest, table: str, start: str = TWO, version: int = 0, **state: Any) -> AppTest:
    """Edit a table as the browser does."""
    empty: dict[str, Any] = {"edited_rows": {}, "added_rows": [], "deleted_rows": []}
    at.session_state[f"site-budget-{start}-{table}-{version}"] = {**empty, **state}
    at.run()
    assert not at.exception
    return at


def simulate(at: AppTest) -> AppTest:
    at.button(key="site-budget-run").click().run()
    assert at.session_state["site-budget-job"].over.wait(WAIT)
    at.run()
    assert not at.exception
    return at
