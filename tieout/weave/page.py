"""A page before the site's shell gets it, and where facts are used on pages."""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from lxml import html

_HEADINGS = {"h2", "h3", "h4"}


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the report.

    `path` is relative to the site's root and ends in `.md`; `title` is plain text, `heading`
    the same as HTML, `name` what other pages call it, `body` an HTML fragment whose
    `data-place` attributes tell where in the author's files each part was written
    (`chapters/port.qmd:12:3`). `origin` is the file that
    findings name where no part tells a place. Pages that are `quoted` show sources as they
    stand: their numbers are the evidence itself.
    """

    path: str
    title: str
    heading: str
    body: str
    origin: str
    name: str
    quoted: bool = False
    description: str = ""

    @property
    def address(self) -> str:
        """The page's address from the site's root."""
        return self.path.removesuffix(".md") + ".html"


@dataclass(frozen=True, slots=True)
class Use:
    """A fact or derivation used on a page; `anchor` is the heading above it, empty before the
    first."""

    kind: str
    id: str
    page: str
    title: str
    anchor: str


def fragment(body: str) -> html.HtmlElement:
    """The tree of an HTML fragment, in a `div`."""
    return html.fragment_fromstring(body, create_parent="div")


def inner_html(tree: html.HtmlElement) -> str:
    """What a fragment's `div` holds, as HTML."""
    return escape(tree.text or "", quote=False) + "".join(
        html.tostring(child, encoding="unicode") for child in tree
    )


def classes(element: html.HtmlElement) -> set[str]:
    """The classes of an element."""
    return set(element.get("class", "").split())


def uses(page: Page) -> Iterator[Use]:
    """Every use of a fact or derivation on a page, in the order of the text."""
    anchor = ""
    for element in fragment(page.body).iter():
        if element.tag in _HEADINGS:
            anchor = element.get("id", "")
        elif element.tag == "a":
            for kind in ("fact", "derived"):
                if id := element.get(f"data-{kind}"):
                    yield Use(kind, id, page.address, page.name, anchor)
