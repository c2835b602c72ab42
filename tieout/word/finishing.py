"""What pandoc leaves to be done in a Word document: tables as wide as the page, links that say
where they lead, Chinese that is marked as such, contents that Word can update, data."""

import re
from collections.abc import Mapping
from html import escape
from typing import Final

from lxml import etree

from tieout.word.namespaces import CONTENT_TYPES, OFFICE, RELATIONSHIPS, part, w
from tieout.word.reference import CONTENT_LIST, TEXT_WIDTH

_CHARACTERS: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
#: The space below a table, in twentieths of a point.
_BELOW: Final = "200"
#: So long may the text be that a link shows before it is followed.
_LONGEST_TITLE: Final = 255
#: The part that holds the data: XML of a namespace of our own, which Word keeps as it is.
DATA_PART: Final = "customXml/item1.xml"
_DATA_NAMES: Final = "urn:tieout:data"
_ITEM_ID: Final = "{7469656F-7574-4000-8000-000000000001}"
_PROPERTIES: Final = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_PROPERTIES_TYPE: Final = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"


def finished(content: bytes, titles: Mapping[str, str]) -> bytes:
    """The main part of a document; `titles` are what links to bookmarks are announced by."""
    tree = etree.fromstring(content)
    for table in tree.iter(w("tbl")):
        _finish_table(table)
        _space_below(table)
    for link in tree.iter(w("hyperlink")):
        link.set(w("history"), "1")
        if title := titles.get(link.get(w("anchor"), "")):
            link.set(w("tooltip"), title[:_LONGEST_TITLE])
    for language in tree.iter(w("lang")):
        if (said := language.get(w("val"), "")).startswith("zh"):
            language.set(w("eastAsia"), said)
    _make_contents(tree)
    return etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)


def _finish_table(table: etree._Element) -> None:
    """As wide as the text, with columns in the shares that they have; rows do not break."""
    grid = part(table, "tblGrid")
    columns = [int(it.get(w("w"), "1")) for it in grid]
    whole = sum(columns)
    widths = [round(TEXT_WIDTH * it / whole) for it in columns]
    for column, width in zip(grid, widths, strict=True):
        column.set(w("w"), str(width))
    size = part(table, "tblPr", "tblW")
    size.set(w("type"), "dxa")
    size.set(w("w"), str(TEXT_WIDTH))
    for row in table.iter(w("tr")):
        properties = row.find(w("trPr"))
        if properties is None:
            properties = etree.Element(w("trPr"))
            row.insert(0, properties)
        header = properties.find(w("tblHeader")) is not None
        properties.insert(0, etree.Element(w("cantSplit")))
        at = 0
        for cell in row.iter(w("tc")):
            at += _size_cell(cell, widths[at:])
            for paragraph in cell.iter(w("p")):
                _set_style(paragraph, "TableHeading" if header else "TableText")


def _space_below(table: etree._Element) -> None:
    """Word knows no space below a table: the paragraph that follows has it above."""
    below = table.getnext()
    while below is not None and below.tag in (w("bookmarkStart"), w("bookmarkEnd")):
        below = below.getnext()
    if below is None or below.tag != w("p"):
        return
    properties = _properties(below)
    spacing = etree.Element(w("spacing"), {w("before"): _BELOW})
    last = [it for it in properties if it.tag in (w("pStyle"), w("keepNext"), w("numPr"))]
    properties.insert(properties.index(last[-1]) + 1 if last else 0, spacing)


def _size_cell(cell: etree._Element, widths: list[int]) -> int:
    """Sizes a cell by the widths of its columns, and says how many it spans."""
    properties = part(cell, "tcPr")
    span = properties.find(w("gridSpan"))
    columns = int(span.get(w("val"), "1")) if span is not None else 1
    properties.insert(
        0, etree.Element(w("tcW"), {w("w"): str(sum(widths[:columns])), w("type"): "dxa"})
    )
    return columns


def _set_style(paragraph: etree._Element, name: str) -> None:
    properties = _properties(paragraph)
    style = properties.find(w("pStyle"))
    if style is None:
        style = etree.Element(w("pStyle"))
        properties.insert(0, style)
    style.set(w("val"), name)


def _properties(paragraph: etree._Element) -> etree._Element:
    properties = paragraph.find(w("pPr"))
    if properties is None:
        properties = etree.Element(w("pPr"))
        paragraph.insert(0, properties)
    return properties


def _make_contents(tree: etree._Element) -> None:
    """The lines of the contents become a field: links as they stand, and what Word makes anew
    with page numbers when its reader asks for it."""
    lines = [
        it
        for it in tree.iter(w("p"))
        if it.find(f"{w('pPr')}/{w('pStyle')}[@{w('val')}='TOC1']") is not None
    ]
    if not lines:
        return
    begin = [_field("begin"), _instruction(' TOC \\o "1-1" \\h \\z \\u '), _field("separate")]
    for at, run in enumerate(begin, start=1):
        lines[0].insert(at, run)
    lines[-1].append(_field("end"))


def _field(kind: str) -> etree._Element:
    run = etree.Element(w("r"))
    etree.SubElement(run, w("fldChar"), {w("fldCharType"): kind})
    return run


def _instruction(text: str) -> etree._Element:
    run = etree.Element(w("r"))
    instruction = etree.SubElement(run, w("instrText"))
    instruction.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    instruction.text = text
    return run


def with_data(files: Mapping[str, bytes], data: Mapping[str, bytes]) -> dict[str, bytes]:
    """The parts of a document with files of data among them, as custom XML."""
    items = "".join(
        f'<file name="{escape(name)}">{escape(_CHARACTERS.sub("", content.decode()))}</file>'
        for name, content in sorted(data.items())
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    folder, _, name = DATA_PART.partition("/")
    properties = f"{folder}/itemProps1.xml"
    return {
        **files,
        DATA_PART: f'{head}<data xmlns="{_DATA_NAMES}">{items}</data>'.encode(),
        properties: (
            f'{head}<ds:datastoreItem xmlns:ds="{_PROPERTIES}" ds:itemID="{_ITEM_ID}">'
            f'<ds:schemaRefs><ds:schemaRef ds:uri="{_DATA_NAMES}"/></ds:schemaRefs>'
            "</ds:datastoreItem>"
        ).encode(),
        f"{folder}/_rels/{name}.rels": (
            f'{head}<Relationships xmlns="{RELATIONSHIPS}"><Relationship Id="rId1" '
            f'Type="{OFFICE}/customXmlProps" Target="itemProps1.xml"/></Relationships>'
        ).encode(),
        CONTENT_LIST: _with_child(
            files[CONTENT_LIST],
            f"{{{CONTENT_TYPES}}}Override",
            PartName=f"/{properties}",
            ContentType=_PROPERTIES_TYPE,
        ),
        "word/_rels/document.xml.rels": _with_child(
            files["word/_rels/document.xml.rels"],
            f"{{{RELATIONSHIPS}}}Relationship",
            Id="rIdData",
            Type=f"{OFFICE}/customXml",
            Target=f"../{DATA_PART}",
        ),
    }


def _with_child(content: bytes, tag: str, **attributes: str) -> bytes:
    tree = etree.fromstring(content)
    etree.SubElement(tree, tag, attributes)
    return etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
