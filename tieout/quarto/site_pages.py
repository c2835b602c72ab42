"""Pages that tieout writes by itself, as Markdown that Quarto reads: sources, derivations, what
can be compared, contradictions."""

import json
import re
from typing import Final

from lxml import html

from tieout.chapters.pandoc import markdown_of_html
from tieout.quarto.addresses import Addresses
from tieout.weave.page import Page, classes, fragment, inner_html

#: What a page holds for browsers alone.
_LEFT_OUT: Final = ("derived-notes", "downloads", "bar", "swatch", "legend")
_KEPT: Final = frozenset({"id", "href", "lang", "colspan", "rowspan", "start"})


def page_markdown(page: Page, addresses: Addresses, *, shift: int = 0) -> str:
    """The body of a page, whose headings are `shift` levels higher than on the site."""
    return html_markdown(page.body, page.address, addresses, shift=shift)


def html_markdown(body: str, address: str, addresses: Addresses, *, shift: int = 0) -> str:
    """A fragment of the page of an address as Markdown: its links lead within the project, and
    what only a browser can show is gone."""
    tree = fragment(body)
    for element in list(tree.iter()):
        if isinstance(element.tag, str) and element is not tree:
            _plain(element, address, addresses)
    return markdown_of_html(inner_html(tree), shift).strip()


def heading_markdown(page: Page, addresses: Addresses) -> str:
    """The heading of a page as Markdown, without its marks."""
    return html_markdown(f"<p>{page.heading}</p>", page.address, addresses)


def plain_title(page: Page) -> str:
    """The title of a page as a text that no dialect takes for markup, quoted for YAML."""
    return json.dumps(re.sub(r"([\\`*_\[\]<>$@#])", r"\\\1", page.title), ensure_ascii=False)


def _plain(element: html.HtmlElement, address: str, addresses: Addresses) -> None:
    """An element as every format can show it."""
    marks = classes(element)
    if marks & set(_LEFT_OUT) or element.tag in ("svg", "summary"):
        if element.getparent() is not None:
            element.drop_tree()
        return
    if element.tag == "a":
        _led(element, address, addresses)
    id = element.get("id", "")
    kept = {name: value for name, value in element.attrib.items() if name in _KEPT}
    if element.tag in ("div", "section", "aside") and marks:
        kept["class"] = " ".join(sorted(marks))  # else a fence without a name stands there
    element.attrib.clear()
    element.attrib.update(kept)
    if id:
        element.attrib.pop("id", None)
        if anchor := addresses.anchor(id, address):
            element.set("id", anchor)
    if element.tag in ("details", "aside", "figure"):
        element.tag = "div"
    elif element.tag == "figcaption":
        element.tag = "p"
    if element.tag == "span" and not element.attrib and element.getparent() is not None:
        element.drop_tag()


def _led(anchor: html.HtmlElement, address: str, addresses: Addresses) -> None:
    href = anchor.get("href")
    led = addresses.lead(href, address) if href else None
    if led is None:
        anchor.attrib.pop("href", None)
        anchor.tag = "span"
    else:
        anchor.set("href", led)
