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
        is_counted = _BARE_YEAR.fullmatch(mention.text) and _is_counted(text, mention.start)
        if _holds_numeral(mention.text) and not is_counted:
            yield mention.start, mention.end
    yield from hanzi_dates(mentions)
    yield from _bare_years(text)


def _holds_numeral(text: str) -> bool:
    return bool(re.search(r"\d|first|second|third|fourth", text, re.IGNORECASE))


_BARE_YEAR = re.compile(r"(?<!\d)(?:19\d\d|20\d\d|2100)(?!\d)", re.ASCII)


#: What is said of how many there are: `the firms numbered 1987`.
_NUMBERED = re.compile(
    r"(?<![a-z])(?:(?:number|total|totall|count|reach)(?:s|es|ed|ing)"
    r"|(?:c[ao]m(?:e|es|ing)|amount(?:s|ed|ing)?|add(?:s|ed|ing)? up|rose|risen|grew|grown|fell"
    r"|fallen|climbed|dropped|increased|decreased|jumped|went) to"
    r"|(?:stood|stands|standing) at|(?:count|number|total|sum|figure|tally) (?:is|was|of|at|:))\s$",
    re.IGNORECASE,
)


def _bare_years(text: str) -> Iterator[tuple[int, int]]:
    """Years that stand among Chinese characters without 年 are quantities to be safe; those
    between punctuation are years."""
    for match in _BARE_YEAR.finditer(text):
        start, end = match.span()
        before = text[start - 1 : start]
        if before.isalnum() or not stands_free(text, start) or counts_something(text, end):
            continue
        if not _is_counted(text, start):
            yield start, end


def _is_counted(text: str, start: int) -> bool:
    """Whether the words before a number say that it is how many there are."""
    return _NUMBERED.search(text, max(0, start - 30), start) is not None
