"""One server and one browser for all tests of a process, and a new, empty profile for each of them."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser

from simmodel.screens.serve.fault import FAULT

from .server import SMALL, served_app, the_browser
from .tab import OURS_TO_SHOW, Tab, tab_of

NewTab = Callable[..., Tab]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    try:
        with the_browser() as found:
            yield found
    except FileNotFoundError as missing:
        pytest.fail(str(missing), pytrace=False)


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("served")
    with served_app(SMALL, folder / "runs", folder / "log.txt") as found:
        yield found


@pytest.fixture
def new_tab(browser: Browser, address: str) -> Iterator[NewTab]:
    """New tabs; at the end none has called another host, none has faults, and none shows a traceback."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    tabs: list[Tab] = []

    def opened(path: str = "") -> Tab:
        tabs.append(tab_of(context, address))
        return tabs[-1].open(path) if path else tabs[-1]

    yield opened
    said = [tab.words for tab in tabs]
    context.close()
    assert [asked for tab in tabs for asked in tab.elsewhere] == []
    assert [fault for tab in tabs for fault in tab.faults] == []
    assert not any(OURS_TO_SHOW in each or FAULT[:40] in each for each in said)


@pytest.fixture
def tab(new_tab: NewTab) -> Tab:
    """A tab in which no page is open yet."""
    return new_tab()
