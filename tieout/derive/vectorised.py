"""Formulas over quantity columns, computed by Polars for all rows at once.

The same formulas as in `compute.py`, with the same units and intervals, in binary floats. Where a
formula only rises, or only falls, with each column, the ends of its result are its values at the
ends of its inputs: thrice the arithmetic, and nothing per row. Otherwise interval arithmetic
gives ends that are safe, if wider.
"""

import ast
from collections.abc import Mapping
from decimal import Decimal
from itertools import combinations

import polars as pl

from tieout.derive.column import NUMBERS, computed, keys, take_apart, units_of
from tieout.derive.column_arithmetic import ends, point
from tieout.derive.dimensions import check_units
from tieout.derive.evaluate import slopes_of
from tieout.derive.expansion import put
from tieout.derive.formula import Formula, FormulaError
from tieout.derive.interval import Interval
from tieout.derive.plain import in_plain_numbers

_INFINITE = float("inf")


def over_columns(formula: str, columns: Mapping[str, pl.Series], unit: str) -> pl.Series:
    """The quantity column that a formula gives over named quantity columns.

    Rows in which an input is not reported give null. Raises `FormulaError` for a column of
    bare numbers, and `UnitError` where any rows' units do not give `unit`.
    """
    whole, leaves = _over_leaves(formula, columns)
    kinds = _by_kind(whole, leaves)
    if kinds is None:
        numbers = _one_kind(whole, leaves, unit)
    else:
        parts = [_one_kind(kind, kept, unit).with_columns(row=rows) for kind, kept, rows in kinds]
        numbers = pl.concat(parts).sort("row")
    return computed(whole, numbers, unit, leaves)


def _over_leaves(
    formula: str, columns: Mapping[str, pl.Series]
) -> tuple[Formula, dict[str, pl.Series]]:
    """The formula over the facts that the columns stand on; columns that hold the same facts
    in every row are one."""
    read = Formula.read(formula).over(tuple(columns))
    leaves: dict[str, pl.Series] = {}
    parts: dict[str, ast.expr] = {}
    for name, column in columns.items():
        made = take_apart(column)
        own: dict[str, ast.expr] = {}
        for leaf_name, leaf in made.leaves.items():
            wanted = name if leaf_name == "it" else leaf_name
            own[leaf_name] = ast.Name(_placed(wanted, leaf, leaves), ast.Load())
        parts[name] = put(made.formula, own)
    return Formula.read(ast.unparse(put(read, parts))), leaves


def _placed(wanted: str, leaf: pl.Series, leaves: dict[str, pl.Series]) -> str:
    for name, other in leaves.items():
        if keys(leaf).equals(keys(other)):
            return name
    name, number = wanted, 2
    while name in leaves:
        name, number = f"{wanted}{number}", number + 1
    leaves[name] = leaf
    return name


def _by_kind(
    whole: Formula, leaves: Mapping[str, pl.Series]
) -> list[tuple[Formula, dict[str, pl.Series], pl.Series]] | None:
    """The rows by what may be said of them at once: which columns hold the same fact there, and
    in what units. Formula, columns and numbers of the rows of each kind; None where all rows
    are of one, as they mostly are."""
    told = _rows_apart(leaves)
    if not told.columns:
        return None
    found = []
    kinds = told.with_row_index("row").group_by(told.columns, maintain_order=True).agg("row")
    for kind in kinds.iter_rows(named=True):
        rows = pl.Series("row", kind["row"], dtype=pl.UInt32)
        same: dict[str, ast.expr] = {name: ast.Name(name, ast.Load()) for name in leaves}
        for first, other in combinations(leaves, 2):
            if kind.get(f"{first}={other}"):
                same[other] = same[first]
        formula = Formula.read(ast.unparse(put(whole, same)))
        found.append((formula, {name: leaves[name].gather(rows) for name in formula.names}, rows))
    return found


