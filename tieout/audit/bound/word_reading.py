"""A Word document as a witness reads it."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from tieout.audit.bound.book import Book, BookPart, Kind, Line, Picture, Stretch

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_M: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_DRAWN: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_DATA: Final = re.compile(r"customXml/item\d+\.xml")
_MAIN: Final = "word/document.xml"
_NOTES: Final = "word/footnotes.xml"
_STYLES: Final = "word/styles.xml"
_HEADING, _TITLE, _LISTING = "Heading", "Heading1", "SourceCode"
_CODE, _NOTE = "VerbatimChar", "EditorNote"


def read_word(content: bytes) -> Book:
    """Reads the bytes of a DOCX. Raises `ValueError` where they are none."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = {it: archive.read(it) for it in archive.namelist() if it.endswith(".xml")}
        trees = {name: etree.fromstring(part) for name, part in parts.items()}
        reader = _Reader(_notes(trees.get(_NOTES)))
        for block in trees[_MAIN].iterfind(f"{_W}body/*"):
            reader.block(block)
        language = next(trees[_STYLES].iter(f"{_W}lang")).get(f"{_W}val", "en")
    except (zipfile.BadZipFile, etree.XMLSyntaxError, KeyError, StopIteration) as error:
        raise ValueError(f"it is no Word document: {error}") from None
    return Book(
        language=language,
        front=tuple(reader.front),
        parts=tuple(reader.parts),
        places={name: "".join(texts) for name, texts in reader.places.items()},
        homes=reader.homes,
        data=dict(_data(trees)),
        texts={name: "".join(tree.itertext()) for name, tree in trees.items()},
    )


def _notes(tree: etree._Element | None) -> dict[str, etree._Element]:
    notes = () if tree is None else tree.iterfind(f"{_W}footnote")
    return {it.get(f"{_W}id", ""): it for it in notes}


def _data(trees: dict[str, etree._Element]) -> Iterator[tuple[str, bytes]]:
    for name, tree in trees.items():
        if _DATA.fullmatch(name):
            for file in tree.iterfind("{*}file"):
                yield file.get("name", ""), (file.text or "").encode()


@dataclass(slots=True)
class _Reader:
    """Reads the body from its beginning to its end. `open` are the bookmarks that have begun,
    by number, `due` the notes that the paragraph refers to."""

    notes: dict[str, etree._Element]
    front: list[Line] = field(default_factory=list)
    parts: list[BookPart] = field(default_factory=list)
    places: dict[str, list[str]] = field(default_factory=dict)
    homes: dict[str, int] = field(default_factory=dict)
    open: dict[str, str] = field(default_factory=dict)
    stretches: list[Stretch] = field(default_factory=list)
    due: list[etree._Element] = field(default_factory=list)
    count: int = 0

    def block(self, element: etree._Element) -> None:
        if element.tag == f"{_W}p":
            self._paragraph(element)
        elif not self._mark(element):
            for child in element:
                self.block(child)

    def _mark(self, element: etree._Element) -> bool:
        number = element.get(f"{_W}id", "")
        if element.tag == f"{_W}bookmarkStart":
            name = element.get(f"{_W}name", "")
            self.open[number] = name
            self.places.setdefault(name, [])
            self.homes.setdefault(name, len(self.parts) - 1)
        elif element.tag == f"{_W}bookmarkEnd":
            self.open.pop(number, None)
        else:
            return False
        return True

    def _paragraph(self, element: etree._Element) -> None:
        self.count += 1
        style = element.find(f"{_W}pPr/{_W}pStyle")
        name = style.get(f"{_W}val") if style is not None else ""
        if name == _TITLE:
            self.parts.append(BookPart())
        self._inlines(element, "listing" if name == _LISTING else "text", "")
        for place in self.open.values():
            self.places[place].append("\n")
        if self.stretches:
            line = Line(
                tuple(self.stretches),
                _MAIN,
                self.count,
                is_heading=(name or "").startswith(_HEADING),
                in_table=next(element.iterancestors(f"{_W}tc"), None) is not None,
            )
            (self.parts[-1].lines if self.parts else self.front).append(line)
        self.stretches = []
        due, self.due = self.due, []
        for note in due:
            self.block(note)

    def _inlines(self, parent: etree._Element, kind: Kind, target: str) -> None:
        for child in parent:
            if child.tag == f"{_W}hyperlink":
                anchor = child.get(f"{_W}anchor", "")
                self._inlines(child, "link" if anchor else "outward", anchor)
            elif child.tag == f"{_W}r":
                self._run(child, kind, target)
            elif not self._mark(child) and child.tag != f"{_W}pPr":
                if child.tag == f"{_M}t":
                    self._say(child.text or "", kind, target)
                self._inlines(child, kind, target)

    def _run(self, run: etree._Element, kind: Kind, target: str) -> None:
        style = run.find(f"{_W}rPr/{_W}rStyle")
        name = style.get(f"{_W}val") if style is not None else ""
        if name == _NOTE or run.find(f"{_W}rPr/{_W}strike") is not None:
            kind, target = "noted", ""
        elif name == _CODE and kind == "text":
            kind = "code"
        for child in run.iter():
            if child.tag == f"{_W}t":
                self._say(child.text or "", kind, target)
            elif child.tag in (f"{_W}br", f"{_W}tab"):
                self._say("\n", kind, target)
            elif child.tag == f"{_W}footnoteReference":
                self.due.append(self.notes[child.get(f"{_W}id", "")])
            elif child.tag == _DRAWN and self.parts:
                drawn = Picture(child.get("descr", ""), _MAIN, self.count)
                self.parts[-1].pictures.append(drawn)

    def _say(self, text: str, kind: Kind, target: str) -> None:
        """What editors have noted in a sentence is none of its words."""
        self.stretches.append(Stretch(text, kind, target, tuple(self.open.values())))
        for name in () if kind == "noted" else self.open.values():
            self.places[name].append(text)
