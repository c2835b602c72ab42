"""How periods lie to each other: which may be one, which lies in another, which comes first."""

from datetime import date

from tieout.ledger.periods import span_of
from tieout.ledger.records import IndicatorKind

#: Kinds of indicators that count from a start up to a moment, or tell of a moment.
_TO_DATE: frozenset[IndicatorKind] = frozenset({"cumulative", "stock", "property", "rank"})


def span(period: str) -> tuple[date, date] | None:
    """The first and the last day of a period of the ledger; None for an empty one."""
    return span_of(period) if period else None


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
