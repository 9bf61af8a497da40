"""HTML as text that cannot be broken out of: everything is escaped unless this page made it."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence

from simmodel.documents.letters import plain


class Markup(str):
    """HTML that is safe as it stands."""

    __slots__ = ()


def element(name: str, *inside: str, **given: str) -> Markup:
    """One element; what is inside is escaped unless it is `Markup`, and so is every attribute.

    >>> element("p", "a < b", class_="told")
    '<p class="told">a &lt; b</p>'
    """
    attributes = "".join(f' {_attribute(key)}="{html.escape(plain(value))}"' for key, value in given.items())
    return Markup(f"<{name}{attributes}>{together(inside)}</{name}>")


def together(parts: Iterable[str]) -> Markup:
    """Parts one after the other, each escaped unless it is `Markup`."""
    return Markup("".join(part if isinstance(part, Markup) else html.escape(plain(part)) for part in parts))


def section(identity: str, heading: str, *inside: str) -> Markup:
    """A part of the page under its heading, by which it is named and can be reached."""
    return element("section", element("h2", heading, id=identity), *inside, aria_labelledby=identity)


def told_list(told: Sequence[str]) -> Markup:
    """Sentences as a list."""
    return element("ul", *(element("li", each) for each in told)) if told else Markup("")


def table(title: str, head: Sequence[str], rows: Iterable[Sequence[str]], note: str = "") -> Markup:
    """A table with a caption, a head, and the label of each row as its heading; it can be scrolled by keyboard."""
    top = element("thead", element("tr", *(element("th", each, scope="col") for each in head)))
    body = element("tbody", *(_row(row) for row in rows))
    whole = element("table", element("caption", title), top, body)
    scrolled = element("div", whole, class_="scrolled", role="region", aria_label=f"Table: {title}", tabindex="0")
    return together([scrolled, element("p", note, class_="note")]) if note else scrolled


def _row(row: Sequence[str]) -> Markup:
    below = {"class_": "below"} if row[0].startswith("  ") else {}
    return element(
        "tr", element("th", row[0].strip(), scope="row", **below), *(element("td", each) for each in row[1:])
    )


def _attribute(name: str) -> str:
    return name.rstrip("_").replace("_", "-")
