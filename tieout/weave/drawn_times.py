"""Whether the marks of a chart stand on a scale of time where their numbers belong."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Final

from tieout.ledger.periods import span_of
from tieout.weave.links import Links

#: A day may begin earlier or end later in another zone of time.
_ZONES: Final = timedelta(days=1)
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


def untimely(kind: str, id: str, times: Mapping[str, float | None], links: Links) -> str:
    """What is wrong with the places on scales of time, in milliseconds, of a mark that leads to a
    number; empty where nothing is.

    A fact stands within its own period. A derived number stands within the periods of the facts
    that it is made of, or, as a formula may lead to another, no further from them than these are
    long: the level before a growth is of the year before.
    """
    if not times:
        return ""
    ids = [id] if kind == "fact" else [it.id for it in links.derivations[id].facts]
    span = _span(links.facts[it].fact.period for it in ids)
    for channel, value in times.items():
        if span is None:
            return f"stands in time ({channel}), and no source says of when it is"
        first, last = span
        if kind != "fact":
            first, last = first - (last - first) - _ZONES, last + (last - first) + _ZONES
        if not _is_within(value, first, last):
            return (
                f"stands at {day_said(value)} ({channel}), and the number is of {first} to {last}"
            )
    return ""


def _span(periods: Iterable[str]) -> tuple[date, date] | None:
    """The first and the last day of periods; None where one of them is not known."""
    try:
        spans = [span_of(it) for it in periods]
    except ValueError:
        return None
    return min(it for it, _ in spans), max(it for _, it in spans)


def _is_within(value: float | None, first: date, last: date) -> bool:
    """Whether a moment lies in a span of days, whose end is the beginning of the next day."""
    if value is None or (day := _moment(value)) is None:
        return False
    return first - _ZONES <= day.date() and day <= _midnight(last + timedelta(days=1)) + _ZONES


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _moment(value: float) -> datetime | None:
    try:
        return _EPOCH + timedelta(milliseconds=value)
    except (OverflowError, ValueError):  # NaN, of what is off the scale
        return None


def day_said(value: float | None) -> str:
    """The day of a moment in milliseconds, for a message."""
    moment = None if value is None else _moment(value)
    return moment.date().isoformat() if moment else "what is no day of its scale"
