"""Whether the interval, the bound and the unit of a derivation are those of its facts."""

import ast
from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import product
from typing import Final

from tieout.audit.data.agreement import Quantity
from tieout.audit.data.formula import FormulaError, compute
from tieout.audit.data.records import DerivedRecord, Records
from tieout.audit.numbers.units import COUNT, unit_of_code

#: Stand for an open end: what still grows between the two has no end either.
_FAR: Final = (Fraction(10**15), Fraction(10**18))
_SLACK: Final = Fraction(1, 10**9)
#: Of more facts not all corners are tried, but those to which the value rises or falls.
_MANY: Final = 8
_POINTS: Final = {"percent": "pp"}
_LOWER: Final = frozenset({"over", "at_least"})
_UPPER: Final = frozenset({"under", "at_most"})
#: Bounds whose end may be the number itself.
_REACHED: Final = frozenset({"at_least", "at_most"})


def interval_problems(derived: DerivedRecord, records: Records) -> Iterator[str]:
    """What is wrong with the interval and the bound of a derivation that has a value.

    The formulas are computed over the ends of all facts that the number stands on, to any
    depth. No result may lie outside the interval; and where every input stands once, the
    interval may reach no further than the results.
    """
    quantity = derived.quantity
    try:
        low, high = _hull(derived, records)
    except FormulaError:
        return  # nothing is known over the ends, as below a division by what may be zero
    exact = _stands_once(derived, records)
    ends = (("low", quantity.low, low, -1), ("high", quantity.high, high, 1))
    for name, held, end, sign in ends:
        told = "open" if end is None else f"{float(end):.12g}"
        size = max(abs(end or Fraction(0)), abs(Fraction(quantity.value or 0)), Fraction(1))
        slack = _SLACK * size
        if held is None:
            if exact and end is not None:
                yield f"{name} is open where its facts give {told}"
        elif end is None or (Fraction(held) - end) * sign < -slack:
            yield f"{name} is {held} where its facts reach {told}"
        elif exact and (Fraction(held) - end) * sign > slack:
            yield f"{name} is {held} where its facts give {told}"
    yield from _bound_problems(derived, records, exact=exact)


def _bound_problems(derived: DerivedRecord, records: Records, *, exact: bool) -> Iterator[str]:
    """What is wrong with the bound. A number is over its lower end where facts that are open
    leave that end as it would be if they were not, and move the other; and at least that, where
    one of them reaches its own end. Where the facts stand once each, it is no less than that."""
    quantity = derived.quantity
    bound, low, high = quantity.bound, quantity.low, quantity.high
    facts = [records.facts[key].quantity for key in _facts_below(derived, records)]
    told = f"is called {bound}, which {low} … {quantity.value} … {high} is not"
    if bound == "exact" and None in (low, high):
        yield "is called exact with an open end"
    if bound in _LOWER | _UPPER:
        reached = any(it.bound in _REACHED for it in facts)
        is_open = any(None in (it.low, it.high) for it in facts)
        if (low if bound in _LOWER else high) is None or not is_open:
            yield told
        elif reached != (bound in _REACHED):
            yield f"{told}: the end is {'reached' if reached else 'not reached'}"
    if exact and bound not in _justified(derived, records):
        yield told


def _justified(derived: DerivedRecord, records: Records) -> frozenset[str]:
    """The bounds that the ends justify: which of them stays where open facts are closed."""
    quantity = derived.quantity
    # In the middle of what the facts were tried at, so that a formula that has a value over all
    # of it has one here.
    closed = _hull(derived, records, far=(Fraction(0), Fraction(0)))
    stays = [
        end is not None and other is not None and abs(Fraction(end) - other) <= _SLACK * abs(other)
        for end, other in zip((quantity.low, quantity.high), closed, strict=True)
    ]
    match stays:
        case [True, False]:
            return _LOWER
        case [False, True]:
            return _UPPER
        case _:
            return frozenset({"exact", "about"})


