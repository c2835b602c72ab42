"""The reference document: pandoc's own with the styles, page and running heads of a report."""

import subprocess
from importlib import resources
from typing import Final

import pypandoc
from lxml import etree

from tieout.volume.pandoc_file import packed, unpacked
from tieout.word.namespaces import CONTENT_TYPES, OFFICE, RELATIONSHIPS, W, part, w

#: A4 with margins of 2.5 cm, in twentieths of a point.
_PAGE, _HIGH, _MARGIN, _HEAD = 11906, 16838, 1417, 709
TEXT_WIDTH: Final = _PAGE - 2 * _MARGIN
CONTENT_LIST: Final = "[Content_Types].xml"
_RELATIONS: Final = "word/_rels/document.xml.rels"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def reference_docx(title: str, language: str) -> bytes:
    """The reference document of a report: its styles are named and ours, its pages are A4, and
    each but the first has the title above and its number below."""
    command = [pypandoc.get_pandoc_path(), "--print-default-data-file", "reference.docx"]
    files = unpacked(subprocess.run(command, capture_output=True, check=True).stdout)
    files["word/styles.xml"] = _styles(files["word/styles.xml"], language)
    files["word/document.xml"] = _document(files["word/document.xml"])
    files["word/header1.xml"] = _running("hdr", "Header", _text_run(title))
    files["word/footer1.xml"] = _running("ftr", "Footer", _page_number())
    files[_RELATIONS] = _related(files[_RELATIONS])
    files[CONTENT_LIST] = _declared(files[CONTENT_LIST])
    return packed(files, CONTENT_LIST)


def _styles(content: bytes, language: str) -> bytes:
    """Pandoc's styles with ours in their place."""
    tree = etree.fromstring(content)
    ours = etree.fromstring(
        resources.files("tieout.word").joinpath("styles.xml").read_bytes(),
        etree.XMLParser(remove_blank_text=True, remove_comments=True),
    )
    defaults = part(ours, "docDefaults")
    tree.replace(part(tree, "docDefaults"), defaults)
    for told in defaults.iter(w("lang")):
        told.set(w("val"), language)
    by_id = {it.get(w("styleId")): it for it in tree.iter(w("style"))}
    for style in ours.iter(w("style")):
        name = style.get(w("styleId"))
        if name in by_id:
            tree.replace(by_id[name], style)
        else:
            tree.append(style)
    _drop_unknown_links(tree)
    return _written(tree)


def _drop_unknown_links(tree: etree._Element) -> None:
    """A style and its twin for characters name each other, or neither does."""
    named = {it.get(w("styleId")): (it, it.find(w("link"))) for it in tree.iter(w("style"))}
    for name, (style, link) in named.items():
        if link is not None:
            _, back = named.get(link.get(w("val")), (style, None))
            if back is None or back.get(w("val")) != name:
                style.remove(link)


def _document(content: bytes) -> bytes:
    """The body's last element, which pandoc takes over: page, margins, running heads."""
    tree = etree.fromstring(content)
    section = next(tree.iter(w("sectPr")))
    section.clear()
    for name, id in (("headerReference", "rIdHeader"), ("footerReference", "rIdFooter")):
        section.append(_element(name, type="default"))
        section[-1].set(f"{{{OFFICE}}}id", id)
    section.append(_element("pgSz", w=str(_PAGE), h=str(_HIGH)))
    edges = dict.fromkeys(("top", "right", "bottom", "left"), str(_MARGIN))
    section.append(_element("pgMar", **edges, header=str(_HEAD), footer=str(_HEAD), gutter="0"))
    section.append(_element("titlePg"))
    return _written(tree)


def _running(tag: str, style: str, runs: list[etree._Element]) -> bytes:
    root = etree.Element(w(tag), nsmap={"w": W})
    paragraph = etree.SubElement(root, w("p"))
    etree.SubElement(paragraph, w("pPr")).append(_element("pStyle", val=style))
    paragraph.extend(runs)
    return _written(root)


def _text_run(text: str) -> list[etree._Element]:
    run = etree.Element(w("r"))
    etree.SubElement(run, w("t")).text = text
    return [run]


def _page_number() -> list[etree._Element]:
    field = _element("fldSimple", instr=" PAGE ")
    field.extend(_text_run("1"))
    return [field]


def _related(content: bytes) -> bytes:
    tree = etree.fromstring(content)
    for id, kind, target in (
        ("rIdHeader", "header", "header1.xml"),
        ("rIdFooter", "footer", "footer1.xml"),
    ):
        etree.SubElement(
            tree,
            f"{{{RELATIONSHIPS}}}Relationship",
            {"Id": id, "Type": f"{OFFICE}/{kind}", "Target": target},
        )
    return _written(tree)


def _declared(content: bytes) -> bytes:
    tree = etree.fromstring(content)
    for kind in ("header", "footer"):
        part = {"PartName": f"/word/{kind}1.xml", "ContentType": f"{_TYPE}.{kind}+xml"}
        etree.SubElement(tree, f"{{{CONTENT_TYPES}}}Override", part)
    return _written(tree)


def _element(name: str, **attributes: str) -> etree._Element:
    return etree.Element(w(name), {w(key): value for key, value in attributes.items()})


def _written(tree: etree._Element) -> bytes:
    return etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
