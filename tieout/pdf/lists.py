"""Lists for Typst: of points, of what numbers are made of, and of terms."""

from collections.abc import Sequence

from lxml import html

from tieout.pdf.markup import call

#: A list of more is long.
_LONG = 6


def list_markup(element: html.HtmlElement, items: Sequence[str], *, compact: bool) -> str:
    """A list (`<ul>`, `<ol>`) of these items in markup. While it is to be `compact`, a long one is
    set small and wide; a short one of statements stays on the page of what is said of them."""
    if compact and len(items) > _LONG:
        return call("long-list", *items)
    if "statements" in element.get("class", "").split() and len(items) <= _LONG:
        return call("kept-list", *items)
    return call("list" if element.tag == "ul" else "enum", *items)


def term_markup(body: html.HtmlElement, name: str, told: str, *, compact: bool) -> str:
    """A term and what is told of it, both in markup, beside each other; a long list in it, while
    it is to be `compact`, stands below the term."""
    wide = compact and any(len(it) > _LONG for it in body.iter("ul"))
    return call("term", name, told, wide="true" if wide else "false")
