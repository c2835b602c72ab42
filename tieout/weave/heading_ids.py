"""Ids of headings, by which pages are linked to: made of their words, never of their numbers."""

import re

from tieout.chapters.pandoc import Node, attributes, plain_text

_TIED = {"fact", "derived", "waived"}


def heading_id(inlines: list[Node], taken: set[str]) -> str:
    """An id for a heading without one: its words in lower case with hyphens between, without
    its tied numbers, so that a link holds when a number changes. A twin gets a counter.
    The id is added to `taken`."""
    words = plain_text([node for node in inlines if not _is_tied(node)])
    stem = "-".join(re.findall(r"\w+", words.lower())) or "section"
    name, number = stem, 1
    while name in taken:
        number += 1
        name = f"{stem}-{number}"
    taken.add(name)
    return name


def _is_tied(node: Node) -> bool:
    return node["t"] in ("Link", "Span") and not _TIED.isdisjoint(attributes(node)[1])
