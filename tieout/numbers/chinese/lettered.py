"""Periods as brokers write them, in letters: 2025Q3, 25H1, 3Q25, FY2025, 2026E, Q3 alone."""

import re
from typing import Final

from tieout.numbers.chinese.named_years import TO, months_of, year_of_month
from tieout.numbers.chinese.reading import Page, Reading

_ENDS: Final = "(?![0-9A-Za-z])"
_LETTERED: Final = re.compile(
    r"(?:FY)?(?P<year>(?:20)?[0-9]{2})年?"
    rf"(?:Q(?P<quarter>[1-4])(?:{TO}Q?(?P<last>[2-4]))?|H(?P<half>[12])){_ENDS}"
    rf"|(?:(?P<quarter2>[1-4])Q|(?P<half2>[12])H)(?P<year2>(?:20)?[0-9]{{2}}){_ENDS}"
    rf"|FY(?P<whole>(?:20)?[0-9]{{2}}){_ENDS}|(?P<told>20[1-3][0-9])[EA]{_ENDS}(?! ?FLOPS)"
)
#: Q3 alone, of the year that the context gives; 奥迪Q3 is a car.
_QUARTER: Final = re.compile(rf"Q(?P<quarter>[1-4])(?:{TO}Q?(?P<last>[2-4]))?{_ENDS}")
_OF_CARS: Final = "迪驰"


def read_lettered(page: Page, start: int) -> Reading | None:
    """A year, a half or a quarter that is told with a letter."""
    text = page.text
    if start and text[start - 1].isascii() and text[start - 1].isalnum():
        return None
    found = _LETTERED.match(text, start)
    if found is None:
        alone = _QUARTER.match(text, start)
        if alone is None or (start and text[start - 1] in _OF_CARS):
            return None
        year = year_of_month(page, alone, 3 * int(alone["last"] or alone["quarter"]))
        return Reading(start, alone.end(), "period", period=_quarters(alone, year))
    printed = found["year"] or found["year2"] or found["whole"] or found["told"]
    year = int(printed) % 100 + 2000
    page.name_year(year)
    half = found["half"] or found["half2"]
    period = f"{year}-H{half}" if half else _quarters(found, year)
    page.sentence_period = period if "-" in period else page.sentence_period
    return Reading(start, found.end(), "period", period=period)


def _quarters(found: re.Match[str], year: int | None) -> str:
    """A quarter, those from one to another, or the year alone."""
    told = found.groupdict()
    first = told["quarter"] or told.get("quarter2")
    if not first:
        return "" if year is None else str(year)
    return months_of(year, 3 * int(first) - 2, 3 * int(told["last"] or first))
