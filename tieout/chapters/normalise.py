"""Makes pandoc's tree with source positions small again.

The reader wraps each word in a span of its own. Here the words of one line are joined to a
run that knows where it begins, positions become `place` attributes that name the chapter's
file, and cross-references, which this reader leaves as text, become nodes of their own.
"""

import re
from typing import Any

from tieout.chapters.pandoc import Node, attr, attributes, plain_text, string
from tieout.chapters.walk import PLACED
from tieout.findings import Place

#: A cross-reference as Quarto writes it: @fig-containers, @tbl-coverage, @sec-trade.
REFERENCE = re.compile(r"@((?:fig|tbl|sec)-[A-Za-z0-9](?:[\w-]*\w)?)")
_POSITION = re.compile(r"(?:^|@|;)(\d+):(\d+)-")
_TASK = re.compile(r"\[([ xX])\] ")
_LEAVES = {"Str", "Space", "SoftBreak"}


def normalise(blocks: list[Node], path: str, at: Place | None = None) -> list[Node]:
    """The blocks with joined runs and `place` attributes. `at` is where a text that stands
    on one line of the file begins, for texts that were read by themselves."""
    return [_node(block, path, at) for block in blocks]


def _node(node: Node, path: str, at: Place | None) -> Node:
    if "c" not in node:
        return node
    contents = _contents(node["c"], path, at)
    made = {**node, "c": contents}
    if node["t"] == "BulletList":
        return {**node, "c": [_task(item) for item in contents]}
    if node["t"] in PLACED:
        slot = 1 if node["t"] == "Header" else 0
        made["c"] = [*contents[:slot], _placed(contents[slot], path, at), *contents[slot + 1 :]]
        if node["t"] == "Div" and dict(node["c"][0][2]).get("wrapper"):
            # The wrapper of a paragraph: only its position is wanted.
            return _unwrapped(made)
    return made


def _task(item: list[Node]) -> list[Node]:
    """An item of a list; where it begins as a task, with the box that pandoc puts there, which
    the reader with positions leaves as brackets."""
    if not item:
        return item
    first, *others = item
    if first["t"] == "Div" and is_placed(first):
        return [{**first, "c": [first["c"][0], _task(first["c"][1])]}, *others]
    if first["t"] not in ("Plain", "Para") or not first["c"]:
        return item
    run, *rest = first["c"]
    task = _TASK.match(plain_text(run)) if run["t"] == "Span" else None
    if task is None:
        return item
    # In a span, or the writer of HTML would make it a field to fill in.
    box = {"t": "Span", "c": [attr(), [string("☐" if task[1] == " " else "☒")]]}
    words = _span(plain_text(run)[3:], attributes(run)[2].get("place", ""), 3)
    return [{**first, "c": [box, *words, *rest]}, *others]


def _unwrapped(div: Node) -> Node:
    return {"t": "Div", "c": [[div["c"][0][0], ["placed"], div["c"][0][2]], div["c"][1]]}


def _contents(part: Any, path: str, at: Place | None) -> Any:
    if isinstance(part, list):
        if part and all(isinstance(child, dict) and "t" in child for child in part):
            return _inlines(part, path, at)
        return [_contents(child, path, at) for child in part]
    if isinstance(part, dict) and "t" in part:
        return _node(part, path, at)
    return part


def _inlines(nodes: list[Node], path: str, at: Place | None) -> list[Node]:
    """Joins neighbouring wrapped words to runs and keeps everything else."""
    made: list[Node] = []
    run: list[Node] = []
    start = ""
    for node in nodes:
        leaf = _wrapped_leaf(node)
        if leaf is None:
            inner = [_node(each, path, at) for each in _wrapped(node)]
            if any(each["t"] == "Math" for each in inner):  # which has no attributes
                place = _place(dict(node["c"][0][2]).get("data-pos", ""), path, at)
                inner = [{"t": "Span", "c": [attr(place=place), inner]}]
            made += [*_run(run, start), *inner]
            run, start = [], ""
        elif leaf["t"] == "SoftBreak":
            made += [*_run(run, start), leaf]
            run, start = [], ""
        else:
            if node["t"] == "Span":  # a word that the reader made itself has no wrapper
                start = start or _place(dict(node["c"][0][2]).get("data-pos", ""), path, at)
            run.append(leaf)
    return [*made, *_run(run, start)]


def _wrapped(node: Node) -> list[Node]:
    """What a wrapper span holds; any other node by itself."""
    if node["t"] == "Span" and dict(node["c"][0][2]).get("wrapper"):
        inner: list[Node] = node["c"][1]
        return inner
    return [node]


def _wrapped_leaf(node: Node) -> Node | None:
    inner = _wrapped(node)
    return inner[0] if len(inner) == 1 and inner[0]["t"] in _LEAVES else None


def _run(leaves: list[Node], place: str) -> list[Node]:
    if not leaves:
        return []
    text = plain_text(leaves)
    made: list[Node] = []
    end = 0
    for match in REFERENCE.finditer(text):
        made += _span(text[end : match.start()], place, end)
        at = _shift(place, match.start())
        made.append({"t": "Span", "c": [attr("", ("reference",), place=at), [string(match[1])]]})
        end = match.end()
    return made + _span(text[end:], place, end)


def _span(text: str, place: str, offset: int) -> list[Node]:
    if not text:
        return []
    words = [
        {"t": "Space"} if part == " " else string(part) for part in re.split(r"( )", text) if part
    ]
    if not place or not text.strip():
        return words
    return [{"t": "Span", "c": [attr(place=_shift(place, offset)), words]}]


def _shift(place: str, columns: int) -> str:
    if not place:
        return place
    path, line, col = place.rsplit(":", 2)
    return f"{path}:{line}:{int(col) + columns}"


def _placed(old: list[Any], path: str, at: Place | None) -> list[Any]:
    id, classes, pairs = old
    values = dict(pairs)
    values.pop("wrapper", None)
    place = _place(values.pop("data-pos", ""), path, at)
    if place:
        values["place"] = place
    return [id, classes, [[key, value] for key, value in values.items()]]


def _place(position: str, path: str, at: Place | None) -> str:
    match = _POSITION.search(position)
    if not match:
        return ""
    line, col = int(match[1]), int(match[2])
    if at:
        return f"{path}:{at.line}:{at.col + col - 1}"
    return f"{path}:{line}:{col}"


def is_placed(node: Node) -> bool:
    """Whether a node is a wrapper that only tells where its paragraph begins."""
    return node["t"] == "Div" and "placed" in attributes(node)[1]
