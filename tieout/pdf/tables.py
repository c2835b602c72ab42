"""Tables for Typst: as wide as their contents and no wider than the page, their headers repeated
on each page."""

import copy
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from lxml import html

from tieout.pdf.markup import call
from tieout.weave.page import classes

#: What the page has room for, in ems of a table's type, which is smaller in tables of many columns.
_ROOM, _ROOM_OF_MANY, _MANY = 48.5, 54.5, 5
#: Widths in ems, on average: Chinese, digits, capitals, all others; the space on both sides of a
#: column; the short id beside a number.
_HAN, _DIGIT, _CAPITAL, _OTHER, _GUTTER, _SHORT_ID = 0.95, 0.47, 0.62, 0.4, 0.95, 0.7
#: A table of fewer lines is kept on one page, and so is a row of fewer characters.
_SHORT_TABLE, _SHORT_ROW = 9, 900
#: What stands in a row of one line, in characters.
_LINE = 100
#: So many rows at the end of a long table stay together.
_LAST = 2
#: A column of words can do with so much, in ems.
_ENOUGH = 12.0
_HAN_CHARS = re.compile(r"[\u3000-\u9fff\uf900-\uffef]")
_DIGITS, _CAPITALS = re.compile(r"[0-9–]"), re.compile(r"[A-Zm%]")
#: Stands for the short id in a line.
_ID = "\N{REFERENCE MARK}"

Write = Callable[[html.HtmlElement], str]


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell: what is written in it, and how many columns it spans."""

    element: html.HtmlElement
    span: int = 1
    centred: bool = False

    @property
    def numeric(self) -> bool:
        return "number" in classes(self.element)

    def width(self) -> float:
        """The width of its longest line if none is broken, in ems."""
        return max((_ems(line) for line in _lines(self.element)), default=0)

    def word(self) -> float:
        """The width of its longest word, which a number with its unit is."""
        if self.numeric:
            return self.width()
        return max(
            (_ems(word) for line in _lines(self.element) for word in line.split()), default=0
        )


def table_markup(table: html.HtmlElement, cell: Write) -> str:
    """A table, its cells as `cell` writes their contents.

    Where there is room, the periods below numbers become a column of their own beside these.
    Columns that need little get it, and the others share the rest by what they hold. The last
    rows of a long table are its footer, which no page break divides or parts from the row before.
    """
    header = [_read(it) for row in table.findall("thead/tr") for it in row]
    rows = [[_read(it) for it in row] for row in table.findall("tbody/tr") or table.findall("tr")]
    split_header, split_rows = _periods_apart(header, rows)
    if sum(_needed(split_rows)) <= _room(split_rows):
        header, rows = split_header, split_rows
    numeric = _numeric(rows)
    together = _height(rows) < _SHORT_TABLE
    footed = not together and len(rows) > 2 * _LAST and all(map(_unbroken, rows[-_LAST:]))
    end = len(rows) - _LAST if footed else len(rows)
    cells = [_markup(it, cell, _unbroken(row)) for row in rows[:end] for it in row]
    last = [_markup(it, cell, True) for row in rows[end:] for it in row]
    head = [_markup(it, cell, True, column in numeric) for column, it in _placed(header)]
    arguments = {
        "columns": f"({', '.join(_columns([header, *rows]))},)",
        "together": "true" if together else "false",
        "headed": "true" if head else "false",
    }
    named = ", ".join(f"{key}: {value}" for key, value in arguments.items())
    if head:
        cells.insert(0, f"table.header({', '.join(head)})")
    if last:
        cells.append(f"table.footer(repeat: false, {', '.join(last)})")
    contents = ", ".join(cells)
    return f"#grid-table({named}, {contents});"


def _read(element: html.HtmlElement) -> _Cell:
    return _Cell(element, int(element.get("colspan", "1")))


def _lines(element: html.HtmlElement) -> Iterator[str]:
    """The lines of a cell: each of its blocks begins one."""
    line = ""
    for it in element.iter():
        if it.tag in ("div", "p", "li", "br") and line.strip():
            yield line.strip()
            line = ""
        line += it.text or ""
        if it is not element:
            line += it.tail or ""
        if it.tag == "a" and (it.get("data-fact") or it.get("data-derived")):
            line += _ID
    if line.strip():
        yield line.strip()


def _ems(text: str) -> float:
    ids, text = text.count(_ID), text.replace(_ID, "")
    kinds = ((_HAN_CHARS, _HAN), (_DIGITS, _DIGIT), (_CAPITALS, _CAPITAL))
    width = sum(len(kind.findall(text)) * (each - _OTHER) for kind, each in kinds)
    return width + len(text) * _OTHER + ids * _SHORT_ID


def _room(rows: Sequence[Sequence[_Cell]]) -> float:
    columns = max((sum(it.span for it in row) for row in rows), default=1)
    return _ROOM if columns <= _MANY else _ROOM_OF_MANY


def _height(rows: Sequence[Sequence[_Cell]]) -> int:
    """How many lines a table has, roughly."""
    lines = (max((len(list(_lines(it.element))) for it in row), default=1) for row in rows)
    texts = (sum(len(it.element.text_content()) for it in row) for row in rows)
    return sum(max(line, 1 + text // _LINE) for line, text in zip(lines, texts, strict=True))


def _placed(row: Sequence[_Cell]) -> Iterator[tuple[int, _Cell]]:
    """Each cell of a row with the number of its first column, from 0."""
    column = 0
    for it in row:
        yield column, it
        column += it.span


def _numeric(rows: Sequence[Sequence[_Cell]]) -> set[int]:
    """The columns whose cells are numbers, or say that there is none."""
    plain = [(at, it) for row in rows for at, it in _placed(row) if it.span == 1]
    return {at for at, it in plain if it.numeric} - {at for at, it in plain if not it.numeric}


def _by_column(
    rows: Sequence[Sequence[_Cell]], width: Callable[[_Cell], float]
) -> list[list[float]]:
    """The widths of the cells of each column that span no other, with the space beside them."""
    columns = max((sum(it.span for it in row) for row in rows), default=1)
    widths: list[list[float]] = [[2.0] for _ in range(columns)]
    for row in rows:
        for at, it in _placed(row):
            if it.span == 1:
                widths[at].append(width(it) + _GUTTER)
    return widths


def _needed(rows: Sequence[Sequence[_Cell]]) -> list[float]:
    """What each column can do with: numbers and periods are not broken, words may be."""

    def needed(it: _Cell) -> float:
        return it.width() if it.numeric else max(min(_ENOUGH, it.width()), it.word())

    return [max(widths) for widths in _by_column(rows, needed)]


def _columns(rows: Sequence[Sequence[_Cell]]) -> list[str]:
    """The columns in Typst's terms: as wide as they need to be, or with a share of the rest."""
    cells = _by_column(rows, _Cell.width)
    widths = [max(it) for it in cells]
    words = [max(it) for it in _by_column(rows, _Cell.word)]
    room, broken = _room(rows), set(range(len(widths)))
    if sum(widths) <= room:
        return ["auto"] * len(widths)
    while narrow := {it for it in broken if widths[it] <= room / len(broken)}:
        broken -= narrow
        room -= sum(widths[it] for it in narrow)
    shares = [max(max(it) + sum(it) / len(it), word) for it, word in zip(cells, words, strict=True)]
    widest = max(shares[it] for it in broken)
    return [
        f"{max(share, widest / 2):.1f}fr" if it in broken else "auto"
        for it, share in enumerate(shares)
    ]


