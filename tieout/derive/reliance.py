"""Which inputs a result truly stands on: those that change it when they change."""

import ast
from collections.abc import Mapping
from decimal import Decimal

from tieout.derive.evaluate import evaluate
from tieout.derive.formula import OVER_INPUTS, Formula, FormulaError
from tieout.derive.interval import Interval

#: Two unlike nudges, so that no formula is flat for both by chance.
_NUDGES = (Decimal("1.013"), Decimal("0.971"))
#: A change below it is what rounding leaves, not what an input does.
_NOTHING = Decimal("1e-25")


def unmoved_by(formula: Formula, values: Mapping[str, Decimal]) -> tuple[str, ...]:
    """The inputs that leave the result as it is when they alone are changed a little.

    What stands in the parentheses of `max()` and its like counts as used: the second largest
    does not move the largest, and still is one of those compared.
    """
    compared = {
        name.id
        for node in ast.walk(formula.tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        if node.func.id in OVER_INPUTS
        for name in ast.walk(ast.Tuple(node.args, ast.Load()))
        if isinstance(name, ast.Name)
    }
    points = {name: Interval.point(value) for name, value in values.items()}
    result = evaluate(formula, points).value
    return tuple(
        name
        for name in values
        if name not in compared
        and not any(_moves(formula, points, name, nudge, result) for nudge in _NUDGES)
    )


def _moves(
    formula: Formula, points: Mapping[str, Interval], name: str, nudge: Decimal, result: Decimal
) -> bool:
    value = points[name].value
    nudged = value * nudge if value else nudge
    try:
        moved = evaluate(formula, {**points, name: Interval.point(nudged)}).value
    except FormulaError:
        return True  # a value that it depends on so much as to have none
    return abs(moved - result) > _NOTHING * max(abs(moved), abs(result))
