"""Plain calendar dates and periods, in English and in Chinese."""

import re
from collections.abc import Iterator

from tieout.numbers.english.names import FIVE_YEAR_PLAN
from tieout.numbers.english.periods import read_periods
from tieout.numbers.english.years import counts_something, stands_free
from tieout.numbers.mention import Mention
from tieout.numbers.visible.hanzi import hanzi_dates

_PLAN_YEARS = r"(?: ?[(（](?:19|20)\d\d ?[-–—] ?(?:19|20)\d\d[)）])?"
_PLAN = re.compile(FIVE_YEAR_PLAN.pattern + _PLAN_YEARS, re.IGNORECASE)
_CENTURY = re.compile(
    r"\b(?:\d{1,2}(?:st|nd|rd|th)|nineteenth|twentieth|twenty-first) centur(?:y|ies)\b",
    re.IGNORECASE,
)


def date_spans(text: str, mentions: list[Mention]) -> Iterator[tuple[int, int]]:
    """The spans of dates and periods that hold a numeral, possibly overlapping. `mentions` is
    what the recogniser of Chinese reads in the text."""
    for pattern in (_PLAN, _CENTURY):
        for match in pattern.finditer(text):
            yield match.span()
    for mention in read_periods(text):
        if _holds_numeral(mention.text):
            yield mention.start, mention.end
    yield from hanzi_dates(mentions)
    yield from _bare_years(text)


def _holds_numeral(text: str) -> bool:
    return bool(re.search(r"\d|first|second|third|fourth", text, re.IGNORECASE))


_BARE_YEAR = re.compile(r"(?<!\d)(?:19\d\d|20\d\d|2100)(?!\d)", re.ASCII)


def _bare_years(text: str) -> Iterator[tuple[int, int]]:
    """Years that stand among Chinese characters without 年 are quantities to be safe; those
    between punctuation are years."""
    for match in _BARE_YEAR.finditer(text):
        start, end = match.span()
        before = text[start - 1 : start]
        if not before.isalnum() and stands_free(text, start) and not counts_something(text, end):
            yield start, end
