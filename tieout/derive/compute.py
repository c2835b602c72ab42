"""Deriving: from a formula over tied numbers to a number with its lineage and bounds."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from tieout.derive.derivation import Derivation, Input, Operand, interval_of
from tieout.derive.dimensions import check_units
from tieout.derive.evaluate import evaluate
from tieout.derive.expansion import expand
from tieout.derive.formula import Formula, FormulaError
from tieout.derive.interval import Interval
from tieout.derive.plain import in_plain_numbers
from tieout.derive.reliance import unmoved_by
from tieout.numbers.mention import Bound
from tieout.quantities.quantity import Quantity, finest_step, round_to, round_to_interval


def derive(
    id: str,
    formula: str,
    inputs: Mapping[str, Operand],
    *,
    title: str,
    unit: str,
    signed: bool = False,
    places: int | None = None,
    note: str = "",
    assumes: Sequence[str] = (),
    across: Sequence[str] = (),
) -> Derivation:
    """The derivation that a formula gives over named inputs, shown with the digits that its
    interval justifies, and with `places` decimals at the most: two, unless given, or three
    digits of a number below one.

    Raises `FormulaError` where the formula cannot be read or computed, where it holds a
    number of its own, does not depend on an input that it names, or its units do not give
    `unit`.
    """
    read = Formula.read(formula)
    if typed := read.typed_numbers():
        raise FormulaError(
            f"{read.text!r} holds {', '.join(typed)}, which no source states: "
            "units convert by themselves, and year() is one of a span of time"
        )
    written = read.over(tuple(inputs))
    units = {name: it.quantity.unit for name, it in inputs.items()}
    check_units(written, units, unit)
    plain = in_plain_numbers(written, units, unit)
    _refuse_idle(plain, inputs)
    whole, facts = expand(plain, inputs)
    result = evaluate(whole, {name: interval_of(it) for name, (_, it) in facts.items()})
    # How many inputs there are does not depend on how well they are known.
    counted = read.text.replace(" ", "") == "count()"
    known = [] if counted else [it.quantity for it in inputs.values()]
    return Derivation(
        id=id,
        title=title,
        formula=read.text if plain.text == written.text else plain.text,
        inputs=tuple(Input(name, it.kind, it.id) for name, it in inputs.items()),
        quantity=_quantity(result, unit, known, _finest(result.value, places)),
        signed=signed,
        note=note,
        assumes=tuple(assumes),
        across=tuple(across),
        over_facts=whole.text,
        facts=tuple(Input(name, "fact", fact) for name, (fact, _) in facts.items()),
        declared=read.text,
    )


def _refuse_idle(plain: Formula, inputs: Mapping[str, Operand]) -> None:
    """A number that an input does not change does not stand on it: a - a + b stands on b."""
    idle = unmoved_by(plain, {name: interval_of(it.quantity).value for name, it in inputs.items()})
    if idle:
        raise FormulaError(f"the result does not depend on {', '.join(idle)}")


def _finest(value: Decimal, places: int | None) -> Decimal:
    """The worth of the last decimal that may be shown. What is not zero is not shown as it."""
    if places is None:
        return finest_step(value)
    finest = Decimal(1).scaleb(-places)
    while value and not round_to(value, finest):
        finest /= 10
    return finest


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
