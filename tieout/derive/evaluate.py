"""The value of a formula over intervals, with ends as narrow as can be proved.

Every number is an interval, so that a result is known only as exactly as what it is made of.
"""

import ast
from collections.abc import Callable, Mapping
from decimal import Decimal, DecimalException

from tieout.derive.formula import Formula, FormulaError
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


def evaluate(formula: Formula, inputs: Mapping[str, Interval]) -> Interval:
    """The result over the inputs, as `Formula.over` has written it out.

    Raises `FormulaError` for an unknown input, a division by zero, or an interval that
    reaches over zero below a division."""
    try:
        return _tightened(cancelled(formula.tree), inputs)
    except IntervalError as error:
        raise FormulaError(str(error)) from None


def slopes_of(formula: Formula, inputs: Mapping[str, Interval]) -> dict[str, Interval]:
    """How fast a formula rises with each input that it names, anywhere within the inputs'
    intervals. An input whose slope is not known is left out. Raises `FormulaError` where there
    are no slopes, as at a division by what may be zero."""
    try:
        return _slopes(cancelled(formula.tree), inputs)
    except (IntervalError, DecimalException) as error:
        raise FormulaError(f"{formula.text!r} has no slopes: {error}") from None


def cancelled(tree: ast.expr) -> ast.expr:
    """A formula without what takes itself away: `x - x` is nothing, and `x / x` is one,
    whatever x may be."""
    whole: ast.expr = _Cancelled().visit(ast.parse(ast.unparse(tree), mode="eval").body)
    return whole


class _Cancelled(ast.NodeTransformer):
    def visit_BinOp(self, node: ast.BinOp) -> ast.expr:
        left, right = self.visit(node.left), self.visit(node.right)
        match node.op:
            case ast.Sub():
                return _taken_away(left, right)
            case ast.Div():
                return _divided_away(left, right)
            case _:
                return ast.BinOp(left, node.op, right)


def _taken_away(left: ast.expr, right: ast.expr) -> ast.expr:
    if _same(left, right):
        return ast.Constant(0)
    match left, right:
        case (_, ast.BinOp(first, ast.Sub(), rest)) if _same(first, left):  # x - (x - y)
            return rest
        case (ast.BinOp(first, ast.Add(), rest), _) if _same(first, right):  # (x + y) - x
            return rest
        case (ast.BinOp(rest, ast.Add(), last), _) if _same(last, right):
            return rest
        case _:
            return ast.BinOp(left, ast.Sub(), right)


def _divided_away(left: ast.expr, right: ast.expr) -> ast.expr:
    if _same(left, right) and not isinstance(left, ast.Constant):
        return ast.Constant(1)
    match left, right:
        case (_, ast.BinOp(first, ast.Div(), rest)) if _same(first, left):  # x / (x / y)
            return rest
        case (ast.BinOp(first, ast.Mult(), rest), _) if _same(first, right):  # x * y / x
            return rest
        case (ast.BinOp(rest, ast.Mult(), last), _) if _same(last, right):
            return rest
        case _:
            return ast.BinOp(left, ast.Div(), right)


def _same(a: ast.expr, b: ast.expr) -> bool:
    return ast.dump(a) == ast.dump(b)


def _tightened(tree: ast.expr, inputs: Mapping[str, Interval]) -> Interval:
    """The result with ends as narrow as can be proved.

    Plain interval arithmetic treats an input that stands twice as two, and widens the
    result: `now / then - 1` and `(now - then) / then` would differ. Where the formula
    only rises, or only falls, with an input, its ends come from that input's ends.
    """
    natural = _compute(tree, inputs)
    try:
        slopes = _slopes(tree, inputs)
    except (IntervalError, DecimalException):
        return natural  # a slope without bounds, as that of a root at zero
    low, high = dict(inputs), dict(inputs)
    for name, slope in slopes.items():
        it = inputs[name]
        if slope.low >= 0:
            low[name], high[name] = Interval.point(it.low), Interval.point(it.high)
        elif slope.high <= 0:
            low[name], high[name] = Interval.point(it.high), Interval.point(it.low)
    below, above = _computed(tree, low), _computed(tree, high)
    return Interval(
        natural.value,
        max(natural.low, below.low) if below else natural.low,
        min(natural.high, above.high) if above else natural.high,
    )


def _computed(tree: ast.expr, inputs: Mapping[str, Interval]) -> Interval | None:
    try:
        return _compute(tree, inputs)
    except (IntervalError, DecimalException):
        return None  # open ends that meet, as an infinity less another


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
        case ast.Call(func=ast.Name(id=name), args=args) if name in _OVER:
            return _OVER[name]([_compute(it, inputs) for it in args])
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
        case ast.Call(func=ast.Name(id="sum" | "mean" | "min" | "max" as name), args=args):
            return _slopes_over(name, [_slopes(it, inputs) for it in args])
        case _:  # a plain number, or how many inputs there are
            return {}


def _slopes_over(name: str, terms: list[dict[str, Interval]]) -> dict[str, Interval]:
    """The slopes of a function over terms: a sum rises with each, its mean more slowly; the
    largest and the smallest rise with one of them."""
    rise: dict[str, Interval] = {}
    for slopes in terms:
        for named, slope in slopes.items():
            match name:
                case "mean":
                    slope = divide(slope, Interval.point(Decimal(len(terms))))
                case "min" | "max":
                    slope = Interval(slope.value, min(slope.low, _ZERO), max(slope.high, _ZERO))
                case _:
                    pass
            rise[named] = add(rise.get(named, _NONE), slope)
    return rise


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
        case ast.Div() if db == _NONE:
            return divide(da, b)
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


def _mean(items: list[Interval]) -> Interval:
    if not items:
        raise FormulaError("there are no inputs to take the mean of")
    return divide(_sum(items), Interval.point(Decimal(len(items))))


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


_ZERO = Decimal(0)
_ONE = Interval.point(Decimal(1))
_NONE = Interval.point(_ZERO)
_OPERATIONS: dict[type[ast.operator], Callable[[Interval, Interval], Interval]] = {
    ast.Add: add,
    ast.Sub: subtract,
    ast.Mult: multiply,
    ast.Div: divide,
    ast.Pow: power,
}
_OVER: dict[str, Callable[[list[Interval]], Interval]] = {
    "count": lambda items: Interval.point(Decimal(len(items))),
    "sum": _sum,
    "mean": _mean,
    "min": _extreme(min),
    "max": _extreme(max),
}
