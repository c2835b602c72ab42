"""Marks of a chart that tell a number and lead nowhere.

A bar, a point or a rule says a value by where it stands, whether a label stands at it or not. So
every mark is a link, but for texts, which the gate reads, and for lines between linked points. A
line has several values and one link: it too must join points that are linked, and an area cannot.
"""

import re
from collections.abc import Iterator

from lxml import etree

_SVG = "{http://www.w3.org/2000/svg}"
_SHAPES = frozenset(f"{_SVG}{name}" for name in ("path", "line", "rect", "circle", "image"))
_MOVED = re.compile(r"translate\(([-\d.e]+)[, ]+([-\d.e]+)\)")
_STRAIGHT = re.compile(r"(?:[ML][-\d.e]+,[-\d.e]+)+")
_POINT = re.compile(r"[ML]([-\d.e]+),([-\d.e]+)")
#: So many pixels may be lost in drawing.
_PIXEL = 1.0
#: Marks that tell several values.
_LONG = {"mark-line", "mark-area", "mark-trail"}
_NAMES = {"mark-rect": "bar", "mark-symbol": "point", "mark-arc": "slice"}

_Point = tuple[float, float]


def loose_mark(svg: etree._Element) -> str:
    """The sort of the first mark of a drawing, as `bar`, that is neither a link nor a line whose
    ends and bends are linked points of the same frame; empty where there is none."""
    for group in svg.iter(f"{_SVG}g"):
        classes = group.get("class", "").split()
        if "role-mark" not in classes:
            continue
        for mark in _unlinked(group, every=not _LONG.isdisjoint(classes)):
            if mark.tag in _SHAPES and _is_drawn(mark) and not _joins_points(mark, group):
                sort = next((it for it in classes if it.startswith("mark-")), "mark-shape")
                return _NAMES.get(sort, sort.removeprefix("mark-"))
    return ""


def _unlinked(group: etree._Element, *, every: bool) -> Iterator[etree._Element]:
    """The marks of a group that lead to no number, or every one; some may lead elsewhere."""
    for it in group:
        if it.tag != f"{_SVG}a":
            yield it
        elif every or not (it.get("data-fact") or it.get("data-derived")):
            yield from it


def _is_drawn(mark: etree._Element) -> bool:
    """Whether a mark has a shape that a reader can see."""
    if mark.tag == f"{_SVG}path" and not mark.get("d"):
        return False
    return {mark.get("opacity"), mark.get("display")}.isdisjoint({"0", "none"})


def _joins_points(mark: etree._Element, group: etree._Element) -> bool:
    bends = list(_bends(mark))
    frame = group.getparent()
    points = [] if frame is None else list(_linked_points(frame))
    return bool(bends) and all(any(_are_one(it, point) for point in points) for it in bends)


def _bends(mark: etree._Element) -> Iterator[_Point]:
    """The ends and bends of a line of straight pieces; none of any other shape."""
    left, top = _moved(mark)
    if mark.tag == f"{_SVG}line":
        yield left, top
        yield left + float(mark.get("x2", "0")), top + float(mark.get("y2", "0"))
    elif mark.get("fill", "none") == "none" and _STRAIGHT.fullmatch(mark.get("d", "")):
        for x, y in _POINT.findall(mark.get("d", "")):
            yield left + float(x), top + float(y)


def _linked_points(frame: etree._Element) -> Iterator[_Point]:
    for group in frame.iter(f"{_SVG}g"):
        if "mark-symbol" in group.get("class", "").split():
            for link in group.iter(f"{_SVG}a"):
                if link.get("data-fact") or link.get("data-derived"):
                    yield from (_moved(it) for it in link.iter(f"{_SVG}path"))


def _moved(element: etree._Element) -> _Point:
    match = _MOVED.search(element.get("transform", ""))
    return (float(match[1]), float(match[2])) if match else (0.0, 0.0)


def _are_one(one: _Point, other: _Point) -> bool:
    return abs(one[0] - other[0]) <= _PIXEL and abs(one[1] - other[1]) <= _PIXEL
