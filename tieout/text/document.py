"""The records of a cleaned source: document, block, sentence, and its notes."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from tieout.text.mapped import MappedText
from tieout.text.origin import Source

BlockKind = Literal["title", "heading", "paragraph", "caption", "byline", "aside"]
NoteKind = Literal["removed", "sic", "masked"]


@dataclass(frozen=True, slots=True)
class Note:
    """What an editor says of a stretch of a sentence.

    `removed`: `printed` stood in the source at `start` (`start == end`) and is no content,
    such as injected spam. `sic`: `text[start:end]` stands so in the source, `reading` is
    what we take it to mean. `masked`: `text[start:end]` stands for personal data.
    """

    start: int
    end: int
    kind: NoteKind
    reason: str
    printed: str = ""
    reading: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a cleaned source. `id` is `s-` and a hash of its own text; `mapped`
    knows the raw offset of every character."""

    id: str
    source: str
    mapped: MappedText
    notes: tuple[Note, ...] = ()

    @property
    def text(self) -> str:
        return self.mapped.text

    @property
    def raw_spans(self) -> tuple[tuple[int, int], ...]:
        """The raw spans that the sentence is made of, in reading order."""
        return self.mapped.raw_spans(0, len(self.text))


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, caption, byline or aside, in reading order. `level` counts for
    headings only: 1 for the title, 2 for a section, 3 below it; 0 elsewhere. `joint` is what
    stands between two sentences: a space in a language that parts words by spaces and
    between the lines of a heading (title and deck), nothing in a Chinese paragraph."""

    kind: BlockKind
    sentences: tuple[Sentence, ...]
    level: int = 0
    joint: str = ""

    @property
    def text(self) -> str:
        return self.joint.join(sentence.text for sentence in self.sentences)


@dataclass(frozen=True, slots=True)
class Document:
    """A source after cleaning: its blocks in reading order."""

    source: Source
    blocks: tuple[Block, ...]

    @property
    def sentences(self) -> Iterator[Sentence]:
        for block in self.blocks:
            yield from block.sentences
