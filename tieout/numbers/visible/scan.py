"""Every number that a reader can see in a text, in English and Chinese alike.

The gate asks of each of them where it comes from. So a missed number is the worst that can
happen; a false alarm costs its author a waiver.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from tieout.numbers.visible.dates import date_spans
from tieout.numbers.visible.digits import digit_spans
from tieout.numbers.visible.hanzi import chinese_mentions, hanzi_spans
from tieout.numbers.visible.letters import as_read
from tieout.numbers.visible.roman import roman_spans
from tieout.numbers.visible.words import word_spans

_NUMBER, _DATE = 1, 2
_RUNS = re.compile(rb"\x01+|\x02+")
_SEPARATORS = " \t\n\u00a0\u202f\u2009-.,:/'’"


@dataclass(frozen=True, slots=True)
class Visible:
    """A stretch that a reader takes as a number (`656,000`, `twenty-five`, `½`, `五百至六百亿`)
    or as a plain calendar date or period (`2025`, `5 July 2023`, `2025年1—6月`): the numeral
    with its sign, scale word and percent sign, without units and currencies."""

    start: int
    end: int
    text: str
    kind: Literal["number", "date"]


def visible_numerals(text: str) -> list[Visible]:
    """The visible numbers and dates of a text, in order, none overlapping.

    Every digit of any script lies in one of them. Superscripts of units (km²), subscripts of
    formulas (CO₂) and the set phrases of `words` and `hanzi` are no numbers. Never raises;
    takes time in proportion to the length of the text.
    """
    plain, offsets = as_read(text)
    mentions = chinese_mentions(plain)
    marks = bytearray(len(plain))
    numbers = (digit_spans(plain), roman_spans(plain), word_spans(plain))
    for spans in (*numbers, hanzi_spans(plain, mentions)):
        for start, end in spans:
            marks[start:end] = bytes([_NUMBER]) * (end - start)
    for start, end in date_spans(plain, mentions):
        marks[start:end] = bytes([_DATE]) * (end - start)
    found = (_visible(text, offsets, run) for run in _RUNS.finditer(marks))
    return [visible for visible in found if visible is not None]


def _visible(text: str, offsets: Sequence[int], run: re.Match[bytes]) -> Visible | None:
    """A run of marked characters, without the separators that another has left over."""
    start, end, mark = offsets[run.start()], offsets[run.end() - 1] + 1, run[0][0]
    while start < end and text[start] in _SEPARATORS and not text[start + 1 : end][:1].isdigit():
        start += 1
    while start < end and text[end - 1] in _SEPARATORS:
        end -= 1
    if start == end:
        return None
    return Visible(start, end, text[start:end], "date" if mark == _DATE else "number")
