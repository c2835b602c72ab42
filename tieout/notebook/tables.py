"""Tables whose numbers are tied."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from tieout.chapters.handover import TABLE_MIME, under_quarto
from tieout.derive.column import is_quantity
from tieout.derive.formula import FormulaError
from tieout.notebook.facts import facts
from tieout.notebook.kernel import kernel
from tieout.notebook.registry import made
from tieout.notebook.values import DerivedValue, FactValue, TiedValue

NOT_REPORTED = "not reported"


@dataclass(frozen=True, slots=True)
class TiedTable:
    """A table ready to be shown: column titles, and rows of cells, each a text or a value."""

    header: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    numeric: tuple[bool, ...]

    def _as_data(self) -> dict[str, Any]:
        return {
            "header": list(self.header),
            "rows": [list(row) for row in self.rows],
            "numeric": list(self.numeric),
        }

    def _repr_markdown_(self) -> str | None:
        return kernel.showing.table(self._as_data())["text/markdown"] if kernel.showing else None

    def _repr_html_(self) -> str | None:
        if kernel.showing is None or under_quarto():
            return None
        return kernel.showing.table(self._as_data())["text/html"]

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        return {
            TABLE_MIME: self._as_data(),
            "text/plain": "\n".join("  ".join(map(_shown, row)) for row in self.rows),
        }


def table(
    frame: pl.DataFrame,
    columns: Mapping[str, str] | None = None,
    *,
    tied: Sequence[str] = ("id",),
    empty: str = NOT_REPORTED,
    periods: bool = False,
) -> TiedTable:
    """A frame as a table of tied numbers.

    `columns` maps the frame's columns to the titles that readers see, in order (by default
    all, as they are). Those named in `tied` hold ids of facts or derivations, or lists of
    ids, and are shown as linked numbers; a null there is shown as `empty`, never as zero.
    With `periods` each fact is followed by the period that it is of. The other columns hold
    text. Raises UnknownFact for an id that is neither.
    """
    titles = dict(columns) if columns else {name: name for name in frame.columns}
    unknown = sorted({*titles, *tied} - set(frame.columns) - {"id"})
    if unknown:
        raise ValueError(f"the frame has no column {', '.join(unknown)}")
    for name in titles:
        if name in frame.columns and is_quantity(frame.schema[name]):
            raise FormulaError(
                f"the column {name!r} holds quantities: publish() it, or show ids of facts"
            )
    rows = tuple(
        tuple(
            _tied_cell(row[name], empty, periods) if name in tied else _text_cell(row[name])
            for name in titles
        )
        for row in frame.iter_rows(named=True)
    )
    return TiedTable(tuple(titles.values()), rows, tuple(name in tied for name in titles))


def _tied_cell(value: Any, empty: str, periods: bool) -> dict[str, Any] | list[dict[str, Any]]:
    if value is None or value == []:
        return {"kind": "empty", "text": empty}
    if isinstance(value, list):
        return [_value_of(each, periods) for each in value]
    return _value_of(value, periods)


def _value_of(id: str, periods: bool) -> dict[str, Any]:
    if id in made.by_id:
        return {"kind": "derived", "id": id, "form": "shown", "period": False}
    return {"kind": "fact", "id": facts[id].id, "form": "shown", "period": periods}


def _shown(cell: Any) -> str:
    """A cell as plain text."""
    if isinstance(cell, list):
        return "; ".join(map(_shown, cell))
    if isinstance(cell, dict):
        return str(cell["text"]) if cell["kind"] == "empty" else value_of(cell["id"]).shown
    return str(cell)


def _text_cell(value: Any) -> str:
    return "" if value is None else str(value)


def value_of(id: str) -> TiedValue:
    """The fact or derivation of an id."""
    if id in made.by_id:
        return DerivedValue(made.by_id[id], kernel.handover.language, kernel.handover.ledger.units)
    found: FactValue = facts[id]
    return found
