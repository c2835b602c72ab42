"""The algebra of units: what a unit code measures, and what a product of two would.

It is pint's, with the units that this package knows: money, measures, and every noun that
something is counted by as a measure of its own. Firms are not projects and yuan are not
dollars, so neither is added to the other.
"""

from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Literal

from pint import UnitRegistry
from pint.util import UnitsContainer

from tieout.numbers.worth import definitions
from tieout.quantities.units import SCALES, STANDARD

#: A `part` is a share or a growth rate (percent, permille); `points` are what two such parts
#: differ by. Both are numbers without a dimension, and still not the same thing.
Sort = Literal["plain", "part", "points"]

_COUNT = "count:"
#: Units without a dimension: what one of them is worth, and of which sort.
_PURE: dict[str, tuple[Fraction, Sort]] = {
    "": (Fraction(1), "plain"),
    "count": (Fraction(1), "plain"),
    "times": (Fraction(1), "plain"),
    "percent": (Fraction(1, 100), "part"),
    "permille": (Fraction(1, 1000), "part"),
    "pp": (Fraction(1, 100), "points"),
}


@dataclass(frozen=True, slots=True)
class Measure:
    """What a number measures: pint's units of its dimension, what one of its unit is worth in
    them, and of which sort it is."""

    units: UnitsContainer
    worth: Fraction = Fraction(1)
    sort: Sort = "plain"

    @property
    def is_pure(self) -> bool:
        """Whether it has no dimension: a bare number, a multiple, a share."""
        return not self.units

    def __str__(self) -> str:
        if self.is_pure:
            return {"plain": "a bare number", "part": "percent", "points": "percentage points"}[
                self.sort
            ]
        powers = {name: Fraction(str(power)) for name, power in self.units.items()}
        above = [_power(name, power) for name, power in powers.items() if power > 0]
        below = [_power(name, -power) for name, power in powers.items() if power < 0]
        return " ".join(above or ["1"]) + "".join(f" per {name}" for name in below)


def _power(name: str, power: Fraction) -> str:
    name = name.removeprefix(_COUNT)
    return name if power == 1 else f"{name}^{power}"


#: A bare number.
PURE = Measure(UnitsContainer({}))


def times(a: Measure, b: Measure, power: int = 1) -> UnitsContainer:
    """The units of `a * b ** power`."""
    product: UnitsContainer = a.units * b.units**power
    return product


def measure_of(code: str) -> Measure:
    """What a unit code measures. A code that no table knows is a measure of its own."""
    above, slash, below = code.partition("/")
    one = _single(above)
    if not slash:
        return one
    other = _below(below)
    return Measure(times(one, other, -1), one.worth / other.worth)


def _below(code: str) -> Measure:
    """The measure that a rate is per: a listed unit, or a noun without `count:`."""
    if code in STANDARD.by_code or code.startswith(_COUNT):
        return _single(code)
    if code[0] in SCALES and len(code) > 1:
        return Measure(UnitsContainer({_COUNT + code[1:]: 1}), Fraction(SCALES[code[0]]))
    return _single(_COUNT + code)


@cache
def _single(code: str) -> Measure:
    if code in _PURE:
        worth, sort = _PURE[code]
        return Measure(PURE.units, worth, sort)
    registry = _registry()
    if code not in registry:
        return Measure(UnitsContainer({code: 1}))
    factor, units = registry.get_root_units(registry.parse_units(code))
    return Measure(UnitsContainer(dict(units._units)), Fraction(str(factor.real)))


@cache
def _registry() -> "UnitRegistry[Fraction]":
    """Pint with our units alone, and with exact fractions: fifteen mu are one hectare."""
    registry: UnitRegistry[Fraction] = UnitRegistry(None, non_int_type=Fraction)
    worth = definitions()
    for code in STANDARD.by_code:
        if code.isidentifier() and code not in worth and code not in _PURE:
            registry.define(f"{code} = [{code}]")
    for code, definition in worth.items():
        registry.define(f"{code} = {definition}")
    return registry
