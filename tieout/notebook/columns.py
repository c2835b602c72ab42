"""Arithmetic on quantity columns: the namespace `tied` of Polars frames.

    wide.tied.derive("share", "africa / trade", unit="percent", africa="africa-trade")

The formulas are those of `derive`, over columns: units are checked, intervals and lineage are
carried, and Polars computes all rows at once. Numbers reach a page by `publish`, which derives
each row exactly.
"""

from collections.abc import Callable, Sequence
from typing import TypeVar

import polars as pl

from tieout.derive.column import ids, summed, take_apart, units_of
from tieout.derive.formula import Formula, FormulaError
from tieout.derive.vectorised import over_columns
from tieout.ledger.periods import months_of, span_of
from tieout.notebook.frame_columns import check_unit, column_of, quantities_of

T = TypeVar("T")

_YEAR = 12  # months


@pl.api.register_dataframe_namespace("tied")
class TiedFrame:
    """What can be derived from a frame with quantity columns, such as `facts.frame`'s
    `quantity`, or what a pivot makes of it. Every method returns a frame with a column more."""

    def __init__(self, frame: pl.DataFrame) -> None:
        self._frame = frame

    def derive(self, column: str, formula: str, *, unit: str, **inputs: object) -> pl.DataFrame:
        """A column computed by a formula over others. A name in the formula is that of a column,
        or what `inputs` says it stands for.

        Rows in which an input is not reported are null. Raises FormulaError for a formula that
        cannot be read or that holds a number of its own, for a column of bare numbers, and for
        units that do not give `unit`.
        """
        read = Formula.read(formula)
        if typed := read.typed_numbers():
            raise FormulaError(f"{read.text!r} holds {', '.join(typed)}, which no source states")
        check_unit(unit)
        names = [*inputs] + [name for name in read.names if name not in inputs]
        for name, column_name in inputs.items():
            if isinstance(column_name, pl.Expr | pl.Series):
                given = "Series" if isinstance(column_name, pl.Series) else "Polars expression"
                raise FormulaError(f"{name} is given a {given}: name a column of the frame")
        found = {name: self._column(inputs.get(name, name)) for name in names}
        return self._frame.with_columns(over_columns(formula, found, unit).alias(column))

    def share(self, column: str, part: str, whole: str) -> pl.DataFrame:
        """The share of a whole, in percent."""
        return self.derive(column, "part / whole", unit="percent", part=part, whole=whole)

    def growth(self, column: str, now: str, then: str) -> pl.DataFrame:
        """The growth from an earlier level to a later one, in percent."""
        return self.derive(column, "now / then - 1", unit="percent", now=now, then=then)

    def implied_base(self, column: str, now: str, growth: str) -> pl.DataFrame:
        """The earlier level that a later one and its growth rate imply."""
        unit = self._unit(now)
        return self.derive(column, "now / (1 + growth)", unit=unit, now=now, growth=growth)

    def per(self, column: str, number: str, of: str) -> pl.DataFrame:
        """How much there is for each of another column: CNY over firms is `CNY/家`."""
        unit = f"{self._unit(number)}/{self._unit(of).removeprefix('count:')}"
        return self.derive(column, "number / of", unit=unit, number=number, of=of)

    def since(self, column: str, whole: str, part: str) -> pl.DataFrame:
        """What came after a part of the period, of two cumulative numbers: the second half of
        a year from the year and its first half. Both must begin on the same day."""
        for one, other in dict.fromkeys(
            zip(self._periods(whole), self._periods(part), strict=True)
        ):
            if one is not None and other is not None:
                _check_first_part(one, other)
        unit = self._unit(whole)
        return self.derive(column, "whole - part", unit=unit, whole=whole, part=part)

    def annualised(self, column: str, number: str) -> pl.DataFrame:
        """The number of a part of a year as one of a year, if the rest went alike."""
        periods = sorted({it for it in self._periods(number) if it is not None})
        if len(periods) != 1:
            raise FormulaError(f"the column {number!r} is of several periods: {periods}")
        formula = f"number * year() / ({_span(number, periods[0])})"
        return self.derive(column, formula, unit=self._unit(number), number=number)

    def convert(self, column: str, number: str, unit: str) -> pl.DataFrame:
        """The same in another unit of its dimension."""
        return self.derive(column, "number", unit=unit, number=number)

    def sum(self, column: str, by: str | Sequence[str]) -> pl.DataFrame:
        """The sum of a quantity column over each group, as a frame of `by` and the sums. A
        part that is not reported leaves a sum unknown; nothing is counted twice."""
        groups = [by] if isinstance(by, str) else list(by)
        for name in groups:
            column_of(self._frame, name)
        self._column(column)
        return summed(self._frame, column, groups)

    def ids(self, column: str) -> pl.Series:
        """The ids of the facts that each row of a column stands on, as lists."""
        return ids(self._column(column))

    def _column(self, name: object) -> pl.Series:
        return quantities_of(self._frame, name)

    def _unit(self, name: str) -> str:
        units = units_of(self._column(name))
        if len(units) != 1:
            raise FormulaError(
                f"the column {name!r} holds several units ({', '.join(units)}): "
                "convert() it to one, or filter it"
            )
        return units[0]

    def _periods(self, name: str) -> list[str | None]:
        column = self._column(name)
        if take_apart(column).formula.text != "it" or "period" not in column.struct.fields:
            raise FormulaError(f"the column {name!r} is computed, and of no period of its own")
        return [None if it is None else str(it) for it in column.struct.field("period")]


@pl.api.register_lazyframe_namespace("tied")
class _OfLazyFrames:
    """What derives looks at the numbers, which a lazy frame does not have yet."""

    def __init__(self, frame: pl.LazyFrame) -> None:
        raise FormulaError("tied is a namespace of frames: collect() first")


@pl.api.register_expr_namespace("tied")
@pl.api.register_series_namespace("tied")
class _OfColumns:
    """A column alone does not know the columns that a formula names."""

    def __init__(self, column: pl.Expr | pl.Series) -> None:
        raise FormulaError("tied is a namespace of frames: write frame.tied.derive(…)")


def _check_first_part(whole: str, part: str) -> None:
    (start, end), (first, last) = _dated(span_of, whole), _dated(span_of, part)
    if start != first or end <= last:
        raise FormulaError(f"{part} is no first part of {whole}")


def _span(name: str, period: str) -> str:
    """The length of a period in a formula: `quarter() + quarter()`."""
    months = _dated(months_of, period)
    if months >= _YEAR:
        raise FormulaError(f"{name!r} cannot be annualised: {period} is no part of a year")
    quarters, rest = divmod(months, 3)
    return " + ".join(["month()"] * months if rest else ["quarter()"] * quarters)


def _dated(read: Callable[[str], T], period: str) -> T:
    try:
        return read(period)
    except ValueError as error:
        raise FormulaError(f"a dated period is needed, and {error}") from None
