"""Whether a shown number says what a fact or a derivation holds."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from tieout.audit.numbers.shown import Shown
from tieout.audit.numbers.units import (
    COUNT,
    FRACTION,
    PERCENT,
    RANK,
    TIMES,
    Unit,
    per_of_code,
    unit_of_code,
)

#: Units of which a page need not speak: the words around the number tell what is counted.
_SILENT: Final = frozenset({COUNT.dimension, RANK.dimension, TIMES.dimension, "workday"})
_RELATIVE: Final = frozenset({COUNT.dimension, TIMES.dimension, FRACTION.dimension})
_TOLERANCE: Final = Decimal("1e-9")
#: The bounds of which end, and the side to which rounding leaves them true.
_OUTWARD: Final = {"over": -1, "at_least": -1, "under": 1, "at_most": 1}


@dataclass(frozen=True, slots=True)
class Quantity:
    """What the data files hold of a number: `value` is `None` for a range from `low` to
    `high`, each of which is `None` where the interval is open. Over and at least are said of
    `low`, under and at most of `high`."""

    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: str
    bound: str

    @property
    def claimed(self) -> Decimal | None:
        """The number that is told: the end that the bound is of, or the value."""
        end = {-1: self.low, 1: self.high}.get(_OUTWARD.get(self.bound, 0))
        return self.value if end is None or self.value is None else end


@dataclass(frozen=True, slots=True)
class Setting:
    """What stands around a shown number.

    `bounds` are what the words just beside its link say, `claims` those of them that can be
    nothing but a bound (`nearly`, unlike `over`). `units` and `scales` are what the head of
    its column or its axis names, on which it may lean (`leans`) in a table or a chart.
    """

    bounds: frozenset[str] = frozenset()
    claims: frozenset[str] = frozenset()
    units: frozenset[str] = frozenset()
    scales: frozenset[Decimal] = frozenset()
    leans: bool = False


def disagreements(
    shown: Shown, quantity: Quantity, setting: Setting, *, derived: bool = False
) -> Iterator[tuple[str, str]]:
    """The ways in which a shown number is not what the data hold: pairs of a finding's code
    (audit-unit, audit-value, audit-bound) and what is wrong."""
    unit = unit_of_code(quantity.unit)
    wrong_unit = _unit_problem(shown, quantity, unit, setting)
    if wrong_unit:
        yield "audit-unit", wrong_unit
        return
    if not _same_value(shown, quantity, unit, setting, derived=derived):
        yield "audit-value", f"shows {_plain(shown)} where the data hold {_told(quantity)}"
        return
    wrong_bound = _bound_problem(shown, quantity, setting)
    if wrong_bound:
        yield "audit-bound", wrong_bound


def _unit_problem(shown: Shown, quantity: Quantity, unit: Unit, setting: Setting) -> str:
    said = shown.unit
    if shown.per is not None and shown.per != per_of_code(quantity.unit):
        return f"counts per {shown.per:f} where the data hold {quantity.unit}"
    if said is None:
        if unit.dimension in _SILENT or (setting.leans and unit.dimension in setting.units):
            return ""
        return f"shows no unit where the data hold {unit.dimension}"
    if said.dimension == unit.dimension or _related(said, unit):
        return ""
    return f"shows {said.dimension} where the data hold {unit.dimension}"


def _related(said: Unit, unit: Unit) -> bool:
    """Shares and multiples can be told in more than one way: 0.5 as 50% or half, 2 times as
    doubled; a rank as a plain number; anything counted with its own word (`30 days`)."""
    if unit.dimension in _RELATIVE:
        return said.dimension in _RELATIVE | {PERCENT.dimension} or (
            unit == COUNT and said in (RANK, COUNT)
        )
    return (unit == PERCENT and said == FRACTION) or (unit == RANK and said == COUNT)


def _same_value(
    shown: Shown, quantity: Quantity, unit: Unit, setting: Setting, *, derived: bool
) -> bool:
    """Whether the shown number is the one held, to within half of its last digit; or, where a
    computed one is a bound, what is left of it when it is rounded to the side on which it stays
    true."""
    factor = unit.factor
    if quantity.value is None:
        ends = (quantity.low, quantity.high)
        if None in ends:
            return False
    else:
        ends = (quantity.claimed, quantity.claimed)
    if (shown.low != shown.high) != (ends[0] != ends[1]):
        return False
    scales = {Decimal(1), *(setting.scales if setting.leans else ())} | _conversions(shown, unit)
    return any(
        all(
            end is not None
            and _close(one * scale, end * factor, shown, scale, quantity, derived=derived)
            for one, end in zip((shown.low, shown.high), ends, strict=True)
        )
        for scale in scales
    )


def _conversions(shown: Shown, unit: Unit) -> set[Decimal]:
    if shown.unit == PERCENT and unit.dimension in _RELATIVE:
        return {Decimal("0.01")}
    if shown.unit == FRACTION and unit == PERCENT:
        return {Decimal(100)}
    return set()


def _close(
    one: Decimal, held: Decimal, shown: Shown, scale: Decimal, quantity: Quantity, *, derived: bool
) -> bool:
    turned = not shown.sign and held < 0  # `fell by 5%`: the words around it say which way
    one = -one if shown.sign == "-" else one
    held = -held if turned else held
    distance = abs(one - held)
    slack = abs(held) * _TOLERANCE
    if derived and quantity.bound in _OUTWARD:
        side = -_OUTWARD[quantity.bound] if turned else _OUTWARD[quantity.bound]
        return (one - held) * side >= -slack and distance < shown.zeros * scale + slack
    if one == 0 != held:
        return False
    if distance <= shown.step * scale / 2 + slack:
        return True
    # A computed number is shown with the digits that its interval justifies: 640 for 637.
    low, high = quantity.low, quantity.high
    justified = low is None or high is None or abs(high - low) >= shown.step * scale
    return derived and justified and distance <= shown.zeros * scale / 2 + slack


def _bound_problem(shown: Shown, quantity: Quantity, setting: Setting) -> str:
    said = shown.bounds - {"exact"}
    if quantity.bound == "exact":
        said |= setting.claims
        return f"says {' or '.join(sorted(said))} of an exact number" if said else ""
    if quantity.bound in said | (setting.bounds if not said else frozenset()):
        return ""
    told = f"says {' or '.join(sorted(said))}" if said else "drops the bound"
    return f"{told} where the data hold {quantity.bound}"


def _plain(shown: Shown) -> str:
    ends = dict.fromkeys((shown.low, shown.high))
    return shown.sign + "–".join(f"{end.normalize():f}" for end in ends)


def _told(quantity: Quantity) -> str:
    if quantity.claimed is not None:
        return f"{quantity.claimed:f} {quantity.unit}".rstrip()
    return f"{quantity.low}–{quantity.high} {quantity.unit}".rstrip()
