"""A cell of a workbook that links a number: what it shows, and what stands where it leads."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Final

from tieout.audit.data.agreement import Quantity
from tieout.audit.data.records import Records
from tieout.audit.destination import Destination
from tieout.audit.numbers.shown import Shown, read_shown
from tieout.audit.workbook.reading import Cell

_TARGET: Final = re.compile(r"(?:sources/(?P<source>[^/]+)|derivations)/index\.html#(?P<id>.+)")
#: Workbooks hold numbers in binary, with fifteen digits that can be relied on.
_HELD: Final = Decimal("1e-15")
_PERIOD: Final = re.compile(r" \([^()]*\)$")


@dataclass(frozen=True)
class Tie:
    """A linked number: its cell, where it leads on the site, and what the data hold of that
    place."""

    cell: Cell
    target: str
    known: tuple[Destination, ...]
    language: str

    @cached_property
    def agreeing(self) -> tuple[Shown, ...]:
        """What the cell shows that is the number where it leads."""
        return tuple(
            shown
            for shown in read_shown(self.cell.text, self.language)
            if any(not any(it.problems(shown)) for it in self.known)
        )

    @property
    def holds(self) -> bool:
        """Whether the number stands in the cell, or its words in the source do."""
        return bool(self.agreeing) or any(
            it.number and it.number in self.cell.text for it in self.known
        )

    @property
    def amounts(self) -> set[Decimal]:
        """The values and ends that may be computed with beside it."""
        return {point for it in self.known for point in points(it.quantity)}

    def spans(self, cell: Cell, text: str) -> list[tuple[int, int]]:
        """Where the text of a cell shows this number: in its own cell what agrees with it,
        elsewhere the words of that cell, without the period that stands behind them there."""
        if cell is self.cell:
            said = [(it.start, it.end) for it in self.agreeing]
            return said or ([(0, len(text))] if self.holds else [])
        words = {self.cell.text, _PERIOD.sub("", self.cell.text)}
        return [it.span() for each in words for it in re.finditer(re.escape(each), text)]


def tie_of(cell: Cell, records: Records, base: str, language: str) -> Tie | None:
    """The number that a cell links; None where it links none. `base` is where the site is
    published, empty where links are relative."""
    match = _TARGET.fullmatch(cell.link.removeprefix(base))
    if not match:
        return None
    known: tuple[Destination, ...]
    if match["source"]:
        place = (match["source"], match["id"])
        held = [it for it in records.facts.values() if (it.source, it.sentence) == place]
        known = tuple(Destination(it.quantity, number=it.number) for it in held)
    else:
        derived = records.derivations.get(match["id"].removeprefix("d-"))
        known = (Destination(derived.quantity, derived=True),) if derived else ()
    return Tie(cell, match[0], known, language)


def points(quantity: Quantity) -> list[Decimal]:
    """Value, low and high of a quantity, as far as they are there."""
    return [it for it in (quantity.value, quantity.low, quantity.high) if it is not None]


def is_point(text: str, amounts: Collection[Decimal]) -> bool:
    """Whether a cell to compute with holds one of some amounts, as far as workbooks hold digits."""
    number = Decimal(text)
    return any(abs(number - it) <= abs(it) * _HELD for it in amounts)
