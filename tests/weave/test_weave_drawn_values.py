"""A mark draws the number that it links to, and no other: by every channel that draws a size."""

from typing import Any

import pytest
from weave_samples import all_findings, ferries_links, shown

from tieout.chapters.handover import PLACEHOLDER, VEGA_LITE_MIME
from tieout.weave.drawn_marks import Unread
from tieout.weave.drawn_values import sort_of, untrue_mark

CELL = '```{python}\n#| fig-cap: "Passengers."\nchart\n```'
#: A number that is known within an interval, 1.235 to 1.245 million, and one that is about.
ROWS = [
    {
        "name": name, "v": value, "low": value - apart, "high": value + apart, "wrong": 7e5 - value,
        "scaled": value / 1e6, "nothing": None, "link": f"{PLACEHOLDER}fact/ferries.{fact}",
    }
    for name, fact, value, apart in (
        ("counted", "passengers.2023", 1_240_000, 5_000),
        ("said", "passengers-reported.2023", 1_200_000, 150_000),
    )
]  # fmt: skip
LINK = {"href": {"field": "link"}}
NAME = {"y": {"field": "name", "type": "nominal"}}


def q(field: str, **more: Any) -> dict[str, Any]:
    return {"field": field, "type": "quantitative", **more}


def _spec(mark: Any, **encoding: Any) -> dict[str, Any]:
    return {"data": {"values": ROWS}, "mark": mark, "encoding": {**LINK, **encoding}}


def _found(spec: dict[str, Any]) -> str:
    try:
        return untrue_mark(spec, ferries_links())
    except Unread as error:
        return f"a {sort_of(error.sort)}: {error}"


def _layered(*layers: dict[str, Any]) -> dict[str, Any]:
    return {"layer": list(layers)}


def _only(name: str, mark: Any, **x: Any) -> dict[str, Any]:
    chosen = [{"filter": f"datum.name == '{name}'"}]
    return {**_spec(mark, x=q("v", **x), **NAME), "transform": chosen}


SUM = [{"aggregate": [{"op": "sum", "field": "v", "as": "v"}], "groupby": ["link", "name"]}]
TRUE: dict[str, dict[str, Any]] = {
    "x of a bar": _spec("bar", x=q("v"), **NAME),
    "y of a bar": _spec("bar", y=q("v"), x={"field": "name", "type": "nominal"}),
    "x of a point": _spec("point", x=q("v"), **NAME),
    "an end as a point": _spec("point", x=q("low"), **NAME),
    "ends of a rule": _spec("rule", x=q("low"), x2={"field": "high"}, **NAME),
    "ends of a bar": _spec("bar", x=q("low"), x2={"field": "high"}, **NAME),
    "ends of an upright rule": _spec("rule", y=q("low"), y2={"field": "high"}),
    "a rule from zero": _spec("rule", x=q("v"), x2={"datum": 0}, **NAME),
    "a stack": _spec("bar", x=q("v"), color={"field": "name"}),
    "slices": _spec("arc", theta=q("v"), color={"field": "name"}),
    "a ring": _spec({"type": "arc", "innerRadius": 20}, theta=q("v"), color={"field": "name"}),
    "radius of a slice": _spec("arc", radius=q("v"), color={"field": "name"}),
    "labels of slices": _layered(
        _spec("arc", theta=q("v"), color={"field": "name"}),
        _spec("text", theta=q("v", stack=True), text={"field": "name"}, radius={"value": 90}),
    ),
    "size": _spec("point", size=q("v", legend=None), **NAME),
    "one size for all": _spec({"type": "point", "size": 300}, x=q("v"), **NAME),
    "a sum over a single row": {**_spec("bar", x=q("v"), **NAME), "transform": SUM},
    "a logarithm": _spec("point", x=q("v", scale={"type": "log"}), **NAME),
    "a part of the scale": _spec(
        "point", x=q("v", scale={"domain": [1e6, 2e6], "zero": False, "reverse": True}), **NAME
    ),
    "ticks": _spec("tick", x=q("v"), **NAME),
    "a name at its point": _layered(
        _spec("point", x=q("v"), **NAME),
        {**_spec("text", x=q("v"), text={"field": "name"}, **NAME)},
    ),
    "two layers": _layered(_only("counted", "bar"), _only("said", "bar")),
    "points and ends": _layered(
        _spec("rule", x=q("low"), x2={"field": "high"}, **NAME), _spec("point", x=q("v"), **NAME)
    ),
    "two plots": {"hconcat": [_only("counted", "bar"), _only("said", "bar")]},
    "a column of labels": _layered(
        _spec("bar", x=q("v"), **NAME),
        _spec("text", x={"value": 300}, text={"field": "name"}, **NAME),
    ),
    "grouped by name": _spec(
        "bar", x=q("v"), y={"field": "link", "type": "nominal", "axis": None},
        yOffset={"field": "name"},
    ),
    "panels": _spec("bar", x=q("v"), row={"field": "name"}),
}  # fmt: skip


