"""The scales of a chart: ticks that Vega computes from the data pass as no statement, so an
author may not write what stands at them."""

import re
from typing import Any

from lxml import etree

#: How Vega tells of an axis that measures. All others name things, or tell dates.
_MEASURES = re.compile(r"for an? (?!discrete |time |utc )[\w -]+ scale with values")
_SVG = "{http://www.w3.org/2000/svg}"
#: What writes the labels of an axis, or what Vega tells of it, in the author's own words.
_OF_AXES = {"labelExpr", "encoding", "description", "aria"}
#: A format of numbers, and not of dates, that writes a unit: a currency, or a hundredfold percent.
_UNIT = re.compile(r"[^%]*\$[^%]*|[^%]*[%p]")
_ANYWHERE = {"labelExpr", "locale", "customFormatTypes"}


def typed_scale(spec: Any, name: str = "") -> str:
    """The first setting of a Vega-Lite specification that writes an axis's labels by hand,
    such as `x.axis.labelExpr`; empty if there is none."""
    if isinstance(spec, list):
        return next((found for it in spec if (found := typed_scale(it, name))), "")
    if not isinstance(spec, dict):
        return ""
    within = name.rpartition(".")[2]
    typed = _ANYWHERE | (_OF_AXES if within.lower().startswith("axis") else set())
    for key, value in spec.items():
        path = f"{name}.{key}".removeprefix(".")
        if key in ("data", "datasets"):
            continue
        if key in typed or (key in ("format", "numberFormat") and _writes_a_unit(value)):
            return path
        if found := typed_scale(value, path):
            return found
    return ""


def _writes_a_unit(value: Any) -> bool:
    return isinstance(value, str) and _UNIT.fullmatch(value) is not None


def tell_categories(svg: etree._Element) -> None:
    """Marks the labels of axes that do not measure as `role-axis-category`. They are texts as
    any other, while those of a measured axis are its scale."""
    for axis in svg.iter(f"{_SVG}g"):
        if "role-axis" not in axis.get("class", "").split():
            continue
        if _MEASURES.search(axis.get("aria-label", "")):
            continue
        for labels in axis.iter(f"{_SVG}g"):
            css = labels.get("class", "")
            if "role-axis-label" in css.split():
                labels.set("class", css.replace("role-axis-label", "role-axis-category"))
