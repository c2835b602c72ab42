"""The entries of the appendices: cited sentences and derivations, with links back to where
each is used."""

from collections.abc import Mapping, Sequence
from html import escape
from itertools import groupby

from lxml import html

from tieout.ledger.periods import show_period
from tieout.text.document import Document
from tieout.volume.anchors import derivation_place, sentence_place, source_place
from tieout.volume.chinese import language_tag
from tieout.volume.citations import Citations
from tieout.volume.rewriting import Rewriter, UseHere
from tieout.weave.links import Links, waived_html
from tieout.weave.page import Page, fragment, inner_html


def sentence_entries(
    documents: Sequence[Document],
    pages: Mapping[str, Page],
    cited: Citations,
    rewriter: Rewriter,
    words: Mapping[str, str],
) -> str:
    """The cited sentences in reading order, below their sources: original, translation, uses.
    `pages`, those of the sources on the site, are by source id."""
    parts = []
    for document in documents:
        id = document.source.id
        own = [it for it in cited.sentences.values() if it.source == id]
        if not own:
            continue
        parts.append(_source(document, cited.links, words))
        shown = {str(it.get("id")): it for it in fragment(pages[id].body).xpath(".//span[@id]")}
        translations = cited.links.ledger.translations.get(id, {})
        tag = language_tag(document.source.origin.language)
        rewriter.begin(pages[id].address, "", "")
        for sentence in own:
            place = sentence_place(id, sentence.id)
            original = inner_html(rewriter.rewritten(_inside(shown[sentence.id]))).strip()
            translated = translations.get(sentence.id)
            told = _classed("translation", escape(translated.translation)) if translated else ""
            parts.append(
                f'<div class="sentence" id="{escape(place)}">'
                + _classed("original", f'<span lang="{tag}">{original}</span>')
                + told
                + f"{_used(rewriter.uses[place], words)}</div>"
            )
    return "\n".join(parts)


def title_and_date(document: Document, links: Links) -> str:
    """What a sentence of a source is announced by."""
    return f"{_title(document, links)}, {_date(document, links)}"


def _inside(element: html.HtmlElement) -> html.HtmlElement:
    """The contents of an element as a tree of its own."""
    return fragment(inner_html(element))


def _source(document: Document, links: Links, words: Mapping[str, str]) -> str:
    origin = document.source.origin
    basis = words["stated" if origin.published.basis == "stated" else "inferred"]
    publisher = origin.publisher_in(links.language)
    about = [
        origin.title if origin.language != links.language else "",
        publisher,
        f"{_date(document, links)} ({basis})",
        document.source.path,
    ]
    lines = "<br>".join(escape(it) for it in about if it)
    place = escape(source_place(document.source.id))
    return f'<h2 id="{place}">{escape(_title(document, links))}</h2>\n{_classed("aside", lines)}'


def _title(document: Document, links: Links) -> str:
    return document.source.origin.title_in(links.language)


def _date(document: Document, links: Links) -> str:
    date = document.source.origin.published.date
    return show_period(date, links.language) or date


def derivation_entries(
    page: Page, cited: Citations, rewriter: Rewriter, words: Mapping[str, str]
) -> str:
    """The cited derivations in the order of their first use, from the site's page of all."""
    by_id = {str(it.get("data-entry")): it for it in fragment(page.body).xpath(".//section[@id]")}
    bodies = {}
    for id in cited.derivations:
        tree = _inside(by_id[id])
        for term in tree.xpath(".//dt"):
            if term.text == words["used_on"]:  # pages of the site; here are places of the file
                term.getnext().drop_tree()
                term.drop_tree()
        for itself in tree.xpath(".//p[@class='derivation-title']/a"):
            itself.tag = "strong"
            itself.attrib.clear()
        bodies[id] = inner_html(rewriter.rewritten(tree))
    return "\n".join(
        f'<div class="derivation" id="{escape(place)}">{body}'
        f"{_used(rewriter.uses[place], words)}</div>"
        for id, body in bodies.items()
        if (place := derivation_place(id))
    )


def _used(uses: Sequence[UseHere], words: Mapping[str, str]) -> str:
    """Where an entry is used: the parts by name, with a link to each place there."""
    said = []
    for name, group in groupby(uses, key=lambda it: it.part):
        first, *more = group
        links = [f'<a href="#{first.place}">{escape(name)}</a>']
        links += [
            f'<a href="#{it.place}">{waived_html(str(number), "label")}</a>'
            for number, it in enumerate(more, start=2)
        ]
        said.append(", ".join(links))
    return _classed("used", f"{escape(words['book_used'])} {'; '.join(said)}") if said else ""


def _classed(name: str, inner: str) -> str:
    return f'<div class="{name}"><p>{inner}</p></div>'
