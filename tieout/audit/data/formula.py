"""Computing a derivation again from its formula, in exact fractions."""

import ast
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Final


class FormulaError(ValueError):
    """A formula that cannot be read or computed; the message says why."""


#: The values of inputs by name, `None` for one that has no single value.
Inputs = Mapping[str, Decimal | Fraction | None]
#: Larger exponents than any formula needs are refused rather than computed.
_LARGEST_EXPONENT: Final = 100


def compute(formula: str, inputs: Inputs) -> Fraction:
    """The value of an arithmetic expression over named inputs.

    It may hold `+ - * / **`, parentheses, numbers, names of inputs, and `count()`, `sum()`,
    `mean()`, `min()`, `max()` over all inputs (or over what stands in their parentheses). Raises
    FormulaError for anything else, and for an input that has no single value.
    """
    try:
        tree = ast.parse(formula.strip(), mode="eval").body
    except (SyntaxError, ValueError):
        raise FormulaError("is no arithmetic expression") from None
    try:
        return _value(tree, inputs)
    except ZeroDivisionError:
        raise FormulaError("divides by zero") from None


def _value(node: ast.expr, inputs: Inputs) -> Fraction:
    match node:
        case ast.Constant(value=int() | float() as number) if not isinstance(number, bool):
            return Fraction(str(number))
        case ast.Name(id=name):
            return _input(name, inputs)
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_value(operand, inputs)
        case ast.UnaryOp(op=ast.UAdd(), operand=operand):
            return _value(operand, inputs)
        case ast.BinOp(left=left, op=operator, right=right):
            return _operation(operator, _value(left, inputs), _value(right, inputs))
        case ast.Call(func=ast.Name(id=name), args=args, keywords=[]):
            return _function(name, args, inputs)
    raise FormulaError("holds more than arithmetic over its inputs")


def _input(name: str, inputs: Inputs) -> Fraction:
    if name not in inputs:
        raise FormulaError(f"names {name}, which is no input")
    value = inputs[name]
    if value is None:
        raise FormulaError(f"takes {name}, which has no single value")
    return Fraction(value)


def _operation(operator: ast.operator, left: Fraction, right: Fraction) -> Fraction:
    match operator:
        case ast.Add():
            return left + right
        case ast.Sub():
            return left - right
        case ast.Mult():
            return left * right
        case ast.Div():
            return left / right
        case ast.Pow():
            return _power(left, right)
    raise FormulaError("holds an operator that is none of + - * / **")


def _power(base: Fraction, exponent: Fraction) -> Fraction:
    if abs(exponent) > _LARGEST_EXPONENT:
        raise FormulaError(f"raises to the power {exponent}")
    if exponent.denominator == 1:
        return base**exponent.numerator
    if base < 0:
        raise FormulaError("takes a root of a negative number")
    return Fraction(float(base) ** float(exponent))


def _function(name: str, args: list[ast.expr], inputs: Inputs) -> Fraction:
    if name == "count":
        return Fraction(len(args) or len(inputs))
    values = [_value(arg, inputs) for arg in args] or [_input(it, inputs) for it in inputs]
    match name:
        case "sum":
            return sum(values, Fraction(0))
        case "mean" if values:
            return sum(values, Fraction(0)) / len(values)
        case "min" if values:
            return min(values)
        case "max" if values:
            return max(values)
    raise FormulaError(f"calls {name}() over {len(values)} inputs")
