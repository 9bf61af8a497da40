"""What every page for a browser shares: no script, nothing from elsewhere, charts within it, and it prints."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from simmodel.documents.markup import Markup, element
from simmodel.documents.pictures import svg

POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
"""What a browser may load for this page: nothing."""
STYLE = """
:root { color: #0d1620; background: #ffffff; font: 16px/1.5 Arial, Helvetica, "Liberation Sans", sans-serif; }
body { max-width: 68rem; margin: 0 auto; padding: 1rem 1.25rem 3rem; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 1rem 0 .5rem; }
h2 { font-size: 1.35rem; margin: 2.2rem 0 .6rem; border-top: 2px solid #0d1620; padding-top: .6rem; }
h3 { font-size: 1.1rem; margin: 1.6rem 0 .4rem; }
p, li { max-width: 48rem; margin: .4rem 0; overflow-wrap: anywhere; }
.answer { font-size: 1.15rem; font-weight: bold; border-left: 5px solid #0072b2; padding-left: .8rem; }
.note, figcaption { font-size: .85rem; color: #3a444d; }
a { color: #00558b; } a:focus, .scrolled:focus { outline: 3px solid #b34700; outline-offset: 2px; }
nav ul { columns: 2; padding-left: 1.2rem; } .skip { position: absolute; left: -99rem; } .skip:focus { left: 1rem; }
.scrolled { overflow-x: auto; margin: 1rem 0 .3rem; }
table { border-collapse: collapse; font-size: .85rem; width: 100%; }
caption { text-align: left; font-weight: bold; padding: .3rem 0; }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem .3rem 0; border-bottom: 1px solid #9aa3ab; }
thead th { border-bottom: 2px solid #0d1620; } tbody th.below { font-weight: normal; padding-left: 1rem; }
figure { margin: 1.2rem 0; } figure svg { max-width: 100%; height: auto; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; font-size: .85rem; }
dt { font-weight: bold; } dd { margin: 0; overflow-wrap: anywhere; }
@media print {
  :root { font-size: 10pt; } body { max-width: none; padding: 0; } nav, .skip { display: none; }
  h2, h3, caption { break-after: avoid; } tr, figure, li { break-inside: avoid; } thead { display: table-header-group; }
  .scrolled { overflow: visible; } table { font-size: 7pt; } @page { size: A4; margin: 1.5cm; }
}
"""


def whole_page(title: str, body: Markup) -> str:
    """The page as text: what it is called, what a browser may load for it (nothing), how it looks, and its body."""
    head = element(
        "head",
        Markup('<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'),
        Markup(f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'),
        element("title", title),
        Markup(f"<style>{STYLE}</style>"),
    )
    return f"<!DOCTYPE html>\n{element('html', head, element('body', body), lang='en-AU')}\n"


def told_pairs(told: Mapping[str, str]) -> Markup:
    """Names and what they are, one a line."""
    pairs = (element("dt", name) + element("dd", text) for name, text in told.items())
    return element("dl", *(Markup(pair) for pair in pairs))


def figure(chart: dict[str, Any]) -> Markup:
    """A chart as SVG, named by its title, with its words below for those who cannot see it."""
    drawn, title = svg(chart), " ".join(chart["title"]["text"])
    words = element("svg", role="img", aria_label=title).removesuffix("></svg>")
    whole = Markup(words + drawn[drawn.index("<svg") + len("<svg") :])
    return element("figure", whole, element("figcaption", chart["description"]))
