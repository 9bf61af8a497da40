"""The Compare page as a reader meets it: opened, a button pressed, and everything that it says."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fake_ensemble import Ensemble, put_ensemble
from small_study import SMALL
from streamlit.testing.v1 import AppTest

from simmodel.screens import studies
from simmodel.screens.comparing import choices
from simmodel.screens.desk import line

APP = Path(__file__).parents[1] / "app.py"
MAIN = Path(__file__).parents[1] / "simmodel/screens/main.py"
WAIT = 20


def made_up_page(monkeypatch: pytest.MonkeyPatch) -> Iterator[Ensemble]:
    """A page whose study is small and whose runs are made up."""
    use_study(monkeypatch, SMALL)
    line.the_desk.clear()
    yield from put_ensemble(monkeypatch)
    line.the_desk.clear()


def use_study(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(studies, "shipped_text", lambda: text)
    monkeypatch.setattr(choices, "presets", lambda: {"taree": Path("taree.toml")})
    monkeypatch.setattr(choices, "read_text", lambda path: text)


def page(**in_url: str) -> AppTest:
    """The page, opened by a link with these choices."""
    return page_named("compare", **in_url)


def page_named(name: str, **in_url: str) -> AppTest:
    """A page of the app by the name of its module, opened by a link with these choices."""
    opened = AppTest.from_function(_shown, kwargs={"name": name}, default_timeout=WAIT)
    for name, value in in_url.items():
        opened.query_params[name] = value
    opened.run()
    assert not opened.exception
    return opened


def _shown(name: str) -> None:
    from importlib import import_module

    getattr(import_module(f"simmodel.screens.{name}"), f"show_{name}")()


def run(at: AppTest) -> AppTest:
    """Press Run, wait for the comparison, and look at the page again."""
    at.button(key="compare-run").click().run()
    assert at.session_state["compare-job"].over.wait(WAIT)
    at.run()
    assert not at.exception
    return at


def texts(at: AppTest) -> list[str]:
    """Everything that the page says in markdown."""
    kinds = (at.markdown, at.caption, at.info, at.warning, at.error, at.header, at.title)
    said = [element.value for kind in kinds for element in kind]
    for table in at.table:
        said += [*map(str, table.value.columns), *table.value.to_numpy().ravel()]
    return said
