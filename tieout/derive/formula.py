"""Formulas: the one text from which a derived number is both computed and explained.

A formula is arithmetic over named inputs: `+ - * / **`, parentheses, numbers, and the
functions `count()`, `sum()`, `min()` and `max()` over all inputs. Every number is an
interval, so that a result is known only as exactly as what it is made of.
"""

import ast
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, DecimalException

from tieout.derive.interval import (
    Interval,
    IntervalError,
    add,
    divide,
    multiply,
    negative,
    power,
    subtract,
)


class FormulaError(ValueError):
    """A formula that cannot be read or computed; the message says why."""


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula that has been read: its text and its syntax tree."""

    text: str
    tree: ast.expr

    @classmethod
    def read(cls, text: str) -> "Formula":
        """Raises `FormulaError` when the text is anything but arithmetic over names. Line
        breaks and runs of spaces are single spaces in `text`."""
        text = " ".join(text.split())
        try:
            tree = ast.parse(text, mode="eval").body
        except (SyntaxError, ValueError):  # the latter for a null character in Python 3.11
            raise FormulaError(f"{text!r} is not a formula") from None
        for node in ast.walk(tree):
            if not _is_arithmetic(node):
                raise FormulaError(f"{text!r} holds more than arithmetic over inputs")
        return cls(text, tree)

    @property
    def names(self) -> tuple[str, ...]:
        """The inputs that the formula names, in the order in which they first stand."""
        called = {id(node.func) for node in ast.walk(self.tree) if isinstance(node, ast.Call)}
        found = (
            node
            for node in ast.walk(self.tree)
            if isinstance(node, ast.Name) and id(node) not in called
        )
        ordered = sorted(found, key=lambda node: (node.lineno, node.col_offset))
        return tuple(dict.fromkeys(node.id for node in ordered))

    def compute(self, inputs: Mapping[str, Interval]) -> Interval:
        """The result over the inputs. Raises `FormulaError` for an unknown input, one that
        is not used, a division by zero, or an interval that reaches over zero below a
        division."""
        uses_all = any(isinstance(node, ast.Call) for node in ast.walk(self.tree))
        unused = set(inputs) - set(self.names)
        if unused and not uses_all:
            raise FormulaError(f"{self.text!r} does not use {', '.join(sorted(unused))}")
        try:
            return self._tightened(inputs)
        except IntervalError as error:
            raise FormulaError(str(error)) from None

    def _tightened(self, inputs: Mapping[str, Interval]) -> Interval:
        """The result with ends as narrow as can be proved.

        Plain interval arithmetic treats an input that stands twice as two, and widens the
        result: `now / then - 1` and `(now - then) / then` would differ. Where the formula
        only rises, or only falls, with an input, its ends come from that input's ends.
        """
        natural = _compute(self.tree, inputs)
        try:
            slopes = _slopes(self.tree, inputs)
        except (IntervalError, DecimalException):
            return natural  # a slope without bounds, as that of a root at zero
        low, high = dict(inputs), dict(inputs)
        for name, slope in slopes.items():
            it = inputs[name]
            if slope.low >= 0:
                low[name], high[name] = Interval.point(it.low), Interval.point(it.high)
            elif slope.high <= 0:
                low[name], high[name] = Interval.point(it.high), Interval.point(it.low)
        try:
            ends = _compute(self.tree, low).low, _compute(self.tree, high).high
        except (IntervalError, DecimalException):
            return natural  # open ends that meet, as an infinity less another
        return Interval(natural.value, max(natural.low, ends[0]), min(natural.high, ends[1]))

    def pieces(self) -> Iterator[str]:
        """The formula's text cut into names, numbers and what stands between them."""
        start = 0
        written = self.text.encode()  # the tree counts columns in bytes
        spots = [
            (len(written[: node.col_offset].decode()), len(written[: node.end_col_offset].decode()))
            for node in ast.walk(self.tree)
            if isinstance(node, ast.Name | ast.Constant)
        ]
        for begin, end in sorted(spots):
            if begin > start:
                yield self.text[start:begin]
            yield self.text[begin:end]
            start = end
        if start < len(self.text):
            yield self.text[start:]


_SYNTAX = (
    ast.BinOp, ast.UnaryOp, ast.USub, ast.Add, ast.Sub, ast.Mult, ast.Div, ast.Pow,
    ast.Name, ast.Load,
)  # fmt: skip


