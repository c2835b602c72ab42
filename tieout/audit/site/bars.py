"""Whether the bars of a chart are as long as the values that they link to."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lxml.html import HtmlElement

from tieout.audit.data.records import Records
from tieout.audit.numbers.units import unit_of_code
from tieout.audit.pages.reading import Page, has_class
from tieout.findings import Finding

CODE: Final = "audit-chart"
_NUMBER: Final = r"(-?\d*\.?\d+(?:e-?\d+)?)"
_RECTANGLE: Final = re.compile(
    rf"\s*M{_NUMBER}[,\s]{_NUMBER}\s*h{_NUMBER}\s*v{_NUMBER}\s*h{_NUMBER}\s*Z\s*", re.IGNORECASE
)
#: So many pixels, or this part of the longest bar, may be lost in drawing.
_PIXEL: Final = 1.0
_PART: Final = 0.01


@dataclass(frozen=True, slots=True)
class _Bar:
    """A rectangle in a chart with the value of its link."""

    link: HtmlElement
    key: str
    value: float
    unit: str
    x: tuple[float, float]
    y: tuple[float, float]


def check_bars(page: Page, records: Records) -> list[Finding]:
    """A finding (audit-chart) for each bar whose length is not in proportion to its value.

    Bars are the linked rectangles of one mark of a chart that have one thickness, one unit and
    a common baseline; rectangles that differ in both directions, or begin at different places
    (the parts of a stack, stretches of time), are none.
    """
    findings: list[Finding] = []
    for group in page.article.iter("g"):
        if has_class(group, "role-mark"):
            findings += _disproportions(page, list(_bars(group, records)))
    return findings


def _bars(group: HtmlElement, records: Records) -> Iterator[_Bar]:
    for link in group.iter("a"):
        key = link.get("data-fact") or link.get("data-derived") or ""
        record = records.facts.get(key) or records.derivations.get(key)
        value = record.quantity.value if record is not None else None
        for path in link.iter("path"):
            shape = _RECTANGLE.fullmatch(path.get("d") or "")
            if shape is not None and record is not None and value is not None:
                x, y, width, height = (float(shape[number]) for number in (1, 2, 3, 4))
                unit = unit_of_code(record.quantity.unit)
                yield _Bar(
                    link, key, float(value * unit.factor), unit.dimension,
                    _stretch(x, width), _stretch(y, height),
                )  # fmt: skip


def _stretch(start: float, length: float) -> tuple[float, float]:
    return min(start, start + length), max(start, start + length)


def _disproportions(page: Page, bars: list[_Bar]) -> Iterator[Finding]:
    if len(bars) < 2 or len({bar.unit for bar in bars}) > 1:
        return
    for along, across in (("x", "y"), ("y", "x")):
        stretches = [getattr(bar, along) for bar in bars]
        thickness = [end - start for start, end in (getattr(bar, across) for bar in bars)]
        if max(thickness) - min(thickness) > _PIXEL or not _have_a_baseline(stretches):
            continue
        lengths = [end - start for start, end in stretches]
        if max(lengths) - min(lengths) <= _PIXEL:
            continue  # cells of a grid, or bars of the other direction
        largest = max(bars, key=lambda bar: abs(bar.value))
        scale = lengths[bars.index(largest)] / abs(largest.value) if largest.value else 0.0
        for bar, length in zip(bars, lengths, strict=True):
            right = abs(bar.value) * scale
            if abs(length - right) > max(_PIXEL, _PART * max(lengths)):
                message = f"the bar of {bar.key} is {length:.0f} long; its value makes {right:.0f}"
                yield page.finding(bar.link, CODE, message, "draw bars from zero, by their values")
        return


def _have_a_baseline(stretches: list[tuple[float, float]]) -> bool:
    """Whether all stretches begin or end at one place."""
    return any(
        all(min(abs(start - line), abs(end - line)) <= _PIXEL for start, end in stretches)
        for line in stretches[0]
    )
