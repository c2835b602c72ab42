"""What goes wrong while a chapter runs, as findings at the author's line."""

import re
from collections.abc import Mapping
from typing import Any

from nbclient.exceptions import CellExecutionError
from nbformat import NotebookNode

from tieout.chapters.chapter import Cell, Inline
from tieout.findings import Finding, Place

_ANSI = re.compile(r"\x1b\[[0-9;]*m")
#: Polars's own errors, and how they tell of a column of quantities: a struct with texts in it.
_POLARS = re.compile(r"\bpolars\.exceptions\.|\b(?:InvalidOperation|Schema|Compute|Shape)Error\b")
_QUANTITIES = re.compile(r"\bstruct\b|\bEnum\b|\bStruct\b|dtypes `str` and `str`")
_OF_POLARS = "a column of quantities was handled by Polars itself, which loses what it stands on"
_WITH_TIED = (
    "compute with it by frame.tied; what publish() puts in its place can be stacked and grouped"
)
_CELL_LINE = re.compile(r"Cell In\[\d+\], line (\d+)")


def failed(cell: Cell, node: NotebookNode, error: CellExecutionError) -> Finding:
    """A cell that raised an exception, or what it shows did when it was to be shown. `node` is
    the cell of the notebook with what came out before."""
    raised = next((it for it in node.outputs if it.output_type == "error"), None)
    name = str(raised.ename if raised else error.ename)
    said = str(raised.evalue if raised else error.evalue)
    trace = _ANSI.sub("", "\n".join(raised.traceback) if raised else "")
    lines = [int(number) for number in _CELL_LINE.findall(trace)]
    place = Place(cell.place.path, cell.place.line + (lines[-1] - 1 if lines else 0), 1)
    message, _, hint = said.partition("; ")
    match name:
        case "UnknownFact":
            return Finding(place, "unknown-fact", message, hint)
        case "DerivedTwice":
            return Finding(place, "output-collision", message, hint)
        case "FormulaError" | "UnitError" | "NotComparable":
            hint = hint or "mend the formula or its inputs"
            return Finding(place, "derivation-broken", message, hint)
    if _POLARS.search(trace) and _QUANTITIES.search(said):
        return Finding(place, "derivation-broken", _OF_POLARS, _WITH_TIED)
    printed = "".join(it.text for it in node.outputs if it.output_type == "stream")
    parts = [part for part in (cell.source, printed, trace) if part]
    return Finding(place, "chapter-error", _told(name, said), "mend the cell", "\n".join(parts))


def _told(name: str, said: str) -> str:
    """An exception in one line."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    return f"{name}: {lines[0]}" if lines else name


def died(cell: Cell) -> Finding:
    """A cell in which the kernel ended."""
    what, hint = "the kernel died while the cell ran", "mend the cell, or give it more memory"
    return Finding(cell.place, "chapter-error", what, hint, cell.source)


def timed_out(cell: Cell, limit: int | None) -> Finding:
    """A cell that did not end."""
    return Finding(
        cell.place,
        "chapter-timeout",
        f"the cell did not end within {limit} {'second' if limit == 1 else 'seconds'}",
        "mend the loop, or raise time_limit under plugins: tieout in mkdocs.yml",
        detail=cell.source,
    )


def kept_waiting(inline: Inline, limit: int | None) -> Finding:
    """Inline values that did not come; `inline` is the first of those that were asked for."""
    what = f"`{inline.expression}` or one after it did not show itself within {limit} seconds"
    return Finding(inline.place, "chapter-timeout", what, "compute it in a cell")


def inline_failed(inline: Inline, answer: Mapping[str, Any]) -> Finding:
    """An inline expression that raised an exception."""
    name, said = str(answer.get("ename")), str(answer.get("evalue"))
    if name == "UnknownFact":
        message, _, hint = said.partition("; ")
        return Finding(inline.place, "unknown-fact", message, hint)
    return Finding(
        inline.place,
        "inline-unknown",
        f"`{inline.expression}` names nothing here: {_told(name, said)}",
        "name a value that a cell above this place made",
    )


def untied(inline: Inline, shown: str) -> Finding:
    """An inline expression that is no tied value but something that shows as `shown`."""
    return Finding(
        inline.place,
        "inline-untied",
        f"`{inline.expression}` is {' '.join(shown.split())[:60]}, which ties to no fact",
        "name a fact, or derive() the number from facts",
    )


def before_first_cell(inline: Inline) -> Finding:
    """An inline expression with no cell above it."""
    return Finding(
        inline.place,
        "inline-unknown",
        f"`{inline.expression}` stands before the first cell",
        "put the cell that makes its names above it",
    )
