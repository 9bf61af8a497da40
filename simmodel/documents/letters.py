"""Which letters a document may hold: what XML allows, for a picture or a Word file with others breaks."""

from __future__ import annotations

import re

_NOT_ALLOWED = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def plain(text: str) -> str:
    r"""The text without letters that a document may not hold.

    >>> plain("two\x00 coaches\x1f")
    'two coaches'
    """
    return _NOT_ALLOWED.sub("", text)
