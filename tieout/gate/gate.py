"""The gate: no number leaves the build that is neither tied nor waived.

It reads finished pages, the very HTML that the site's shell will get: prose, headings,
tables, captions, the labels of charts, and the attributes that are read aloud. What a
source page quotes is evidence and passes; axis ticks are scales, the listing of a cell is
code, and both pass.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lxml import html

from tieout.findings import Finding, Place
from tieout.numbers.visible import visible_numerals
from tieout.weave.page import Page, fragment

#: Elements that begin a line of their own. Text runs on through all others, so that a number
#: may be spread over several of them.
_BLOCK_TAGS = """
address article aside audio blockquote br button caption col colgroup dd desc details dialog div
dl dt fieldset figcaption figure footer form g h1 h2 h3 h4 h5 h6 header hr legend li main nav ol
optgroup option p pre section select summary svg table tbody td text textarea tfoot th thead title
tr ul video
"""
_BLOCKS = frozenset(_BLOCK_TAGS.split())
#: Attributes that a reader sees, or hears read aloud.
_ATTRIBUTES = ("alt", "aria-description", "aria-label", "aria-placeholder", "aria-roledescription",
               "aria-valuenow", "aria-valuetext", "label", "placeholder", "start", "summary",
               "title", "value")  # fmt: skip
_SKIPPED = {"script", "style", "template"}
#: Characters that a reader does not see, but that would part a number in two.
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
#: Stand for a tied and a waived number in the text around them: nothing joins across them.
_HOLE, _WAIVED_HOLE = "\ufffc", "\ufffb"
#: What would change a tied number if it stood at it: a sign or currency before it, a bound of
#: one's own, a scale or unit behind it. The link itself says all of these.
_BEFORE = re.compile(
    r"(?:[-−+£$€¥~]\s?"
    r"|\b(?:minus|negative|plus|over|above|below|under|nearly|almost|more than|less than"
    r"|fewer than|at least|at most|up to|no more than|no fewer than|GBP|CNY|USD|EUR|RMB)\s"
    rf"){_HOLE}",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    rf"{_HOLE}(?:\s?(?:%|‰|percent\b|per cent\b|pp\b|percentage points?\b|TEU\b|bn\b|[成倍万亿])"
    r"|-fold\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Waived:
    """A waiver on a page, for the account."""

    page: str
    title: str
    text: str
    why: str


@dataclass(slots=True)
class Verdict:
    """What the gate saw: counts by sort of number, every waiver, and the findings."""

    counts: Counter[str] = field(default_factory=Counter)
    waivers: list[Waived] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of text outside tied elements, and where its author wrote it: `exact` where
    the place is that of its first character, and not that of the cell or block around it."""

    text: str
    place: Place | None
    exact: bool


def inspect(pages: Iterable[Page]) -> Verdict:
    """Looks at every number of every page."""
    verdict = Verdict()
    for page in pages:
        if page.quoted:
            continue
        for part in (page.heading, page.body):
            tree = fragment(part)
            _count(page, tree, verdict)
            _attributes(page, tree, verdict)
            for pieces in _lines(tree, Place(page.origin)):
                _look(page, pieces, verdict)
    return verdict


def _count(page: Page, tree: html.HtmlElement, verdict: Verdict) -> None:
    for element in tree.iter():
        if element.get("data-fact"):
            verdict.counts["facts"] += 1
        elif element.get("data-derived"):
            verdict.counts["derived"] += 1
        elif _is_waived(element):
            verdict.counts["waived"] += 1
            text = " ".join(element.text_content().split())
            verdict.waivers.append(
                Waived(page.address, page.name, text, element.get("data-why", ""))
            )


def _look(page: Page, pieces: list[_Piece], verdict: Verdict) -> None:
    text = "".join(piece.text for piece in pieces)
    for pattern, typed in ((_BEFORE, 0), (_BEHIND, 1)):  # where the typed part begins
        for changed in pattern.finditer(text):
            verdict.findings.append(
                Finding(
                    _place_in(pieces, changed.start() + typed) or Place(page.origin),
                    "number-changed",
                    f"“{_told(changed[0])}” changes what the tied number … says",
                    "leave sign, bound and unit to the link, which shows those of the sentence",
                )
            )
    for seen in visible_numerals(text):
        if seen.kind == "date":
            verdict.counts["dates"] += 1
            continue
        place = _place_in(pieces, seen.start) or Place(page.origin)
        around = _told(text[max(0, seen.start - 25) : seen.end + 25])
        verdict.findings.append(
            Finding(
                place,
                "number-untied",
                f"{seen.text!r} states a number that ties to no fact, in “{around}”",
                "name the fact inline, derive() it, or waive it with "
                '[…]{.waived why="…"} if it states none',
            )
        )


