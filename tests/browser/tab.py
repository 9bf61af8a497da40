"""A tab of a reader's browser, which writes down what it asked for and what went wrong in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import axe_playwright_python
from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, Position, Request, expect

WAIT = 30_000
"""Milliseconds that a page may take on a busy machine."""
RUN_WAIT = 120_000
"""Milliseconds that a small study may take, with half a minute in which the model is compiled."""
LOOKED_FOR = ("/_stcore/health", "/_stcore/host-config")
"""What Streamlit looks for below the page's own address before it finds it at the root: a 404 there is no fault."""
WITHIN = ("data:", "blob:")
FIRST_CELL: Position = {"x": 60, "y": 53}
"""Where the first cell of a table to edit lies in it, right of the mark of its row and below its head."""
NOT_OURS = ("presentation-role-conflict", "stFileUploaderDropzone")
"""The one thing that axe finds (minor), which no setting of Streamlit's changes: the frame around its upload button."""
FOUND = "What was found"
OURS_TO_SHOW = "Traceback (most recent call last)"


@cache
def axe() -> str:
    """The script of axe-core, as a package of the development group carries it."""
    return (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")


@dataclass
class Tab:
    """One tab. `elsewhere`: requests to other hosts; `faults`: what the console says as an error."""

    address: str
    page: Page
    elsewhere: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def open(self, path: str) -> Tab:
        """Go to a page of the app and wait until it stands still."""
        self.page.goto(f"{self.address}{path}")
        return self.settle()

    def settle(self) -> Tab:
        """Wait until the page has drawn itself."""
        self.page.locator("h1").first.wait_for(timeout=WAIT)
        self.page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for(timeout=WAIT)
        expect(self.page.locator('[data-testid="stSkeleton"]')).to_have_count(0, timeout=WAIT)
        return self

    @property
    def words(self) -> str:
        """Everything that can be read in the tab."""
        return str(self.page.inner_text("body"))

    def box(self, title: str) -> Locator:
        """The box that has this title."""
        return self.page.get_by_test_id("stAlertTitle").get_by_text(title, exact=True)

    @property
    def finding(self) -> str:
        """The sentence that answers a comparison."""
        box = self.page.locator("[data-testid=stAlert]", has_text=FOUND).first
        return " ".join(box.inner_text().partition(FOUND)[2].split())

    @property
    def runs(self) -> Locator:
        """The buttons that begin long work, where they may be pressed."""
        return self.page.locator('[data-testid="stBaseButton-primary"]:enabled:visible')

    @property
    def stop(self) -> Locator:
        """The button that stops it."""
        return self.page.get_by_role("button", name="Stop", exact=True)

    def run(self) -> Tab:
        """Press the button that begins long work, and wait for its end."""
        return self.begun().ended()

    def begun(self) -> Tab:
        """Press the button that begins long work, and wait until it goes on."""
        self.runs.last.click()
        self.stop.wait_for()
        return self

    def ended(self) -> Tab:
        """Wait for the end of long work."""
        self.stop.wait_for(state="detached", timeout=RUN_WAIT)
        return self.settle()

    def chosen(self, label: str, option: str) -> Tab:
        """Choose this of a list."""
        self.page.get_by_role("combobox", name=label).press_sequentially(option)
        self.page.get_by_role("option", name=option).click()
        return self.settle()

    def type_into(self, grid: Locator, row: int, column: int, text: str) -> Tab:
        """Put a text into a cell of a table that can be edited, counted from 0, as one does by keyboard."""
        grid.scroll_into_view_if_needed()
        grid.locator(".dvn-scroller").first.click(position=FIRST_CELL)
        for key, times in (("ArrowRight", column), ("ArrowDown", row), ("Enter", 1)):
            for _ in range(times):
                self.page.keyboard.press(key)
        cell = self.page.locator("#portal textarea, #portal input").first
        cell.fill(text)
        cell.press("Enter")
        cell.wait_for(state="detached")
        return self.settle()

    def taken(self, label: str, folder: Path) -> Path:
        """The file behind a button that gives one."""
        with self.page.expect_download(timeout=RUN_WAIT) as given:
            self.page.get_by_role("button", name=label, exact=True).click()
        path = folder / given.value.suggested_filename
        given.value.save_as(path)
        return path

    def barriers(self) -> list[str]:
        """What axe finds that shuts people out, and where."""
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(axe())
        found = self.page.evaluate("axe.run().then(result => result.violations)")
        told = [f"{each['id']}: {node['target']} {node['html'][:150]}" for each in found for node in each["nodes"]]
        return [each for each in told if not all(part in each for part in NOT_OURS)]


def tab_of(context: BrowserContext, address: str) -> Tab:
    """A new tab."""
    page = context.new_page()
    page.set_default_timeout(WAIT)
    tab = Tab(address, page)
    page.on("request", lambda asked: _note_request(tab, asked))
    page.on("console", lambda said: _note_fault(tab, said))
    page.on("pageerror", lambda error: tab.faults.append(str(error)))
    return tab


def _note_request(tab: Tab, asked: Request) -> None:
    if not asked.url.startswith((f"{tab.address}/", *WITHIN)):
        tab.elsewhere.append(asked.url)


def _note_fault(tab: Tab, said: ConsoleMessage) -> None:
    if said.type == "error" and not str(said.location.get("url", "")).endswith(LOOKED_FOR):
        tab.faults.append(f"{said.text} {said.location}")
