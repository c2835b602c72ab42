"""Reads a workbook from its own bytes: sheets, cells, links, tables."""

import io
import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree

_MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_DOCUMENT: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_TERMS: Final = "{http://purl.org/dc/elements/1.1/}"
_BOOK: Final = "xl/workbook.xml"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its place as programs write it (`B5`), its row, from 1, what stands in it, whether
    that is a number to compute with, and where it leads, empty where it leads nowhere."""

    place: str
    row: int
    text: str
    numeric: bool
    link: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its name, its cells that hold something in reading order, the names of its tables
    with the row of their headers, and how many formulas and merged cells it has."""

    name: str
    cells: tuple[Cell, ...]
    tables: tuple[tuple[str, int], ...]
    formulas: int
    merged: int

    @property
    def rows(self) -> dict[int, list[Cell]]:
        """The cells of each row."""
        rows: dict[int, list[Cell]] = {}
        for cell in self.cells:
            rows.setdefault(cell.row, []).append(cell)
        return rows


@dataclass(frozen=True, slots=True)
class Workbook:
    """A workbook: its language, and its sheets in order."""

    language: str
    sheets: tuple[Sheet, ...]


def read_workbook(content: bytes) -> Workbook:
    """The workbook in these bytes. Raises ValueError, KeyError or zipfile.BadZipFile where they
    hold none."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        strings = [
            "".join(it.itertext(f"{_MAIN}t")) for it in _tree(archive, "xl/sharedStrings.xml")
        ]
        core = _tree(archive, "docProps/core.xml")
        related = _relations(archive, _BOOK)
        sheets = tuple(
            _sheet(archive, str(it.get("name")), related[str(it.get(f"{_DOCUMENT}id"))], strings)
            for it in _tree(archive, _BOOK).iter(f"{_MAIN}sheet")
        )
        return Workbook(core.findtext(f"{_TERMS}language") or "", sheets)


def _sheet(archive: zipfile.ZipFile, name: str, path: str, strings: list[str]) -> Sheet:
    tree = _tree(archive, path)
    related = _relations(archive, path)
    links = {}
    for it in tree.iter(f"{_MAIN}hyperlink"):
        target = related.get(str(it.get(f"{_DOCUMENT}id")), "")
        location = it.get("location", "")
        links[str(it.get("ref"))] = f"{target}#{location}" if location else target
    tables = [
        _tree(archive, related[str(it.get(f"{_DOCUMENT}id"))])
        for it in tree.iter(f"{_MAIN}tablePart")
    ]
    return Sheet(
        name,
        tuple(_cells(tree, strings, links)),
        tuple((str(it.get("displayName")), _row(str(it.get("ref")))) for it in tables),
        sum(1 for _ in tree.iter(f"{_MAIN}f")),
        sum(1 for _ in tree.iter(f"{_MAIN}mergeCell")),
    )


def _cells(tree: etree._Element, strings: list[str], links: dict[str, str]) -> Iterator[Cell]:
    for it in tree.iter(f"{_MAIN}c"):
        value = it.findtext(f"{_MAIN}v")
        if value is None:
            continue
        place, shared = str(it.get("r")), it.get("t") == "s"
        text = strings[int(value)] if shared else value
        yield Cell(place, _row(place), text, not shared, links.get(place, ""))


def _row(place: str) -> int:
    """The row of a cell, or of the first of a range."""
    return int("".join(char for char in place.partition(":")[0] if char.isdecimal()))


def _tree(archive: zipfile.ZipFile, path: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        return etree.fromstring(archive.read(path), parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(f"{path} is no XML: {error}") from None


def _relations(archive: zipfile.ZipFile, path: str) -> dict[str, str]:
    """What a part refers to, by id: parts of the archive by their path, others by address."""
    folder, file = posixpath.split(path)
    listed = f"{folder}/_rels/{file}.rels"
    if listed not in archive.namelist():
        return {}
    found = {}
    for it in _tree(archive, listed):
        target = str(it.get("Target"))
        inside = it.get("TargetMode") != "External"
        found[str(it.get("Id"))] = (
            posixpath.normpath(posixpath.join(folder, target)) if inside else target
        )
    return found
