"""What the cells and captions of woven pages hold: their text, and every number in it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import html

from tieout.weave.addresses import resolved
from tieout.weave.page import classes

_SPACE = re.compile(r"[ \t\r\n\f]+")
_BLOCKS = {"p", "div", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre", "table", "tr"}
#: What may stand around numbers in a cell that holds nothing else.
_BETWEEN = re.compile(r"[\s,;()]*")


@dataclass(frozen=True, slots=True)
class Tie:
    """A tied number in a text: `kind` is `fact` or `derived`, `text` what readers see, with
    its period where that stands beside it, `address` where it leads, from the site's root."""

    kind: str
    id: str
    text: str
    address: str


@dataclass(frozen=True, slots=True)
class Words:
    """A piece of a page: its text, a line for each of its blocks, the numbers tied in it, the
    texts waived in it, each with its reason, and the anchors of notes that it names. It is
    `bare` where it holds nothing but numbers and their periods, and `unreported` where it says
    that no source gives a number."""

    text: str
    ties: tuple[Tie, ...] = ()
    waived: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    bare: bool = False
    unreported: bool = False


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads pieces of a page. `address` is the page's, from the site's root; `number` that of
    the chapter, which the numbers of its tables and figures get in front of them."""

    address: str
    number: str = ""

    def words(self, element: html.HtmlElement) -> Words:
        """What an element holds."""
        text = _lines("".join(self._shown(element)))
        ties = tuple(self._ties(element))
        rest = text
        for tie in ties:
            rest = rest.replace(tie.text, "", 1)
        waived = tuple(
            (self._label(it), str(it.get("data-why", "")))
            for it in element.iter("span")
            if "waived" in classes(it)
        )
        notes = tuple(
            str(it.get("href")).removeprefix("#")
            for it in element.iter("a")
            if "footnote-ref" in classes(it)
        )
        unreported = any("not-reported" in classes(it) for it in element.iter())
        return Words(
            text, ties, waived, notes, bool(ties) and bool(_BETWEEN.fullmatch(rest)), unreported
        )

    def whole(self, href: str) -> str:
        """An address as this page writes it, from the site's root."""
        page, place = resolved(href, self.address)
        return f"{page}#{place}" if place else page

    def _shown(self, element: html.HtmlElement) -> Iterator[str]:
        """The text of an element in pieces; a line end stands at the ends of blocks."""
        if not isinstance(element.tag, str):
            return
        marks = classes(element)
        if "waived" in marks:
            yield self._label(element)
            return
        if "period" in marks:
            yield f" ({_flat(element)})"
            return
        if "footnote-ref" in marks:
            yield f" [{_flat(element)}]"
            return
        if "footnote-back" in marks:
            return
        block = element.tag in _BLOCKS
        yield "\n" if block or element.tag == "br" else ""
        yield _SPACE.sub(" ", element.text or "")
        for child in element:
            yield from self._shown(child)
            yield _SPACE.sub(" ", child.tail or "")
        yield "\n" if block else ""

    def _label(self, element: html.HtmlElement) -> str:
        """A number that states no fact. Tables and figures are numbered by chapter: 3.1."""
        text = _flat(element)
        above = {name for it in element.iterancestors() for name in classes(it)}
        numbered = bool(self.number) and bool(above & {"reference", "figure-label"})
        return f"{self.number}.{text}" if numbered else text

    def _ties(self, element: html.HtmlElement) -> Iterator[Tie]:
        for anchor in element.iter("a"):
            for kind in ("fact", "derived"):
                if id := anchor.get(f"data-{kind}"):
                    after = anchor.getnext()
                    beside = after is not None and "period" in classes(after)
                    period = f" ({_flat(after)})" if after is not None and beside else ""
                    address = self.whole(str(anchor.get("href", "")))
                    yield Tie(kind, str(id), _flat(anchor) + period, address)


def _flat(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def _lines(text: str) -> str:
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)
