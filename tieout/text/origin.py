"""Where a source comes from: the `.toml` beside it, and the source itself."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from tieout.findings import Place

#: A path of keys into a `.toml`: `("repairs", 2, "text")`.
Keys = tuple[str | int, ...]

LENGTHS = {"year": 4, "month": 7, "day": 10}


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


def _a_date(text: str) -> str:
    try:
        date.fromisoformat(text + "-01-01"[len(text) - 4 :])
    except ValueError:
        raise ValueError(f"{text} is no day of a calendar") from None
    return text


def _a_pattern(text: str) -> str:
    try:
        pattern = re.compile(text)
    except re.error as error:
        raise ValueError(f"no regular expression: {error}") from error
    if pattern.search("") is not None:
        raise ValueError("the pattern matches the empty text")
    return text


class Published(_Record):
    """When a source was published, and how that is known.

    `date` is as precise as what is known: `2023`, `2023-07`, `2023-07-05`. `basis` tells
    whether the source states it or whether it is inferred; `reason` says from what.
    """

    date: Annotated[
        str,
        Field(
            pattern=r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$",
            description='write "2025", "2025-06" or "2025-06-30", as precise as it is known',
        ),
        AfterValidator(_a_date),
    ]
    precision: Literal["day", "month", "year"]
    basis: Literal["stated", "inferred"]
    reason: str = Field(min_length=1)

    @model_validator(mode="after")
    def _as_precise_as_it_says(self) -> Self:
        if len(self.date) != LENGTHS[self.precision]:
            raise ValueError(f"date {self.date} is not given to the {self.precision}")
        return self


class Segment(_Record):
    """A stretch of the raw text that is read in one piece.

    It begins where `starts` stands, exactly once in the raw text, and ends where the next
    segment of the file begins. One of kind paragraph may hold many paragraphs, and Markdown
    headings; one of another kind is one block. `continues`: it goes on from the segment
    before it in reading order, whose last paragraph may end within a word. `lines` overrides
    how paragraphs are told from line breaks.
    """

    starts: str = Field(min_length=1)
    kind: Literal["title", "heading", "paragraph", "caption", "byline", "aside"] = "paragraph"
    level: int = Field(default=2, ge=2, le=6, description="that of a heading: 2 to 6")
    continues: bool = False
    lines: Literal["", "whole", "wrapped", "columns"] = ""
    note: str = ""


class ReadingOrder(_Record):
    """The segments in the order in which they are read, and how that order is known."""

    basis: Literal["printed", "inferred"]
    reason: str = Field(min_length=1)
    segments: tuple[Segment, ...] = Field(min_length=1)


class Repair(_Record):
    """A correction of one place, for one source, with its reason.

    `text` stands exactly once in the raw text. `part`, exactly once in `text`, is what the
    repair acts on; empty means all of `text`.

    - `remove`: it is no content (injected spam) and is taken out, with a note
    - `sic`: it stays as printed, with a note that proposes `reading`
    - `join`: the line break in it parts no paragraphs
    - `break`: the line break in it parts two paragraphs
    - `space`: the white space in it means something and is kept, as one space
    """

    kind: Literal["remove", "sic", "join", "break", "space"]
    text: str = Field(min_length=1)
    part: str = ""
    reading: str = ""
    reason: str = Field(min_length=1)

    @model_validator(mode="after")
    def _says_what_it_needs(self) -> Self:
        acts_on = self.part or self.text
        if self.text.count(acts_on) != 1:
            raise ValueError("part must stand exactly once in text")
        if self.kind in {"join", "break"} and len(re.findall(r"\s*\n\s*", acts_on)) != 1:
            raise ValueError(f"a repair of kind {self.kind} needs a text with one line break")
        if self.kind == "space" and len(re.findall(r"\s+", acts_on)) != 1:
            raise ValueError("a repair of kind space needs a text with one stretch of white space")
        if (self.kind == "sic") != bool(self.reading):
            raise ValueError("a reading belongs to a repair of kind sic, and only there")
        return self


class Mask(_Record):
    """Personal data that only this source holds. What `pattern`, a regular expression,
    matches in the raw text is masked; the pattern must not spell out what it hides."""

    pattern: Annotated[str, Field(min_length=1), AfterValidator(_a_pattern)]
    reason: str = Field(min_length=1)


class Origin(_Record):
    """The contents of a source's `.toml`."""

    title: str = Field(min_length=1)
    title_en: str = Field(min_length=1)
    title_note: str = Field(default="", description="where the title is not the printed one")
    language: str = Field(pattern=r"^[a-z]{2}$", description='two small letters, such as "zh"')
    publisher: str = ""
    publisher_en: str = ""
    publisher_note: str = Field(default="", description="how the publisher is known, or why not")
    kind: str = Field(min_length=1, description="what sort of text it is, for readers")
    published: Published
    territory: str = Field(min_length=1, description="id in areas.csv of what it speaks of")
    territory_note: str = ""
    rights: str = Field(min_length=1)
    caveat: str = Field(default="", description="what a reader should know before using it")
    sha256: str = Field(
        pattern=r"^[0-9a-f]{64}$", description="what sha256sum prints of the .txt, 64 characters"
    )
    original_file: str = Field(min_length=1)
    reading_order: ReadingOrder | None = None
    repairs: tuple[Repair, ...] = ()
    masks: tuple[Mask, ...] = ()

    def title_in(self, language: str) -> str:
        """The title for readers of a language: English, or as it is printed."""
        return self.title_en if language == "en" else self.title

    def publisher_in(self, language: str) -> str:
        """The publisher likewise, in the other words where there are none; empty where it is
        not known."""
        both = (self.publisher_en, self.publisher)
        return next(filter(None, both if language == "en" else reversed(both)), "")

    def strings(self) -> Iterator[str]:
        """Every text that the `.toml` holds, without its keys."""
        waiting: list[object] = [self.model_dump()]
        while waiting:
            value = waiting.pop()
            if isinstance(value, str):
                yield value
            elif isinstance(value, dict):
                waiting.extend(value.values())
            elif isinstance(value, list | tuple):
                waiting.extend(value)


@dataclass(frozen=True, slots=True)
class Source:
    """One raw document under `seeds/`: its id, its text as it stands, and its origin.

    `path` is that of the `.txt`, relative to the report's folder. `lines` gives the line of
    each key and table of the `.toml`, for findings about it.
    """

    id: str
    path: str
    raw: str = field(repr=False)
    origin: Origin
    lines: Mapping[Keys, int] = field(default_factory=dict, compare=False, repr=False)

    @property
    def origin_path(self) -> str:
        """The path of the `.toml`."""
        return self.path.removesuffix(".txt") + ".toml"

    def origin_place(self, *keys: str | int) -> Place:
        """The line of a key of the `.toml`, or of the nearest table that would hold it."""
        return Place(self.origin_path, line_of(self.lines, keys))


def line_of(lines: Mapping[Keys, int], keys: Keys) -> int:
    """The line of the longest known beginning of `keys`; 1 when none is known."""
    for length in range(len(keys), 0, -1):
        if keys[:length] in lines:
            return lines[keys[:length]]
    return 1
