"""Numbers around the chapters of a file that a report travels as: its title and description,
headers, comments, the front page, navigation, alternative texts, the labels of drawings, what
style sheets and formats of numbers show.

As outside the article of a page, none of these can hold a link to a sentence. So each number
there must repeat one that is linked or waived in the file, or be a date.
"""

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from lxml import etree

from tieout.audit.generated import Sheet, check_generated
from tieout.audit.numbers.scan import find_seen
from tieout.audit.pages.reading import squeezed
from tieout.findings import Finding, Place

CODE: Final = "audit-outside"
_HINT: Final = "say it in other words, or show it in a chapter as a link"
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_X: Final = "{http://www.w3.org/1999/xhtml}"
_S: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_SVG: Final = "{http://www.w3.org/2000/svg}"
_TYPE: Final = "{http://www.idpf.org/2007/ops}type"
_LANGUAGE: Final = "{http://purl.org/dc/elements/1.1/}language"
#: What programs say of a file by themselves: when it was made and changed, its identity.
_OWN: Final = frozenset({"created", "modified", "identifier", "date", "language", "revision"})
_PROPERTIES: Final = re.compile(r"docProps/(?:core|custom)\.xml")
_AROUND_TEXT: Final = re.compile(r"word/(?:header|footer|comments|endnotes)\w*\.xml")
_AROUND_CELLS: Final = re.compile(r"xl/(?:threadedComments|comments|drawings|charts)\w*(?:/.+)?")
_PAGE_NUMBER: Final = re.compile(r"\s*(?:NUM)?PAGES?\b")
_SAID: Final = frozenset({"alt", "title", "aria-label", "start", "value", "descr", "tooltip",
                          "display", "prompt", "promptTitle", "error", "errorTitle"})  # fmt: skip
_BODY: Final = "word/document.xml"
_PLACEHOLDER: Final = re.compile(r"%\d")
_LITERAL: Final = re.compile(r'"([^"]*)"|\\(.)')

Trees = Mapping[str, etree._Element]


@dataclass(frozen=True, slots=True)
class _Said:
    """A text, and the part of the file that it stands in."""

    part: str
    text: str


def check_surroundings(content: bytes, name: str) -> list[Finding]:
    """A finding (audit-outside) for each number around the chapters or tables of a DOCX, an EPUB
    or an XLSX that is no date and repeats none which is linked or waived in it, and one
    (audit-generated) for each that a style sheet of an EPUB shows. What is no such file has
    none: others tell of it."""
    readers = _READERS.get(Path(name).suffix.lower())
    if readers is None:
        return []
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            files = {it: archive.read(it) for it in archive.namelist()}
        trees = {it: etree.fromstring(files[it], _PARSER) for it in files if it.endswith(_XML)}
    except (zipfile.BadZipFile, etree.XMLSyntaxError):
        return []
    tied, around = readers
    language = next((it.text for tree in trees.values() for it in tree.iter(_LANGUAGE)), "") or "en"
    known = frozenset(
        _same(text[it.start : it.end]) for text in tied(trees) for it in find_seen(text, language)
    )
    findings = check_generated([*_sheets(name, files, trees)])
    for said in around(trees):
        for seen in find_seen(said.text, language):
            snippet = said.text[seen.start : seen.end]
            if not seen.is_date and _same(snippet) not in known:
                message = f"the number {snippet!r} outside the chapters repeats none in them"
                findings.append(Finding(Place(f"{name}/{said.part}"), CODE, message, _HINT))
    return sorted(set(findings))


def _same(snippet: str) -> str:
    return squeezed(snippet).lower()


def _joined(element: etree._Element, tag: str = "*") -> str:
    return "".join(text for it in element.iter(tag) for text in (it.text,) if text)


def _word_ties(trees: Trees) -> Iterator[str]:
    """What is linked or waived behind the front page, whose contents are links as well."""
    front = set(_front_paragraphs(trees))
    for tree in (trees[it] for it in (_BODY, "word/footnotes.xml") if it in trees):
        for paragraph in (it for it in tree.iter(f"{_W}p") if it not in front):
            for link in paragraph.iter(f"{_W}hyperlink"):
                yield _joined(link, f"{_W}t")
            for run in paragraph.iter(f"{_W}r"):
                style = run.find(f"{_W}rPr/{_W}rStyle")
                if style is not None and style.get(f"{_W}val") == "Waived":
                    yield _joined(run, f"{_W}t")


def _front_paragraphs(trees: Trees) -> Iterator[etree._Element]:
    """The paragraphs above the first chapter."""
    body = trees.get(_BODY)
    for paragraph in () if body is None else body.iter(f"{_W}p"):
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        if style is not None and style.get(f"{_W}val") == "Heading1":
            break
        yield paragraph


def _around_word(trees: Trees) -> Iterator[_Said]:
    yield from _properties(trees)
    for part, tree in trees.items():
        if _AROUND_TEXT.fullmatch(part):
            for paragraph in tree.iter(f"{_W}p"):
                yield _Said(part, "".join(_without_page_numbers(paragraph)))
        for level in tree.iter(f"{_W}lvlText"):
            yield _Said(part, _PLACEHOLDER.sub("", level.get(f"{_W}val", "")))
        if part.startswith("word/"):
            yield from _attributes(part, tree)
    for paragraph in _front_paragraphs(trees):
        yield _Said(_BODY, _joined(paragraph, f"{_W}t"))


