"""What pandoc leaves to be done in a book: pages that have titles, and data."""

import posixpath
import re
from collections.abc import Mapping
from typing import Final

from lxml import etree

_PACKAGE: Final = "EPUB/content.opf"
_OPF: Final = "{http://www.idpf.org/2007/opf}"
_XHTML: Final = "{http://www.w3.org/1999/xhtml}"
_FOLDER: Final = "data"


def finished(files: Mapping[str, bytes], data: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of a book with every page titled by its first heading, and the files of data
    among them."""
    done = {name: _titled(name, content) for name, content in files.items()}
    package = etree.fromstring(done[_PACKAGE])
    manifest = next(package.iter(f"{_OPF}manifest"))
    for name, content in sorted(data.items()):
        done[f"{posixpath.dirname(_PACKAGE)}/{_FOLDER}/{name}"] = content
        item = etree.SubElement(manifest, f"{_OPF}item")
        item.set("id", "data-" + re.sub(r"[^\w-]", "-", name))
        item.set("href", f"{_FOLDER}/{name}")
        item.set("media-type", "application/json")
    done[_PACKAGE] = _written(package)
    return done


def _titled(name: str, content: bytes) -> bytes:
    if not name.endswith(".xhtml"):
        return content
    tree = etree.fromstring(content)
    heading = next(tree.iter(f"{_XHTML}h1"), None)
    title = next(tree.iter(f"{_XHTML}title"), None)
    if heading is not None and title is not None:
        title.text = " ".join("".join(heading.itertext()).split())
    return _written(tree, doctype="<!DOCTYPE html>")


def _written(tree: etree._Element, doctype: str | None = None) -> bytes:
    return etree.tostring(tree, xml_declaration=True, encoding="UTF-8", doctype=doctype)
