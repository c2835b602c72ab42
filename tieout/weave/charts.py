"""Charts as SVG whose marks are links.

Vega writes a mark with an `href` as a link; here the placeholder that cells put there
becomes the page's own address, colours become roles that follow the reader's scheme, and
what Vega says of its own columns is taken out.
"""

import copy
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import vl_convert
from lxml import etree

from tieout.chapters.handover import PLACEHOLDER
from tieout.notebook.charts import GRID, INK, MUTED, SERIES
from tieout.weave.links import Links
from tieout.weave.loose_marks import loose_mark
from tieout.weave.scales import tell_categories

#: Widths in CSS pixels: a page's column, and a phone's.
WIDE, NARROW = 680, 340
_XLINK = "{http://www.w3.org/1999/xlink}href"
_SVG = "{http://www.w3.org/2000/svg}"
_ROLES = {
    INK: "ink",
    MUTED: "muted",
    GRID: "grid",
    **{colour: f"series-{number}" for number, colour in enumerate(SERIES, start=1)},
}


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart at two widths, as SVG, and the (kind, id) of the numbers linked in it, in the
    order in which they are drawn; `loose` is the sort of a mark that leads to none."""

    wide: str
    narrow: str
    linked: tuple[tuple[str, str], ...]
    loose: str = ""


def draw(spec: dict[str, Any], links: Links, label: str) -> Chart:
    """Draws a Vega-Lite specification. `label` is the alternative text.

    Raises `KeyError` where a mark points to an unknown fact, and `ValueError` where Vega
    cannot draw the specification, where its data would have to be fetched, or where it shows
    pictures, whose numbers nobody can check.
    """
    if address := next(_fetched(spec), ""):
        raise ValueError(f"its data are fetched from {address}")
    wide = _link(_fitted(spec, WIDE), links, label)
    narrow = _link(_fitted(spec, NARROW), links, label)
    linked = tuple(
        dict.fromkeys(
            (kind, anchor.get(f"data-{kind}", ""))
            for anchor in wide.iter(f"{_SVG}a")
            for kind in ("fact", "derived")
            if anchor.get(f"data-{kind}")
        )
    )
    return Chart(_text(wide), _text(narrow), linked, loose_mark(wide))


def _fitted(spec: dict[str, Any], width: int) -> etree._Element:
    """Draws so that the whole picture, labels and all, is as wide as wanted. How much room
    labels take is known only when they have been laid out: hence drawn twice."""
    spec = copy.deepcopy(spec)
    resizable = not any(key in spec for key in ("hconcat", "concat", "facet", "repeat"))
    if not resizable:
        return _draw(spec)
    spec["width"] = inner = width - 120
    drawn = _draw(spec)
    for _ in range(2):
        extra = float(drawn.get("width", width)) - width
        if abs(extra) < 1:
            break
        inner = max(120, inner - round(extra))
        spec["width"] = inner
        drawn = _draw(spec)
    return drawn


def _draw(spec: dict[str, Any]) -> etree._Element:
    svg = vl_convert.vegalite_to_svg(json.dumps(spec), allowed_base_urls=[])
    drawn = etree.fromstring(svg.encode())
    if next(drawn.iter(f"{_SVG}image"), None) is not None:
        raise ValueError("it shows a picture")
    return drawn


def _fetched(spec: Any) -> Iterator[str]:
    """The addresses from which a specification would have its data."""
    if isinstance(spec, dict):
        data = spec.get("data")
        if isinstance(data, dict) and "url" in data:
            yield str(data["url"])
        for key, part in spec.items():
            if key not in ("datasets", "values"):
                yield from _fetched(part)
    elif isinstance(spec, list):
        for part in spec:
            yield from _fetched(part)


def _link(svg: etree._Element, links: Links, label: str) -> etree._Element:
    tell_categories(svg)
    for element in svg.iter():
        for name in list(element.attrib):
            if str(name).startswith("aria-") or name == "role":
                del element.attrib[name]
        for name in ("fill", "stroke"):
            role = _ROLES.get(element.get(name, "").lower())
            if role:
                element.set(name, f"var(--chart-{role}, {element.get(name)})")
    for anchor in svg.iter(f"{_SVG}a"):
        _tie(anchor, links)
    svg.set("role", "group")
    svg.set("aria-label", label)
    svg.attrib.pop("class", None)
    etree.cleanup_namespaces(svg)
    return svg


def _tie(anchor: etree._Element, links: Links) -> None:
    address = str(anchor.attrib.pop(_XLINK, "") or anchor.get("href", ""))
    for name in list(anchor.attrib):
        del anchor.attrib[name]
    if not address.startswith(PLACEHOLDER):
        anchor.set("href", address)
        return
    kind, _, id = address.removeprefix(PLACEHOLDER).partition("/")
    tied = links.tied(kind, id)
    anchor.set("class", tied.css)
    anchor.set(tied.attribute, tied.id)
    anchor.set("href", tied.href)
    if tied.title:
        title = etree.SubElement(anchor, f"{_SVG}title")
        title.text = tied.title


def _text(svg: etree._Element) -> str:
    return etree.tostring(svg, encoding="unicode")
