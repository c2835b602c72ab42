"""From a page of the site to a part of the document: links lead within it, drawings are
pictures, figures are numbered by chapter, and what only a browser can do is gone."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

from lxml import etree, html

from tieout.volume.anchors import page_place
from tieout.volume.citations import LEFT_OUT
from tieout.volume.columns import add_widths
from tieout.weave.addresses import resolved
from tieout.weave.page import classes

_ELSEWHERE = re.compile(r"(?:https?|mailto|tel):")
#: Attributes that mean the same in a file.
_KEPT = {
    "id", "class", "href", "src", "alt", "lang", "title", "colspan", "rowspan", "scope", "start",
    "data-fact", "data-derived", "data-why", "epub:type", "xmlns", "display", "mathvariant",
}  # fmt: skip
#: Beside a drawing, for labels in a wider font, in its own units.
_ROOM = 20
_ROLE = re.compile(r"var\(--[\w-]+, *(#[0-9a-fA-F]+)\)")


@dataclass(frozen=True, slots=True)
class UseHere:
    """A number in the document: the part it stands in, by name, and its own place."""

    part: str
    place: str


@dataclass(slots=True)
class Rewriter:
    """Rewrites pages one after the other.

    `ties` tells where a (kind, id) leads, `places` where an address of the site does, `titles`
    what a link to a place is announced by. It collects the `pictures` by name, and the `uses`
    of each place in order.
    """

    ties: Mapping[tuple[str, str], str]
    places: Mapping[str, str]
    titles: Mapping[str, str]
    pictures: dict[str, bytes] = field(default_factory=dict)
    uses: dict[str, list[UseHere]] = field(default_factory=lambda: defaultdict(list))
    address: str = ""
    name: str = ""
    number: str = ""
    _tied: int = 0

    def begin(self, address: str, name: str, number: str) -> None:
        """Begins a page; `number` is that of a chapter, and empty elsewhere."""
        self.address, self.name, self.number = address, name, number

    def rewritten(self, tree: html.HtmlElement) -> html.HtmlElement:
        """The tree of a fragment of the page, which is changed."""
        for element in tree.xpath(".//*[@class]"):
            if LEFT_OUT & classes(element):
                element.drop_tree()
        for svg in list(tree.iter("svg")):
            self._picture(svg)
        _unfold(tree)
        self._number_figures(tree)
        for figure in tree.xpath(".//figure"):
            _figure(figure)
        for paragraph in tree.xpath(".//p[@class]"):
            _classed(paragraph)
        _foot_notes(tree)
        for element in tree.xpath(".//*[@id]"):
            element.set("id", page_place(self.address, element.get("id")))
        for anchor in list(tree.iter("a")):
            self._link(anchor)
        for element in tree.iter():
            if isinstance(element.tag, str) and not _in_math(element):
                for name in set(element.attrib) - _KEPT:
                    del element.attrib[name]
        for span in tree.xpath(".//span[not(@*)]"):
            span.drop_tag()
        for table in tree.iter("table"):
            add_widths(table)
        return tree

    def _picture(self, svg: html.HtmlElement) -> None:
        """A drawing as a picture, without links, which the table beside it has."""
        for anchor in list(svg.iter("a")):
            for title in anchor.findall("title"):
                title.drop_tree()
            anchor.drop_tag()
        label = svg.get("aria-label", "")
        for name in ("role", "aria-label"):
            svg.attrib.pop(name, None)
        name = f"chart-{len(self.pictures) + 1}.svg"
        picture = html.Element("img", {"src": name, "alt": label})
        svg.addprevious(picture)
        svg.drop_tree()
        self.pictures[name] = _drawing(svg)

    def _number_figures(self, tree: html.HtmlElement) -> None:
        """Figures and tables are numbered by chapter: 3.1."""
        if not self.number:
            return
        for label in tree.xpath(".//span[@data-why='label']"):
            above = {name for it in label.iterancestors() for name in classes(it)}
            if above & {"reference", "figure-label"}:
                label.text = f"{self.number}.{label.text}"

    def _link(self, anchor: html.HtmlElement) -> None:
        if anchor.get("epub:type"):
            anchor.set("href", f"#{page_place(self.address, anchor.get('href', '#')[1:])}")
            return
        for kind in ("fact", "derived"):
            if id := anchor.get(f"data-{kind}"):
                self._tie(anchor, self.ties[kind, id])
                return
        href = anchor.get("href", "")
        if _ELSEWHERE.match(href):
            return
        if place := self._place(href):
            anchor.set("href", f"#{place}")
        else:
            anchor.drop_tag()

    def _tie(self, anchor: html.HtmlElement, place: str) -> None:
        self._tied += 1
        own = f"u.{self._tied}"
        self.uses[place].append(UseHere(self.name, own))
        anchor.set("href", f"#{place}")
        anchor.set("title", self.titles[place])
        span = html.Element("span", {"id": own})
        anchor.addprevious(span)
        span.tail, anchor.tail = anchor.tail, None
        span.append(anchor)

    def _place(self, href: str) -> str:
        """The place in the document of an address as this page writes it, empty if it has
        none."""
        page, anchor = resolved(unquote(href), self.address)
        return self.places.get(f"{page}#{anchor}") or self.places.get(page, "")


def _drawing(svg: html.HtmlElement) -> bytes:
    """A drawing as a file of its own, in the colours of paper. Its labels were laid out in
    another font than its readers may have: there is room for wider ones."""
    size = svg.attrib.pop("viewbox", "")
    if not size:
        size = f"0 0 {svg.get('width', '')} {svg.get('height', '')}"
    left, top, width, height = map(float, size.split())
    svg.set("viewbox", f"{left - _ROOM:g} {top:g} {width + 2 * _ROOM:g} {height:g}")
    svg.set("width", f"{width + 2 * _ROOM:g}")
    drawn = etree.tostring(svg, encoding="unicode", with_tail=False)
    return _ROLE.sub(r"\1", drawn.replace("viewbox=", "viewBox=")).encode()


def _unfold(tree: html.HtmlElement) -> None:
    """What opens on a click stands open: a summary that names what follows becomes a line
    above it."""
    for summary in tree.xpath(".//details[contains(@class, 'chart-data')]/summary"):
        summary.tag = "p"
        summary.set("class", "summary")
    for summary in tree.xpath(".//summary"):
        summary.drop_tree()
    for details in tree.xpath(".//details"):
        details.tag = "div"


def _figure(figure: html.HtmlElement) -> None:
    """A table has its caption as its own, and what stands behind a chart follows it."""
    table, caption = next(figure.iter("table"), None), figure.find("figcaption")
    behind = [it for it in figure if "chart-data" in classes(it)]
    for it in reversed(behind):
        figure.addnext(it)
    if "tieout-table" in classes(figure) and table is not None and caption is not None:
        figure.tag, caption.tag, caption.tail = "div", "caption", None
        table.insert(0, caption)


def _classed(paragraph: html.HtmlElement) -> None:
    """Pandoc knows classes of divisions and none of paragraphs."""
    division = html.Element("div", {"class": paragraph.attrib.pop("class")})
    paragraph.addprevious(division)
    division.tail, paragraph.tail = paragraph.tail, None
    division.append(paragraph)


def _foot_notes(tree: html.HtmlElement) -> None:
    """Notes as pandoc reads them from a book: a reference, and an aside."""
    for anchor in tree.xpath(".//a[contains(@class, 'footnote-ref')]"):
        anchor.set("epub:type", "noteref")
        anchor.attrib.pop("id", None)
    for back in tree.xpath(".//a[contains(@class, 'footnote-back')]"):
        back.drop_tree()
    for section in tree.xpath(".//section[contains(@class, 'footnotes')]"):
        for note in section.iter("li"):
            note.tag = "aside"
            note.set("epub:type", "footnote")
        for rule in section.findall("hr"):
            rule.drop_tree()
        for listing in section.findall("ol"):
            listing.drop_tag()
        section.drop_tag()


def _in_math(element: html.HtmlElement) -> bool:
    return any(it.tag == "math" for it in (element, *element.iterancestors()))
