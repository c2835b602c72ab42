"""The whole document: title page, contents, chapters, appendices; and its compilation."""

import calendar
import json
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from importlib import resources
from pathlib import Path
from typing import Any, Final, Literal

import pylopdf_fonts_zh_cn
import typst

from tieout.pdf.appendix import derivations_appendix, sentences_appendix
from tieout.pdf.citations import citations, page_ties
from tieout.pdf.markup import call, label, quoted, text_markup
from tieout.pdf.typeset import Typesetter
from tieout.text.document import Document
from tieout.weave.links import Links
from tieout.weave.page import Page, fragment

#: Both at once: a tagged document for every reader, and one that will still open in years.
STANDARDS: Final[list[Literal["ua-1", "a-3a"]]] = ["ua-1", "a-3a"]
#: Where the appendices stand.
_OUTLINE: Final = "chapters.json"
_SENTENCES, _DERIVATIONS = "appendix/sentences", "appendix/derivations"


@dataclass(frozen=True, slots=True)
class Material:
    """What the document is made of: the woven chapters in order, the pages of the site by
    address, the sources, the words of the engine, and the data that the file carries."""

    title: str
    description: str
    chapters: Sequence[Page]
    pages: Mapping[str, Page]
    documents: Sequence[Document]
    links: Links
    words: Mapping[str, str]
    data: Mapping[str, bytes]


def report_pdf(material: Material) -> bytes:
    """The report as a PDF: tagged (PDF/UA-1) and archival (PDF/A-3a), dated by the newest
    source, so that the same inputs give the same bytes. The files of `data` are embedded, and
    `chapters.json`, which lists the chapters, how many numbers each links, and those that are
    waived."""
    cited = citations(material.chapters, material.documents, material.links)
    setter = Typesetter(cited, _places(material), material.links.language)
    chapters = [_chapter(it, page, setter) for it, page in enumerate(material.chapters, start=1)]
    by_source = {it.source.id: it for it in material.documents}
    sources = {id: material.pages[f"sources/{id}/index.html"] for id in by_source}
    setter.number = ""
    parts = [
        _front(material),
        *chapters,
        _appendix(material, _SENTENCES, "pdf_sentences"),
        sentences_appendix(by_source, sources, setter, material.words),
    ]
    if cited.derivations:
        page = material.pages["derivations/index.html"]
        parts.append(_appendix(material, _DERIVATIONS, "derivations"))
        parts.append(derivations_appendix(page, setter, material.words))
    carried = {**material.data, _OUTLINE: _outline(material.chapters, setter)}
    newest = max(it.source.origin.published.date for it in material.documents)
    template = resources.files("tieout.pdf").joinpath("template.typ").read_bytes()
    files = {**setter.pictures, **carried}
    return compiled("\n\n".join(parts), template, files, _day(newest))


def _places(material: Material) -> dict[str, str]:
    """Addresses of the site that have a place in the document."""
    places = {page.address: page.address for page in material.chapters}
    for page in material.chapters:
        for element in fragment(page.body).xpath(".//*[@id]"):
            if element.tag in ("h2", "h3", "h4", "figure"):
                whole = f"{page.address}#{element.get('id')}"
                places[whole] = whole
    places["sources/index.html"] = _SENTENCES
    return places


def _chapter(number: int, page: Page, setter: Typesetter) -> str:
    setter.address, setter.number = page.address, str(number)
    heading = setter.heading(fragment(page.heading), 1, page.address)
    name = quoted(page.name)
    return f"#chapter-begins({name});\n{heading}\n{setter.blocks(fragment(page.body))}"


def _appendix(material: Material, place: str, word: str) -> str:
    title = material.words[word]
    intro = text_markup(material.words[f"{word}_intro"], material.links.language)
    heading = call("heading", text_markup(title, material.links.language), numbering="none")
    return f"#appendix-begins({quoted(title)});\n{heading}{label(place)}\n#par[{intro}]"


def _front(material: Material) -> str:
    newest = max(it.source.origin.published.date for it in material.documents)
    settings = {
        "title": quoted(material.title),
        "description": quoted(material.description),
        "language": quoted(material.links.language),
        "dated": quoted(f"{material.words['pdf_dated']} {newest}"),
        "contents": quoted(material.words["pdf_contents"]),
        "date": _date(newest),
        "attached": "(" + "".join(f"{quoted(it)}, " for it in (*material.data, _OUTLINE)) + ")",
    }
    arguments = ", ".join(f"{key}: {value}" for key, value in settings.items())
    return f'#import "template.typ": *\n#show: report.with({arguments})'


def _day(text: str) -> date:
    """The last day of a date that is known to the year, the month or the day."""
    parts = [int(part) for part in text.split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else 12
    return date(year, month, parts[2] if len(parts) > 2 else calendar.monthrange(year, month)[1])


def _date(text: str) -> str:
    day = _day(text)
    return f"datetime(year: {day.year}, month: {day.month}, day: {day.day})"


def _outline(chapters: Sequence[Page], setter: Typesetter) -> bytes:
    """What a witness needs to know of the file: its chapters in order, by their addresses on the
    site, each with how many numbers it links, and the texts of those that are waived and why."""
    rows: list[dict[str, Any]] = [
        {"page": it.address, "links": len(page_ties(it)), "waived": []} for it in chapters
    ]
    for number, text, why in setter.waived:
        rows[number - 1]["waived"].append({"text": text, "why": why})
    return (json.dumps(rows, ensure_ascii=False, indent=1) + "\n").encode()


def compiled(source: str, template: bytes, files: Mapping[str, bytes], day: date) -> bytes:
    """The PDF of a document in Typst's markup. `files` are what it reads, by name; `day` is the
    one that it is dated by. No font of the machine is used."""
    fonts = typst.Fonts(False, True, [str(Path(pylopdf_fonts_zh_cn.serif_path()).parent)])
    moment = datetime.combine(day, datetime.min.time(), UTC)
    with tempfile.TemporaryDirectory(prefix="tieout-pdf-") as folder:
        main = Path(folder) / "report.typ"
        for name, content in {**files, "template.typ": template}.items():
            (Path(folder) / name).write_bytes(content)
        main.write_text(source, encoding="utf-8")
        compiler = typst.Compiler(str(main), font_paths=fonts)
        made = compiler.compile(format="pdf", pdf_standards=[*STANDARDS], timestamp=moment)
    if not isinstance(made, bytes):
        raise TypeError("Typst gave no document")
    return made
