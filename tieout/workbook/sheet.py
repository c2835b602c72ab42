"""What a workbook is made of, before any library writes it: sheets, each with one table."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count, product
from string import ascii_lowercase
from typing import Final

#: What stands where a cell has nothing to hold, explained in the notes.
NOT_REPORTED: Final = "[x]"
NOT_APPLICABLE: Final = "[z]"
BOUND_ONLY: Final = "[bound]"
RANGE_ONLY: Final = "[range]"
OPEN_END: Final = "[open]"
#: Names of the tables that hold data, in every language: they are said to programs.
CONTENTS: Final = "contents"
NOTES: Final = "notes"
SOURCES: Final = "sources"
FACTS: Final = "facts"
DERIVATIONS: Final = "derivations"
WAIVED: Final = "waived"
#: What Excel allows.
_LONGEST_NAME, _LONGEST_HEADER = 31, 255
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")


@dataclass(frozen=True, slots=True)
class Entry:
    """What a cell holds: a text, or a number. `link` is an address from the site's root, an
    address of the web, or `#` and the name of a sheet; `tip` is what a hover tells of it.
    An entry at the `right` is aligned with numbers."""

    text: str = ""
    number: int | float | None = None
    link: str = ""
    tip: str = ""
    right: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its name, its title in the first cell, a line of text in each row below, and
    one table with a single row of headers, each of them a text of its own. `table` is the
    table's name, for programs; `waived` are the texts on it that state no fact, with why. So many
    of its columns are `printed`, all where it is zero: those to compute with serve no paper."""

    name: str
    table: str
    lines: tuple[Entry, ...]
    headers: tuple[Entry, ...]
    rows: tuple[tuple[Entry, ...], ...]
    waived: tuple[tuple[str, str], ...] = ()
    printed: int = 0

    @property
    def title(self) -> str:
        """The text of the first cell."""
        return self.lines[0].text


def letters() -> Iterator[str]:
    """a, b, … z, aa, ab, …: they count and are no numbers."""
    for length in count(1):
        yield from map("".join, product(ascii_lowercase, repeat=length))


def sheet_name(wanted: str, taken: Iterable[str]) -> str:
    """A name that a sheet may have and none of `taken` is, however they are capitalised."""
    others = {it.casefold() for it in taken}
    name = " ".join(_FORBIDDEN.sub(" ", wanted).split()).strip("'") or "a"
    tries, made = letters(), name[:_LONGEST_NAME]
    while made.casefold() in others:
        letter = next(tries)
        made = f"{name[: _LONGEST_NAME - len(letter) - 1]} {letter}"
    return made


def table_name(sheet: str) -> str:
    """A name for the table of a sheet that holds a table of the report: no cell is called so."""
    return "report_" + re.sub(r"\W", "_", sheet)


def unique_headers(headers: Sequence[Entry], words: Mapping[str, str]) -> tuple[Entry, ...]:
    """Headers that are all there and all different, as a table asks for; those without a text
    are called a row or a column."""
    taken: set[str] = set()
    made = []
    for at, header in enumerate(headers):
        nameless = words["workbook_column" if at else "workbook_row"]
        text = " ".join(header.text.split()) or nameless
        name, tries = text[:_LONGEST_HEADER], letters()
        while name.casefold() in taken:
            suffix = f" ({next(tries)})"
            name = text[: _LONGEST_HEADER - len(suffix)] + suffix
        taken.add(name.casefold())
        made.append(replace(header, text=name))
    return tuple(made)
