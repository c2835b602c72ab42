"""Links of chapters that lead nowhere: found before anything is written, where they stand."""

import difflib
import posixpath
import re
from collections.abc import Collection, Iterable, Iterator
from urllib.parse import unquote, urlsplit

from lxml import html

from tieout.findings import Finding, Place
from tieout.weave.addresses import resolved
from tieout.weave.page import Page, fragment

#: Where a link may lead beside the site itself.
_ELSEWHERE = {"http", "https", "mailto", "tel"}
#: How authors name a chapter's file where its page is meant.
_AS_FILE = re.compile(r"\.(?:qmd|md|ipynb)$")


def dead_links(
    chapters: Iterable[Page], pages: Iterable[Page], files: Collection[str]
) -> list[Finding]:
    """A finding dead-link for each link of the chapters' pages that leads neither to another
    host, nor to one of all `pages` and a place on it that is there, nor to one of the other
    `files` of the site."""
    places = {page.address: set(_ids(page)) for page in pages}
    return [
        finding
        for page in chapters
        for link in fragment(page.body).iter("a")
        if (finding := _dead(link, page, places, files))
    ]


def _ids(page: Page) -> Iterator[str]:
    for element in fragment(page.body).iter():
        if isinstance(element.tag, str) and (id := element.get("id")):
            yield id


def _dead(
    link: html.HtmlElement, page: Page, places: dict[str, set[str]], files: Collection[str]
) -> Finding | None:
    address = link.get("href")
    if address is None:
        return None
    try:
        parts = urlsplit(address)
    except ValueError:
        return _found(link, page, f"the link leads to {address}, which is no address", "mend it")
    if parts.scheme in _ELSEWHERE or (parts.netloc and not parts.scheme):
        return None
    if parts.scheme:
        what = f"the link is of kind {parts.scheme}:, which leads readers nowhere"
        return _found(link, page, what, "link to a page of the site, or to https://…")
    folder = posixpath.dirname(page.address)
    place = unquote(parts.fragment)
    target = unquote(resolved(parts.path, page.address)[0])
    if target not in places and target not in files:
        return _found(
            link,
            page,
            f"the link leads to {address}, which is not there",
            _hint(target, folder, [*places, *files]),
        )
    if place and target in places and place not in places[target]:
        near = difflib.get_close_matches(place, sorted(places[target]), 1)
        hint = f"did you mean #{near[0]}?" if near else "give the heading there {#an-id}"
        return _found(link, page, f"the link leads to {address}, and {place} is not there", hint)
    return None


def _hint(target: str, folder: str, known: list[str]) -> str:
    """The address that was meant, as it is written on a page of this folder."""
    meant = _AS_FILE.sub(".html", target.removeprefix("chapters/"))
    near = [meant] if meant in known else difflib.get_close_matches(meant, known, 1)
    if not near:
        return "link to a page of the site as port.html, or to https://…"
    return f"did you mean {posixpath.relpath(near[0], folder or '.')}?"


def _found(link: html.HtmlElement, page: Page, what: str, hint: str) -> Finding:
    around = (link, *link.iterancestors())
    written = next((place for it in around if (place := it.get("data-place"))), None)
    path, line, col = written.rsplit(":", 2) if written else (page.origin, "1", "1")
    return Finding(Place(path, int(line), int(col)), "dead-link", what, hint)
