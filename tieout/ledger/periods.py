"""Periods of the ledger: as readers see them, and the days that they span."""

from calendar import monthrange
from datetime import date
from functools import lru_cache

from tieout.quantities.units import Language


def show_period(period: str, language: Language = "en") -> str:
    """A period of the ledger in words: `2025-H1` as `first half of 2025` or 2025年上半年,
    `2020/2025` as `2020–2025`, `2023-07-05` as `5 July 2023`. Empty stays empty."""
    if not period:
        return ""
    start, _, end = period.partition("/")
    if not end:
        return _one(start, language)
    if language == "zh":
        return f"{_one(start, language)}至{_one(end, language)}"
    if len(start) == len(end) == len("2020"):
        return f"{start}–{end}"
    return f"{_one(start, language)} to {_one(end, language)}"


def _one(period: str, language: Language) -> str:
    year, _, rest = period.partition("-")
    if not rest:
        return f"{year}年" if language == "zh" else year
    if rest[0] in "HQ":
        return _part(year, rest, language)
    month, _, day = rest.partition("-")
    if language == "zh":
        return f"{year}年{int(month)}月" + (f"{int(day)}日" if day else "")
    name = date(int(year), int(month), 1).strftime("%B")
    return f"{int(day)} {name} {year}" if day else f"{name} {year}"


def _part(year: str, part: str, language: Language) -> str:
    kind, number = part[0], int(part[1])
    if language == "zh":
        return f"{year}年" + (
            ("上", "下")[number - 1] + "半年" if kind == "H" else f"第{'一二三四'[number - 1]}季度"
        )
    order = ("first", "second", "third", "fourth")[number - 1]
    return f"{order} {'half' if kind == 'H' else 'quarter'} of {year}"


@lru_cache(maxsize=4096)  # every pair of facts asks for it
def span_of(period: str) -> tuple[date, date]:
    """The first and the last day of a period of the ledger. Raises ValueError for an empty
    one, which no source dates."""
    start, _, end = period.partition("/")
    if not start:
        raise ValueError("the source does not say when")
    return _days(start)[0], _days(end or start)[1]


def first_day(period: str) -> date:
    """The first day of a period of the ledger: what is dated by a year and needs a day is not
    said to be younger than is known. Raises ValueError for an empty one."""
    return span_of(period)[0]


def months_of(period: str) -> int:
    """How many whole months a period lasts. Raises ValueError for one that begins or ends
    within a month, and for an empty one."""
    first, last = span_of(period)
    if first.day != 1 or last.day != monthrange(last.year, last.month)[1]:
        raise ValueError(f"{period} does not last whole months")
    return 12 * (last.year - first.year) + last.month - first.month + 1


def _days(period: str) -> tuple[date, date]:
    year, _, rest = period.partition("-")
    if rest[:1] in ("H", "Q"):
        length = 6 if rest[0] == "H" else 3
        end = length * int(rest[1])
        return _months(int(year), end - length + 1, end)
    month, _, day = rest.partition("-")
    if day:
        exact = date(int(year), int(month), int(day))
        return exact, exact
    return _months(int(year), int(month or 1), int(month or 12))


def _months(year: int, first: int, last: int) -> tuple[date, date]:
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])
