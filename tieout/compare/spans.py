"""Periods as spans of days: which may be one, which lies in another, which comes first."""

import calendar
from datetime import date

from tieout.ledger.records import IndicatorKind

#: Kinds of indicators that count from a start up to a moment, or tell of a moment.
_TO_DATE: frozenset[IndicatorKind] = frozenset({"cumulative", "stock", "property", "rank"})


def span(period: str) -> tuple[date, date] | None:
    """The first and the last day of a period of the ledger; None for an empty one."""
    if not period:
        return None
    start, _, end = period.partition("/")
    return _days(start)[0], _days(end or start)[1]


def lies_in(inner: str, outer: str) -> bool:
    """Whether a period is stated to be a part of another, or the same."""
    a, b = span(inner), span(outer)
    return a is not None and b is not None and b[0] <= a[0] and a[1] <= b[1]


def may_be_one(a: str, b: str, kind: IndicatorKind) -> bool:
    """Whether two numbers may speak of one period: it is the same, or one of them has none,
    or both count up to some day that neither names."""
    return a == b or not a or not b or kind in _TO_DATE


def is_before(a: str, b: str) -> bool:
    """Whether a period has ended before another begins."""
    first, second = span(a), span(b)
    return first is not None and second is not None and first[1] < second[0]


def year_before(period: str) -> str:
    """The same period a year earlier: `2024-H1` of `2025-H1`. Spans of years have none."""
    year, dash, rest = period.partition("-")
    return "" if not year.isdigit() else f"{int(year) - 1}{dash}{rest}"


def _days(moment: str) -> tuple[date, date]:
    year_text, _, rest = moment.partition("-")
    year = int(year_text)
    if not rest:
        return date(year, 1, 1), date(year, 12, 31)
    if rest[0] in "HQ":
        length = 6 if rest[0] == "H" else 3
        last = length * int(rest[1])
        return date(year, last - length + 1, 1), _last(year, last)
    month_text, _, day = rest.partition("-")
    month = int(month_text)
    if day:
        it = date(year, month, int(day))
        return it, it
    return date(year, month, 1), _last(year, month)


def _last(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])
