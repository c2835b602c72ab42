"""Formulas over quantity columns, computed by Polars for all rows at once.

The same formulas as in `compute.py`, with the same units and intervals, in binary floats. Where a
formula only rises, or only falls, with each column, the ends of its result are its values at the
ends of its inputs: thrice the arithmetic, and nothing per row. Otherwise interval arithmetic
gives ends that are safe, if wider.
"""

import ast
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from itertools import product

import polars as pl

from tieout.derive.column import NUMBERS, computed, same_facts, take_apart, units_of
from tieout.derive.column_arithmetic import ends, point
from tieout.derive.dimensions import UnitError, check_units
from tieout.derive.evaluate import cancelled, slopes_of
from tieout.derive.expansion import put
from tieout.derive.formula import Formula, FormulaError
from tieout.derive.idle import without_idle
from tieout.derive.interval import INFINITY, Interval
from tieout.derive.plain import in_plain_numbers

_INFINITE = float("inf")
_SCHEMA = dict.fromkeys(NUMBERS, pl.Float64)


@dataclass(slots=True)
class _Leaves:
    """The columns of facts that a formula stands on, each once, by name; and for each two that
    hold the same fact in some rows, in which."""

    by_name: dict[str, pl.Series] = field(default_factory=dict)
    same_rows: dict[tuple[str, str], pl.Series] = field(default_factory=dict)

    def place(self, wanted: str, leaf: pl.Series) -> str:
        """The name of a leaf: that of the one which is the same in every row, or a new one."""
        shared = {}
        for name, other in self.by_name.items():
            same = same_facts(other, leaf)
            if same.all() and len(same):
                return name
            if same.any():
                shared[name] = same
        name, number = wanted, 2
        while name in self.by_name:
            name, number = f"{wanted}{number}", number + 1
        self.by_name[name] = leaf
        self.same_rows |= {(first, name): same for first, same in shared.items()}
        return name

    def keep(self, names: Sequence[str]) -> None:
        """Lets go of the leaves that the formula turned out not to need."""
        self.by_name = {name: leaf for name, leaf in self.by_name.items() if name in names}
        self.same_rows = {
            pair: same for pair, same in self.same_rows.items() if set(pair) <= set(names)
        }


def over_columns(formula: str, columns: Mapping[str, pl.Series], unit: str) -> pl.Series:
    """The quantity column that a formula gives over named quantity columns.

    Rows in which an input is not reported give null. Raises `FormulaError` for a column of
    bare numbers, and `UnitError` where any rows' units do not give `unit`.
    """
    written, leaves = _over_leaves(formula, columns)
    reported = dict(leaves.by_name)
    whole = _needed(written, leaves.by_name, unit)
    leaves.keep(whole.names)
    kinds = _by_kind(whole, leaves)
    if kinds is None:
        numbers = _one_kind(whole, leaves.by_name, unit)
    else:
        parts = [_one_kind(kind, kept, unit).with_columns(row=rows) for kind, kept, rows in kinds]
        numbers = pl.concat(parts).sort("row").select(*NUMBERS)
    return computed(whole, _where_reported(numbers, reported), unit, leaves.by_name)


def _needed(written: Formula, leaves: Mapping[str, pl.Series], unit: str) -> Formula:
    """The formula without the columns that cancel in it; as it is written where units would not
    work out without them."""
    whole = without_idle(written.text)
    if whole.names == written.names:
        return written
    for units in product(*(units_of(leaves[name]) for name in whole.names)):
        try:
            check_units(whole, dict(zip(whole.names, units, strict=True)), unit)
        except UnitError:
            return written
    return whole


def _where_reported(numbers: pl.DataFrame, leaves: Mapping[str, pl.Series]) -> pl.DataFrame:
    """The numbers of rows of which every leaf is reported, and null elsewhere, also where a
    formula could do without: two silences are no equal numbers, whose difference is zero."""
    silent = [it for it in map(_filled, leaves.values()) if it["value"].null_count()]
    if not silent:
        return numbers
    reported = pl.all_horizontal(it["value"].is_not_null() for it in silent)
    return numbers.select(pl.when(reported).then(name).alias(name) for name in NUMBERS)


