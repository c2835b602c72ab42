"""What a reader sees on a page: runs of text, each stretch with the tie that holds it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, Literal

from lxml.html import HtmlElement

from tieout.audit.reading import Page, has_class
from tieout.audit.scan import find_seen

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

    `axis` runs are labels of axes; `described` ones are the title and desc of an SVG, which
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
    """Whether an element is a listing of code: `pre` that holds `code`, anything in a cell's
    listing, or `code` within a derivation's entry."""
    if element.tag == "pre":
        return element.find(".//code") is not None or _within(element, "tieout-code")
    return element.tag == "code" and (
        _within(element, "tieout-code") or (_entry(element) is not None)
    )


def _within(element: HtmlElement | None, name: str) -> bool:
    while element is not None:
        if has_class(element, name):
            return True
        element = element.getparent()
    return False


def _entry(element: HtmlElement | None) -> HtmlElement | None:
    while element is not None and not (element.get("id") or "").startswith("d-"):
        element = element.getparent()
    return element


@dataclass(slots=True)
class _Walker:
    """Walks an article and cuts what it reads into runs."""

    language: str
    runs: list[Run] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    length: int = 0
    line: int = 1

    def walk(self, element: HtmlElement, tie: HtmlElement | None, kind: RunKind) -> None:
        self.line = element.sourceline or self.line
        if element.tag in _PASSED or has_class(element, "headerlink"):
            return
        if is_listing(element) or (element.tag == "code" and not self._bare_number(element)):
            self.add(_GAP, None)
            self.runs.append(Run("listing", element, "", ()))
            return
        if is_tie(element):
            tie = element
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

    def _bare_number(self, element: HtmlElement) -> bool:
        """Whether a word set as code is nothing but a number, and no name or formula."""
        text = "".join(element.itertext()).strip()
        return any(it.start == 0 and it.end == len(text) for it in find_seen(text, self.language))


def _kind_inside(element: HtmlElement, kind: RunKind) -> RunKind:
    if element.tag in ("title", "desc"):
        return "described"
    return "axis" if "role-axis-label" in (element.get("class") or "") else kind
