"""Whether the units of a formula work out, and what its result measures.

Yuan per firm are yuan per firm; yuan plus firms are nothing. A share of a whole is a number
without a dimension, as is a growth rate, and two of them differ by percentage points, which
are no share of anything.
"""

import ast
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from tieout.derive.formula import SPANS, Formula, FormulaError
from tieout.quantities.measures import PURE, Measure, Sort, measure_of, times


class UnitError(FormulaError):
    """A formula whose units do not work out; the message says which do not."""


#: How a part of a formula without a dimension came about: as the bare 1 which stands for the
#: whole that a share or a growth is of; as a computed share or growth; as what shares leave of
#: the whole; or as what two shares are apart.
_Made = Literal["", "one", "quotient", "rest", "apart"]


@dataclass(frozen=True, slots=True)
class _Sized:
    """What a part of a formula measures. `name` is how an error calls it."""

    measure: Measure
    name: str
    made: _Made = ""

    @property
    def sort(self) -> Sort:
        return self.measure.sort


def check_units(formula: Formula, units: Mapping[str, str], unit: str) -> None:
    """Whether a formula over inputs of these units gives a number of `unit`.

    Raises `UnitError` where it adds what is not of one kind, or gives another kind."""
    made = _Walk({name: measure_of(code) for name, code in units.items()}).size(formula.tree)
    wanted = measure_of(unit)
    if made.measure.units != wanted.units:
        counts = made.measure.is_pure and unit.startswith("count:") and "/" not in unit
        if not (counts and made.sort == "plain"):
            raise UnitError(f"{formula.text!r} gives {made.measure}, and not {_called(unit)}")
    if wanted.is_pure and made.measure.is_pure and not _may_be(made, wanted.sort):
        raise UnitError(
            f"{formula.text!r} gives {made.measure}, and not {_called(unit)}: "
            "shares and growth rates differ by percentage points"
        )


def _called(unit: str) -> str:
    return unit or "a bare number"


def _may_be(made: _Sized, wanted: Sort) -> bool:
    # Two computed shares differ by points as well, which nothing marks as shares.
    apart = made.sort == "plain" and made.made == "apart"
    match wanted:
        case "points":
            return made.sort == "points" or apart
        case "part":
            return made.sort != "points" and not apart
        case _:
            return made.sort != "points"


@dataclass(frozen=True, slots=True)
class _Walk:
    """Finds what each part of a formula measures, given what its inputs do."""

    inputs: Mapping[str, Measure]

    def size(self, node: ast.expr) -> _Sized:
        text = ast.unparse(node)
        match node:
            case ast.Constant(value=number):
                return _Sized(PURE, text, "one" if number == 1 else "")
            case ast.Name(id=name):
                return _Sized(self.inputs[name], name)
            case ast.UnaryOp(operand=operand):
                negated = self.size(operand)
                return _Sized(negated.measure, text, "" if negated.made == "one" else negated.made)
            case ast.BinOp(left=left, op=ast.Pow(), right=right):
                return self._power(text, self.size(left), right)
            case ast.BinOp(left=left, op=operator, right=right):
                return _combined(text, operator, self.size(left), self.size(right))
            case ast.Call(func=ast.Name(id=name)) if name in SPANS:
                return _Sized(Measure(measure_of(name).units), text)
            case ast.Call(func=ast.Name(id="count")):
                return _Sized(PURE, text)
            case ast.Call(args=args):
                return _alike(text, [self.size(it) for it in args])
            case _:
                raise FormulaError(f"{text!r} is no arithmetic over inputs")

    def _power(self, text: str, base: _Sized, exponent: ast.expr) -> _Sized:
        if base.measure.is_pure:
            return _Sized(PURE, text, "quotient")
        if not isinstance(exponent, ast.Constant) or not isinstance(exponent.value, int):
            raise UnitError(f"a root of {base.measure} measures nothing")
        units = times(PURE, Measure(base.measure.units), exponent.value)
        return _Sized(Measure(units), text)


def _alike(text: str, terms: list[_Sized]) -> _Sized:
    """A sum, mean or extreme: all of it must be of one kind."""
    if not terms:
        return _Sized(PURE, text)
    first = terms[0]
    for other in terms[1:]:
        _same_units(first, other, text)
        if first.sort != other.sort:
            raise UnitError(_unlike(first, other, text))
    return _Sized(first.measure, text, first.made)


def _combined(text: str, operator: ast.operator, a: _Sized, b: _Sized) -> _Sized:
    match operator:
        case ast.Add():
            _same_units(a, b, text)
            return _Sized(Measure(a.measure.units, Fraction(1), _sum(a, b, text)), text)
        case ast.Sub():
            _same_units(a, b, text)
            sort, made = _difference(a, b, text)
            return _Sized(Measure(a.measure.units, Fraction(1), sort), text, made)
        case _:
            power = 1 if isinstance(operator, ast.Mult) else -1
            units = times(a.measure, b.measure, power)
            return _Sized(Measure(units, Fraction(1), _product(a, b, text)), text, "quotient")


def _same_units(a: _Sized, b: _Sized, text: str) -> None:
    if a.measure.units != b.measure.units:
        raise UnitError(_unlike(a, b, text))


def _unlike(a: _Sized, b: _Sized, text: str) -> str:
    return f"{text!r} puts {a.measure} ({a.name}) and {b.measure} ({b.name}) together"


def _sum(a: _Sized, b: _Sized, text: str) -> Sort:
    if "one" in (a.made, b.made):  # 1 + growth
        other = b if a.made == "one" else a
        if other.sort == "points":
            raise UnitError(f"{text!r} takes percentage points ({other.name}) for a growth rate")
        return "plain"
    match a.sort, b.sort:
        case ("plain", "plain") | ("part", "part") | ("points", "points"):
            return a.sort
        case ("part", "points") | ("points", "part"):
            return "part"
        case ("plain", _) if a.made == "quotient":
            return "plain"
        case (_, "plain") if b.made == "quotient":
            return "plain"
    raise UnitError(_unlike(a, b, text))


def _difference(a: _Sized, b: _Sized, text: str) -> tuple[Sort, _Made]:
    """Of which sort a difference is, and how it came about."""
    if b.made == "one":  # now / then - 1
        return "plain", "quotient"
    if a.made in ("one", "rest"):  # what shares leave of the whole
        return ("part" if b.sort == "part" else "plain"), "rest"
    match a.sort, b.sort:
        case ("part", "part") | ("points", "points"):
            return "points", ""
        case ("part", "points"):
            return "part", ""
        case ("plain", "part") | ("part", "plain") if a.measure.is_pure:
            return "points", ""
        case ("plain", "plain"):
            shares = a.measure.is_pure and "quotient" in (a.made, b.made)
            return "plain", "apart" if shares else ""
    raise UnitError(_unlike(a, b, text))


def _product(a: _Sized, b: _Sized, text: str) -> Sort:
    if "points" not in (a.sort, b.sort):
        return "plain"
    if a.sort == b.sort:
        return "plain"
    points, other = (a, b) if a.sort == "points" else (b, a)
    if other.measure.is_pure and other.sort == "plain":
        return "points"
    raise UnitError(f"{text!r} takes percentage points ({points.name}) for a share")
