"""Interval arithmetic: numbers known only between two ends."""

from dataclasses import dataclass
from decimal import Context, Decimal, DecimalException

INFINITY = Decimal("Infinity")
#: Enough digits that rounding is never seen beside what sources print.
_CONTEXT = Context(prec=40)


class IntervalError(ValueError):
    """An operation that has no value over the intervals that it is given."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A value with the bounds that are known; an open end is infinite."""

    value: Decimal
    low: Decimal
    high: Decimal

    @classmethod
    def point(cls, value: Decimal) -> "Interval":
        return cls(value, value, value)


def add(a: Interval, b: Interval) -> Interval:
    """`a + b`."""
    return Interval(
        _CONTEXT.add(a.value, b.value), _CONTEXT.add(a.low, b.low), _CONTEXT.add(a.high, b.high)
    )


def subtract(a: Interval, b: Interval) -> Interval:
    """`a - b`."""
    return add(a, negative(b))


def negative(a: Interval) -> Interval:
    """`-a`."""
    # The minus sign of Decimal would round to fewer digits than are carried here.
    return Interval(_CONTEXT.minus(a.value), _CONTEXT.minus(a.high), _CONTEXT.minus(a.low))


def multiply(a: Interval, b: Interval) -> Interval:
    """`a * b`: the extremes lie at the corners."""
    corners = [_times(x, y) for x in (a.low, a.high) for y in (b.low, b.high)]
    return Interval(_times(a.value, b.value), min(corners), max(corners))


def divide(a: Interval, b: Interval) -> Interval:
    """`a / b`. Raises `IntervalError` where `b` may be zero."""
    if b.low <= 0 <= b.high:
        raise IntervalError("an input that may be zero stands below a division")
    corners = [_over(x, y) for x in (a.low, a.high) for y in (b.low, b.high)]
    return Interval(_over(a.value, b.value), min(corners), max(corners))


def power(a: Interval, b: Interval) -> Interval:
    """`a ** b` for an `a` that is not negative and a plain number `b`."""
    if a.low < 0 or not b.low == b.high == b.value:
        raise IntervalError("** takes an input that is not negative, and a plain number")
    ends = [_raise(a.low, b.value), _raise(a.high, b.value)]
    return Interval(_raise(a.value, b.value), min(ends), max(ends))


def _times(x: Decimal, y: Decimal) -> Decimal:
    return Decimal(0) if x == 0 or y == 0 else _CONTEXT.multiply(x, y)


def _over(x: Decimal, y: Decimal) -> Decimal:
    return Decimal(0) if y.is_infinite() else _CONTEXT.divide(x, y)


def _raise(x: Decimal, y: Decimal) -> Decimal:
    try:
        power = _CONTEXT.power(x, y)
    except DecimalException:
        raise IntervalError(f"{x} ** {y} has no value") from None
    if power.is_infinite() and x.is_finite():
        raise IntervalError(f"{x} ** {y} has no value")
    return power