@pytest.mark.parametrize("spec", TRUE.values(), ids=TRUE)
def test_what_draws_its_own_number_passes(spec: dict[str, Any]) -> None:
    assert _found(spec) == ""


COUNTED = "ferries.passengers.2023"
WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "x of a bar": (
        _spec("bar", x=q("wrong"), **NAME),
        f"the bar of {COUNTED} draws -540000 to 0 (x, x2), and the number is 1.24e+06",
    ),
    "y of a bar": (
        _spec("bar", y=q("wrong"), x={"field": "name", "type": "nominal"}),
        f"the bar of {COUNTED} draws -540000 to 0 (y, y2), and the number is 1.24e+06",
    ),
    "a bar by an end": (
        _spec("bar", x=q("low"), **NAME),
        f"the bar of {COUNTED} draws 1.235e+06 to 0 (x, x2), and the number is 1.24e+06",
    ),
    "x of a point": (
        _spec("point", x=q("wrong"), **NAME),
        f"the point of {COUNTED} draws -540000 (x), and the number is 1.24e+06",
    ),
    "another unit": (
        _spec("point", x=q("scaled"), **NAME),
        f"the point of {COUNTED} draws 1.24 (x), and the number is 1.24e+06",
    ),
    "y of a point": (
        _spec("point", y=q("wrong"), x={"field": "name", "type": "nominal"}),
        f"the point of {COUNTED} draws -540000 (y), and the number is 1.24e+06",
    ),
    "x2 of a bar": (
        _spec("bar", x=q("v"), x2={"field": "wrong"}, **NAME),
        f"the bar of {COUNTED} draws 1.24e+06 to -540000 (x, x2), and the number is 1.24e+06",
    ),
    "y2 of a rule": (
        _spec("rule", y=q("v"), y2={"field": "wrong"}),
        f"the rule of {COUNTED} draws 1.24e+06 to -540000 (y, y2), and the number is 1.24e+06",
    ),
    "theta": (
        _spec("arc", theta=q("wrong", stack=None), color={"field": "name"}),
        f"the slice of {COUNTED} draws -540000 to 0 (startAngle, endAngle), "
        "and the number is 1.24e+06",
    ),
    "radius": (
        _spec("arc", theta=q("v", stack=True), radius=q("wrong", stack=None)),
        f"the slice of {COUNTED} draws 0 to -540000 (innerRadius, outerRadius), "
        "and the number is 1.24e+06",
    ),
    "size": (
        _spec("point", x=q("v"), size=q("wrong"), **NAME),
        f"the point of {COUNTED} draws -540000 (size), and the number is 1.24e+06",
    ),
    "size by an end": (
        _spec("point", x=q("v"), size=q("high"), **NAME),
        f"the point of {COUNTED} draws 1.245e+06 (size), and the number is 1.24e+06",
    ),
    "offset": (
        _spec("point", xOffset=q("wrong"), x={"field": "name", "type": "nominal"}),
        f"the point of {COUNTED} draws -540000 (xOffset), and the number is 1.24e+06",
    ),
    "thickness": (
        _spec("rule", strokeWidth=q("wrong"), **NAME),
        f"the rule of {COUNTED} draws -540000 (strokeWidth), and the number is 1.24e+06",
    ),
    "a number that is not there": (
        {**_spec("point", x=q("nothing"), **NAME), "config": {"mark": {"invalid": "show"}}},
        f"the point of {COUNTED} draws what is off the scale (x), and the number is 1.24e+06",
    ),
    "a typed number": (
        _spec("point", x={"datum": 900_000, "scale": {"domain": [0, 1e6]}}, **NAME),
        f"the point of {COUNTED} draws 900000 (x), and the number is 1.24e+06",
    ),
    "typed pixels": (
        _spec("bar", x={"value": 0}, x2={"value": 300}, **NAME),
        f"the bar of {COUNTED} is as long as pixels say (x2), and the number is 1.24e+06",
    ),
    "to a typed pixel": (
        _spec("bar", x=q("v", stack=None), x2={"value": 300}, **NAME),
        f"the bar of {COUNTED} reaches to a place in pixels (x, x2), and the number is 1.24e+06",
    ),
    "calculated": (
        {**_spec("bar", x=q("v"), **NAME),
         "transform": [{"calculate": "datum.v * 2", "as": "v"}]},
        f"the bar of {COUNTED} draws 2.48e+06 to 0 (x, x2), and the number is 1.24e+06",
    ),
    "shares of the whole": (
        _spec("bar", x=q("v", stack="normalize"), color={"field": "name"}),
        f"the bar of {COUNTED} draws 0.508197 to 0 (x, x2), and the number is 1.24e+06",
    ),
    "size by name": (
        _spec("point", size={"field": "name", "type": "nominal"}, x=q("v")),
        "a point: size is drawn by a scale in steps (point)",
    ),
    "size by condition": (
        _spec("point", x=q("v"), size={"condition": {"test": "datum.v > 1210000", "value": 900},
                                       "value": 10}),
        "a point: size is typed, and a condition chooses it",
    ),
    "size by an expression": (
        _spec({"type": "point", "size": {"expr": "datum.wrong"}}, x=q("v")),
        "a point: size is an expression",
    ),
    "moved by pixels": (
        _spec({"type": "bar", "x2Offset": 9}, x=q("v"), x2={"field": "low"}, **NAME),
        "a bar: x2 is moved by pixels",
    ),
    "a scale in pieces": (
        _spec("point", x=q("v", scale={"domain": [0, 1_210_000, 1_240_000], "range": [0, 9, 300]}),
              **NAME),
        "a point: x is drawn by a scale in pieces",
    ),
    "a shape by hand": (
        _spec({"type": "point", "shape": "M0,0h300v9h-300Z"}, x=q("v"), **NAME),
        "a point: its shape is drawn by hand",
    ),
    "a bar that is cut off": (
        _spec({"type": "bar", "clip": True}, x=q("v", scale={"domain": [0, 5e5]}), **NAME),
        f"the bar of {COUNTED} draws what is off the scale to 0 (x, x2), "
        "and the number is 1.24e+06",
    ),
    "a bar from elsewhere": (
        _spec("bar", x=q("v", scale={"domain": [1e6, 2e6], "zero": False, "clamp": True}), **NAME),
        f"the bar of {COUNTED} draws 1.24e+06 to what is off the scale (x, x2), "
        "and the number is 1.24e+06",
    ),
    "several scales": (
        {
            **_layered(_only("counted", "bar"), _only("said", "bar", scale={"domain": [0, 9e9]})),
            "resolve": {"scale": {"x": "independent"}},
        },
        "a bar: x has several scales in one plot",
    ),
    "several sizes": (
        _layered(_only("counted", {"type": "point", "size": 900}), _only("said", "point")),
        "a point: size has several scales in one plot",
    ),
    "dots that are texts": (
        _layered(_spec("point", x=q("v"), **NAME),
                 {"data": {"values": ROWS}, "mark": {"type": "text", "text": "●"},
                  "encoding": {"x": q("scaled"), **NAME}}),
        "a label that leads to no number stands at 1.24 (x), where no number does",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("spec", "says"), WRONG.values(), ids=WRONG)
def test_what_draws_another_number_is_refused(spec: dict[str, Any], says: str) -> None:
    assert _found(spec) == says


def test_both_stop_the_build() -> None:
    for name, says in (
        ("x of a bar", WRONG["x of a bar"][1]),
        (
            "size by name",
            "a point is drawn by what is no number: size is drawn by a scale in steps",
        ),
    ):
        found = all_findings(CELL, [shown(**{VEGA_LITE_MIME: WRONG[name][0]})])
        assert len(found) == 1
        assert found[0].startswith(f"6:1: chart-untrue: {says}")
