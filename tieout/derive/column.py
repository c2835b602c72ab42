"""Quantity columns: a tied number in every row of a Polars frame.

A quantity is a struct: `value`, `low` and `high` in the unit told (null: not reported, an open
end), the code of its `unit`, its `period`, and what it stands on. For a fact that is its `id`
(and a `key`, the id's hash, where columns are large). For a computed column it is `formula`, one
text for all rows, and `inputs`, the very columns of facts that the formula names, so that nothing
is lost, and nothing copied. For a sum over a group it is the list of its `parts`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from tieout.derive.formula import Formula, FormulaError

NUMBERS = ("value", "low", "high")


@dataclass(frozen=True, slots=True)
class Made:
    """A quantity column taken apart: its formula over the leaves, which are columns of facts
    or of sums, by name."""

    formula: Formula
    leaves: Mapping[str, pl.Series]


def quantities(
    id: str | pl.Expr, value: str | pl.Expr, *, low: pl.Expr, high: pl.Expr, unit: str, period: str
) -> pl.Expr:
    """A quantity column of one unit and period from plain columns: the ids that its numbers
    stand on, the values and the ends of their intervals."""
    return pl.struct(
        value=_column(value),
        low=low,
        high=high,
        unit=pl.lit(unit, dtype=pl.Enum([unit])),
        period=pl.lit(period, dtype=pl.Enum([period])),
        id=_column(id),
        key=_column(id).hash(),
    )


def _column(it: str | pl.Expr) -> pl.Expr:
    return pl.col(it) if isinstance(it, str) else it


def is_quantity(dtype: object) -> bool:
    """Whether a column of this type holds tied numbers, each with what it stands on."""
    if not isinstance(dtype, pl.Struct):
        return False
    names = {field.name for field in dtype.fields}
    return {*NUMBERS, "unit"} <= names and bool(names & {"id", "inputs", "parts"})


def take_apart(column: pl.Series) -> Made:
    """A column as a formula over columns of facts. Raises `FormulaError` for a column that has
    lost what it stands on, as one of bare numbers has."""
    if not is_quantity(column.dtype):
        if isinstance(column.dtype, pl.List) and is_quantity(column.dtype.inner):
            raise FormulaError(
                f"the column {column.name!r} holds lists of quantities: sum() them over the group"
            )
        raise FormulaError(
            f"the column {column.name!r} holds no quantities ({column.dtype.base_type()}): "
            "take facts.frame's column quantity, or one made from it"
        )
    fields = column.struct.unnest()
    if len({"id", "inputs", "parts"} & set(fields.columns)) > 1:
        raise FormulaError(
            f"the column {column.name!r} holds quantities of unlike making, stacked: derive each "
            "by itself, or publish() them and stack their ids"
        )
    if "inputs" not in fields.columns:
        return Made(Formula.read("it"), {"it": column})
    text = str(_categories(fields["formula"].dtype)[0])
    inputs = fields["inputs"].struct.unnest()
    return Made(Formula.read(text), {name: inputs[name] for name in inputs.columns})


def same_facts(one: pl.Series, other: pl.Series) -> pl.Series:
    """In which rows two leaves stand on the same facts. Two that are not reported may as well
    be the same. Hashes are compared first, for they are quicker than ids."""
    if all("key" in it.struct.fields for it in (one, other)):
        same = one.struct.field("key").eq_missing(other.struct.field("key"))
        if not same.any():
            return same
    return keys(one).eq_missing(keys(other))


def keys(leaf: pl.Series) -> pl.Series:
    """What tells a leaf's rows apart: the id of a fact, or those of all parts of a sum."""
    fields = leaf.struct.unnest()
    if "id" in fields.columns:
        return fields["id"]
    return fields["parts"].list.eval(pl.element().struct.field("id")).list.join("+")


def ids(column: pl.Series) -> pl.Series:
    """The ids of all facts that each row stands on, each once, as lists in order."""
    made = take_apart(column)
    lists = [_ids_of_leaf(leaf).alias(str(n)) for n, leaf in enumerate(made.leaves.values())]
    return (
        pl.DataFrame(lists)
        .select(pl.concat_list(pl.all()).list.drop_nulls().list.unique(maintain_order=True))
        .to_series()
        .alias(column.name)
    )


def _ids_of_leaf(leaf: pl.Series) -> pl.Series:
    fields = leaf.struct.unnest()
    if "id" in fields.columns:
        return fields.select(pl.concat_list("id")).to_series()
    return fields["parts"].list.eval(pl.element().struct.field("id"))


def units_of(leaf: pl.Series) -> tuple[str, ...]:
    """The units that a leaf's rows are in. A unit that is the only one of its type needs no
    look at the rows."""
    unit = leaf.struct.field("unit")
    known = _categories(unit.dtype)
    if len(known) == 1:
        return (str(known[0]),)
    return tuple(sorted(str(it) for it in unit.drop_nulls().unique()))


def _categories(dtype: pl.DataType) -> list[str]:
    return list(dtype.categories) if isinstance(dtype, pl.Enum) else []


def computed(
    formula: Formula, numbers: pl.DataFrame, unit: str, leaves: Mapping[str, pl.Series]
) -> pl.Series:
    """A quantity column of what a formula gave: `numbers` are value, low and high."""
    return numbers.select(
        pl.struct(
            *NUMBERS,
            unit=pl.lit(unit, dtype=pl.Enum([unit])),
            formula=pl.lit(formula.text, dtype=pl.Enum([formula.text])),
            inputs=pl.struct([pl.lit(leaf).alias(name) for name, leaf in leaves.items()]),
        )
    ).to_series()


def summed(frame: pl.DataFrame, column: str, by: Sequence[str]) -> pl.DataFrame:
    """The sum of a quantity column over each group: a frame of the columns `by` and the
    sums, which stand on all their parts.

    A part that is not reported leaves the sum unknown, for nothing is taken as zero. Raises
    `FormulaError` for parts of several units, and for a fact that a group holds twice.
    """
    made = take_apart(frame[column])
    if made.formula.text != "it":
        raise FormulaError(f"the column {column!r} is computed: sum what it is computed from")
    units = units_of(frame[column])
    if len(units) > 1:
        raise FormulaError(f"the column {column!r} holds several units: {', '.join(units)}")
    part = pl.col(column).struct
    number = {name: part.field(name) for name in NUMBERS}
    known = {name: it.is_not_null().all() for name, it in number.items()}
    sums = frame.group_by(by, maintain_order=True).agg(
        *(
            pl.when(known[name] & known["value"]).then(it.sum()).alias(f"{column}.{name}")
            for name, it in number.items()
        ),
        pl.col(column).alias(f"{column}.parts"),
        part.field("id").is_duplicated().any().alias(f"{column}.twice"),
    )
    if sums[f"{column}.twice"].any():
        raise FormulaError(f"a group holds the same fact of {column!r} twice: count it once")
    unit = "".join(units)
    return sums.select(
        *by,
        pl.struct(
            *(pl.col(f"{column}.{name}").alias(name) for name in NUMBERS),
            unit=pl.lit(unit, dtype=pl.Enum([unit])),
            parts=pl.col(f"{column}.parts"),
        ).alias(column),
    )
