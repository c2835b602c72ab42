"""A report bound as one file, Word or EPUB, as a witness reads it: its parts in order, what
stands in each, where links lead, and the text at each place."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

#: `link` leads to a place in the file, `outward` to an address elsewhere, `note` to a note by its
#: number; `noted` is what editors strike out or remark, `code` is in the type of code, and
#: `listing` is a listing of it.
Kind = Literal["text", "link", "outward", "note", "noted", "code", "listing"]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of text; `target` is the place that a link leads to, `within` are the places that
    it stands in, from the outermost."""

    text: str
    kind: Kind = "text"
    target: str = ""
    within: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """What a reader sees in one go: a paragraph, a heading, a cell; it stands in a `file`, at
    a `number`: that of its line, or of its paragraph."""

    stretches: tuple[Stretch, ...]
    file: str
    number: int
    is_heading: bool = False
    in_table: bool = False

    @property
    def text(self) -> str:
        return "".join(it.text for it in self.stretches)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture with its alternative text."""

    text: str
    file: str
    number: int


@dataclass(frozen=True, slots=True)
class BookPart:
    """A chapter or an appendix: all from one heading of the first level to the next."""

    lines: list[Line] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Book:
    """A file as it is read: the lines in `front` of the first chapter, navigation among them,
    then its parts; `places` holds the text at each, `homes` the number of the part that it stands
    in, from 0, `data` the files packed with it, `texts` all text in it, by file."""

    language: str
    front: tuple[Line, ...]
    parts: tuple[BookPart, ...]
    places: Mapping[str, str]
    homes: Mapping[str, int]
    data: Mapping[str, bytes]
    texts: Mapping[str, str]
