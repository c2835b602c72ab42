"""What a piece of the grammar reads, before it is mapped back to the text as given."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal, NamedTuple

from tieout.numbers.chinese.numerals import Numeral, read_numeral
from tieout.numbers.mention import Bound, Direction, Kind

#: `word` is a word of the language that holds a numeral and no number: 统一, 百姓.
ReadingKind = Kind | Literal["word"]


_ONE: Final = Decimal(1)


class Reading(NamedTuple):
    """A stretch of the view that one piece of the grammar explains. The fields are those of
    a mention, with offsets into the view."""

    start: int
    end: int
    kind: ReadingKind
    unit: str = ""
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    step: Decimal | None = None
    bound: Bound = "exact"
    direction: Direction = ""
    period: str = ""


def plain(value: Decimal) -> Decimal:
    """The value without an exponent and without zeros after the point."""
    if value.same_quantum(_ONE):
        return value
    whole = value.to_integral_value()
    return whole.quantize(_ONE) if value == whole else value.normalize()


def in_plain_numbers(reading: Reading) -> Reading:
    """The reading with its numbers as they are told: `plain`."""
    start, end, kind, unit, value, low, high, step, bound, direction, period = reading
    if value is None and low is None:
        return reading
    return Reading(
        start, end, kind, unit,
        None if value is None else plain(value), None if low is None else plain(low),
        None if high is None else plain(high), None if step is None else plain(step),
        bound, direction, period,
    )  # fmt: skip


@dataclass(slots=True)
class Page:
    """The text that is read (folded and without spaces), the date of publication as far as it is
    known, the year that was named last in the text and in the sentence, where the next reading
    may begin, and the part of a year (`2025-Q1`) and the month of a day that the sentence
    named last."""

    text: str
    published: str = ""
    year: int | None = None
    sentence_year: int | None = None
    begin: int = 0
    sentence_period: str = ""
    sentence_month: str = ""
    _numeral: tuple[int, Numeral | None] = (-1, None)

    def turn(self, text: str, begin: int) -> None:
        """Goes on with another text, of which nothing before `begin` is to be read."""
        self.text, self.begin, self._numeral = text, begin, (-1, None)

    def end_sentence(self) -> None:
        """Forgets what the sentence has named."""
        self.sentence_year, self.sentence_period, self.sentence_month = None, "", ""

    @property
    def has_named(self) -> bool:
        """Whether the sentence has named a time."""
        return bool(self.sentence_year or self.sentence_period or self.sentence_month)

    def name_year(self, year: int) -> None:
        """Takes note of a year that the text names."""
        self.year = self.sentence_year = year

    def numeral(self, start: int) -> Numeral | None:
        """The numeral that begins at `start`. The last one is kept, for every piece asks."""
        if self._numeral[0] != start:
            self._numeral = (start, read_numeral(self.text, start))
        return self._numeral[1]

    @property
    def published_year(self) -> int | None:
        return int(self.published[:4]) if self.published else None


@dataclass(frozen=True, slots=True)
class Piece:
    """A named piece of the grammar: `first` holds the characters that it may begin with;
    `read` gives its reading at an offset, or `None`.

    What follows only spares it from being asked in vain, empty where anything goes: `before`
    holds the characters that may stand before it, `after` those that may stand after the
    digits, separators and decimals included, that it begins with.
    """

    name: str
    first: str
    read: Callable[[Page, int], Reading | None]
    before: str = ""
    after: str = ""
