"""The columns of a table's sheet: first those of the report, then those to compute with.

A cell has room for one link. So a column of which a cell holds several numbers becomes several,
and so every number of the table has a cell, its words, and its link. The columns to compute with
stand at the right, three or four for each column of numbers: value, low, high, and the unit,
unless all of the column have the same, which its headers then name.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice

from tieout.workbook.cells import Tie, Words
from tieout.workbook.grid import Grid
from tieout.workbook.numbers import Numbers, end_entry, value_entry
from tieout.workbook.sheet import NOT_APPLICABLE, NOT_REPORTED, Entry, letters


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet: its header and its entries. `ties` are the numbers that the entries
    link, None where one links none; `unreported` tells where no source gives a number."""

    header: Entry
    entries: tuple[Entry, ...]
    ties: tuple[Tie | None, ...] = ()
    unreported: tuple[bool, ...] = ()


def columns_of(
    grid: Grid, numbers: Numbers, words: Mapping[str, str]
) -> tuple[list[Column], list[Column]]:
    """The columns of a table: those of the report, and those to compute with."""
    shown = [
        column
        for at, header in enumerate(grid.headers)
        for column in _shown(header, _cells(grid, at), numbers)
    ]
    computed = [
        it for column in shown if any(column.ties) for it in _computed(column, numbers, words)
    ]
    return shown, computed


def _cells(grid: Grid, at: int) -> list[Words]:
    """The cells of a column. In the first an empty cell stands for the label above it, which is
    written out, so that rows can be sorted and filtered."""
    cells = [row[at] for row in grid.rows]
    if at or any(cell.ties or cell.waived for cell in cells):
        return cells
    made: list[Words] = []
    for cell in cells:
        made.append(cell if cell.text or not made else made[-1])
    return made


def _shown(header: Words, cells: list[Words], numbers: Numbers) -> Iterator[Column]:
    """A column as the report has it, split where a cell holds several numbers."""
    head = _header(header, numbers)
    most = max((len(cell.ties) for cell in cells), default=0)
    unreported = tuple(cell.unreported for cell in cells)
    if most < 2:
        ties = tuple(cell.ties[0] if cell.ties else None for cell in cells)
        entries = tuple(_entry(cell, tie, numbers) for cell, tie in zip(cells, ties, strict=True))
        yield Column(head, entries, ties if most else (), unreported)
        return
    whole = any(cell.text and not cell.bare and not cell.unreported for cell in cells)
    if whole:
        yield Column(head, tuple(Entry(cell.text or NOT_APPLICABLE) for cell in cells))
    for at, letter in enumerate(islice(letters(), most)):
        ties = tuple(cell.ties[at] if at < len(cell.ties) else None for cell in cells)
        entries = tuple(
            numbers.entry(tie, tie.text, right=True) if tie else _without(cell, first=not at)
            for cell, tie in zip(cells, ties, strict=True)
        )
        name = replace(head if not whole else Entry(head.text), text=f"{head.text} ({letter})")
        yield Column(name if not at else Entry(name.text), entries, ties, unreported)


def _header(header: Words, numbers: Numbers) -> Entry:
    text = " ".join(header.text.split())
    return numbers.entry(header.ties[0], text) if len(header.ties) == 1 else Entry(text)


def _entry(cell: Words, tie: Tie | None, numbers: Numbers) -> Entry:
    if tie:
        return numbers.entry(tie, cell.text, right=cell.bare)
    return Entry(cell.text or NOT_APPLICABLE, right=cell.unreported)


def _without(cell: Words, *, first: bool) -> Entry:
    """A cell without a number in a column of numbers."""
    said = cell.text if cell.unreported and first else NOT_APPLICABLE
    return Entry(said, right=True)


def _computed(column: Column, numbers: Numbers, words: Mapping[str, str]) -> Iterator[Column]:
    """Value, low, high and unit of a column of numbers."""
    name = column.header.text or words["workbook_row"]
    units = {numbers.unit(tie) for tie in column.ties if tie}
    said = f" ({next(iter(units))})" if len(units) == 1 else ""
    missing = [Entry(NOT_REPORTED if gone else NOT_APPLICABLE) for gone in column.unreported]

    def column_of(word: str, entry: Callable[[Tie], Entry], unit: str = "") -> Column:
        cells = zip(column.ties, missing, strict=True)
        made = [(entry(tie) if tie else gone) for tie, gone in cells]
        right = any(it.right for it in made)
        entries = tuple(replace(it, right=right) for it in made)
        return Column(Entry(f"{name}: {words[word]}{unit}"), entries)

    yield column_of("workbook_value", lambda it: value_entry(numbers.record(it)), said)
    yield column_of("workbook_low", lambda it: end_entry(numbers.record(it)["low"]), said)
    yield column_of("workbook_high", lambda it: end_entry(numbers.record(it)["high"]), said)
    if not said:
        yield column_of("workbook_unit", lambda it: Entry(numbers.unit(it)))
