"""Tables and numbered lists that are in an order of size: rankings, whoever sorted them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import chain, pairwise
from operator import ge, gt, le, lt
from typing import Any

from tieout.chapters.pandoc import Node, attributes
from tieout.chapters.walk import walk
from tieout.compare.differences import FROM, Comparand
from tieout.compare.lineage import comparands
from tieout.ledger.periods import span_of
from tieout.weave.links import Links

#: Two numbers are always in some order of size, and more that equal one of the two as well.
_FEWEST = 3

#: What an item of a list says itself.
_TEXTS = ("Plain", "Para")

#: The kind of a tied number (`fact` or `derived`), and its id.
Number = tuple[str, str]
Cell = tuple[Number, ...]
#: Whether one value may follow another.
_Order = Callable[[Any, Any], bool]


def ranked_in_output(data: Mapping[str, Any], links: Links) -> tuple[tuple[Number, ...], ...]:
    """The rankings of a table as a cell showed it; see `rankings`."""
    return rankings([[_shown(cell) for cell in row] for row in data["rows"]], links)


def ranked_in_markdown(table: Node, links: Links) -> tuple[tuple[Number, ...], ...]:
    """The rankings of a table that was written in Markdown, whose inline values are links by
    now; see `rankings`."""
    _, _, _, _, bodies, _ = table["c"]
    return rankings([[_linked(cell) for cell in row[1]] for row in _rows(bodies)], links)


def ranked_in_list(made: Node, links: Links) -> tuple[tuple[Number, ...], ...]:
    """The ranking of a numbered list whose inline values are links by now: the first numbers of
    its items, if they are in an order of size, or the second, and so on; see `rankings`. What
    stands in lists and tables within an item is not the item's."""
    _, items = made["c"]
    found = [_linked_in([it for it in item if it["t"] in _TEXTS]) for item in items]
    told = [it for it in found if it]
    width = min(map(len, told), default=0)
    columns = ([(numbers[at],) for numbers in told] for at in range(width))
    ranked = (_ranked(column, links, ge, le) for column in columns)
    return tuple(it for it in ranked if it)[:1]


def rankings(rows: Sequence[Sequence[Cell]], links: Links) -> tuple[tuple[Number, ...], ...]:
    """The numbers of a table that are set in an order of size: its first column that is, or,
    if none is, its rows, where every row with as many numbers is in the same order; empty where
    there is no order.

    At least three cells hold one number each, three of these differ, all are in one unit, and
    none is larger than the one before, or none smaller. Cells without a number are passed over,
    and with one that holds several there is no order. An order of time is none of size: figures
    of one measure that rise from year to year are not ranked.
    """
    width = min(map(len, rows), default=0)
    for at in range(width):
        if column := _ranked([row[at] for row in rows], links, ge, le):
            return (column,)
    long = [row for row in rows if len([cell for cell in row if cell]) >= _FEWEST]
    for order in (ge, le):
        found = [_ranked(row, links, order) for row in long]
        if found and all(found):
            return tuple(found)
    return ()


def _ranked(cells: Sequence[Cell], links: Links, *orders: _Order) -> tuple[Number, ...]:
    """The numbers of cells that are ranked, in one of the orders; empty if they are not."""
    linked = tuple(chain.from_iterable(cells))
    if len(linked) < _FEWEST or any(len(cell) > 1 for cell in cells):
        return ()
    values = [_value(kind, id, links) for kind, id in linked]
    compared = comparands(linked, links.facts, links.derivations)
    return linked if None not in values and is_ranking(values, compared, *orders) else ()


def is_ranking(
    values: Sequence[Decimal | None], compared: Sequence[Comparand], *orders: _Order
) -> bool:
    """Whether numbers, as they follow each other, are ranked by size, and not told in time."""
    if len({it.unit for it in compared}) > 1 or len(set(values)) < _FEWEST:
        return False
    if not any(_in_order(values, order) for order in orders):
        return False
    alone = len({(it.indicator, it.area, it.status) for it in compared}) == 1
    starts = [_start(it.period) for it in compared]
    in_time = any(_in_order(starts, strict) for strict in (gt, lt))
    return not (alone and all(starts) and in_time)


def _shown(cell: Any) -> Cell:
    """The numbers of a cell that code showed."""
    held = cell if isinstance(cell, list) else [cell]
    return tuple(
        (it["kind"], it["id"]) for it in held if isinstance(it, dict) and it["kind"] != "empty"
    )


def _rows(bodies: Sequence[Any]) -> Iterator[Any]:
    for _, _, headers, rows in bodies:
        yield from headers
        yield from rows


def _linked(cell: Any) -> Cell:
    """The numbers of a cell that was written in Markdown."""
    *_, blocks = cell
    return _linked_in(blocks)


def _linked_in(blocks: Any) -> Cell:
    """The numbers in blocks, in the order of the text."""
    named = (attributes(node)[2] for node in walk(blocks) if node["t"] == "Link")
    return tuple(
        (kind, values[f"data-{kind}"])
        for values in named
        for kind in ("fact", "derived")
        if f"data-{kind}" in values
    )


def _value(kind: str, id: str, links: Links) -> Decimal | None:
    """The value of a number, the middle of a range, or nothing of one that is half open."""
    quantity = links.facts[id].quantity if kind == "fact" else links.derivations[id].quantity
    if quantity.value is None and quantity.low is not None and quantity.high is not None:
        return (quantity.low + quantity.high) / 2
    return quantity.value


def _start(period: str) -> str:
    """The first day of a period, empty where it has none."""
    try:
        return span_of(period.removeprefix(FROM))[0].isoformat()
    except ValueError:  # none is stated, or the number is made of several
        return ""


def _in_order(values: Sequence[Any], order: _Order) -> bool:
    return all(order(a, b) for a, b in pairwise(values))
