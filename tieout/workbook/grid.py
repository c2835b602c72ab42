"""A table of a page as a plain grid: one row of headers, and no cell that spans others."""

from collections.abc import Sequence
from dataclasses import dataclass

from lxml import html

from tieout.workbook.cells import Reader, Words

_NOTHING = Words("")


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: as many headers as each row has cells. A header that spans columns stands in each
    of them, of another cell the others are empty; a cell that spans rows stands in each of them.
    Its numbers stand in the first alone."""

    headers: tuple[Words, ...]
    rows: tuple[tuple[Words, ...], ...]


def grid_of(table: html.HtmlElement, reader: Reader) -> Grid:
    """The grid of an HTML table."""
    heads = [row for row in _rows(table) if _is_head(row)]
    body = [row for row in _rows(table) if not _is_head(row)]
    above = _spread(heads, reader, repeat=True)
    rows = _spread(body, reader, repeat=False)
    width = max((len(row) for row in (*above, *rows)), default=1)
    columns = [[row[at] for row in above if at < len(row)] for at in range(width)]
    return Grid(
        tuple(_together(column) for column in columns),
        tuple((*row, *[_NOTHING] * (width - len(row))) for row in rows),
    )


def _rows(table: html.HtmlElement) -> list[html.HtmlElement]:
    """The table's own rows, without those of a table in one of its cells."""
    return [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]


def _is_head(row: html.HtmlElement) -> bool:
    parent = row.getparent()
    return parent is not None and parent.tag == "thead"


def _spread(
    rows: Sequence[html.HtmlElement], reader: Reader, *, repeat: bool
) -> list[tuple[Words, ...]]:
    made: list[tuple[Words, ...]] = []
    below: dict[int, tuple[int, Words]] = {}  # column: rows that are still covered, and by what
    for row in rows:
        cells: list[Words] = []

        def cover(cells: list[Words] = cells) -> None:
            while (at := len(cells)) in below:
                left, words = below.pop(at)
                cells.append(_again(words))
                if left > 1:
                    below[at] = left - 1, words

        for element in row:
            if element.tag not in ("td", "th"):
                continue
            cover()
            words, down = reader.words(element), _span(element, "rowspan")
            others = [_again(words) if repeat else _NOTHING] * (_span(element, "colspan") - 1)
            for part in (words, *others):
                if down > 1:
                    below[len(cells)] = down - 1, part
                cells.append(part)
        cover()
        made.append(tuple(cells))
    return made


def _again(words: Words) -> Words:
    return Words(words.text, waived=words.waived, unreported=words.unreported)


def _span(element: html.HtmlElement, name: str) -> int:
    text = element.get(name, "1")
    return max(1, int(text)) if text.isdecimal() else 1


def _together(column: Sequence[Words]) -> Words:
    """Headers above each other as one."""
    said = [it for it in column if it.text]
    if len(said) < 2:
        return said[0] if said else _NOTHING
    return Words(
        ": ".join(dict.fromkeys(it.text for it in said)),
        tuple(tie for it in said for tie in it.ties),
        tuple(each for it in said for each in it.waived),
        tuple(note for it in said for note in it.notes),
    )
