"""How wide columns are and how high rows: programs that open a workbook need not reckon it."""

import math
import unicodedata
from collections.abc import Sequence
from typing import Final

from tieout.workbook.sheet import Entry

#: So many decimals of a number are shown; all of them are held.
DECIMALS: Final = 4
#: Widths of columns in characters.
_NARROW, _WIDE, _WIDEST = 9, 60, 100
_LINE_HEIGHT, _HIGHEST = 15.75, 409.0


def column_width(entries: Sequence[Entry], columns: int) -> float:
    """How wide one of so many columns is, in characters: a long text is broken, a word, a number
    and a link are not, since not every program breaks a link."""
    longest = max(_NARROW, *(breadth(part) for it in entries for part in _unbroken(it)))
    whole = max(breadth(line) for it in entries for line in _shown(it).split("\n"))
    if columns == 2:  # a list: there is room for its texts
        return min(_WIDEST, max(longest, whole)) + 3
    return min(_WIDE, max(longest, min(whole, 24 + whole // 4))) + 3


def row_height(entries: Sequence[Entry], widths: Sequence[float]) -> float:
    """How high a row is, in points: as many lines as its longest cell needs."""
    lines = max(
        sum(max(1, math.ceil(breadth(line) / width)) for line in _shown(entry).split("\n"))
        for entry, width in zip(entries, widths, strict=True)
    )
    return min(_HIGHEST, lines * _LINE_HEIGHT)


def _unbroken(entry: Entry) -> Sequence[str]:
    text = _shown(entry)
    return text.split() if entry.number is None and not entry.link else (text,)


def _shown(entry: Entry) -> str:
    if entry.number is None:
        return entry.text
    return format(round(entry.number, DECIMALS), ",")


def breadth(text: str) -> int:
    """The width of a text in Latin characters."""
    return sum(2 if unicodedata.east_asian_width(it) in "WF" else 1 for it in text)
