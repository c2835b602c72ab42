"""The report as one HTML document: what formats with links within the file are written from.

Chapters in the order of the nav, what can be compared, contradictions, then the appendices.
Every number leads to a place in the document; nothing in it is true of the site alone.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from html import escape

from lxml import html

from tieout.volume.anchors import derivation_place, page_place, sentence_place, source_place
from tieout.volume.chinese import language_tag, marked_text
from tieout.volume.citations import Citations, citations, page_ties
from tieout.volume.entries import derivation_entries, sentence_entries, title_and_date
from tieout.volume.rewriting import Rewriter
from tieout.volume.volume import Volume
from tieout.weave.page import Page, fragment, inner_html

#: Pages of the site that stand after the chapters.
_AFTER = ("comparability.html", "conflicts.html")
#: Places of the appendices.
SENTENCES, DERIVATIONS = "a.sentences", "a.derivations"
_OUTLINE = "chapters.json"


@dataclass(frozen=True, slots=True)
class Part:
    """A chapter or an appendix. `heading` and `body` are HTML, `title` is plain text; a chapter
    has a `number`, a short `name`, the `address` of its page on the site, as many `links` as that
    page ties numbers, and what is `waived` in it: texts with their reasons. An appendix has none of
    these."""

    place: str
    title: str
    heading: str
    body: str
    number: str = ""
    name: str = ""
    address: str = ""
    links: int = 0
    waived: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Manuscript:
    """The whole document.

    `language` is a BCP 47 tag, `newest` the date of the newest source as far as it is known;
    `pictures` are drawings (SVG) by the name that an `img` has as its `src`; `data` are files to
    be packed with it.
    """

    title: str
    description: str
    language: str
    newest: str
    parts: tuple[Part, ...]
    pictures: Mapping[str, bytes]
    words: Mapping[str, str]
    data: Mapping[str, bytes]

    @property
    def html(self) -> str:
        """The body of the document: a heading of the first level begins each part."""
        return "\n".join(
            f'<h1 id="{escape(part.place)}">{part.heading}</h1>\n{part.body}' for part in self.parts
        )


def manuscript(volume: Volume) -> Manuscript:
    """The document of a report."""
    after = [volume.pages[it] for it in _AFTER if it in volume.pages]
    chapters = [*volume.chapters, *after]
    cited = citations(chapters, volume.documents, volume.links)
    rewriter = Rewriter(
        ties=_ties(volume, cited), places=_places(volume, chapters), titles=_titles(volume, cited)
    )
    language = language_tag(volume.links.language)
    parts = [_chapter(it, page, rewriter) for it, page in enumerate(chapters, start=1)]
    parts += _appendices(volume, cited, rewriter)
    return Manuscript(
        title=volume.title,
        description=volume.description,
        language=language,
        newest=volume.newest,
        parts=tuple(_marked(part, language) for part in parts),
        pictures=rewriter.pictures,
        words=volume.words,
        data={**volume.data, _OUTLINE: _outline(parts)},
    )


def _outline(parts: list[Part]) -> bytes:
    """What a witness needs to know of the file: its chapters in order, by their numbers, names and
    addresses on the site, each with how many numbers it links, and the texts of those that are
    waived and why."""
    rows = [
        {
            "number": int(it.number),
            "name": it.name,
            "page": it.address,
            "links": it.links,
            "waived": [{"text": text, "why": why} for text, why in it.waived],
        }
        for it in parts
        if it.number
    ]
    return (json.dumps(rows, ensure_ascii=False, indent=1) + "\n").encode()


def _chapter(number: int, page: Page, rewriter: Rewriter) -> Part:
    rewriter.begin(page.address, page.name, str(number))
    heading = rewriter.rewritten(fragment(page.heading))
    body = rewriter.rewritten(fragment(page.body))
    return Part(
        place=page_place(page.address),
        title=page.title,
        heading=f'<span class="waived" data-why="label">{number}</span> ' + inner_html(heading),
        body=inner_html(body),
        number=str(number),
        name=page.name,
        address=page.address,
        links=len(page_ties(page)),
        waived=(*_waived(heading), *_waived(body)),
    )


def _waived(tree: html.HtmlElement) -> Iterator[tuple[str, str]]:
    """The texts that a tree waives, with their reasons: of a formula its numbers. Notes are
    numbered anew by what writes the file."""
    for span in tree.xpath(".//span[@data-why]"):
        if any(it.get("epub:type") for it in span.iterancestors("a")):
            continue
        numbers = [it.text or "" for it in span.iter("mn")]
        for text in numbers or [" ".join(span.text_content().split())]:
            yield text, str(span.get("data-why"))


def _appendices(volume: Volume, cited: Citations, rewriter: Rewriter) -> Iterator[Part]:
    """The derivations are written first, since their inputs are uses of sentences."""
    words = volume.words
    derivations = ""
    if cited.derivations:
        page = volume.pages["derivations/index.html"]
        rewriter.begin(page.address, words["derivations"], "")
        derivations = derivation_entries(page, cited, rewriter, words)
    sources = {it.source.id: volume.pages[f"sources/{it.source.id}/index.html"] for it in
               volume.documents}  # fmt: skip
    yield _appendix(
        SENTENCES,
        words["pdf_sentences"],
        words["book_sentences_intro"],
        sentence_entries(volume.documents, sources, cited, rewriter, words),
    )
    if cited.derivations:
        intro = words["derivations_intro"]
        yield _appendix(DERIVATIONS, words["derivations"], intro, derivations)


def _appendix(place: str, title: str, intro: str, body: str) -> Part:
    return Part(place, title, escape(title), f"<p>{escape(intro)}</p>\n{body}")


def _marked(part: Part, language: str) -> Part:
    """A part whose stretches of Chinese say that they are Chinese."""
    return replace(
        part,
        heading=marked_text(part.heading, language),
        body=marked_text(part.body, language),
    )


def _ties(volume: Volume, cited: Citations) -> dict[tuple[str, str], str]:
    """Where each fact and derivation leads."""
    ties = {
        ("fact", id): sentence_place(tied.sentence.source, tied.sentence.id)
        for id, tied in volume.links.facts.items()
    }
    return ties | {("derived", id): derivation_place(id) for id in cited.derivations}


def _titles(volume: Volume, cited: Citations) -> dict[str, str]:
    """What a link to a place is announced by: title and date of a source, title of a
    derivation."""
    by_source = {it.source.id: title_and_date(it, volume.links) for it in volume.documents}
    titles = {
        sentence_place(it.source, it.id): by_source[it.source] for it in cited.sentences.values()
    }
    return titles | {
        derivation_place(id): volume.links.derivations[id].title for id in cited.derivations
    }


def _places(volume: Volume, chapters: list[Page]) -> dict[str, str]:
    """Addresses of the site that have a place in the document."""
    places = {page.address: page_place(page.address) for page in chapters}
    for page in chapters:
        for element in fragment(page.body).xpath(".//*[@id]"):
            id = str(element.get("id"))
            places[f"{page.address}#{id}"] = page_place(page.address, id)
    for document in volume.documents:
        id = document.source.id
        places[f"sources/{id}/index.html"] = source_place(id)
    places["sources/index.html"] = SENTENCES
    if "derivations/index.html" in volume.pages:
        places["derivations/index.html"] = DERIVATIONS
    return places
