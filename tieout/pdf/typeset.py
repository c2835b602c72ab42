"""From the HTML of a woven page to Typst: one rule for each element that pages are made of.

It takes the pages that the site is made of, so that the two cannot disagree.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from lxml import html

from tieout.pdf.announcing import MARK
from tieout.pdf.drawings import drawing, marks
from tieout.pdf.formulas import formula_markup
from tieout.pdf.lists import list_markup, term_markup
from tieout.pdf.markup import call, label, quoted, text_markup, trimmed
from tieout.pdf.tables import table_markup
from tieout.volume.citations import LEFT_OUT, Citations
from tieout.weave.addresses import resolved
from tieout.weave.page import classes

_HEADINGS = {"h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_INLINE = {
    "strong": "strong", "b": "strong", "em": "emph", "i": "emph", "var": "emph",
    "sup": "super", "sub": "sub", "mark": "mention", "del": "struck",
}  # fmt: skip
#: Paragraphs that are the title of what follows.
_TITLES = {"conflict-title", "verdict"}
#: Between a raised digit of a unit and the short id.
_RAISED = "\N{NARROW NO-BREAK SPACE}"
_SPACE = re.compile(r"[ \t\r\n\f]+")


@dataclass(slots=True)
class Typesetter:
    """Writes pages. `places` maps addresses within the site to places in the document, `site`
    is where others lead to, empty where the site has no address;
    `pictures` collects the drawings by the name of their file, `waived` the numbers that
    state no fact, each with its chapter and reason; `number` is that of the
    chapter, empty outside chapters, and `address` that of the page. While it is `plain`, short ids
    are left out; while it is `run_on`, long lists are set small and wide. `own` is the
    derivation whose entry is being written, which leads nowhere in itself."""

    cited: Citations
    places: dict[str, str]
    language: str
    site: str = ""
    pictures: dict[str, bytes] = field(default_factory=dict)
    waived: list[tuple[int, str, str]] = field(default_factory=list)
    number: str = ""
    address: str = ""
    plain: bool = False
    run_on: bool = False
    own: str = ""

    def blocks(self, parent: html.HtmlElement) -> str:
        """The contents of an element: blocks, and paragraphs of the text between them."""
        made: list[str] = []
        inline: list[str] = [self._text(parent.text)]
        for child in parent:
            if isinstance(child.tag, str) and _is_block(child):
                made += _paragraph(inline)
                inline = []
                made.append(self._block(child))
            else:
                inline.append(self._inline(child))
            inline.append(self._text(child.tail))
        made += _paragraph(inline)
        return "\n\n".join(it for it in made if it)

    def inlines(self, parent: html.HtmlElement) -> str:
        """The contents of an element as one run of text."""
        parts = [self._text(parent.text)]
        for child in parent:
            parts += [self._inline(child), self._text(child.tail)]
        return "".join(parts)

    def heading_text(self, element: html.HtmlElement) -> str:
        """The text of a heading, its numbers without short ids, for it stands in bookmarks."""
        self.plain = True
        body = trimmed(self.inlines(element))
        self.plain = False
        return body

    def heading(self, element: html.HtmlElement, level: int, place: str) -> str:
        """A heading as `heading_text` writes it, at its place."""
        body = self.heading_text(element)
        return f"{call('heading', body, level=str(level))}{label(place) if place else ''}"

    def _block(self, element: html.HtmlElement) -> str:
        if LEFT_OUT & classes(element):
            return ""
        tag = str(element.tag)
        if tag in _HEADINGS:
            id = element.get("id", "")
            return self.heading(element, _HEADINGS[tag], f"{self.address}#{id}" if id else "")
        match tag:
            case "p":
                return self._paragraph_of(element)
            case "ul" | "ol":
                items = [self.blocks(it) for it in element if it.tag == "li"]
                if tag == "ol" and self.number:
                    labels = [f"{number}." for number in range(1, len(items) + 1)]
                    self.waived += [(int(self.number), it, "label") for it in labels]
                return list_markup(element, items, compact=self.run_on)
            case "dl":
                return self._terms(element)
            case "figure":
                return self._figure(element)
            case "table":
                return self._table(element)
            case "svg":
                return self._picture(element)
            case "pre":
                block = text_markup(element.text_content(), "zh")
                return call("listing", block)
            case "hr":
                return "#line(length: 100%);"
            case "blockquote":
                return call("quote", self.blocks(element), block="true")
            case "div" if "admonition" in classes(element):
                return self._callout(element)
            case "div" if "period" in classes(element):
                return call("period", self.inlines(element))
            case "summary":
                return (
                    ""
                    if self.run_on
                    else call("lead", call("strong", trimmed(self.inlines(element))))
                )
            case _:
                return self.blocks(element)

    def _paragraph_of(self, element: html.HtmlElement) -> str:
        """A paragraph. One that tells what follows stays on its page."""
        body = trimmed(self.inlines(element))
        held = classes(element)
        if "compared-across" in held:
            return call("aside", call("par", body))
        if held & _TITLES:
            return call("lead", call("strong", body))
        if element.find(".//math[@display='block']") is not None:
            return body  # a line of its own is none of a paragraph's
        leads = element.text_content().rstrip().endswith((":", "："))
        return call("lead" if leads else "par", body)

    def _callout(self, element: html.HtmlElement) -> str:
        title = element.find("p")
        heading = trimmed(self.inlines(title)) if title is not None else ""
        if title is not None:
            element.remove(title)
        return call("callout", heading, self.blocks(element))

    def _terms(self, element: html.HtmlElement) -> str:
        pairs = zip(element.findall("dt"), element.findall("dd"), strict=True)
        return "".join(
            term_markup(dd, self.blocks(dt), self.blocks(dd), compact=self.run_on)
            for dt, dd in pairs
        )

    def _figure(self, element: html.HtmlElement) -> str:
        caption = element.find("figcaption")
        words = name = ""
        if caption is not None:
            words, name = trimmed(self.inlines(caption)), self._figure_name(caption)
            element.remove(caption)
        id = element.get("id", "")
        place = label(f"{self.address}#{id}") if id else ""
        chart = "tieout-chart" in classes(element)
        behind = [it for it in element if "chart-data" in classes(it)] if chart else []
        for it in behind:
            element.remove(it)
            for title in it.findall("summary"):
                it.remove(title)
        kind = "image" if chart else "table"
        arguments = {
            "kind": kind,
            "numbering": "none",
            "supplement": quoted(f"{name or kind}{MARK}"),
        }
        if chart:
            drawn = next(element.iter("svg"))
            arguments["alt"] = quoted(drawn.get("aria-label", ""))
        side = "bottom" if chart else "top"
        if words:
            arguments["caption"] = f"figure.caption(position: {side}, [{words}])"
        figure = call("figure", self._shown(element, chart), **arguments) + place
        return "\n".join([*self._above(element, chart), figure, *map(self.blocks, behind)])

    def _figure_name(self, caption: html.HtmlElement) -> str:
        """`Figure 3.1`, which references to it are announced by; empty where it has none."""
        number = rf"{self.number}.\1" if self.number else r"\1"
        labels = caption.find_class("figure-label")
        return "".join(re.sub(r"([0-9]+)\W*$", number, it.text_content()) for it in labels)

    def _above(self, element: html.HtmlElement, chart: bool) -> list[str]:
        """What a chart says before its drawing, which is no part of the picture."""
        return [self._block(it) for it in element if it.tag == "p"] if chart else []

    def _shown(self, element: html.HtmlElement, chart: bool) -> str:
        return self._picture(next(element.iter("svg"))) if chart else self.blocks(element)

    def _picture(self, svg: html.HtmlElement) -> str:
        """A drawing as a file of its own, and over it the links of its marks."""
        links = []
        for it in marks(svg):
            place, _ = self.cited.target(it.kind, it.id)
            numbers = ", ".join(f"{part:.4f}" for part in (it.left, it.top, it.width, it.height))
            links.append(f"({quoted(place)}, {numbers})")
        name = f"chart-{len(self.pictures) + 1}.svg"
        self.pictures[name] = drawing(svg)
        return f"#drawing({quoted(name)}, ({''.join(f'{it}, ' for it in links)}));"

    def _table(self, element: html.HtmlElement) -> str:
        cell: Callable[[html.HtmlElement], str] = self.blocks
        return table_markup(element, cell)

    def _inline(self, element: html.HtmlElement) -> str:
        if not isinstance(element.tag, str) or LEFT_OUT & classes(element):
            return ""
        tag, held = element.tag, classes(element)
        if tag == "math":
            return formula_markup(element)
        inner = self.inlines(element)
        if tag == "a":
            return self._link(element, inner)
        if tag == "br":
            return "#linebreak();"
        if tag in ("code", "kbd", "samp"):
            return call("code", inner)
        if "waived" in held:
            return self._waived(element, inner)
        if tag == "q":
            left, right = (text_markup(it, self.language) for it in "“”")
            return f"{left}{inner}{right}"
        for name in ("not-reported", "figure-label", "what"):
            if name in held:
                return call(name, inner)
        return call(_INLINE[tag], inner) if tag in _INLINE else inner

    def _waived(self, element: html.HtmlElement, inner: str) -> str:
        """A number that states no fact. Figures and tables are numbered by chapter: 3.1."""
        text, why = " ".join(element.text_content().split()), element.get("data-why", "")
        above = {name for it in element.iterancestors() for name in classes(it)}
        if self.number and above & {"reference", "figure-label"}:
            text = f"{self.number}.{text}"
            inner = text_markup(text)
        formulas = [it.text or "" for it in element.iter("mn")]
        if self.number:
            self.waived += [(int(self.number), it, why) for it in formulas or [text]]
        return inner

    def _link(self, element: html.HtmlElement, inner: str) -> str:
        for kind in ("fact", "derived"):
            if (id := element.get(f"data-{kind}")) and element.tag == "a":
                if kind == "derived" and id == self.own:
                    return call("strong", inner)
                place, short = self.cited.target(kind, id)
                apart = _RAISED if element.text_content()[-1:] in "²³" else ""
                mark = quoted("" if self.plain else apart + short)
                return f"#{kind}({quoted(place)}, {mark})[{inner}];"
        href = element.get("href", "")
        if re.match(r"https?:", href):
            return f"#link({quoted(href)})[{inner}];"
        page, whole = self._address(href)
        if there := self.places.get(whole) or self.places.get(page):
            whole_page = "false" if "#" in there else "true"
            return f"#reference({quoted(there)}, {whole_page})[{inner}];"
        if self.site and not urlsplit(href).scheme:
            return f"#link({quoted(self.site + whole)})[{inner}];"
        return inner

    def _address(self, href: str) -> tuple[str, str]:
        """An address as this page writes it from the root of the site: its page, and whole."""
        page, place = resolved(href, self.address)
        return page, f"{page}#{place}" if place else page

    def _text(self, text: str | None) -> str:
        return text_markup(_SPACE.sub(" ", text or ""), self.language)


def _paragraph(inline: list[str]) -> list[str]:
    body = trimmed("".join(inline))
    return [body] if body else []


def _is_block(element: html.HtmlElement) -> bool:
    return element.tag in _BLOCKS


_BLOCKS = {
    "p", "ul", "ol", "dl", "figure", "table", "svg", "pre", "hr", "blockquote", "div", "section",
    "details", "summary", "aside", "figcaption", *_HEADINGS,
}  # fmt: skip