def _over_leaves(formula: str, columns: Mapping[str, pl.Series]) -> tuple[Formula, _Leaves]:
    """The formula over the facts that the columns stand on."""
    read = Formula.read(formula).over(tuple(columns))
    leaves = _Leaves()
    parts: dict[str, ast.expr] = {}
    for name, column in columns.items():
        made = take_apart(column)
        own: dict[str, ast.expr] = {
            leaf_name: ast.Name(
                leaves.place(name if leaf_name == "it" else leaf_name, leaf), ast.Load()
            )
            for leaf_name, leaf in made.leaves.items()
        }
        parts[name] = put(made.formula, own)
    return Formula.read(ast.unparse(put(read, parts))), leaves


def _by_kind(
    whole: Formula, leaves: _Leaves
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
        same: dict[str, ast.expr] = {name: ast.Name(name, ast.Load()) for name in leaves.by_name}
        for first, other in leaves.same_rows:
            if kind[f"{first}={other}"]:
                same[other] = same[first]
        formula = Formula.read(ast.unparse(put(whole, same)))
        kept = {name: leaves.by_name[name].gather(rows) for name in formula.names}
        found.append((formula, kept, rows))
    return found


def _rows_apart(leaves: _Leaves) -> pl.DataFrame:
    """Columns that tell rows apart: pairs of leaves that are the same fact in some rows, and
    units that are not the same in all."""
    columns = [same.alias(f"{a}={b}") for (a, b), same in leaves.same_rows.items()]
    columns += [
        leaf.struct.field("unit").cast(pl.String).alias(name)
        for name, leaf in leaves.by_name.items()
        if len(units_of(leaf)) > 1
    ]
    return pl.DataFrame(columns)


def _one_kind(formula: Formula, leaves: Mapping[str, pl.Series], unit: str) -> pl.DataFrame:
    known = {name: units_of(leaf) for name, leaf in leaves.items()}
    if not all(known.values()):  # nothing of one input is reported
        height = max((len(leaf) for leaf in leaves.values()), default=0)
        return pl.DataFrame({name: [None] * height for name in NUMBERS}, schema=_SCHEMA)
    units = tuple((name, found[0]) for name, found in known.items())
    return _numbers(_planned(formula.text, units, unit), leaves)


@lru_cache(maxsize=256)
def _planned(text: str, units: tuple[tuple[str, str], ...], unit: str) -> Formula:
    """The plain formula over inputs of these units, if they work out."""
    formula = Formula.read(text)
    check_units(formula, dict(units), unit)
    return in_plain_numbers(formula, dict(units), unit)


def _numbers(plain: Formula, leaves: Mapping[str, pl.Series]) -> pl.DataFrame:
    """Value, low and high of a plain formula over leaves; null where there is none."""
    tree = cancelled(plain.tree)
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
        low, high = ends(tree, {n: (at["low"][n], at["high"][n]) for n in leaves})
    else:
        low = point(tree, {n: at["low" if up else "high"][n] for n, up in signs.items()})
        high = point(tree, {n: at["high" if up else "low"][n] for n, up in signs.items()})
    # A formula whose inputs all cancel is one number, and still has one for each row.
    made = frame.with_columns(value=point(tree, at["value"]), low=low, high=high).select(*NUMBERS)
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
    anywhere = Interval(Decimal(0), -INFINITY, INFINITY)
    # A sum rises with its terms wherever they lie: its rows need not be looked at.
    told = _signs_within(plain, dict.fromkeys(leaves, anywhere))
    if told is not None:
        return told
    reach = {}
    for name, numbers in leaves.items():
        ends = numbers["low"].min(), numbers["high"].max()
        if not all(isinstance(end, float) for end in ends):
            return None
        low, high = (Decimal(str(end)) for end in ends)
        reach[name] = Interval(low if low.is_finite() else min(high, Decimal(0)), low, high)
    return _signs_within(plain, reach)


def _signs_within(plain: Formula, reach: Mapping[str, Interval]) -> dict[str, bool] | None:
    try:
        slopes = slopes_of(plain, reach)
    except FormulaError:
        return None
    if any(name not in slopes or slopes[name].low < 0 < slopes[name].high for name in reach):
        return None
    return {name: slopes[name].low >= 0 for name in reach}
