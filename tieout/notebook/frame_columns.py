"""The columns that an author names: looked up, or refused with a line that says what to do."""

import difflib
from collections.abc import Iterable

import polars as pl

from tieout.derive.column import is_quantity, units_of
from tieout.derive.formula import FormulaError
from tieout.notebook.kernel import kernel


def column_of(frame: pl.DataFrame, name: object) -> pl.Series:
    """A column by its name. Raises FormulaError for a name that none bears."""
    if name in frame.columns:
        return frame[str(name)]
    near = difflib.get_close_matches(str(name), frame.columns, n=1, cutoff=0.5)
    hint = f"did you mean {near[0]}?" if near else f"it has {', '.join(frame.columns)}"
    raise FormulaError(f"the frame has no column {name!r}; {hint}")


def quantities_of(frame: pl.DataFrame, name: object) -> pl.Series:
    """A column of quantities, or of anything else that is refused where it is computed with.
    Raises FormulaError for one whose fields Polars itself has added up, units and all."""
    column = column_of(frame, name)
    known = kernel.handover.ledger.units.known
    if is_quantity(column.dtype) and not all(known(unit) for unit in units_of(column)):
        raise FormulaError(
            f"the column {name!r} was not computed by frame.tied, and has no unit; "
            "write frame.tied.derive() for arithmetic on quantities"
        )
    return column


def ids_of(what: pl.DataFrame | Iterable[str]) -> list[str]:
    """The ids of a frame's column `id`, or those given. Raises FormulaError for what are none."""
    ids = column_of(what, "id").to_list() if isinstance(what, pl.DataFrame) else list(what)
    if strange := [it for it in ids if not isinstance(it, str)]:
        raise FormulaError(
            f"ids are texts, and {type(strange[0]).__name__} is none; "
            "give the column id, or what publish() put in a column's place"
        )
    return ids


def check_unit(unit: str) -> None:
    """Raises FormulaError for a code that is no unit of the report."""
    if not kernel.handover.ledger.units.known(unit):
        raise FormulaError(
            f"{unit!r} is no unit; list it in data/units.csv, or use the code of one that is known"
        )
