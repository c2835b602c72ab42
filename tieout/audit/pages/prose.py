"""What a reader sees on a page: runs of text, each stretch with the tie that holds it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise
from typing import Final, Literal

from lxml.html import HtmlElement

from tieout.audit.numbers.scan import find_numerals, find_seen
from tieout.audit.pages.reading import Page, has_class

RunKind = Literal["prose", "axis", "described", "listing"]

_BLOCK_TAGS: Final = """
address article aside audio blockquote button caption dd desc details dialog div dl dt
fieldset figcaption figure footer form g h1 h2 h3 h4 h5 h6 header hr legend li main nav ol
optgroup option p pre section select summary svg table tbody td text textarea tfoot th thead
title tr ul video
"""
_BLOCKS: Final = frozenset(_BLOCK_TAGS.split())
_PASSED: Final = frozenset({"script", "style", "template"})
_INVISIBLE: Final = re.compile("[\u200b\u200c\u200d\u00ad\u2060\ufeff]")
_SPACES: Final = re.compile(r"[ \t\r\f]+")
#: A word whose digits belong to a name: letters of a name stand before them.
_NAME: Final = re.compile(r"[^\d$€£¥%]*[a-z_][a-z_./:=@~-]*[\w./:=@~-]*$")
#: Stands for a listing inside a line, so that what surrounds it does not run together.
_GAP: Final = "\ufffc"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a run that has one tie (or none) and stands on one line of the file."""

    start: int
    end: int
    tie: HtmlElement | None
    line: int


@dataclass(frozen=True, slots=True)
class Run:
    """Text that a reader sees in one go: a paragraph, a cell, a label of a chart.

    `axis` runs are labels of a scale; `described` ones are the title and desc of an SVG, which
    can hold no links; `listing` ones are code and hold no text. `element` is what the run
    stands in.
    """

    kind: RunKind
    element: HtmlElement
    text: str
    pieces: tuple[Piece, ...]

    def pieces_between(self, start: int, end: int) -> Iterator[Piece]:
        """The pieces that a stretch of the run stands in, cut to it."""
        for piece in self.pieces:
            if piece.start < end and piece.end > start:
                yield Piece(max(piece.start, start), min(piece.end, end), piece.tie, piece.line)


def read_runs(page: Page) -> list[Run]:
    """All runs of a page's article, in the order of the file."""
    walker = _Walker(page.language)
    walker.walk(page.article, tie_of(page.article), "prose")
    walker.flush("prose", page.article)
    return walker.runs


def read_outside(page: Page, body: HtmlElement) -> list[Run]:
    """All runs of a page's body outside its article."""
    if body is page.article:
        return []
    walker = _Walker(page.language, outside=page.article)
    walker.walk(body, None, "prose")
    walker.flush("prose", body)
    return walker.runs


def is_tie(element: HtmlElement) -> bool:
    """Whether an element ties the numbers in it: a link to a fact or a derivation, or a
    waiver."""
    if element.tag == "a":
        return has_class(element, "fact") or has_class(element, "derived")
    return element.tag == "span" and has_class(element, "waived")


def tie_of(element: HtmlElement | None) -> HtmlElement | None:
    """The nearest tie that an element is or lies in."""
    while element is not None:
        if is_tie(element):
            return element
        element = element.getparent()
    return None


def is_listing(element: HtmlElement) -> bool:
    """Whether an element is the listing of a cell's code. No other `pre` is, nor is `code`
    within a line: a reader takes numbers from these as from any text."""
    return element.tag == "pre" and has_class(element, "tieout-code")


def are_names(text: str) -> bool:
    """Whether a text in code holds only names of things (`port.boxes.2025`, `--jobs=2`), whose
    digits come after letters in the same word, and no number."""
    return all(_NAME.match(word) or not find_seen(word) for word in text.split())


def tick_values(group: HtmlElement) -> list[Decimal]:
    """The values of the labels of an axis, empty where they make no scale: the labels of a
    `g` in an SVG that rise or fall in even steps, or are round numbers (1, 2, 5, 10, 20)."""
    if group.tag != "g" or all(it.tag != "svg" for it in group.iterancestors()):
        return []
    values = []
    for label in group.iter("text"):
        text = "".join(label.itertext()).strip()
        numerals = find_numerals(text)
        if text and (len(numerals) != 1 or numerals[0].value is None):
            return []
        sign = -1 if text[:1] in ("-", "−") else 1
        values += [sign * it.value for it in numerals if it.value is not None]
    steps = [after - before for before, after in pairwise(values)]
    rising = all(step > 0 for step in steps) or all(step < 0 for step in steps)
    even = steps and max(steps) - min(steps) <= abs(steps[0]) / 100
    round_ = all(len(it.normalize().as_tuple().digits) == 1 for it in values)
    return values if rising and (even or (steps and round_)) else []


@dataclass(slots=True)
class _Walker:
    """Walks an article and cuts what it reads into runs."""

    language: str
    outside: HtmlElement | None = None
    runs: list[Run] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    length: int = 0
    line: int = 1

    def walk(self, element: HtmlElement, tie: HtmlElement | None, kind: RunKind) -> None:
        self.line = element.sourceline or self.line
        if element.tag in _PASSED or element is self.outside:
            return
        if is_listing(element) or (
            element.tag == "code" and are_names("".join(element.itertext()))
        ):
            self.add(_GAP, None)
            self.runs.append(Run("listing", element, "", ()))
            return
        if is_tie(element):
            tie = element
        if has_class(element, "headerlink"):
            self.add(" ", None)  # the sign behind a heading is no part of its words
        inner = _kind_inside(element, kind)
        block = element.tag in _BLOCKS
        if block:
            parent = element.getparent()
            self.flush(kind, parent if parent is not None else element)
        self.add("\n" if element.tag == "br" else element.text or "", tie)
        for child in element:
            if isinstance(child.tag, str):
                self.walk(child, tie, inner)
            self.add(child.tail or "", tie)
        if block:
            self.flush(inner, element)

    def add(self, text: str, tie: HtmlElement | None) -> None:
        for number, part in enumerate(text.split("\n")):
            if number:
                self.line += 1
                part = " " + part
            said = _SPACES.sub(" ", _INVISIBLE.sub("", part))
            if self.texts and self.texts[-1].endswith(" "):
                said = said.removeprefix(" ")
            if said:
                self.texts.append(said)
                end = self.length + len(said)
                self.pieces.append(Piece(self.length, end, tie, self.line))
                self.length = end

    def flush(self, kind: RunKind, element: HtmlElement) -> None:
        text = "".join(self.texts)
        if text.strip():
            self.runs.append(Run(kind, element, text, tuple(self.pieces)))
        self.texts, self.pieces, self.length = [], [], 0


def _kind_inside(element: HtmlElement, kind: RunKind) -> RunKind:
    if element.tag in ("title", "desc"):
        return "described"
    labels = has_class(element, "role-axis-label") and tick_values(element)
    return "axis" if labels else kind
