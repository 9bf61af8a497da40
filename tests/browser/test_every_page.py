"""What holds for every page of the app, whoever reads it and however."""

import pytest

from .keyboard import walked
from .server import PAGES
from .tab import RUN_WAIT, Tab

pytestmark = pytest.mark.browser
every_page = pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
SCROLLS = """() => {
  const scrolls = each => ['auto', 'scroll', 'hidden', 'clip'].includes(getComputedStyle(each).overflowX);
  const main = document.querySelector('[data-testid=stMain]');
  const wide = [document.documentElement, main].filter(each => each.scrollWidth > each.clientWidth + 1);
  const out = [...main.querySelectorAll('*')].filter(each => {
    const box = each.getBoundingClientRect();
    if (!box.width || !box.height || box.right <= innerWidth + 1) return false;
    if (each.closest('details:not([open])')) return false;
    for (let up = each.parentElement; up && up !== main; up = up.parentElement) if (scrolls(up)) return false;
    return true;
  });
  return [...wide, ...out].map(each => each.tagName + ' ' + (each.dataset.testid || each.className)).slice(0, 5);
}"""


FEW = {"/compare": "?runs=8&funding=525000", "/site-budget": "?site_budget_runs=8"}
"""What a link says so that a page asks for few runs, of what no story asks for."""
BEGINS = {
    "/compare": "Run the comparison",
    "/site-budget": "Simulate this budget",
    "/follow": "Follow this person",
}
"""The button that begins the long work of a page; what is small enough to fit is in the analyst's story."""


@every_page
def test_a_page_shuts_nobody_out_empty_running_or_done(tab: Tab, path: str) -> None:
    tab.open(f"{path}{FEW.get(path, '')}")
    assert tab.barriers() == []
    if path in BEGINS:
        tab.page.get_by_role("button", name=BEGINS[path], exact=True).click()
        tab.stop.wait_for()
        assert [each for each in tab.barriers() if tab.stop.count()] == []
        tab.stop.wait_for(state="detached", timeout=RUN_WAIT)
        assert tab.settle().barriers() == []
        assert tab.page.get_by_test_id("stAlertContentError").count() == 0


@every_page
def test_the_keyboard_reaches_every_control_in_order_and_shows_where_it_is(tab: Tab, path: str) -> None:
    wanted, steps = walked(tab.open(path))
    places = [place for step in steps if (place := int(str(step["place"]))) >= 0]

    assert len(wanted) >= len(PAGES)
    assert [wanted[place] for place in range(len(wanted)) if place not in places] == []
    assert places == sorted(places), [step["label"] for step in steps]
    unseen = [str(step["label"]) for step in steps if not step["visible"]]
    assert [label for label in unseen if not label.startswith("CANVAS")] == []


@every_page
def test_a_page_fits_a_phone_and_twice_the_size_without_sideways_scroll(tab: Tab, path: str) -> None:
    tab.open(path)
    for width in (640, 320):
        tab.page.set_viewport_size({"width": width, "height": 800})
        tab.page.wait_for_timeout(600)
        assert (width, tab.page.evaluate(SCROLLS)) == (width, [])


@every_page
def test_the_icon_is_ours(tab: Tab, path: str) -> None:
    icon = tab.open(path).page.get_attribute("link[rel~=icon]", "href")
    assert icon is not None
    assert icon.startswith((tab.address, "/media", "./media"))


def test_a_table_to_edit_draws_itself_where_it_has_the_focus(tab: Tab) -> None:
    grid = tab.open("/site-budget").page.locator("[data-testid=stDataFrame]").first
    grid.scroll_into_view_if_needed()
    before = grid.screenshot()
    grid.locator("canvas[data-testid=data-grid-canvas]").focus()
    tab.page.wait_for_timeout(300)
    assert grid.screenshot() != before
