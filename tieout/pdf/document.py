"""The whole document: title page, contents, chapters, appendices; and its compilation."""

import json
import tempfile
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from importlib import resources
from pathlib import Path
from typing import Any, Final, Literal

import pylopdf_fonts_zh_cn
import typst

from tieout.ledger.periods import first_day, show_period
from tieout.pdf.analyses import ACCOUNT, account, analyses
from tieout.pdf.announcing import without_page_numbers
from tieout.pdf.appendix import derivations_appendix, sentences_appendix
from tieout.pdf.markup import call, label, quoted, text_markup
from tieout.pdf.packing import packed
from tieout.pdf.typeset import Typesetter
from tieout.volume.citations import Citations, citations, page_ties
from tieout.volume.volume import Volume
from tieout.weave.page import Page, fragment

#: Both at once: a tagged document for every reader, and one that will still open in years.
STANDARDS: Final[list[Literal["ua-1", "a-3a"]]] = ["ua-1", "a-3a"]
#: Where the appendices stand.
_OUTLINE: Final = "chapters.json"
_SENTENCES, _DERIVATIONS = "appendix/sentences", "appendix/derivations"
_NUMBERS = "appendix/numbers"


def report_pdf(volume: Volume) -> bytes:
    """The report as a PDF: tagged (PDF/UA-1) and archival (PDF/A-3a), dated by the newest
    source, so that the same inputs give the same bytes. The files of `data` are embedded, and
    `chapters.json`, which lists the chapters, how many numbers each links, and those that are
    waived."""
    pages = [*volume.chapters, *analyses(volume)]
    return _pdf(volume, dict(enumerate(pages, start=1)))


def chapter_pdf(volume: Volume, number: int) -> bytes:
    """One chapter as a PDF of the same kind, by its number in the report, from 1, which it
    keeps. Its appendices hold what it cites and what that stands on; the data are those of the
    whole report, as they are on the site."""
    return _pdf(volume, {number: volume.chapters[number - 1]}, part=True)


def _pdf(volume: Volume, chapters: Mapping[int, Page], *, part: bool = False) -> bytes:
    """A PDF of chapters by their numbers; as a `part` of the report it is named by the first, and
    leaves out what is about all of it."""
    pages = list(chapters.values())
    cited = citations(pages, volume.documents, volume.links)
    places = _places(pages, cited)
    if not part:
        places[ACCOUNT] = _NUMBERS
    setter = Typesetter(cited, places, volume.links.language, site=volume.address)
    set_chapters = [_chapter(it, page, setter) for it, page in chapters.items()]
    by_source = {it.source.id: it for it in volume.documents}
    sources = {id: volume.pages[f"sources/{id}/index.html"] for id in by_source}
    setter.number = ""
    parts = [
        _front(volume, pages[0] if part else None, setter),
        *set_chapters,
        _appendix(volume, _SENTENCES, "pdf_sentences"),
        sentences_appendix(by_source, sources, setter, volume.words),
    ]
    if cited.derivations:
        page = volume.pages["derivations/index.html"]
        parts.append(_appendix(volume, _DERIVATIONS, "derivations"))
        parts.append(derivations_appendix(page, setter, volume.words))
    if not part:
        setter.address = ACCOUNT
        numbers = setter.blocks(account(volume.pages[ACCOUNT]))
        parts.append(f"{_appendix(volume, _NUMBERS, 'numbers')}\n{numbers}")
    carried = {**volume.data, _OUTLINE: _outline(chapters, setter)}
    template = resources.files("tieout.pdf").joinpath("template.typ").read_bytes()
    files = {**setter.pictures, **carried}
    return compiled("\n\n".join(parts), template, files, first_day(volume.newest))


def _places(pages: Sequence[Page], cited: Citations) -> dict[str, str]:
    """Addresses of the site that have a place in the document."""
    places = {page.address: page.address for page in pages}
    for page in pages:
        for element in fragment(page.body).xpath(".//*[@id]"):
            if element.tag in ("h2", "h3", "h4", "figure"):
                whole = f"{page.address}#{element.get('id')}"
                places[whole] = whole
    places["sources/index.html"] = _SENTENCES
    if cited.derivations:
        places["derivations/index.html"] = _DERIVATIONS
    for name, sentence in cited.sentences.items():
        address = f"sources/{sentence.source}/index.html"
        places |= {address: f"sources/{sentence.source}", f"{address}#{sentence.id}": name}
    return places


def _chapter(number: int, page: Page, setter: Typesetter) -> str:
    setter.address, setter.number = page.address, str(number)
    heading = setter.heading(fragment(page.heading), 1, page.address)
    begun = f"#chapter-begins({quoted(page.name)});\n#counter(heading).update({number - 1});"
    return f"{begun}\n{heading}\n{setter.blocks(fragment(page.body))}"


def _appendix(volume: Volume, place: str, word: str) -> str:
    title = volume.words[word]
    heading = call("heading", text_markup(title, volume.links.language), numbering="none")
    begun = f"#appendix-begins({quoted(title)});\n{heading}{label(place)}"
    if (key := f"{word}_intro") in volume.words:
        begun += f"\n#par[{text_markup(volume.words[key], volume.links.language)}]"
    return begun


def _front(volume: Volume, chapter: Page | None, setter: Typesetter) -> str:
    """Title page and contents; those of a `chapter` by itself show its title below the
    report's."""
    dated = show_period(volume.newest, volume.links.language)
    settings = {
        "title": quoted(volume.title),
        "description": quoted(volume.description),
        "language": quoted(volume.links.language),
        "dated": quoted(f"{volume.words['pdf_dated']} {dated}"),
        "contents": quoted(volume.words["pdf_contents"]),
        "date": _date(first_day(volume.newest)),
        "attached": "(" + "".join(f"{quoted(it)}, " for it in (*volume.data, _OUTLINE)) + ")",
    }
    if chapter is not None:
        setter.address = chapter.address
        settings["part"] = quoted(chapter.title)
        settings["headline"] = f"[{setter.heading_text(fragment(chapter.heading))}]"
    arguments = ", ".join(f"{key}: {value}" for key, value in settings.items())
    return f'#import "template.typ": *\n#show: report.with({arguments})'


def _date(day: date) -> str:
    return f"datetime(year: {day.year}, month: {day.month}, day: {day.day})"


def _outline(chapters: Mapping[int, Page], setter: Typesetter) -> bytes:
    """What a witness needs to know of the file: its chapters in order, by their numbers and
    their addresses on the site, each with how many numbers it links, and the texts of those that
    are waived and why."""
    rows: dict[int, dict[str, Any]] = {
        number: {"number": number, "page": it.address, "links": len(page_ties(it)), "waived": []}
        for number, it in chapters.items()
    }
    for number, text, why in setter.waived:
        rows[number]["waived"].append({"text": text, "why": why})
    return (json.dumps(list(rows.values()), ensure_ascii=False, indent=1) + "\n").encode()


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
    return packed(without_page_numbers(made))
