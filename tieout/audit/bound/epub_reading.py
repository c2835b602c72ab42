"""An EPUB as a witness reads it."""

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import unquote, urlsplit

from lxml import etree

from tieout.audit.bound.book import Book, BookPart, Kind, Line, Picture, Stretch

_X: Final = "{http://www.w3.org/1999/xhtml}"
_OPF: Final = "{http://www.idpf.org/2007/opf}"
_DC_LANGUAGE: Final = "{http://purl.org/dc/elements/1.1/}language"
_TYPE: Final = "{http://www.idpf.org/2007/ops}type"
_CONTAINER: Final = "META-INF/container.xml"
_XML: Final = (".xml", ".xhtml", ".opf", ".ncx", ".svg")
_BLOCK_TAGS: Final = """
p div section aside h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table caption thead tbody tr th td figure
figcaption blockquote pre hr nav body
"""
_BLOCKS: Final = frozenset(f"{_X}{name}" for name in _BLOCK_TAGS.split())
_HEADINGS: Final = frozenset(f"{_X}h{level}" for level in range(1, 7))
_CELLS: Final = frozenset({f"{_X}td", f"{_X}th"})
#: The same in a formula again, for programs.
_ANNOTATION: Final = "{http://www.w3.org/1998/Math/MathML}annotation"
_SPACE: Final = re.compile(r"[ \t\r\n]+")


