"""The lines of text that a reader sees on a page, and which parts of them are tied or waived."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from lxml import html

from tieout.findings import Place
from tieout.weave.waivers import AUTHOR_REASONS

#: Elements that begin a line of their own. Text runs on through all others, so that a number
#: may be spread over several of them.
_BLOCK_TAGS = """
address article aside audio blockquote button caption col colgroup dd desc details dialog div
dl dt fieldset figcaption figure footer form g h1 h2 h3 h4 h5 h6 header hr legend li main nav ol
optgroup option p pre section select summary svg table tbody td text textarea tfoot th thead title
tr ul video
"""
_BLOCKS = frozenset(_BLOCK_TAGS.split())
_SKIPPED = {"script", "style", "template"}
#: Characters that a reader does not see, but that would part a number in two: those of
#: format, the joiner of graphemes, and the selectors of variants.
_ASSIGNED = (*range(0x20000), *range(0xE0000, 0xE0200))  # where such characters are
INVISIBLE = dict.fromkeys(
    [
        *(code for code in _ASSIGNED if unicodedata.category(chr(code)) == "Cf"),
        0x34F,
        *range(0xFE00, 0xFE10),
    ]
)
#: What Vega prints at the ticks of a measured axis.
_TICK = re.compile(
    r"[-−+]?[$€£¥]?\d[\d,.\s]*(?:e[-−+]?\d+)?\s?(?:%|[yzafpnµmkMGTPEZYB])?", re.IGNORECASE
)
#: Stand for a tied number, and for each character of a waived one: nothing joins across them.
HOLE, WAIVED_HOLE = "\ufffc", "\ufffb"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text, and where its author wrote it: `exact` where the place is that of
    its first character, and not that of the cell or block around it.

    `text` has holes for what is tied or waived; `told` is as long and holds what an author
    has waived, so that its neighbours can be read with it. `why` is the author's reason.
    """

    text: str
    place: Place | None
    exact: bool
    told: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """What a reader sees in one go."""

    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """The text with holes for tied and waived numbers."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def told(self) -> str:
        """The same with the words that the author has waived, and holes for tied numbers."""
        return "".join(piece.told or piece.text for piece in self.pieces)

    def waived(self) -> Iterator[tuple[int, int, Piece]]:
        """The spans that the author has waived."""
        ends = accumulate(len(piece.text) for piece in self.pieces)
        for end, piece in zip(ends, self.pieces, strict=True):
            if piece.why:
                yield end - len(piece.text), end, piece

    def place(self, offset: int) -> Place | None:
        """The place of a character; within a run of words columns count on. What has none,
        such as a formula, is where the text before it is."""
        nearest = None
        for piece in self.pieces:
            nearest = piece.place or nearest
            if offset < len(piece.text):
                break
            offset -= len(piece.text)
        else:
            return nearest
        if piece.place is None or not piece.exact:
            return nearest or next((it.place for it in self.pieces if it.place), None)
        return Place(piece.place.path, piece.place.line, piece.place.col + offset)


def lines(tree: html.HtmlElement) -> Iterator[Line]:
    """The lines of a tree."""
    for pieces in _lines(tree, None):
        yield Line(tuple(pieces))


def _lines(
    element: html.HtmlElement,
    place: Place | None,
    run: list[Piece] | None = None,
    exact: bool = False,
) -> Iterator[list[Piece]]:
    pieces: list[Piece] = [] if run is None else run
    own = place_of(element)
    if own:
        place, exact = own, element.tag == "span"  # a run of words; other places are of blocks
    _add(pieces, element.text, place, exact)
    for child in element:
        if not isinstance(child.tag, str) or child.tag in _SKIPPED or is_passed(child):
            pass
        elif is_tied(child):
            if element.tag == "g":  # marks of a chart, each by itself
                if pieces:
                    yield list(pieces)
                pieces.clear()
            pieces.append(Piece(HOLE, place, False))
        elif is_waived(child):
            pieces.append(_waived(child, place))
        elif child.tag == "br":
            pieces.append(Piece("\n", place, False))
        elif child.tag not in _BLOCKS:
            yield from _lines(child, place, pieces, exact)
        else:
            if pieces:
                yield list(pieces)
                pieces.clear()
            yield from _lines(child, place, None, exact)
        _add(pieces, child.tail, place, False)
    if run is None and pieces:
        yield pieces


def _add(pieces: list[Piece], text: str | None, place: Place | None, exact: bool) -> None:
    if text:
        pieces.append(Piece(text.translate(INVISIBLE), place, exact))


def _waived(element: html.HtmlElement, place: Place | None) -> Piece:
    """A waived number: as it stands if an author has waived it, which has a place, and holes
    if the engine has."""
    text = _seen_in(element).translate(INVISIBLE)
    why = element.get("data-why", "")
    if why not in AUTHOR_REASONS or not place_of(element):
        return Piece(WAIVED_HOLE * max(1, len(text)), place, False)
    holes = WAIVED_HOLE * len(text)
    return Piece(holes, place_of(element), False, told=text, why=why)


def _seen_in(element: html.HtmlElement) -> str:
    """The text of an element, with holes for the tied numbers in it."""
    parts = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str):
            parts.append(HOLE if is_tied(child) else _seen_in(child))
        parts.append(child.tail or "")
    return "".join(parts)


def is_tied(element: html.HtmlElement) -> bool:
    """Whether an element is a link to a fact or a derivation."""
    return element.tag == "a" and bool(element.get("data-fact") or element.get("data-derived"))


def is_waived(element: html.HtmlElement) -> bool:
    """Whether an element is a waiver."""
    return element.tag == "span" and "waived" in element.get("class", "").split()


def is_passed(element: html.HtmlElement) -> bool:
    """Whether an element holds no statement: a scale of a chart, or the listing of a cell.
    Only the engine makes these; weaving refuses their classes where an author writes them."""
    return is_scale(element) or (
        element.tag == "pre" and "tieout-code" in element.get("class", "").split()
    )


def is_scale(element: html.HtmlElement) -> bool:
    """Whether an element holds the ticks of a measured axis, numbers and nothing else."""
    return (
        element.tag == "g"
        and "role-axis-label" in element.get("class", "").split()
        and any(it.tag == "svg" for it in element.iterancestors())
        and all(_TICK.fullmatch(text) for it in element.itertext() if (text := it.strip()))
    )


def place_of(element: html.HtmlElement) -> Place | None:
    """The place that an element tells of itself."""
    text = element.get("data-place", "")
    if not text:
        return None
    path, line, col = text.rsplit(":", 2)
    return Place(path, int(line), int(col))


def nearest_place(element: html.HtmlElement) -> Place | None:
    """The place of an element, of what it stands in, or of what stands in it."""
    for it in (element, *element.iterancestors(), *element.iterdescendants()):
        if place := place_of(it):
            return place
    return None
