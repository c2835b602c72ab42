"""Where links lead in a Quarto project: in a book the addresses are those of the site, in one
document each is an anchor."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal
from urllib.parse import unquote

from tieout.volume.volume import Volume
from tieout.weave.addresses import resolved
from tieout.weave.page import Page, fragment

Format = Literal["html", "typst"]
_ELSEWHERE: Final = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
#: Labels that Quarto knows by themselves.
_LABELLED: Final = ("fig-", "tbl-", "sec-")


@dataclass(frozen=True, slots=True)
class Addresses:
    """`anchors` are the places of one document, by their address on the site (a page, or a page
    with its anchor); there are none in a book. `published` is where the site is, if it is
    known."""

    anchors: Mapping[str, str] | None
    published: str

    def lead(self, href: str, page: str) -> str | None:
        """The address that a link on a page of the site has in the project; None where it leads
        to nothing there. `page` is the page's own address."""
        if self.anchors is None or _ELSEWHERE.match(href):
            return href
        there, anchor = resolved(unquote(href), page)
        whole = f"{there}#{anchor}" if anchor else there
        found = self.anchors.get(whole) or self.anchors.get(there)
        if found:
            return f"#{found}"
        return f"{self.published}{whole}" if self.published else None

    def anchor(self, id: str, page: str) -> str:
        """What an id of a page of the site is in the project, empty where nothing leads to it."""
        return id if self.anchors is None else self.anchors.get(f"{page}#{id}", "")


def addresses(volume: Volume, kind: Format, pages: Sequence[Page]) -> Addresses:
    """The addresses of a project that holds the chapters and these pages of the site."""
    if kind == "html":
        return Addresses(None, volume.address)
    anchors: dict[str, str] = {}
    for page in (*volume.chapters, *pages):
        own = page.address.removesuffix(".html").removesuffix("/index").replace("/", ".")
        anchors[page.address] = f"page.{own}"
        for element in fragment(page.body).xpath(".//*[@id]"):
            id = str(element.get("id"))
            anchors[f"{page.address}#{id}"] = _anchor(id, str(element.tag), own)
    return Addresses(anchors, volume.address)


def _anchor(id: str, tag: str, own: str) -> str:
    """An id that no other page's can equal. Sentences and derivations have those that cells
    lead to (`tieout.notebook.showing`)."""
    if id.startswith((*_LABELLED, "d-")):
        return id
    if tag == "span" and id.startswith("s-"):
        return f"{own.removeprefix('sources.')}-{id}"
    return f"{own}.{id}"
