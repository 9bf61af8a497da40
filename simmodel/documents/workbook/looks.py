"""How cells look: what is typed in, what comes from the simulation, and how numbers are shown."""

from __future__ import annotations

from typing import Any

import xlsxwriter

NUMBERS = {
    "dollars": '"$"#,##0;-"$"#,##0;"$"0',
    "share": "0.0%",
    "rate": "0.0%",
    "ratio": "0.00;-0.00;0.00",
    "whole": "#,##0;-#,##0;0",
    "one": "#,##0.0;-#,##0.0;0.0",
    "two": "#,##0.00;-#,##0.00;0.00",
    "factor": "0.0000",
    "any": "General",
}
"""How numbers are shown, by kind; below 0 with a minus."""
_LOOKS: dict[str, dict[str, Any]] = {
    "live": {},
    "fixed": {"bg_color": "#EEF2F6"},
    "input": {"bg_color": "#FFF4C2", "font_color": "#0B3D91", "border": 1, "border_color": "#B58900", "locked": False},
    "title": {"bold": True, "font_size": 14},
    "heading": {"bold": True, "font_size": 11, "top": 1},
    "head": {"bold": True, "text_wrap": True, "valign": "bottom", "bottom": 1, "bg_color": "#D9E2EC"},
    "about": {"italic": True, "font_color": "#444444"},
    "text": {},
    "label": {"text_wrap": True, "valign": "top"},
    "wrapped": {"text_wrap": True, "valign": "top"},
    "strong": {"bold": True, "text_wrap": True, "valign": "top"},
}


class Looks:
    """The formats of a workbook, each made once."""

    def __init__(self, file: xlsxwriter.Workbook) -> None:
        """No formats yet."""
        self._file = file
        self._made: dict[tuple[str, str], Any] = {}

    def look(self, look: str, number: str = "any") -> Any:
        """The format of a cell: what it is, and how its number is shown."""
        if (look, number) not in self._made:
            shown = {"num_format": NUMBERS[number]} if number != "any" else {}
            self._made[look, number] = self._file.add_format(_LOOKS[look] | shown)
        return self._made[look, number]
