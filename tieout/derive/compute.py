"""Deriving: from a formula over tied numbers to a number with its lineage and bounds."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from tieout.derive.claim import claim
from tieout.derive.derivation import Derivation, Input, Operand, interval_of
from tieout.derive.dimensions import check_units
from tieout.derive.evaluate import evaluate
from tieout.derive.expansion import expand
from tieout.derive.formula import Formula, FormulaError
from tieout.derive.idle import idle_names
from tieout.derive.interval import Interval
from tieout.derive.plain import in_plain_numbers
from tieout.derive.reliance import unmoved_by
from tieout.numbers.mention import Bound
from tieout.quantities.quantity import Quantity, finest_step, round_to


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
    if set(idle_names(whole)) >= set(facts):
        raise FormulaError("the result depends on no fact: all of them cancel")
    result = evaluate(whole, {name: interval_of(it) for name, (_, it) in facts.items()})
    # How many inputs there are does not depend on how well they are known.
    counted = read.text.replace(" ", "") == "count()"
    known = {} if counted else {name: it for name, (_, it) in facts.items()}
    named = [] if counted else [it.quantity for it in inputs.values()]
    return Derivation(
        id=id,
        title=title,
        formula=read.text if plain.text == written.text else plain.text,
        inputs=tuple(Input(name, it.kind, it.id) for name, it in inputs.items()),
        quantity=_quantity(result, unit, claim(whole, known, result, named), places),
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


def _finest(value: Decimal, bound: Bound, places: int | None) -> Decimal:
    """The worth of the last decimal that may be shown. What is not zero is not shown as it."""
    if places is None:
        return finest_step(value)
    finest = Decimal(1).scaleb(-places)
    while value and not round_to(value, finest, bound):
        finest /= 10
    return finest


def _quantity(
    result: Interval, unit: str, shown_as: tuple[Bound, Decimal], places: int | None
) -> Quantity:
    bound, step = shown_as
    quantity = Quantity(
        value=result.value,
        low=None if result.low.is_infinite() else result.low,
        high=None if result.high.is_infinite() else result.high,
        unit=unit,
        bound=bound,
    )
    told = result.value if quantity.claimed is None else quantity.claimed
    return replace(quantity, step=max(step, _finest(told, bound, places)))
