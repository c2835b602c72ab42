"""Marks of a chart that say a number by where they stand, and lead nowhere."""

from typing import Any

import pytest
from weave_samples import PASSENGERS, all_findings, shown

from tieout.chapters.handover import PLACEHOLDER, VEGA_LITE_MIME

CELL = '```{python}\n#| fig-cap: "Boats."\nchart\n```'
ROWS = [{"v": 1, "w": 2}, {"v": 3, "w": 5}]
HREF = {"value": f"{PLACEHOLDER}fact/{PASSENGERS.id}"}
X = {"field": "v", "type": "quantitative"}
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
        _layer("rule", ROWS[:1], x2={"datum": 3}, y2={"datum": 5}),
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
        (_layer("line", [*ROWS, {"v": 9, "w": 1}]), "line"),
        (_layer({"type": "line", "interpolate": "step"}), "line"),  # type: ignore[arg-type]
        (_layer("rule", ROWS[:1], x2={"datum": 9}), "rule"),
        (_layer("bar", href={"value": "https://example.org/"}), "bar"),
    ],
    ids=lambda value: value if isinstance(value, str) else "layer",
)
def test_a_mark_that_leads_to_no_number_is_refused(layer: dict[str, Any], sort: str) -> None:
    assert _found(POINTS, layer) == [f"chart-untied: a {sort} of the chart is linked to no fact"]
