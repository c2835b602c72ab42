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

    What moves one of those in the parentheses of `max()` and its like counts as used: the second
    largest does not move the largest, and still is one of those compared.
    """
    points = {name: Interval.point(value) for name, value in values.items()}
    idle = _idle(formula, points, tuple(values))
    for node in ast.walk(formula.tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            for compared in node.args if node.func.id in OVER_INPUTS else ():
                idle = _idle(Formula(ast.unparse(compared), compared), points, idle)
    return idle


def _idle(
    formula: Formula, points: Mapping[str, Interval], names: tuple[str, ...]
) -> tuple[str, ...]:
    """Those of the names that leave a formula's value as it is."""
    if not names:
        return ()
    result = evaluate(formula, points).value
    return tuple(name for name in names if not _moves(formula, points, name, result))


def _moves(formula: Formula, points: Mapping[str, Interval], name: str, result: Decimal) -> bool:
    return any(_moved(formula, points, name, nudge, result) for nudge in _NUDGES)


def _moved(
    formula: Formula, points: Mapping[str, Interval], name: str, nudge: Decimal, result: Decimal
) -> bool:
    value = points[name].value
    nudged = value * nudge if value else nudge
    try:
        moved = evaluate(formula, {**points, name: Interval.point(nudged)}).value
    except FormulaError:
        return True  # a value that it depends on so much as to have none
    return abs(moved - result) > _NOTHING * max(abs(moved), abs(result))
