"""The names of WordprocessingML (ISO/IEC 29500), and finding what they name."""

from typing import Final

from lxml import etree

W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONSHIPS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"


def w(name: str) -> str:
    """The full name of an element or attribute of the main namespace."""
    return f"{{{W}}}{name}"


def part(parent: etree._Element, *names: str) -> etree._Element:
    """What stands below an element at a path of names of the main namespace. Raises KeyError
    where it is not there, though every document that pandoc writes has it."""
    found = parent.find("/".join(map(w, names)))
    if found is None:
        raise KeyError("/".join(names))
    return found
