"""Plain calendar dates and periods, in English and in Chinese."""

import re
from collections.abc import Iterator

from tieout.numbers.english.names import FIVE_YEAR_PLAN
from tieout.numbers.english.periods import read_periods
from tieout.numbers.english.years import counts_something, stands_free

_PLAN_YEARS = r"(?: ?[(（](?:19|20)\d\d ?[-–—] ?(?:19|20)\d\d[)）])?"
_PLAN = re.compile(FIVE_YEAR_PLAN.pattern + _PLAN_YEARS, re.IGNORECASE)
_CENTURY = re.compile(
    r"\b(?:\d{1,2}(?:st|nd|rd|th)|nineteenth|twentieth|twenty-first) centur(?:y|ies)\b",
    re.IGNORECASE,
)
_DASH = r"\s?(?:[-–—~～至到])\s?"
_CHINESE_YEAR = r"(?:(?:19|20)\d\d|[一二][〇零○一二三四五六七八九]{3})\s?年"
_CHINESE_MONTH = r"(?<!\d)(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])\s?月"
_CHINESE_DAY = (
    r"(?:3[01]|[12]\d|0?[1-9]|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])\s?[日号]"
)
_CHINESE = re.compile(
    r"(?<![\d.,])(?:"
    rf"(?:19|20)\d\d\s?年?{_DASH}{_CHINESE_YEAR}"
    rf"|{_CHINESE_YEAR}\s?(?:度|[上下]半年|[初中末底])?(?:\s?\d{{1,2}}{_DASH}{_CHINESE_MONTH}份?"
    rf"|\s?{_CHINESE_MONTH}(?:\s?{_CHINESE_DAY}|份|[初末底])?)?"
    rf"|\d{{1,2}}\s?月?{_DASH}{_CHINESE_MONTH}份?"
    rf"|{_CHINESE_MONTH}(?:\s?{_CHINESE_DAY}|份|[初末底])?"
    r"|[“\"]?十[一二三四五六]五[”\"]?(?=规划|时期|期间|末|开局|收官|[”\"，。、,. ）)]|$)"
    r")"
)


def date_spans(text: str) -> Iterator[tuple[int, int]]:
    """The spans of dates and periods that hold a numeral, possibly overlapping."""
    for pattern in (_PLAN, _CENTURY, _CHINESE):
        for match in pattern.finditer(text):
            yield match.span()
    for mention in read_periods(text):
        if _holds_numeral(mention.text):
            yield mention.start, mention.end
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