def _periods_apart(
    header: Sequence[_Cell], rows: Sequence[Sequence[_Cell]]
) -> tuple[list[_Cell], list[list[_Cell]]]:
    """The table with periods in a column of their own beside their numbers."""
    dated = {
        at
        for row in rows
        for at, it in _placed(row)
        if it.span == 1 and it.element.find_class("period")
    }
    return _apart(header, dated, header=True), [_apart(row, dated, header=False) for row in rows]


def _apart(row: Sequence[_Cell], dated: set[int], *, header: bool) -> list[_Cell]:
    cells: list[_Cell] = []
    for at, it in _placed(row):
        if at not in dated or it.span > 1:
            cells.append(it)
        elif header or not it.element.find_class("period"):
            cells.append(_Cell(it.element, 2, centred=True))
        else:
            number, period = copy.deepcopy(it.element), html.Element("td")
            for below in number.find_class("period"):
                below.drop_tree()
            period.extend(copy.deepcopy(each) for each in it.element.find_class("period"))
            cells += [_Cell(number), _Cell(period)]
    return cells


def _unbroken(row: Sequence[_Cell]) -> bool:
    return sum(len(it.element.text_content()) for it in row) < _SHORT_ROW


def _markup(it: _Cell, write: Write, unbroken: bool, numeric: bool = False) -> str:
    arguments = {}
    if it.span > 1:
        arguments["colspan"] = str(it.span)
    if it.centred:
        arguments["align"] = "center"
    elif it.numeric or numeric:
        arguments["align"] = "right"
    if unbroken:
        arguments["breakable"] = "false"
    body = write(it.element)
    if it.element.tag == "th" and it.element.get("scope") != "row":
        body = call("strong", body)
    return call("table.cell", body, **arguments).removeprefix("#").removesuffix(";")
