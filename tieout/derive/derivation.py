"""Derivations: numbers computed from facts, with their formula, inputs and bounds."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from tieout.derive.formula import Formula, FormulaError
from tieout.derive.interval import INFINITY, Interval
from tieout.numbers.mention import Bound
from tieout.quantities.quantity import Quantity, round_to, round_to_interval

InputKind = Literal["fact", "derived"]


@dataclass(frozen=True, slots=True)
class Input:
    """A named input of a derivation: a fact or another derivation, by id."""

    name: str
    kind: InputKind
    id: str


@dataclass(frozen=True, slots=True)
class Derivation:
    """A number computed from facts.

    `quantity` holds the value with the interval that the inputs justify, in the base unit;
    its `step` is the worth of the last digit that may be shown. `signed` numbers are shown
    with their sign, as changes are.
    """

    id: str
    title: str
    formula: str
    inputs: tuple[Input, ...]
    quantity: Quantity
    signed: bool = False
    note: str = ""


def interval_of(quantity: Quantity) -> Interval:
    """The interval of a quantity. A range has no value of its own: its middle stands for
    it. An open end is infinite."""
    low = -INFINITY if quantity.low is None else quantity.low
    high = INFINITY if quantity.high is None else quantity.high
    value = quantity.value
    if value is None:
        if low.is_infinite() or high.is_infinite():
            raise FormulaError("an input has neither a value nor two bounds")
        value = (low + high) / 2
    return Interval(value, low, high)


def derive(
    id: str,
    formula: str,
    inputs: Mapping[str, tuple[Input, Quantity]],
    *,
    title: str,
    unit: str,
    signed: bool = False,
    places: int = 2,
    note: str = "",
) -> Derivation:
    """The derivation that a formula gives over named inputs, shown with `places` decimals at
    the most.

    Raises `FormulaError` where the formula cannot be read or computed.
    """
    result = Formula.read(formula).compute(
        {name: interval_of(quantity) for name, (_, quantity) in inputs.items()}
    )
    # How many inputs there are does not depend on how well they are known.
    counted = formula.replace(" ", "") == "count()"
    quantities = [] if counted else [quantity for _, quantity in inputs.values()]
    return Derivation(
        id=id,
        title=title,
        formula=formula,
        inputs=tuple(it for it, _ in inputs.values()),
        quantity=_quantity(result, unit, quantities, Decimal(1).scaleb(-places)),
        signed=signed,
        note=note,
    )


def _quantity(result: Interval, unit: str, inputs: list[Quantity], finest: Decimal) -> Quantity:
    low = None if result.low.is_infinite() else result.low
    high = None if result.high.is_infinite() else result.high
    bound, step = _shown_as(result.value, low, high, inputs)
    return Quantity(
        value=result.value,
        low=low,
        high=high,
        unit=unit,
        bound=bound,
        step=max(step, finest),
    )


def _shown_as(
    value: Decimal, low: Decimal | None, high: Decimal | None, inputs: list[Quantity]
) -> tuple[Bound, Decimal]:
    """The bound that may be claimed of a result, and the worth of the last digit to show.

    A value that lies at one end of its interval is a bound on the other side: 100 over more
    than 50 is under 2. That is claimed only of a shown number that rounding has not moved
    beyond the end: over 11.6 is not over 12.
    """
    # A limit that an input's open end only tends to tells nothing of how exact the value is.
    is_open = any(it.low is None or it.high is None for it in inputs)
    closed = low is not None and high is not None and (low < value < high or low == high)
    if closed and not is_open:
        _, step = round_to_interval(value, low, high)
        return "about" if any(it.bound == "about" for it in inputs) else "exact", step
    coarse = _coarsest_step(value, inputs)
    # An input that reaches its end lets the result reach its own.
    reached = any(it.bound in ("at_least", "at_most") for it in inputs)
    for step in (coarse, coarse / 10):
        shown = round_to(value, step)
        if low == value and shown <= value:
            return "at_least" if reached else "over", step
        if high == value and shown >= value:
            return "at_most" if reached else "under", step
    return "about", coarse


def _coarsest_step(value: Decimal, inputs: list[Quantity]) -> Decimal:
    """Where no interval closes the result, it keeps the digits of its least exact input."""
    digits = [
        (quantity.value / quantity.step) for quantity in inputs if quantity.value and quantity.step
    ]
    if not digits or not value:
        return Decimal(1)
    share = min(abs(ratio) for ratio in digits)
    return Decimal(10) ** (abs(value) / share).adjusted()