def _rows_apart(leaves: Mapping[str, pl.Series]) -> pl.DataFrame:
    """Columns that tell rows apart: pairs of leaves that are the same fact in some rows, and
    units that are not the same in all."""
    columns = []
    named = {name: keys(leaf) for name, leaf in leaves.items()}
    for first, other in combinations(leaves, 2):
        same = (named[first] == named[other]).fill_null(value=False)
        if same.any():
            columns.append(same.alias(f"{first}={other}"))
    for name, leaf in leaves.items():
        if len(units_of(leaf)) > 1:
            columns.append(leaf.struct.field("unit").cast(pl.String).alias(name))
    return pl.DataFrame(columns)


def _one_kind(formula: Formula, leaves: Mapping[str, pl.Series], unit: str) -> pl.DataFrame:
    units = {name: "".join(units_of(leaf)[:1]) for name, leaf in leaves.items()}
    check_units(formula, units, unit)
    return _numbers(in_plain_numbers(formula, units, unit), leaves)


def _numbers(plain: Formula, leaves: Mapping[str, pl.Series]) -> pl.DataFrame:
    """Value, low and high of a plain formula over leaves; null where there is none."""
    leaf_numbers = {name: _filled(leaf) for name, leaf in leaves.items()}
    frame = pl.DataFrame(
        [
            numbers[which].alias(f"{name}.{which}")
            for name, numbers in leaf_numbers.items()
            for which in NUMBERS
        ]
    )
    at = {which: {name: pl.col(f"{name}.{which}") for name in leaves} for which in NUMBERS}
    signs = _signs(plain, leaf_numbers)
    if signs is None:
        low, high = ends(plain.tree, {n: (at["low"][n], at["high"][n]) for n in leaves})
    else:
        low = point(plain.tree, {n: at["low" if up else "high"][n] for n, up in signs.items()})
        high = point(plain.tree, {n: at["high" if up else "low"][n] for n, up in signs.items()})
    made = frame.select(value=point(plain.tree, at["value"]), low=low, high=high)
    closed = all(_is_closed(leaf) for leaf in leaves.values()) and signs is not None
    return made if closed else made.select(*_told())


def _is_closed(leaf: pl.Series) -> bool:
    return not any(leaf.struct.field(which).null_count() for which in NUMBERS)


def _filled(leaf: pl.Series) -> pl.DataFrame:
    """Value, low and high of a leaf, with infinite ends where they are open. The middle of a
    range stands for it."""
    numbers = leaf.struct.unnest().select(*NUMBERS)
    if not any(numbers.null_count().row(0)):
        return numbers
    value = pl.coalesce("value", (pl.col("low") + pl.col("high")) / 2)
    return numbers.select(
        value=value,
        low=pl.when(value.is_not_null()).then(pl.col("low").fill_null(-_INFINITE)),
        high=pl.when(value.is_not_null()).then(pl.col("high").fill_null(_INFINITE)),
    )


def _told() -> list[pl.Expr]:
    """The numbers with null for an end that is open, and for all three where there is no
    value."""
    known = pl.col("value").is_finite()
    return [
        pl.when(known).then("value").alias("value"),
        *(pl.when(known & pl.col(end).is_finite()).then(end).alias(end) for end in ("low", "high")),
    ]


def _signs(plain: Formula, leaves: Mapping[str, pl.DataFrame]) -> dict[str, bool] | None:
    """Whether the formula rises (or else falls) with each leaf in all rows; None where that
    cannot be told of one."""
    reach = {}
    for name, numbers in leaves.items():
        ends = numbers["low"].min(), numbers["high"].max()
        if not all(isinstance(end, float) for end in ends):
            return None
        low, high = (Decimal(str(end)) for end in ends)
        reach[name] = Interval(low if low.is_finite() else min(high, Decimal(0)), low, high)
    try:
        slopes = slopes_of(plain, reach)
    except FormulaError:
        return None
    if any(name not in slopes or slopes[name].low < 0 < slopes[name].high for name in leaves):
        return None
    return {name: slopes[name].low >= 0 for name in leaves}