def _without_page_numbers(element: etree._Element) -> Iterator[str]:
    for child in element:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif not _PAGE_NUMBER.match(child.get(f"{_W}instr", "")):
            yield from _without_page_numbers(child)


def _epub_ties(trees: Trees) -> Iterator[str]:
    for tree in trees.values():
        for body in tree.iter(f"{_X}body"):
            if body.get(_TYPE) == "bodymatter":
                for it in body.iter(f"{_X}a", f"{_X}span"):
                    if it.get("href") or "waived" in it.get("class", "").split():
                        yield "".join(it.itertext())


def _around_epub(trees: Trees) -> Iterator[_Said]:
    for part, tree in trees.items():
        if part.endswith(".opf"):
            for it in tree.iterfind("{*}metadata/*"):
                is_own = etree.QName(it).localname in _OWN or "modified" in it.get("property", "")
                yield _Said(part, "" if is_own else it.text or "")
        elif part.endswith(".ncx"):
            yield from (_Said(part, it.text or "") for it in tree.iter("{*}text"))
        elif part.endswith(".svg"):
            yield from (_Said(part, text) for text in _labels(tree))
        else:
            yield from (_Said(part, _joined(it)) for it in tree.iter(f"{_X}title"))
            yield from _attributes(part, tree)
            for body in tree.iter(f"{_X}body"):
                if body.get(_TYPE) != "bodymatter":
                    yield from (_Said(part, text) for text in _lines(body))


def _lines(element: etree._Element) -> Iterator[str]:
    """The texts of the innermost elements that stand in lines of their own."""
    blocks = [it for it in element if it.tag not in (f"{_X}a", f"{_X}span", f"{_X}em")]
    if not blocks:
        yield "".join(element.itertext())
        return
    yield element.text or ""
    for child in element:
        yield from _lines(child)
        yield child.tail or ""


def _labels(tree: etree._Element) -> Iterator[str]:
    """The texts of a drawing but for the ticks of its measured axes."""
    for it in tree.iter(f"{_SVG}text", f"{_SVG}title", f"{_SVG}desc"):
        parents = [above.get("class", "").split() for above in it.iterancestors()]
        if not any("role-axis-label" in classes for classes in parents):
            yield "".join(it.itertext())


def _cell_texts(trees: Trees) -> Iterator[str]:
    strings = trees.get("xl/sharedStrings.xml")
    for it in () if strings is None else strings:
        yield _joined(it, f"{_S}t")


def _around_cells(trees: Trees) -> Iterator[_Said]:
    yield from _properties(trees)
    for part, tree in trees.items():
        if _AROUND_CELLS.fullmatch(part):
            yield from (_Said(part, it.text or "") for it in tree.iter())
        for it in tree.iter(f"{_S}sheet", f"{_S}table", f"{_S}tableColumn"):
            yield _Said(part, it.get("displayName", "") or it.get("name", ""))
        for it in tree.iter(f"{_S}headerFooter", f"{_S}is"):
            yield _Said(part, " ".join(str(text) for text in it.itertext()))
        for it in tree.iter(f"{_S}numFmt"):
            literals = _LITERAL.findall(it.get("formatCode", ""))
            yield _Said(part, "".join(one or other for one, other in literals))
        if part.startswith("xl/worksheets/"):
            yield from _attributes(part, tree)


def _properties(trees: Trees) -> Iterator[_Said]:
    for part, tree in trees.items():
        if _PROPERTIES.fullmatch(part):
            for it in tree.iter():
                if etree.QName(it).localname not in _OWN:
                    yield _Said(part, it.text or "")


def _attributes(part: str, tree: etree._Element) -> Iterator[_Said]:
    """What attributes say, but for what editors say of a sentence that is quoted."""
    for element in tree.iter():
        said = [text for name, text in element.items() if name in _SAID]
        if said and "editor-note" not in element.get("class", "").split():
            yield from (_Said(part, text) for text in said)


def _sheets(name: str, files: Mapping[str, bytes], trees: Trees) -> Iterator[Sheet]:
    """The style sheets of an EPUB."""
    for part, content in files.items():
        if part.endswith(".css"):
            path = f"{name}/{part}"
            yield Sheet(path, content.decode("utf-8", "replace"), Place(path))
    for part, tree in trees.items():
        for it in tree.iter(f"{_X}style"):
            yield Sheet(
                f"{name}/{part}", it.text or "", Place(f"{name}/{part}", it.sourceline or 0)
            )


_XML: Final = (".xml", ".xhtml", ".opf", ".ncx", ".svg")
_PARSER: Final = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
_READERS: Final[
    Mapping[str, tuple[Callable[[Trees], Iterable[str]], Callable[[Trees], Iterable[_Said]]]]
] = {
    ".docx": (_word_ties, _around_word),
    ".epub": (_epub_ties, _around_epub),
    ".xlsx": (_cell_texts, _around_cells),
}
