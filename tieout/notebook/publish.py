"""From computed columns to derivations: each row that a page is to show is derived by itself."""

import ast
from collections.abc import Mapping, Sequence

import polars as pl

from tieout.derive.column import take_apart
from tieout.derive.expansion import put
from tieout.derive.formula import Formula, FormulaError
from tieout.notebook.facts import facts
from tieout.notebook.frame_columns import quantities_of
from tieout.notebook.made import derive
from tieout.notebook.values import TiedValue


def publish(
    frame: pl.DataFrame,
    column: str,
    *,
    id: str,
    title: str,
    unit: str | None = None,
    signed: bool = False,
    places: int | None = None,
    note: str = "",
    assumes: str | Sequence[str] = (),
    across: str | Sequence[str] = (),
) -> pl.DataFrame:
    """The frame with a computed quantity column replaced by ids of derivations, ready for
    `table()` and charts: one derivation a row, made by the column's own formula from the facts
    that the row stands on. Null where an input is not reported.

    `id` and `title` name other columns in braces (`"share.{area}"`); the rest is as for
    `derive`. Raises what `derive` raises, and FormulaError for a column of bare numbers.
    """
    quantities = quantities_of(frame, column)
    made = take_apart(quantities)
    if made.formula.text == "it":
        raise FormulaError(f"the column {column!r} holds facts: show their ids as they are")
    wanted = unit or _unit(quantities)
    plain = frame.select(pl.exclude(column))
    rows = zip(
        plain.iter_rows(named=True),
        quantities.struct.field("value"),
        pl.DataFrame([leaf.alias(name) for name, leaf in made.leaves.items()]).iter_rows(
            named=True
        ),
        strict=True,
    )
    derived: list[str | None] = []
    for row, value, stands_on in rows:
        if value is None:
            derived.append(None)
            continue
        formula, inputs = _of_row(made.formula, stands_on)
        derived.append(
            derive(
                _filled(id, row),
                formula,
                title=_filled(title, row),
                unit=wanted,
                signed=signed,
                places=places,
                note=note,
                assumes=assumes,
                across=across,
                **inputs,
            ).id
        )
    return frame.with_columns(pl.Series(column, derived, dtype=pl.String))


def _filled(text: str, row: Mapping[str, object]) -> str:
    try:
        return text.format(**row)
    except (KeyError, IndexError, ValueError):
        raise FormulaError(
            f"{text!r} names what is no column; in braces stand {', '.join(row)}"
        ) from None


def _unit(column: pl.Series) -> str:
    return str(column.struct.field("unit").dtype.categories[0])  # type: ignore[attr-defined]


def _of_row(
    formula: Formula, stands_on: Mapping[str, Mapping[str, object]]
) -> tuple[str, dict[str, TiedValue]]:
    """The formula with sums written out over their parts, and its inputs. What two names
    share in this row is one input."""
    inputs: dict[str, TiedValue] = {}
    by_id: dict[str, str] = {}
    parts: dict[str, ast.expr] = {}
    for name, leaf in stands_on.items():
        if "id" in leaf:
            parts[name] = _input(name, str(leaf["id"]), inputs, by_id)
            continue
        held = leaf["parts"]
        terms = [
            _input(f"{name}_{number}", str(part["id"]), inputs, by_id)
            for number, part in enumerate(held if isinstance(held, list) else [], start=1)
        ]
        parts[name] = ast.Call(ast.Name("sum", ast.Load()), terms, [])
    return ast.unparse(put(formula, parts)), inputs


def _input(name: str, id: str, inputs: dict[str, TiedValue], by_id: dict[str, str]) -> ast.expr:
    own = by_id.setdefault(id, name)
    inputs[own] = facts[id]
    return ast.Name(own, ast.Load())
