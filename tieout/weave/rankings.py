"""Tables whose rows are in an order of size: a ranking, whoever sorted them."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from operator import gt, lt
from typing import Any

from tieout.compare.differences import FROM, Comparand
from tieout.compare.lineage import comparands
from tieout.ledger.periods import span_of
from tieout.weave.links import Links

#: Two rows are always in some order of size.
_FEWEST = 3


def ranked_numbers(data: Mapping[str, Any], links: Links) -> tuple[tuple[str, str], ...]:
    """The numbers, as kind and id, of the first column of a table whose rows are ranked by it;
    empty where none is, or where the numbers of a ranking agree in all but their values.

    `data` is a table as a cell showed it. A column ranks when at least three rows hold one
    number each, all in one unit and each larger than the one before, or each smaller. An order
    of time is none of size: figures of one measure that rise from year to year are not ranked.
    """
    for at, numeric in enumerate(data["numeric"]):
        linked = _column([row[at] for row in data["rows"]]) if numeric else ()
        if len(linked) >= _FEWEST:
            compared = comparands(linked, links.facts, links.derivations)
            values = [_value(kind, id, links) for kind, id in linked]
            if None not in values and is_ranking(values, compared):
                return linked
    return ()


def is_ranking(values: Sequence[Decimal | None], compared: Sequence[Comparand]) -> bool:
    """Whether numbers, in the order of their rows, are ranked by size, and not told in time."""
    if len({it.unit for it in compared}) > 1 or not _in_order(values):
        return False
    alone = len({(it.indicator, it.area, it.status) for it in compared}) == 1
    starts = [_start(it.period) for it in compared]
    return not (alone and all(starts) and _in_order(starts))


def _column(cells: Sequence[Any]) -> tuple[tuple[str, str], ...]:
    """The numbers of a column's cells, without those that hold none; empty where a cell holds
    several."""
    held = [cell if isinstance(cell, list) else [cell] for cell in cells]
    if any(len(each) != 1 for each in held):
        return ()
    return tuple((it["kind"], it["id"]) for each in held for it in each if it["kind"] != "empty")


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


def _in_order(values: Sequence[Any]) -> bool:
    return any(all(sign(a, b) for a, b in pairwise(values)) for sign in (gt, lt))
