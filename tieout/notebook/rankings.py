"""Rankings: an order of numbers that may be compared, and whose order can be told."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

import polars as pl

from tieout.compare.differences import differences
from tieout.derive.derivation import interval_of
from tieout.notebook.comparable import NotComparable, check_named, comparand_of
from tieout.notebook.frame_columns import ids_of
from tieout.notebook.tables import value_of
from tieout.notebook.values import TiedValue


def ranked(
    what: pl.DataFrame | Iterable[str], *, across: str | Sequence[str] = (), ascending: bool = False
) -> list[str]:
    """The ids of facts or derivations (a frame's column `id`, or a list) from the largest to the
    smallest, or the other way round.

    Raises NotComparable where they differ in indicator, area, period, unit or status and `across`
    does not name it, where `across` names what does not differ, and where the intervals of two
    neighbours overlap, so that nobody can say which is the larger.
    """
    values = [value_of(id) for id in dict.fromkeys(ids_of(what))]
    found = differences(comparand_of(it) for it in values)
    check_named(found, across, "these numbers", "ranked")
    order = sorted(values, key=lambda it: interval_of(it.quantity).value, reverse=True)
    for larger, smaller in pairwise(order):
        _check_order(larger, smaller)
    return [it.id for it in (reversed(order) if ascending else order)]


def _check_order(larger: TiedValue, smaller: TiedValue) -> None:
    if interval_of(smaller.quantity).high > interval_of(larger.quantity).low:
        raise NotComparable(
            f"which of {larger.id} ({larger.shown}) and {smaller.id} ({smaller.shown}) is the "
            "larger cannot be told: their intervals overlap"
        )
