"""The number where a link leads, and whether it is the one that the link shows."""

from collections.abc import Iterator
from dataclasses import dataclass

from tieout.audit.agreement import Quantity, Setting, disagreements
from tieout.audit.reading import squeezed
from tieout.audit.records import Records
from tieout.audit.shown import Shown, read_shown
from tieout.audit.units import unit_of_code


@dataclass(frozen=True, slots=True)
class Destination:
    """A number of the data: what it holds, whether it is derived, and as the source of a fact
    prints it."""

    quantity: Quantity
    derived: bool = False
    number: str = ""

    def problems(self, shown: Shown) -> Iterator[str]:
        """The codes of what differs in what is shown. Units may be named elsewhere in a
        table."""
        unit = unit_of_code(self.quantity.unit).dimension
        setting = Setting(leans=True, units=frozenset({unit}))
        return (
            code for code, _ in disagreements(shown, self.quantity, setting, derived=self.derived)
        )

    def is_shown(self, said: str, language: str) -> bool:
        """Whether a text shows this number, or is the number as it is printed. Whether words
        beside a link change its bound is what the audit of the site tells."""
        if self.number and squeezed(said) == squeezed(self.number):
            return True
        readings = read_shown(said, language)
        return bool(readings) and not any(
            code != "audit-bound" for it in readings for code in self.problems(it)
        )


def quoted_in(entry: str, records: Records) -> list[Destination]:
    """The facts whose quotes stand in an entry, a text without spaces."""
    return [
        Destination(it.quantity, number=it.number)
        for it in records.facts.values()
        if squeezed(it.quote) in entry
    ]
