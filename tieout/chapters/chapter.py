"""The records of a chapter, before and after it has run."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from nbformat import NotebookNode

from tieout.chapters.pandoc import Node
from tieout.derive.derivation import Derivation
from tieout.findings import Place


@dataclass(frozen=True, slots=True)
class Cell:
    """A code cell: its source as written, the options of its `#|` lines, the place of its
    first line of source, and of the value of each option."""

    source: str
    options: Mapping[str, Any]
    place: Place
    places: Mapping[str, Place] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Inline:
    """An inline expression: what it names, where it stands, and how many cells have run
    when it is looked up."""

    expression: str
    place: Place
    after: int


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter as written.

    `name` is what the nav calls it, empty where it gives no name.
    `texts` holds the inlines of texts outside the flow: `title`, and `cell-N-caption` and
    `cell-N-alt` for the cells' captions and alternative texts.
    """

    slug: str
    path: str
    name: str
    source: str
    front: Mapping[str, Any]
    cells: tuple[Cell, ...]
    blocks: tuple[Node, ...]
    texts: Mapping[str, list[Node]]
    inlines: tuple[Inline, ...]

    def option(self, cell: Cell, name: str, otherwise: bool) -> bool:
        """A switch of a cell: its own option, else the chapter's `execute`, else a default."""
        execute = self.front.get("execute") or {}
        return bool(cell.options.get(name, execute.get(name, otherwise)))


@dataclass(frozen=True, slots=True)
class Value:
    """What an inline expression names: a fact or derivation by id, or a number of the
    build's own account. `form` says how it is shown: `shown`, `words` or `original`."""

    kind: str
    id: str
    form: str = "shown"


@dataclass(frozen=True, slots=True)
class Executed:
    """A chapter that has run: the notebook with its outputs, the outputs of each cell in
    order, the value of each inline by its place, and the derivations that its cells made."""

    chapter: Chapter
    notebook: NotebookNode
    outputs: tuple[tuple[NotebookNode, ...], ...]
    values: Mapping[Place, Value]
    derivations: tuple[Derivation, ...] = field(default=())