def _hull(
    derived: DerivedRecord, records: Records, far: tuple[Fraction, Fraction] = _FAR
) -> tuple[Fraction | None, Fraction | None]:
    """The smallest and the largest result over the ends of the facts; `None` for no end. Open
    ends are tried at so many times the fact's value from it, at two distances."""
    facts = sorted(set(_facts_below(derived, records)))
    near, off = ([_ends(records.facts[key].quantity, to) for key in facts] for to in far)
    results = [
        [_result(derived, records, dict(zip(facts, corner, strict=True))) for corner in corners]
        for corners in (_corners(derived, records, facts, ends) for ends in (near, off))
    ]
    near_by, far_off = results
    return _end(min(near_by), min(far_off)), _end(max(near_by), max(far_off))


def _end(near: Fraction, far: Fraction) -> Fraction | None:
    """The end that a result runs to, `None` where it runs on."""
    return None if abs(far) > 10 * max(abs(near), Fraction(1)) else far


def _corners(
    derived: DerivedRecord,
    records: Records,
    facts: list[str],
    ends: list[tuple[Fraction, Fraction]],
) -> list[tuple[Fraction, ...]]:
    """The combinations of ends to try."""
    if len(facts) <= _MANY:
        return list(product(*ends))
    middle = {key: _middle(records.facts[key].quantity) for key in facts}
    rising = []
    for key, (low, high) in zip(facts, ends, strict=True):
        below, above = (_result(derived, records, middle | {key: it}) for it in (low, high))
        rising.append((low, high) if below <= above else (high, low))
    return [tuple(low for low, _ in rising), tuple(high for _, high in rising)]


def _ends(quantity: Quantity, far: Fraction) -> tuple[Fraction, Fraction]:
    middle = _middle(quantity)
    reach = far * max(abs(middle), Fraction(1))
    return (
        middle - reach if quantity.low is None else Fraction(quantity.low),
        middle + reach if quantity.high is None else Fraction(quantity.high),
    )


def _middle(quantity: Quantity) -> Fraction:
    if quantity.value is not None:
        return Fraction(quantity.value)
    return (Fraction(quantity.low or 0) + Fraction(quantity.high or 0)) / 2


def _result(derived: DerivedRecord, records: Records, facts: Mapping[str, Fraction]) -> Fraction:
    inputs = {
        name: facts[key]
        if key in records.facts
        else _result(records.derivations[key], records, facts)
        for name, key in derived.inputs.items()
    }
    return compute(derived.formula, inputs)


def _facts_below(derived: DerivedRecord, records: Records) -> Iterator[str]:
    for key in derived.inputs.values():
        if key in records.facts:
            yield key
        else:
            yield from _facts_below(records.derivations[key], records)


def _stands_once(derived: DerivedRecord, records: Records) -> bool:
    """Whether no fact and no name stands twice in the whole computation, and nothing is
    raised to a power: so that the ends of the result lie at ends of the facts."""
    facts = list(_facts_below(derived, records))
    if len(facts) != len(set(facts)) or "**" in derived.formula:
        return False
    names = [it.id for it in ast.walk(ast.parse(derived.formula)) if isinstance(it, ast.Name)]
    inner = [records.derivations[key] for key in derived.inputs.values()
             if key in records.derivations]  # fmt: skip
    return len(names) == len(set(names)) and all(_stands_once(it, records) for it in inner)


def unit_problem(derived: DerivedRecord, records: Records) -> str:
    """What is wrong with the unit of a count, or of a sum or difference: what is added up is
    of one kind, and the result of the same. Empty where nothing is, or where the formula
    multiplies or divides."""
    unit = unit_of_code(derived.quantity.unit).dimension
    tree = ast.parse(derived.formula.strip(), mode="eval").body
    match tree:
        case ast.Call(func=ast.Name(id="count")):
            return "" if unit == COUNT.dimension else f"a count cannot be told in {unit}"
    added = (ast.Name, ast.BinOp, ast.Call, ast.Add, ast.Sub, ast.Load)
    if not all(isinstance(node, added) for node in ast.walk(tree)):
        return ""
    kinds = {
        unit_of_code((records.facts.get(key) or records.derivations[key]).quantity.unit).dimension
        for key in derived.inputs.values()
    }
    if len(kinds) > 1:
        return f"adds up {', '.join(sorted(kinds))}"
    kind = next(iter(kinds), unit)
    if unit not in (kind, _POINTS.get(kind)):
        return f"is told in {unit}, and made of {kind}"
    return ""