def _is_arithmetic(node: ast.AST) -> bool:
    match node:
        case ast.Constant(value=value):
            return type(value) in (int, float)
        case ast.Call(func=ast.Name(id=name), args=[], keywords=[]):
            return name in _OVER_ALL
        case _:
            return isinstance(node, _SYNTAX)


def _compute(node: ast.expr, inputs: Mapping[str, Interval]) -> Interval:
    match node:
        case ast.Constant(value=int() | float() as number):
            constant = Decimal(str(number))
            if constant.is_infinite():
                raise FormulaError("the formula holds too large a number")
            return Interval.point(constant)
        case ast.Name(id=name):
            if name not in inputs:
                raise FormulaError(f"the formula names {name}, which is no input")
            return inputs[name]
        case ast.UnaryOp(operand=operand):
            return negative(_compute(operand, inputs))
        case ast.BinOp(left=left, op=operator, right=right):
            return _OPERATIONS[type(operator)](_compute(left, inputs), _compute(right, inputs))
        case ast.Call(func=ast.Name(id=name)):
            return _OVER_ALL[name](list(inputs.values()))
        case _:
            raise FormulaError("a formula holds numbers, inputs, + - * / ** and count()")


def _slopes(node: ast.expr, inputs: Mapping[str, Interval]) -> dict[str, Interval]:
    """How fast a formula rises with each input that it names, anywhere within the inputs'
    intervals: its partial derivatives as intervals. An input whose slope is not known is
    left out."""
    match node:
        case ast.Name(id=name):
            return {name: _ONE}
        case ast.UnaryOp(operand=operand):
            return {name: negative(slope) for name, slope in _slopes(operand, inputs).items()}
        case ast.BinOp(left=left, op=operator, right=right):
            rising = _slopes(left, inputs), _slopes(right, inputs)
            values = _compute(left, inputs), _compute(right, inputs)
            return {
                name: _slope(operator, *values, *(slopes.get(name, _NONE) for slopes in rising))
                for name in {**rising[0], **rising[1]}
            }
        case ast.Call(func=ast.Name(id="sum")):
            return dict.fromkeys(inputs, _ONE)
        case ast.Call(func=ast.Name(id="min" | "max")):
            return dict.fromkeys(inputs, Interval(_ONE.value, _NONE.value, _ONE.value))
        case _:  # a plain number, or how many inputs there are
            return {}


def _slope(
    operator: ast.operator, a: Interval, b: Interval, da: Interval, db: Interval
) -> Interval:
    """The slope of `a ∘ b` from the slopes of both: the rules of sum, product, quotient and
    power."""
    match operator:
        case ast.Add():
            return add(da, db)
        case ast.Sub():
            return subtract(da, db)
        case ast.Mult():
            return add(multiply(da, b), multiply(a, db))
        case ast.Div():
            rise = subtract(multiply(da, b), multiply(a, db))
            return divide(rise, multiply(b, b))
        case _:  # a power, whose exponent is a plain number
            return multiply(multiply(b, power(a, subtract(b, _ONE))), da)


def _sum(items: list[Interval]) -> Interval:
    total = Interval.point(Decimal(0))
    for item in items:
        total = add(total, item)
    return total


def _extreme(choose: Callable[[list[Decimal]], Decimal]) -> Callable[[list[Interval]], Interval]:
    def over(items: list[Interval]) -> Interval:
        if not items:
            raise FormulaError("there are no inputs to choose from")
        return Interval(
            choose([it.value for it in items]),
            choose([it.low for it in items]),
            choose([it.high for it in items]),
        )

    return over


_ONE = Interval.point(Decimal(1))
_NONE = Interval.point(Decimal(0))
_OPERATIONS: dict[type[ast.operator], Callable[[Interval, Interval], Interval]] = {
    ast.Add: add,
    ast.Sub: subtract,
    ast.Mult: multiply,
    ast.Div: divide,
    ast.Pow: power,
}
_OVER_ALL: dict[str, Callable[[list[Interval]], Interval]] = {
    "count": lambda items: Interval.point(Decimal(len(items))),
    "sum": _sum,
    "min": _extreme(min),
    "max": _extreme(max),
}
