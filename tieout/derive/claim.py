"""What may be claimed of a computed number: with which bound it is told, and to which digit."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from tieout.derive.derivation import interval_of
from tieout.derive.evaluate import evaluate
from tieout.derive.formula import Formula
from tieout.derive.interval import Interval
from tieout.numbers.mention import Bound
from tieout.quantities.quantity import Quantity, round_to, round_to_interval

#: An end that moves by less than this part of it does not move.
_STILL = Decimal("1e-12")
#: What rounding a bound outward may lose of it without a further digit.
_SLIGHT = Decimal("0.01")


def claim(
    whole: Formula,
    facts: Mapping[str, Quantity],
    result: Interval,
    inputs: Sequence[Quantity],
) -> tuple[Bound, Decimal]:
    """The bound that may be claimed of a result, and the worth of the last digit to show.

    `whole` is the computation over `facts`; `inputs` are what its author named, whose digits
    the result keeps. Where facts are open, and their open ends reach one end of the result
    alone, the other stands: 100 over more than 50 is under 2, and over 5 plus a rounded 3 is
    over 7.5. That end is what is told, rounded so that the claim stays true.
    """
    if not any(_is_open(it) for it in facts.values()):
        return _of_closed(result, inputs)
    closed = evaluate(whole, {name: interval_of(_closed(it)) for name, it in facts.items()})
    # An end that open ends only tend to tells nothing of how exact the value is.
    stands = _stays(result.low, closed.low), _stays(result.high, closed.high)
    # A fact that reaches its end lets the result reach its own.
    reached = any(it.bound in ("at_least", "at_most") for it in facts.values())
    match stands:
        case True, True:
            return _of_closed(result, inputs)
        case True, False:
            return _of_end(result.low, "at_least" if reached else "over", inputs)
        case False, True:
            return _of_end(result.high, "at_most" if reached else "under", inputs)
        case _:
            return "about", _step_of_open(result, closed, inputs)


def _is_open(it: Quantity) -> bool:
    return it.low is None or it.high is None


def _closed(it: Quantity) -> Quantity:
    """A quantity whose open end is taken for its value."""
    return replace(
        it,
        low=it.value if it.low is None else it.low,
        high=it.value if it.high is None else it.high,
    )


def _stays(end: Decimal, when_closed: Decimal) -> bool:
    if not end.is_finite():
        return False
    return abs(end - when_closed) <= _STILL * max(abs(end), abs(when_closed))


def _of_closed(result: Interval, inputs: Sequence[Quantity]) -> tuple[Bound, Decimal]:
    _, step = round_to_interval(result.value, result.low, result.high)
    return "about" if any(it.bound == "about" for it in inputs) else "exact", step


def _step_of_open(result: Interval, closed: Interval, inputs: Sequence[Quantity]) -> Decimal:
    """The last digit of a result of which no end stands: it has no more than its least exact
    input, than it would have if open ends were closed, and than an end that it tends to leaves;
    and as many as keep it within its ends."""
    low, high = (end if end.is_finite() else None for end in (result.low, result.high))
    justified = [
        round_to_interval(result.value, *ends)[1]
        for ends in ((closed.low, closed.high), (low, high))
        if ends != (None, None)
    ]
    step = max(_coarsest_step(result.value, inputs), *justified)
    slack = abs(result.value) * _STILL
    while not _lies(round_to(result.value, step), low, high, slack):
        step /= 10
    return step


def _lies(value: Decimal, low: Decimal | None, high: Decimal | None, slack: Decimal) -> bool:
    return (low is None or low - slack <= value) and (high is None or value <= high + slack)


def _of_end(end: Decimal, bound: Bound, inputs: Sequence[Quantity]) -> tuple[Bound, Decimal]:
    """The end keeps the digits of the least exact input, and one more where rounding it outward
    would lose more than a hundredth of it: over 11.6 is not told as over 11."""
    step = _coarsest_step(end, inputs)
    if abs(round_to(end, step, bound) - end) > abs(end) * _SLIGHT:
        step /= 10
    while end and not round_to(end, step, bound):
        step /= 10
    return bound, step


def _coarsest_step(value: Decimal, inputs: Sequence[Quantity]) -> Decimal:
    """Where no interval closes the result, it keeps the digits of its least exact input."""
    digits = [
        (quantity.value / quantity.step) for quantity in inputs if quantity.value and quantity.step
    ]
    if not digits or not value:
        return Decimal(1)
    share = min(abs(ratio) for ratio in digits)
    return Decimal(10) ** (abs(value) / share).adjusted()