def _told(text: str) -> str:
    """A stretch of text for a message, with dots for numbers that are tied or waived."""
    return " ".join(text.replace(_HOLE, "…").replace(_WAIVED_HOLE, "…").split())


def _lines(
    element: html.HtmlElement,
    place: Place | None,
    run: list[_Piece] | None = None,
    exact: bool = False,
) -> Iterator[list[_Piece]]:
    """The texts of a tree, each as the pieces that a reader sees in one go."""
    pieces: list[_Piece] = [] if run is None else run
    own = _place(element)
    if own:
        place, exact = own, element.tag == "span"  # a run of words; other places are of blocks
    _add(pieces, element.text, place, exact)
    for child in element:
        if not isinstance(child.tag, str) or child.tag in _SKIPPED or _is_passed(child):
            pass
        elif _is_tied(child):
            pieces.append(_Piece(_HOLE, place, False))
        elif _is_waived(child):
            pieces.append(_Piece(_WAIVED_HOLE, place, False))
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


def _add(pieces: list[_Piece], text: str | None, place: Place | None, exact: bool) -> None:
    if text:
        pieces.append(_Piece(text.translate(_INVISIBLE), place, exact))


def _attributes(page: Page, tree: html.HtmlElement, verdict: Verdict) -> None:
    for element in tree.iter():
        if not isinstance(element.tag, str) or _within_ticks(element):
            continue
        for name in _ATTRIBUTES:
            text = element.get(name, "").translate(_INVISIBLE)
            if text and not _tied_above(element):
                _look_at_attribute(page, element, name, text, verdict)


def _look_at_attribute(
    page: Page, element: html.HtmlElement, name: str, text: str, verdict: Verdict
) -> None:
    beside = _linked_beside(element)
    for seen in visible_numerals(text):
        if seen.kind == "date":
            continue
        if seen.text in beside:
            verdict.counts["attributes"] += 1
            continue
        place = _nearest_place(element) or Place(page.origin)
        verdict.findings.append(
            Finding(
                place,
                "number-untied",
                f"{seen.text!r} in the {name} text stands nowhere as a link in the same figure",
                "name the value inline there, and show it in the figure",
            )
        )


def _linked_beside(element: html.HtmlElement) -> set[str]:
    """The numerals of the tied numbers in the same figure."""
    figure = next((it for it in (element, *element.iterancestors()) if it.tag == "figure"), element)
    return {
        seen.text
        for it in figure.iter()
        if isinstance(it.tag, str) and _is_tied(it)
        for seen in visible_numerals(" ".join(it.text_content().split()))
    }


def _is_tied(element: html.HtmlElement) -> bool:
    return element.tag == "a" and bool(element.get("data-fact") or element.get("data-derived"))


def _tied_above(element: html.HtmlElement) -> bool:
    return _is_tied(element) or any(_is_tied(it) for it in element.iterancestors())


def _is_waived(element: html.HtmlElement) -> bool:
    return element.tag == "span" and "waived" in element.get("class", "").split()


def _is_passed(element: html.HtmlElement) -> bool:
    """Whether an element holds no statement: a scale of a chart, or the listing of a cell.
    Only the engine makes these; weaving refuses their classes where an author writes them."""
    return _is_ticks(element) or (
        element.tag == "pre" and "tieout-code" in element.get("class", "").split()
    )


def _is_ticks(element: html.HtmlElement) -> bool:
    return (
        element.tag == "g"
        and "role-axis-label" in element.get("class", "").split()
        and any(it.tag == "svg" for it in element.iterancestors())
    )


def _within_ticks(element: html.HtmlElement) -> bool:
    return _is_ticks(element) or any(_is_ticks(it) for it in element.iterancestors())


def _place(element: html.HtmlElement) -> Place | None:
    text = element.get("data-place", "")
    if not text:
        return None
    path, line, col = text.rsplit(":", 2)
    return Place(path, int(line), int(col))


def _nearest_place(element: html.HtmlElement) -> Place | None:
    """The place of an element, of what it stands in, or of what stands in it."""
    for it in (element, *element.iterancestors(), *element.iterdescendants()):
        if place := _place(it):
            return place
    return None


def _place_in(pieces: list[_Piece], offset: int) -> Place | None:
    """The place of a character of the joined text; within a run of words columns count on."""
    for piece in pieces:
        if offset < len(piece.text):
            if piece.place is None or not piece.exact:
                return piece.place
            return Place(piece.place.path, piece.place.line, piece.place.col + offset)
        offset -= len(piece.text)
    return None
