"""Tables: CSV files whose every cell knows its line and column."""

import csv
import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from tieout.findings import Finding, Place, place_at, place_at_byte

R = TypeVar("R", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Cell:
    """The text of one cell and where it starts."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Row(Generic[R]):
    """A valid row and the place of each of its cells, by column."""

    record: R
    places: Mapping[str, Place]

    def place(self, column: str) -> Place:
        """The cell's place, or the start of the row for a column that the table leaves out."""
        return self.places.get(column) or min(self.places.values())


@dataclass(frozen=True, slots=True)
class Table(Generic[R]):
    """The valid rows of a table in the order of the file. `keys` holds the text of the (first)
    key column of every row, broken ones included. `whole` tells whether every row could be
    read, so that a missing key is known to be missing."""

    path: str
    rows: tuple[Row[R], ...] = ()
    keys: frozenset[str] = frozenset()
    whole: bool = False

    def has(self, key: str) -> bool:
        """Whether a row has this key, or may have had it where the table is broken."""
        return key in self.keys or not self.whole


def read_table(
    root: Path, path: str, model: type[R], *, key: str | tuple[str, ...], optional: bool = False
) -> tuple[Table[R], list[Finding]]:
    """The rows of the CSV file `root/path` (UTF-8, with a header) as records of `model`.

    `key` names the column, or the columns together, that must be unique. A missing file is a
    finding, unless it is `optional`. Findings: table-missing, table-encoding, table-broken,
    table-header, table-value, id-duplicate, each at its cell; one bad row hides no other.
    """
    text, findings = read_text(root, path)
    if text is None:
        left_out = optional and findings[0].code == "table-missing"
        return Table(path, whole=left_out), [] if left_out else findings
    lines, broken = read_cells(path, text)
    if not lines:
        return Table(path), [*broken, Finding(Place(path), "table-header", "the table is empty")]
    header, body = lines[0], lines[1:]
    findings = check_header(header, model)
    if findings:
        return Table(path), [*broken, *findings]
    columns = [cell.text for cell in header]
    keys = (key,) if isinstance(key, str) else key
    rows: list[Row[R]] = []
    seen: dict[tuple[str, ...], Place] = {}
    for cells in body:
        if not any(cell.text for cell in cells):
            hint = "remove it, with its commas"
            broken.append(Finding(cells[0].place, "table-broken", "the row is empty", hint))
            continue
        if len(cells) != len(columns):
            broken.append(_wrong_number(cells, columns))
            continue
        by_column = dict(zip(columns, cells, strict=True))
        findings += _check_key([by_column[name] for name in keys], keys, seen)
        row, wrong = _validated(by_column, model)
        findings += wrong
        if row:
            rows.append(row)
    table = Table(path, tuple(rows), frozenset(texts[0] for texts in seen), whole=not broken)
    return table, [*broken, *findings]


def read_text(root: Path, path: str) -> tuple[str | None, list[Finding]]:
    """The text of a UTF-8 file, a byte order mark left out, its line ends as they are."""
    try:
        data = (root / path).read_bytes()
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
        if (root / path).is_symlink():
            message = "the table is a link that leads nowhere"
            return None, [Finding(Place(path), "table-encoding", message, "put the file there")]
        hint = "create it, with a header line"
        return None, [Finding(Place(path), "table-missing", "there is no such table", hint)]
    except OSError as error:
        message = f"the table cannot be read: {error.strerror}"
        return None, [Finding(Place(path), "table-encoding", message)]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = place_at_byte(path, data, error.start)
        message = f"the table is not UTF-8: byte 0x{data[error.start]:02x}"
        return None, [Finding(place, "table-encoding", message, "save it as UTF-8")]
    if "\0" in text:
        place = place_at(path, text, text.index("\0"))
        message = "the table holds a NUL character"
        return None, [Finding(place, "table-encoding", message, "save it as UTF-8 text")]
    return text, []


def read_cells(path: str, text: str) -> tuple[list[list[Cell]], list[Finding]]:
    """The cells of a CSV text, row by row, blank lines left out; what csv refuses is a
    finding table-broken at the start of its row, and reading goes on with the next line."""
    lines = _lines(text)
    reader = csv.reader(iter(lines), strict=True)
    rows: list[list[Cell]] = []
    findings: list[Finding] = []
    while True:
        first = reader.line_num
        try:
            fields = next(reader)
        except StopIteration:
            return rows, findings
        except csv.Error as error:
            findings.append(_refused(path, first + 1, str(error)))
            continue
        if fields:
            starts = cell_starts("".join(lines[first : reader.line_num]))
            places = [Place(path, first + line, col) for line, col in starts]
            rows.append([Cell(*pair) for pair in zip(fields, places, strict=True)])


def cell_starts(row: str) -> Iterator[tuple[int, int]]:
    """Where the cells of one raw CSV row start: line and column within it, from 1."""
    line, col = 1, 1
    begins, in_quotes, has_quotes = True, False, False
    yield line, col
    for char in row:
        line, col = (line + 1, 1) if char == "\n" else (line, col + 1)
        if char == '"' and (begins or has_quotes):  # elsewhere a quote is a plain character
            in_quotes, has_quotes = not in_quotes, True
        begins = False
        if char == "," and not in_quotes:
            begins, has_quotes = True, False
            yield line, col


def check_header(header: list[Cell], model: type[BaseModel]) -> list[Finding]:
    """Findings table-header: an unknown or repeated column at its cell, a missing one at
    the start of the header. Columns may stand in any order; one with a default may be
    left out."""
    findings = []
    names = [cell.text for cell in header]
    if len(header) == 1 and (sign := _other_separator(names[0], model)):
        message = f"the cells are parted by {sign}, not by commas"
        return [Finding(header[0].place, "table-header", message, "save it as CSV with commas")]
    misspelt = set()
    for i, cell in enumerate(header):
        if cell.text in names[:i]:
            message = f"column {cell.text!r} stands twice"
            findings.append(Finding(cell.place, "table-header", message, "remove one"))
        elif cell.text not in model.model_fields:
            others = [name for name in model.model_fields if name not in names]
            near = difflib.get_close_matches(cell.text, others, 1)
            misspelt |= set(near)
            hint = f"did you mean {near[0]}?" if near else _columns_of(model)
            message = f"unknown column {cell.text!r}"
            findings.append(Finding(cell.place, "table-header", message, hint))
    for name, field in model.model_fields.items():
        if field.is_required() and name not in names and name not in misspelt:
            message = f"column {name!r} is missing"
            findings.append(Finding(header[0].place, "table-header", message, _columns_of(model)))
    return findings


def _other_separator(header: str, model: type[BaseModel]) -> str:
    """What parts the cells of a header that commas do not part; empty where nothing does."""
    for sign, name in ((";", "semicolons"), ("\t", "tabs"), ("|", "bars")):
        if len(model.model_fields.keys() & set(header.split(sign))) > 1:
            return name
    return ""


def nearest(name: str, names: Iterator[str] | frozenset[str] | list[str]) -> str:
    """The hint for an unknown name: the nearest known ones, up to three."""
    near = difflib.get_close_matches(name, list(names), 3, 0.5)
    return f"did you mean {' or '.join(near)}?" if near else ""


def _lines(text: str) -> list[str]:
    """The lines of a text with their ends, split at line feeds only."""
    lines = [f"{line}\n" for line in text.split("\n")]
    lines[-1] = lines[-1].removesuffix("\n")
    return lines if lines[-1] else lines[:-1]


def _columns_of(model: type[BaseModel]) -> str:
    return "the columns are " + ",".join(model.model_fields)


def _refused(path: str, line: int, error: str) -> Finding:
    if "end of data" in error:
        message, hint = "a quotation mark is never closed", 'close it, or write "" for a quote'
    elif "field larger" in error:
        message, hint = "a cell is too long", "close the quotation mark at its end"
    else:
        message, hint = f"the row is not CSV: {error}", "quote a cell that holds quotes or commas"
    return Finding(Place(path, line), "table-broken", message, hint)


def _wrong_number(cells: list[Cell], columns: list[str]) -> Finding:
    message = f"the row has {len(cells)} cells and the header {len(columns)}"
    hint = "quote a cell that holds a comma"
    return Finding(cells[0].place, "table-broken", message, hint)


def _check_key(
    cells: list[Cell], keys: tuple[str, ...], seen: dict[tuple[str, ...], Place]
) -> list[Finding]:
    texts, place = tuple(cell.text for cell in cells), cells[-1].place
    first = seen.setdefault(texts, place)
    if first is place or not all(texts):
        return []
    named = ", ".join(f"{key} {text!r}" for key, text in zip(keys, texts, strict=True))
    verb = "stands" if len(keys) == 1 else "stand"
    message = f"{named} {verb} already in line {first.line}"
    return [Finding(place, "id-duplicate", message, "give each row one of its own")]


def _validated(cells: Mapping[str, Cell], model: type[R]) -> tuple[Row[R] | None, list[Finding]]:
    places = {column: cell.place for column, cell in cells.items()}
    values = {column: cell.text for column, cell in cells.items()}
    try:
        return Row(model.model_validate(values), places), []
    except ValidationError as error:
        findings = []
        for problem in error.errors(include_url=False):
            column = str(problem["loc"][0]) if problem["loc"] else next(iter(cells))
            message = _misfit(column, values.get(column, ""), problem)
            place = places.get(column) or min(places.values())
            findings.append(Finding(place, "table-value", message, _about(model, column)))
        return None, findings


def _misfit(column: str, text: str, problem: ErrorDetails) -> str:
    if not text:
        return f"{column} is empty"
    if problem["type"] == "literal_error":
        return f"{column} is {text!r} and should be {problem['ctx']['expected']}"
    return f"{column} {text!r} does not have the form that it should"


def _about(model: type[BaseModel], column: str) -> str:
    field = model.model_fields.get(column)
    return field.description or "" if field else ""
