"""Names of places in the document: the same for the same report, and fit for every format."""

import re

#: What the name of a place may hold.
_OTHER = re.compile(r"[^\w.-]")


def page_place(address: str, id: str = "") -> str:
    """The place of a page of the site, or of what has an id on it."""
    whole = f"c.{address.removesuffix('.html')}" + (f".{id}" if id else "")
    return _OTHER.sub("-", whole)


def sentence_place(source: str, id: str) -> str:
    """The place of a cited sentence."""
    return _OTHER.sub("-", f"t.{source}.{id}")


def source_place(id: str) -> str:
    """The place of a source, whose sentences stand below it."""
    return _OTHER.sub("-", f"o.{id}")


def derivation_place(id: str) -> str:
    """The place of a derivation's entry."""
    return _OTHER.sub("-", f"d.{id}")
