"""A walk through a page with the Tab key: what it should reach, what it reaches, and whether one sees where one is."""

from __future__ import annotations

from .tab import Tab

MOST_STEPS = 400
_HELPERS = """
window.walk = {
  seen: element => {
    const box = element.getBoundingClientRect(), style = getComputedStyle(element);
    return box.width > 0 && box.height > 0 && style.visibility !== 'hidden' && !element.closest('[inert]');
  },
  label: element => element.tagName + ' ' + (element.getAttribute('aria-label') || element.innerText ||
    element.closest('[data-testid]')?.dataset.testid || '').slice(0, 60).replace(/\\s+/g, ' '),
  group: element => element.closest('[data-testid=stButtonGroup], [role=radiogroup], [role=toolbar], [role=group]'),
  roves: element => element.type === 'radio' || element.closest('[data-testid=stButtonGroup]') !== null,
  wanted: () => {
    const found = [...document.querySelectorAll('a[href], button, input, select, textarea, [tabindex], summary')];
    const first = new Set();
    return found.filter(each => {
      const hidden = each.type === 'radio' || each.type === 'checkbox' || each.type === 'range';
      if (each.tagName !== 'SUMMARY' && each.closest('details:not([open])')) return false;
      if (each.tagName === 'MAIN' || each.tabIndex < 0 || each.disabled || !(walk.seen(each) || hidden)) return false;
      if (!walk.roves(each)) return true;
      const group = each.name || walk.group(each);
      return first.has(group) ? false : !!first.add(group);
    });
  },
  look: element => {
    const around = [element];
    for (let up = element.parentElement; up && around.length < 5; up = up.parentElement) around.push(up);
    around.push(...[...(element.parentElement?.querySelectorAll('*') || [])].slice(0, 40));
    return around.map(each => {
      const s = getComputedStyle(each);
      return [s.outlineStyle, s.outlineColor, s.outlineWidth, s.boxShadow, s.borderColor, s.backgroundColor, s.color,
              s.textDecorationLine, s.opacity].join('|');
    }).join('\\n');
  },
};
const still = document.createElement('style');
still.textContent = '* { transition: none !important; animation: none !important }';
document.head.append(still);
walk.all = walk.wanted();
"""
_STEP = """async () => {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const group = walk.roves(at) ? (at.name || walk.group(at)) : null;
  let place = walk.all.indexOf(at);
  if (place < 0 && group) place = walk.all.findIndex(each => (each.name || walk.group(each)) === group);
  const focused = walk.look(at);
  at.blur();
  await new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  const visible = focused !== walk.look(at);
  at.focus({preventScroll: true});
  return {place, label: walk.label(at), visible};
}"""


def walked(tab: Tab) -> tuple[list[str], list[dict[str, object]]]:
    """What can be reached in this page, in its order; and the steps of the Tab key, until it leaves the page."""
    page = tab.page
    page.evaluate(_HELPERS)
    wanted: list[str] = page.evaluate("walk.all.map(walk.label)")
    page.evaluate("document.activeElement?.blur()")
    steps: list[dict[str, object]] = []
    for _ in range(min(MOST_STEPS, 2 * len(wanted) + 10)):
        page.keyboard.press("Tab")
        step = page.evaluate(_STEP)
        if step is None or (steps and step["place"] == steps[0]["place"] and step["place"] >= 0):
            break
        if not step["label"].startswith("MAIN"):
            steps.append(step)
    return wanted, steps
