"""The appendix: every sentence that is cited, and every derivation, with where it is used."""

from collections.abc import Mapping

from lxml import html

from tieout.ledger.periods import show_period
from tieout.pdf.markup import call, quoted, text_markup
from tieout.pdf.typeset import Typesetter
from tieout.text.document import Document
from tieout.weave.page import Page, fragment

#: An entry of no more lines stands on one page, and so does the end of one that may be longer; what
#: stands in a line, in Latin letters.
_SHORT, _SHORT_END, _LINE = 16, 32, 85


def sentences_appendix(
    documents: Mapping[str, Document],
    pages: Mapping[str, Page],
    setter: Typesetter,
    words: Mapping[str, str],
) -> str:
    """The cited sentences under their sources. `documents` and `pages`, the sources' own, are
    by source id."""
    parts = []
    current = ""
    for number, (name, sentence) in enumerate(setter.cited.sentences.items(), start=1):
        document = documents[sentence.source]
        if sentence.source != current:
            current = sentence.source
            trees = fragment(pages[current].body)
            by_id = {str(it.get("id")): it for it in trees.xpath(".//span[@id]")}
            parts.append(_source(document, setter, words))
        texts = (
            _original(by_id[sentence.id], document, setter),
            _translation(setter, sentence.source, sentence.id),
        )
        parts.append(
            call(
                "sentence-entry",
                *texts,
                name=quoted(name),
                number=quoted(str(number)),
                said=quoted(f"{_title(document, setter)}, {_date(document, setter)}"),
                used=quoted(words["pdf_used"]),
                once=quoted(words["pdf_used_once"]),
                together=_short(3, *texts),
                ends=_short(2, texts[1] or texts[0], most=_SHORT_END),
                language=quoted(document.source.origin.language),
            )
        )
    return "\n".join(parts)


def _short(begun: int, *texts: str, most: int = _SHORT) -> str:
    """Whether texts have no more than so many lines, by how many are begun in them and how wide
    they are: Typst's word for it."""
    width = sum(2 if it > "\u2e7f" else 1 for text in texts for it in text)
    return "true" if begun + width // _LINE <= most else "false"


def _source(document: Document, setter: Typesetter, words: Mapping[str, str]) -> str:
    origin = document.source.origin
    own = setter.language
    about = [origin.title] if origin.language != own else []
    basis = words["stated" if origin.published.basis == "stated" else "inferred"]
    about += [
        origin.publisher_in(own),
        f"{_date(document, setter)} ({basis})",
        document.source.path,
    ]
    lines = "#linebreak();".join(text_markup(it, own) for it in about if it)
    place = quoted(f"sources/{document.source.id}")
    title = text_markup(_title(document, setter), own)
    return f"#heading(level: 2)[{title}]#label({place});\n{call('aside', lines)}"


def _title(document: Document, setter: Typesetter) -> str:
    return document.source.origin.title_in(setter.language)


def _date(document: Document, setter: Typesetter) -> str:
    date = document.source.origin.published.date
    return show_period(date, "zh" if setter.language == "zh" else "en") or date


def _original(element: html.HtmlElement, document: Document, setter: Typesetter) -> str:
    """The sentence as the site shows it: with its numbers marked and editors' notes."""
    own, setter.language = setter.language, document.source.origin.language
    body = setter.inlines(element).strip()
    setter.language = own
    return body


def _translation(setter: Typesetter, source: str, id: str) -> str:
    found = setter.cited.links.ledger.translations.get(source, {}).get(id)
    return text_markup(found.translation, setter.language) if found else ""


def derivations_appendix(page: Page, setter: Typesetter, words: Mapping[str, str]) -> str:
    """The cited derivations in the order of their numbers, from the site's page of all."""
    tree = fragment(page.body)
    by_id = {str(it.get("data-entry")): it for it in tree.xpath(".//section[@data-entry]")}
    setter.address, setter.number, setter.run_on = page.address, "", True
    parts = []
    for number, id in enumerate(setter.cited.derivations, start=1):
        section = by_id[id]
        for term in section.xpath(".//dt"):
            if term.text == words["used_on"]:  # pages of the site; here are pages of the file
                term.getnext().drop_tree()
                term.drop_tree()
        setter.own, title = id, setter.cited.links.derivations[id].title
        head = section.find_class("derivation-title")[0]
        headline = setter.inlines(head)
        head.drop_tree()
        parts.append(
            call(
                "derivation-entry",
                headline,
                setter.blocks(section),
                name=quoted(f"d/{id}"),
                number=quoted(f"D{number}"),
                said=quoted(title),
                used=quoted(words["pdf_used"]),
                once=quoted(words["pdf_used_once"]),
                together=_short(1 + len(section.xpath(".//dt | .//li")), section.text_content()),
            )
        )
    setter.own, setter.run_on = "", False
    return "\n".join(parts)