def read_epub(content: bytes) -> Book:
    """Reads the bytes of an EPUB. Raises `ValueError` where they are none."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            files = {it: archive.read(it) for it in archive.namelist()}
        trees = {
            name: etree.fromstring(part) for name, part in files.items() if name.endswith(_XML)
        }
        root = next(trees[_CONTAINER].iterfind(".//{*}rootfile")).get("full-path", "")
        package = trees[root]
        reader = _Reader()
        pages = list(_spine(package, posixpath.dirname(root)))
        for name in [*pages, *_navigation(package, posixpath.dirname(root), pages)]:
            reader.page(name, trees[name])
        for name in (it for it in trees if it.endswith(".ncx")):
            reader.front += _outline(name, trees[name])
        language = next(package.iter(_DC_LANGUAGE)).text or "en"
    except (zipfile.BadZipFile, etree.XMLSyntaxError, KeyError, StopIteration) as error:
        raise ValueError(f"it is no EPUB: {error}") from None
    data = {posixpath.basename(it): files[it] for it in files if it.endswith(".json")}
    return Book(
        language=language,
        front=tuple(reader.front),
        parts=tuple(reader.parts),
        places={name: "".join(texts) for name, texts in reader.places.items()},
        homes=reader.homes,
        data=data,
        texts={name: "".join(tree.itertext()) for name, tree in trees.items()},
    )


def _spine(package: etree._Element, folder: str) -> Iterator[str]:
    items = {it.get("id"): it.get("href", "") for it in package.iter(f"{_OPF}item")}
    for reference in package.iter(f"{_OPF}itemref"):
        yield posixpath.join(folder, unquote(items[reference.get("idref")]))


def _navigation(package: etree._Element, folder: str, read: list[str]) -> Iterator[str]:
    """The pages of navigation that no reader turns to and programs show."""
    for item in package.iter(f"{_OPF}item"):
        name = posixpath.join(folder, unquote(item.get("href", "")))
        if "nav" in item.get("properties", "").split() and name not in read:
            yield name


def _outline(name: str, tree: etree._Element) -> Iterator[Line]:
    """The contents as older readers show them."""
    for point in tree.iter("{*}navPoint"):
        text = point.findtext("{*}navLabel/{*}text") or ""
        content = point.find("{*}content")
        address = unquote(content.get("src", "")) if content is not None else ""
        yield Line((Stretch(text, "link", _place(address, name)),), name, point.sourceline or 0)


def _place(address: str, file: str) -> str:
    """The place in the book that an address leads to from a file of it."""
    path, _, anchor = address.partition("#")
    whole = posixpath.normpath(posixpath.join(posixpath.dirname(file), path)) if path else file
    return f"{whole}#{anchor}" if anchor else whole


@dataclass(slots=True)
class _Reader:
    """Reads the pages of a book in order. A place is a file and an id, `text/ch001.xhtml#id`;
    `inside` are the places that what is read stands in."""

    front: list[Line] = field(default_factory=list)
    parts: list[BookPart] = field(default_factory=list)
    places: dict[str, list[str]] = field(default_factory=dict)
    homes: dict[str, int] = field(default_factory=dict)
    inside: list[str] = field(default_factory=list)
    stretches: list[Stretch] = field(default_factory=list)
    file: str = ""
    line: int = 0
    heading: bool = False
    cell: bool = False
    chapter: bool = False

    def page(self, name: str, tree: etree._Element) -> None:
        self.file = name
        body = next(tree.iter(f"{_X}body"))
        self.chapter = body.get(_TYPE) == "bodymatter"
        if self.chapter:
            self.parts.append(BookPart())
        self.places.setdefault(name, [])
        self._walk(body, "text", "")
        self._flush()

    def _walk(self, element: etree._Element, kind: Kind, target: str) -> None:
        if not isinstance(element.tag, str) or element.tag == _ANNOTATION:
            return
        block = element.tag in _BLOCKS
        if block:
            self._flush()
            self.line = element.sourceline or 0
        outside = self.heading, self.cell
        self.heading = self.heading or element.tag in _HEADINGS
        self.cell = self.cell or element.tag in _CELLS
        if _is_note(element):
            kind, target = "noted", ""
        elif kind != "noted":
            kind, target = self._kind(element.tag, dict(element.attrib), kind, target)
        place = f"{self.file}#{id}" if (id := element.get("id")) else ""
        if place:
            self.places[place] = []
            self.homes[place] = len(self.parts) - 1 if self.chapter else -1
            self.inside.append(place)
        if element.tag == f"{_X}img" and self.chapter:
            drawn = Picture(element.get("alt", ""), self.file, element.sourceline or 0)
            self.parts[-1].pictures.append(drawn)
        self._say("\n" if element.tag == f"{_X}br" else element.text or "", kind, target)
        for child in element:
            self._walk(child, kind, target)
            self._say(child.tail or "", kind, target)
        if block:
            self._flush()
        self.heading, self.cell = outside
        if place:
            self.inside.pop()

    def _kind(
        self, tag: str, attributes: Mapping[str, str], kind: Kind, target: str
    ) -> tuple[Kind, str]:
        classes = attributes.get("class", "").split()
        if tag == f"{_X}a" and "href" in attributes:
            parts = urlsplit(attributes["href"])
            if parts.scheme or parts.netloc:
                return "outward", attributes["href"]
            kind = "note" if attributes.get(_TYPE) == "noteref" else "link"
            return kind, _place(unquote(attributes["href"]), self.file)
        if tag == f"{_X}pre" and "tieout-code" in classes:
            return "listing", ""
        if tag == f"{_X}code" and kind == "text":
            return "code", ""
        return kind, target

    def _say(self, text: str, kind: Kind, target: str) -> None:
        said = _SPACE.sub(" ", text)
        if not said or (said == " " and not self.stretches):
            return
        self.stretches.append(Stretch(said, kind, target, tuple(self.inside)))
        for place in () if kind == "noted" else self.inside:
            self.places[place].append(said)

    def _flush(self) -> None:
        if any(it.text.strip() for it in self.stretches):
            line = Line(
                tuple(self.stretches), self.file, self.line,
                is_heading=self.heading, in_table=self.cell,
            )  # fmt: skip
            (self.parts[-1].lines if self.chapter else self.front).append(line)
        if self.stretches:
            for place in self.inside:
                self.places[place].append("\n")
        self.stretches = []


def _is_note(element: etree._Element) -> bool:
    return element.tag == f"{_X}del" or "editor-note" in element.get("class", "").split()
