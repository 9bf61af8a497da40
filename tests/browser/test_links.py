"""What stands in a link: it keeps what a reader chose, and whatever else is written into it does no harm."""

import ast
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

import simmodel.screens
from simmodel.screens.comparing.choices import OWN

from .conftest import NewTab
from .server import PAGES
from .small_files import FOUR_WAYS
from .tab import RUN_WAIT, Tab

pytestmark = pytest.mark.browser
OWN_FILE = f'description = "Seventeen people"\n{FOUR_WAYS}'
TRICKS = ("1e999", "NaN", "-1", "<script>window.tricked=1</script>", "![x](http://192.0.2.1/x.png)", "9" * 400)


def bound() -> list[str]:
    """The name of every choice that a page keeps in its link."""
    pages = Path(simmodel.screens.__file__).parent.rglob("*.py")
    calls = [node for page in pages for node in ast.walk(ast.parse(page.read_text())) if isinstance(node, ast.Call)]
    given = [{each.arg: each.value for each in call.keywords} for call in calls]
    keys = [words["key"] for words in given if "bind" in words and "key" in words]
    return sorted({key.value for key in keys if isinstance(key, ast.Constant) and isinstance(key.value, str)})


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_a_trick_in_a_link_gives_a_plain_page(tab: Tab, path: str) -> None:
    for trick in TRICKS:
        names = [*bound(), "unknown", "<b>"]
        tab.open(f"{path}?{'&'.join(f'{quote(name)}={quote(trick)}' for name in names)}")
        assert tab.page.locator('[data-testid="stException"]').count() == 0
        assert tab.page.evaluate("window.tricked") is None
        assert tab.page.locator("main img[src*='192.0.2.1']").count() == 0


def test_an_address_that_is_no_page_says_so(tab: Tab) -> None:
    tab.page.goto(f"{tab.address}/no-such-page")
    tab.page.get_by_role("heading", name="Page not found").wait_for()
    assert ["does not seem to exist" in each for each in tab.faults] == [True], "what the console is told is that alone"
    tab.faults.clear()


def funding_of(tab: Tab) -> str | None:
    return tab.page.get_by_role("slider").first.get_attribute("aria-valuetext")


def with_other_funding(tab: Tab) -> str:
    """Move the first slider of a page by one step, and give back what it then says."""
    before = funding_of(tab)
    tab.page.get_by_role("slider").first.press("ArrowRight")
    tab.page.wait_for_url("**funding=*")
    tab.settle()
    assert funding_of(tab) != before
    return str(funding_of(tab))


def gone_to(tab: Tab, page: str, title: str) -> Tab:
    tab.page.get_by_role("link", name=page).first.click()
    tab.page.get_by_role("heading", name=title, level=1).wait_for()
    return tab.settle()


def test_a_reload_and_another_page_in_between_keep_what_was_chosen(new_tab: NewTab) -> None:
    tab = new_tab("/compare")
    chosen = with_other_funding(tab)
    tab.page.reload()
    assert funding_of(tab.settle()) == chosen
    gone_to(tab, "Assumptions and limits", "Assumptions and limits")
    gone_to(tab, "Compare", "Compare ways of working")
    expect(tab.page.get_by_role("slider").first).to_have_attribute("aria-valuetext", chosen)


def test_what_is_put_back_as_in_the_file_leaves_the_link_too(new_tab: NewTab) -> None:
    tab = new_tab("/compare")
    as_in_file = funding_of(tab)
    with_other_funding(tab)
    tab.page.get_by_role("button", name="Put everything back as in the file").click()
    expect(tab.page.get_by_role("slider").first).to_have_attribute("aria-valuetext", str(as_in_file))
    expect(tab.page.get_by_text("Changed from the file")).to_have_count(0)
    assert "funding=" not in tab.settle().page.url


def test_a_study_file_of_ones_own_is_there_after_another_page(new_tab: NewTab) -> None:
    tab = new_tab("/compare")
    tab.chosen("Study", OWN)
    file = {"name": "mine.toml", "mimeType": "text/plain", "buffer": OWN_FILE.encode()}
    tab.page.locator('input[type="file"]').first.set_input_files(file)
    expect(tab.page.get_by_text("Seventeen people")).to_be_visible()
    gone_to(tab, "Assumptions and limits", "Assumptions and limits")
    gone_to(tab, "Compare", "Compare ways of working")
    expect(tab.page.get_by_text("Seventeen people")).to_be_visible()


def test_the_back_button_gives_the_page_before(new_tab: NewTab) -> None:
    tab = new_tab("/compare")
    with_other_funding(tab)
    gone_to(tab, "Assumptions and limits", "Assumptions and limits")
    tab.page.go_back()
    tab.page.get_by_role("heading", name="Compare ways of working", level=1).wait_for()
    assert tab.settle().page.locator('[data-testid="stException"]').count() == 0


def test_a_double_click_begins_one_run_which_one_stop_stops(new_tab: NewTab) -> None:
    tab = new_tab("/compare")
    with_other_funding(tab)
    tab.page.get_by_text("100", exact=True).first.click()
    tab.settle().runs.first.dblclick()
    tab.stop.wait_for()
    assert tab.stop.count() == 1
    tab.stop.click()
    tab.page.get_by_text("100 paired runs: stopped.").wait_for(state="attached")
    assert tab.runs.count() == 1


def test_a_link_opened_twice_is_run_once_and_shown_in_both(new_tab: NewTab) -> None:
    first = new_tab("/compare?funding=700000&runs=8")
    first.runs.first.click()
    first.stop.wait_for()
    second = new_tab("/compare?funding=700000&runs=8")
    first.stop.wait_for(state="detached", timeout=RUN_WAIT)
    second.stop.wait_for(state="detached", timeout=RUN_WAIT)
    assert first.settle().finding == second.settle().finding != ""
