"""The number where a link leads, and whether it is the one that the link shows."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from tieout.audit.data.agreement import Quantity, Setting, disagreements
from tieout.audit.data.records import DerivedRecord, FactRecord
from tieout.audit.numbers.shown import Shown, bound_after, bound_before, claim_before, read_shown
from tieout.audit.numbers.units import unit_of_code
from tieout.audit.pages.reading import squeezed

#: What weighs more, where several numbers of a place are not the one that a link shows.
_WEIGHT: Final = {"audit-bound": 0, "audit-value": 1, "audit-unit": 2}


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
        setting = Setting(leans=True, units=self._units)
        return (
            code for code, _ in disagreements(shown, self.quantity, setting, derived=self.derived)
        )

    @property
    def _units(self) -> frozenset[str]:
        return frozenset({unit_of_code(self.quantity.unit).dimension})

    def differences(self, link: "Link", language: str) -> Iterator[tuple[str, str]]:
        """What is wrong with a link that should show this number, as codes and words; nothing is,
        where it is printed as its source prints it."""
        verbatim = bool(self.number) and squeezed(link.text) == squeezed(self.number)
        readings = read_shown(" ".join(link.text.split()), language)
        if not readings and not verbatim:
            yield "audit-value", "it shows no number that can be read"
        setting = Setting(
            bounds=bound_before(link.before) | bound_after(link.after),
            claims=claim_before(link.before),
            units=self._units if link.in_table else frozenset(),
            leans=link.in_table,
        )
        for reading in readings:
            for code, said in disagreements(reading, self.quantity, setting, derived=self.derived):
                if not verbatim or code == "audit-bound":
                    yield code, said


@dataclass(frozen=True, slots=True)
class Link:
    """A link that shows a number: its text, the text before and behind it with single spaces,
    and whether it stands in a table, where the head of its column may name its unit."""

    text: str
    before: str = ""
    after: str = ""
    in_table: bool = False


def destinations(
    facts: Iterable[FactRecord], derived: Iterable[DerivedRecord]
) -> list[Destination]:
    """The numbers of an entry that is of these."""
    stated = [Destination(it.quantity, number=it.number) for it in facts]
    return [*stated, *(Destination(it.quantity, derived=True) for it in derived)]


def shown_by(
    link: Link, known: Sequence[Destination], language: str
) -> tuple[Destination | None, list[tuple[str, str]]]:
    """Which of the numbers of a place a link shows; where it shows none, the code and the words
    of what is wrong by the one that comes nearest."""
    nearest: tuple[int, str, str] | None = None
    for it in known:
        problems = list(it.differences(link, language))
        if not problems:
            return it, []
        heaviest = max((_WEIGHT.get(code, 1), code, said) for code, said in problems)
        nearest = min(nearest, heaviest) if nearest else heaviest
    return None, [nearest[1:] if nearest else ("audit-value", "is no number of this entry")]
