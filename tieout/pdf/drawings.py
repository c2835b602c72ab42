"""Charts for Typst: the drawing as a file, and where its linked marks are, for Typst shows a
drawing but none of its links."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree, html

#: Roles of colours that are no further apart in grey print than on a screen, and what they are
#: printed as: each differs from all others in how dark it is.
_PRINTED: Final = {"series-2": "#e39a63", "series-3": "#14103a", "series-4": "#cfd3d8"}
_ROLE = re.compile(r"var\(--chart-([\w-]+), *(#[0-9a-fA-F]+)\)")
_FONTS = re.compile(r'font-family="[^"]*"')
#: How wide characters of a label are, in ems of its size; and how far it reaches up and down.
_WIDTHS: Final = (
    (re.compile(r"[⺀-鿿豈-﫿＀-￯]"), 1.0),
    (re.compile(r"[ .,:;'|ijlI()-]"), 0.29),
    (re.compile(r"[A-Zmw%]"), 0.68),
    (re.compile(r"."), 0.55),
)
_ASCENT, _DESCENT = 0.85, 0.25
_STEP: Final = re.compile(r"([a-zA-Z])([^a-zA-Z]*)")
_NUMBER: Final = re.compile(r"-?(?:\d+\.?\d*|\.\d+)(?:e-?\d+)?")
_MOVE: Final = re.compile(r"(\w+)\(([^)]*)\)")
#: The numbers that each step of a path takes.
_TAKES: Final = {"M": 2, "L": 2, "H": 1, "V": 1, "A": 7, "C": 6, "S": 4, "Q": 4, "T": 2}

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Mark:
    """A linked mark: what it links (`fact` or `derived`, and the id), and its rectangle in parts
    of the drawing's width and height."""

    kind: str
    id: str
    left: float
    top: float
    width: float
    height: float


def drawing(svg: html.HtmlElement) -> bytes:
    """A drawing without its links, in the colours of print. It takes them out of `svg`."""
    for anchor in list(svg.iter("a")):
        for title in anchor.findall("title"):
            title.drop_tree()
        anchor.drop_tag()
    drawn = etree.tostring(svg, encoding="unicode").replace("viewbox=", "viewBox=")
    drawn = _ROLE.sub(lambda it: _PRINTED.get(it[1], it[2]), drawn)
    return _FONTS.sub('font-family="Noto Sans SC"', drawn).encode()


def marks(svg: html.HtmlElement) -> list[Mark]:
    """The linked marks of a drawing, bars and dots as well as labels; one whose shape cannot be
    read is left out."""
    box = [float(it) for it in _NUMBER.findall(svg.get("viewbox") or svg.get("viewBox") or "")]
    if len(box) < len("xywh"):
        return []
    found = []
    for anchor in svg.xpath(".//a[@data-fact or @data-derived]"):
        kind = "fact" if anchor.get("data-fact") else "derived"
        points = [it for shape in anchor.iter("path", "rect", "text") for it in _corners(shape)]
        if not points:
            continue
        xs, ys = [x for x, _ in points], [y for _, y in points]
        left, top = (min(xs) - box[0]) / box[2], (min(ys) - box[1]) / box[3]
        width, height = (max(xs) - min(xs)) / box[2], (max(ys) - min(ys)) / box[3]
        found.append(Mark(kind, str(anchor.get(f"data-{kind}")), left, top, width, height))
    return found


def _corners(shape: html.HtmlElement) -> list[Point]:
    """Points of the drawing between which a shape lies."""
    match shape.tag:
        case "path":
            points = list(_path(shape.get("d", "")))
        case "text":
            points = _label(shape)
        case _:
            x, y, width, height = (float(shape.get(it, 0)) for it in ("x", "y", "width", "height"))
            points = [(x, y), (x + width, y + height)]
    for element in (shape, *shape.iterancestors()):
        if element.tag == "svg":
            break
        points = _moved(points, element.get("transform", ""))
    return points


def _moved(points: list[Point], transform: str) -> list[Point]:
    """Points under what an element is moved by; none where it is turned, for no chart turns what
    it links."""
    for name, values in reversed(_MOVE.findall(transform)):
        numbers = [float(it) for it in _NUMBER.findall(values)]
        match name:
            case "translate":
                right, down = [*numbers, 0.0][:2]
                points = [(x + right, y + down) for x, y in points]
            case "scale":
                wide, high = (numbers * 2)[:2]
                points = [(x * wide, y * high) for x, y in points]
            case _:
                return []
    return points


def _path(data: str) -> Iterator[Point]:
    """The points that a path goes through, and those that its curves stay within."""
    x = y = 0.0
    for letter, values in _STEP.findall(data):
        numbers = [float(it) for it in _NUMBER.findall(values)]
        size, relative = _TAKES.get(letter.upper(), 0), letter.islower()
        for at in range(0, len(numbers) if size else 0, size or 1):
            step = numbers[at : at + size]
            before = (x, y)
            across, down = (x, y) if relative else (0.0, 0.0)
            match letter.upper():
                case "H":
                    x = across + step[0]
                case "V":
                    y = down + step[0]
                case "A":
                    x, y = across + step[5], down + step[6]
                    middle = ((before[0] + x) / 2, (before[1] + y) / 2)
                    yield middle[0] - step[0], middle[1] - step[1]
                    yield middle[0] + step[0], middle[1] + step[1]
                case _:
                    for one in range(0, size - 2, 2):
                        yield across + step[one], down + step[one + 1]
                    x, y = across + step[-2], down + step[-1]
            yield x, y


def _label(text: html.HtmlElement) -> list[Point]:
    size = float((_NUMBER.findall(text.get("font-size", "")) or ["11"])[0])
    width = size * sum(
        next(it for kind, it in _WIDTHS if kind.match(char)) for char in text.text_content()
    )
    x, y = float(text.get("x", 0)), float(text.get("y", 0))
    left = x - {"middle": width / 2, "end": width}.get(text.get("text-anchor", ""), 0)
    return [(left, y - size * _ASCENT), (left + width, y + size * _DESCENT)]
