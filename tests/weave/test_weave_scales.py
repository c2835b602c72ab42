"""Ticks pass as a scale where the data make them, and nowhere else."""

from typing import Any

import pytest
from weave_samples import PASSENGERS, all_findings, shown

from tieout.chapters.handover import PLACEHOLDER, VEGA_LITE_MIME
from tieout.weave.scales import typed_scale

CELL = '```{python}\n#| fig-cap: "Boats."\nchart\n```'


def found(x: dict[str, Any], **config: Any) -> list[str]:
    """What is found of a chart with one bar, whose x encoding is given."""
    link = {"value": f"{PLACEHOLDER}fact/{PASSENGERS.id}"}
    spec = {
        "data": {"values": [{"n": 1240000, "t": "2023-01-01", "c": "656,000"}]},
        "mark": "point",
        "encoding": {"x": x, "href": link},
        "config": config,
    }
    return [it.split(": ", 1)[1] for it in all_findings(CELL, [shown(**{VEGA_LITE_MIME: spec})])]


MEASURED = {"field": "n", "type": "quantitative"}


@pytest.mark.parametrize(
    "x",
    [
        MEASURED,
        MEASURED | {"axis": {"format": "s"}},
        MEASURED | {"scale": {"type": "log"}},
        MEASURED | {"axis": {"values": [0, 500000]}},
        {"field": "t", "type": "temporal", "axis": {"format": "%Y"}},
    ],
)
def test_a_scale_that_the_data_make_passes(x: dict[str, Any]) -> None:
    assert found(x) == []


@pytest.mark.parametrize(
    ("x", "path"),
    [
        (MEASURED | {"axis": {"labelExpr": "'656,000'"}}, "encoding.x.axis.labelExpr"),
        (MEASURED | {"axis": {"description": "a linear scale"}}, "encoding.x.axis.description"),
        (MEASURED | {"axis": {"aria": False}}, "encoding.x.axis.aria"),
        (MEASURED | {"axis": {"format": ".0%"}}, "encoding.x.axis.format"),
        (MEASURED | {"axis": {"format": "$,.0f"}}, "encoding.x.axis.format"),
        (MEASURED | {"axis": {"encoding": {}}}, "encoding.x.axis.encoding"),
    ],
)
def test_labels_written_by_hand_are_refused(x: dict[str, Any], path: str) -> None:
    assert found(x) == [f"chart-scale: {path} writes the labels of an axis by hand"]


@pytest.mark.parametrize("name", ["locale", "axisX", "axisQuantitative"])
def test_so_are_they_in_the_configuration(name: str) -> None:
    config = {name: {"number": {}} if name == "locale" else {"labelExpr": "'5'"}}
    path = "config.locale" if name == "locale" else f"config.{name}.labelExpr"
    assert found(MEASURED, **config) == [
        f"chart-scale: {path} writes the labels of an axis by hand"
    ]


def test_data_and_titles_of_other_parts_are_no_labels() -> None:
    spec = {"data": {"values": [{"labelExpr": 1}]}, "layer": [{"description": "A chart"}]}
    assert typed_scale(spec) == ""
    assert typed_scale({"layer": [{}, {"encoding": {"y": {"header": {"labelExpr": "5"}}}}]}) == (
        "layer.encoding.y.header.labelExpr"
    )


@pytest.mark.parametrize(
    "x",
    [
        {"field": "c", "type": "nominal"},
        {"field": "t", "type": "temporal", "axis": {"format": "656,000"}},
    ],
)
def test_an_axis_that_names_things_or_tells_dates_is_read_as_text(x: dict[str, Any]) -> None:
    assert any("number-untied: '656,000'" in it for it in found(x))
