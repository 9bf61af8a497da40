"""What the values of a study file may be: names, titles, texts, shares, hours; and the table that holds them."""

from __future__ import annotations

import re
import string
import unicodedata
from collections.abc import Mapping
from typing import Annotated, ClassVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from simmodel.study_faults import Allowed, one_of
from simmodel.vocabulary import DOMAINS

SILOS = tuple(domain for domain in DOMAINS if domain != "housing")
"""The domains that have specialist hours; housing has lettings."""
LONGEST_NAME = 40
NAME = re.compile(rf"[a-z][a-z0-9_]{{0,{LONGEST_NAME - 1}}}")
LONGEST_TITLE = 80
LONGEST_TEXT = 2000
_MARKS = " .,-'()$%/&+" + string.digits


def _is_title(text: str) -> bool:
    return bool(text.strip()) and len(text) <= LONGEST_TITLE and all(c.isalpha() or c in _MARKS for c in text)


def _is_text(text: str) -> bool:
    return len(text) <= LONGEST_TEXT and all(c in "\n\r\t" or unicodedata.category(c)[0] != "C" for c in text)


A_NAME = Allowed("1 to 40 lower-case letters, digits and _, a letter first (pull_in)", NAME.fullmatch)
A_TITLE = Allowed(f"1 to {LONGEST_TITLE} letters, digits, spaces and . , - ' ( ) $ % / & +", _is_title)
A_TEXT = Allowed(f"text of at most {LONGEST_TEXT} characters without control characters", _is_text)
A_REASON = Allowed(f"a reason, at most {LONGEST_TEXT} characters", lambda text: text.strip() and _is_text(text))
A_NUMBER = Allowed("the dotted name of a number of the model", lambda text: 0 < len(text) <= 120 and text.isprintable())
A_SILO = one_of(SILOS, "a domain other than housing, whose dwellings are lettings")

Title = Annotated[str, AfterValidator(A_TITLE), Field(examples=["More places in the silos, same money"])]
Text = Annotated[str, AfterValidator(A_TEXT), Field(examples=["What is compared, and for whom."])]
Share = Annotated[float, Field(gt=0, lt=1, description="(a share of people)", examples=[0.25])]
MoneyShare = Annotated[float, Field(gt=0, le=1, description="(a share of the money)", examples=[0.35])]
Hours = Annotated[float, Field(ge=0, le=100_000, description="specialist hours a week", examples=[60])]
Lettings = Annotated[float, Field(ge=0, le=1000, description="lettings a year", examples=[40])]


class Table(BaseModel):
    """A table of a study file: unknown keys and values of another kind are faults.

    `REFUSED`: keys that people may expect here, and why there are none.
    """

    REFUSED: ClassVar[Mapping[str, str]] = {}
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)
