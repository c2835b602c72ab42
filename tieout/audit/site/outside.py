"""Numbers outside the article: the title and the description of a page, navigation, footers.

None of these can hold a link to a sentence. So each number there must repeat one that stands
tied or waived in the article of the same page, or of a page that it leads to.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from lxml.html import HtmlElement

from tieout.audit.data.records import Records
from tieout.audit.numbers.scan import find_seen
from tieout.audit.pages.prose import Run, read_outside
from tieout.audit.pages.reading import Page, Site, squeezed
from tieout.audit.site.attributes import NAMES
from tieout.findings import Finding

CODE: Final = "audit-outside"
#: What a search engine, a preview or a tab shows of a page.
_TOLD: Final = re.compile(
    r"description|keywords|abstract|subject|application-name|apple-mobile-web-app-title"
    r"|(?:og|twitter|dc|dcterms|citation|article):?[.:_]?"
    r"(?:title|description|site_name|subject|label\d|data\d)",
    re.IGNORECASE,
)
_HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")


@dataclass(frozen=True, slots=True)
class _Words:
    """Words outside an article, and the element that they stand in."""

    element: HtmlElement
    text: str


def check_outside(site: Site, runs: Mapping[str, Iterable[Run]], records: Records) -> list[Finding]:
    """A finding (audit-outside) for each number outside an article that is no date and repeats
    none of the article's. `runs` are those of each page."""
    shown = {path: _shown(page, runs[path], records) for path, page in site.pages.items()}
    findings: list[Finding] = []
    for page in site.pages.values():
        for words in _words(page):
            seen = [it for it in find_seen(words.text, page.language) if not it.is_date]
            known = _known(site, page, words.element, shown) if seen else frozenset()
            for it in seen:
                snippet = words.text[it.start : it.end]
                if _same(snippet) not in known:
                    message = f"the number {snippet!r} outside the article repeats none in it"
                    hint = "say it in other words, or show it in the article as a link"
                    place = page.place(words.element.sourceline, snippet)
                    findings.append(Finding(place, CODE, message, hint))
    return findings


def _same(snippet: str) -> str:
    return squeezed(snippet).lower()


def _shown(page: Page, runs: Iterable[Run], records: Records) -> frozenset[str]:
    """The numbers of a page that others may repeat: those with a tie; on the page of a
    source, whose numbers are evidence, those of its headings and its record."""
    if page.is_source:
        told = ["".join(it.itertext()) for it in page.article.iter(*_HEADINGS)]
        told += [it.told for it in records.sources.values()]
        return frozenset(
            _same(text[it.start : it.end]) for text in told for it in find_seen(text, page.language)
        )
    return frozenset(
        _same(run.text[it.start : it.end])
        for run in runs
        for it in find_seen(run.text, page.language)
        if any(piece.tie is not None for piece in run.pieces_between(it.start, it.end))
    ) | ({"404"} if page.path == "404.html" else frozenset())


def _known(
    site: Site, page: Page, element: HtmlElement, shown: Mapping[str, frozenset[str]]
) -> frozenset[str]:
    """The numbers that words may repeat: of their own page, of the one that their link leads
    to, and of the first page, whose title the header shows."""
    known = shown[page.path] | shown.get("index.html", frozenset())
    for it in (element, *element.iterancestors()):
        target = site.resolve(page.path, it.get("href") or "") if it.tag == "a" else None
        if target is not None:
            known |= shown.get(target.path, frozenset())
    return known


def _words(page: Page) -> Iterator[_Words]:
    for element in page.root.iter("title"):
        if all(it.tag != "body" for it in element.iterancestors()):
            yield _Words(element, "".join(element.itertext()))
    for element in page.root.iter("meta"):
        if _TOLD.fullmatch(element.get("name") or element.get("property") or ""):
            yield _Words(element, element.get("content") or "")
    for body in page.root.iter("body"):
        for run in read_outside(page, body):
            yield _Words(run.element, run.text)
        for element in _elements_outside(body, page.article):
            for name in NAMES:
                if text := element.get(name):
                    yield _Words(element, text)


def _elements_outside(element: HtmlElement, article: HtmlElement) -> Iterator[HtmlElement]:
    if element is article or not isinstance(element.tag, str):
        return
    yield element
    for child in element:
        yield from _elements_outside(child, article)
