"""Marks of a chart that say a number by where they stand, and lead nowhere."""

from typing import Any

import pytest
from weave_samples import all_findings, shown

from tieout.chapters.handover import PLACEHOLDER, VEGA_LITE_MIME

CELL = '```{python}\n#| fig-cap: "Boats."\n#| across: period\nchart\n```'
ROWS = [
    {"v": name, "w": value, "link": f"{PLACEHOLDER}fact/ferries.punctuality.{year}"}
    for name, value, year in (("before", 93.1, 2022), ("then", 96.4, 2023))
]
FAR = {"v": "later", "w": 99.9}
HREF = {"field": "link"}
X = {"field": "v", "type": "nominal"}
Y = {"field": "w", "type": "quantitative"}


def _layer(mark: str, rows: list[dict[str, Any]] = ROWS, **encoding: Any) -> dict[str, Any]:
    return {"data": {"values": rows}, "mark": mark, "encoding": {"x": X, "y": Y, **encoding}}


def _found(*layers: dict[str, Any]) -> list[str]:
    spec = {"layer": list(layers)}
    return [it.split(": ", 1)[1] for it in all_findings(CELL, [shown(**{VEGA_LITE_MIME: spec})])]


POINTS = _layer("point", href=HREF)


@pytest.mark.parametrize(
    "layer",
    [
        _layer("line"),
        _layer("text", text={"value": "a name"}),
        _layer("rule", ROWS[:1], x2={"datum": ROWS[1]["v"]}, y2={"datum": 96.4}),
        _layer("bar", href=HREF),
    ],
    ids=["line", "text", "rule", "linked"],
)
def test_what_joins_linked_points_or_names_them_passes(layer: dict[str, Any]) -> None:
    assert _found(POINTS, layer) == []


@pytest.mark.parametrize(
    ("layer", "sort"),
    [
        (_layer("bar"), "bar"),
        (_layer("point"), "point"),
        (_layer("square"), "point"),
        (_layer("area"), "area"),
        (_layer("tick"), "bar"),
        (_layer("trail"), "trail"),
        (_layer("line", [*ROWS, FAR]), "line"),
        (_layer({"type": "line", "interpolate": "step"}), "line"),  # type: ignore[arg-type]
        (_layer("rule", ROWS[:1], y2={"datum": 99.9}), "rule"),
        (_layer("bar", href={"value": "https://example.org/"}), "bar"),
        (_layer("line", [*ROWS, FAR], href=HREF), "line"),
        (_layer("area", href=HREF), "area"),
        (_layer("trail", href=HREF), "trail"),
    ],
    ids=lambda value: value if isinstance(value, str) else "layer",
)
def test_a_mark_that_leads_to_no_number_is_refused(layer: dict[str, Any], sort: str) -> None:
    assert _found(POINTS, layer) == [f"chart-untied: a {sort} of the chart is linked to no fact"]
