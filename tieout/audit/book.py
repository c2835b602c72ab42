"""A report bound as one file, Word or EPUB, as a witness reads it: its parts in order, what
stands in each, where links lead, and the text at each place."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

#: `link` leads to a place in the file, `outward` to an address elsewhere, `code` is a listing.
Kind = Literal["text", "link", "outward", "waived", "code"]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of text; `target` is the place that a link leads to, a link in which `waived`
    text stands is a link of kind `waived`."""

    text: str
    kind: Kind = "text"
    target: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """What a reader sees in one go: a paragraph, a heading, a cell; it stands in a `file`, at
    a `number`: that of its line, or of its paragraph."""

    stretches: tuple[Stretch, ...]
    file: str
    number: int

    @property
    def text(self) -> str:
        return "".join(it.text for it in self.stretches)

    def parts_of(self, start: int, end: int) -> Iterator[Stretch]:
        """The stretches that a part of the line stands in, without those of which the part has
        nothing but space and signs."""
        at = 0
        for it in self.stretches:
            part = it.text[max(start - at, 0) : max(end - at, 0)]
            if any(char.isalnum() for char in part):
                yield it
            at += len(it.text)


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
    """A file as it is read: `places` holds the text at each, `homes` the number of the part that
    it stands in, from 0, `data` the files packed with it, `texts` all text in it, by file."""

    language: str
    parts: tuple[BookPart, ...]
    places: Mapping[str, str]
    homes: Mapping[str, int]
    data: Mapping[str, bytes]
    texts: Mapping[str, str]
