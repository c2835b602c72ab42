"""Finding one's way in a chapter's tree."""

from collections.abc import Iterator

from tieout.chapters.pandoc import Node, attributes
from tieout.findings import Place

#: The class of a cell's block, and how inline code begins that names a value.
CELL = "{python}"
#: Nodes that have attributes, and among them their place.
PLACED = frozenset({"Code", "CodeBlock", "Div", "Header", "Link", "Image", "Span", "Table"})


def walk(tree: object) -> Iterator[Node]:
    """Every node of a tree, in the order of the text."""
    if isinstance(tree, list | tuple):
        for child in tree:
            yield from walk(child)
    elif isinstance(tree, dict):
        if "t" in tree:
            yield tree
        for key in ("c", "blocks"):
            if key in tree:
                yield from walk(tree[key])


def place_of(node: Node) -> Place:
    """Where a node begins, from the `place` that `normalise` left on it."""
    path, line, col = attributes(node)[2]["place"].rsplit(":", 2)
    return Place(path, int(line), int(col))


def place_within(node: Node) -> Place:
    """Where the first thing in a node begins that knows its place, as a list does not. Raises
    StopIteration where nothing does."""
    return next(place_of(it) for it in walk(node) if _knows_its_place(it))


def _knows_its_place(node: Node) -> bool:
    return node["t"] in PLACED and "place" in attributes(node)[2]
