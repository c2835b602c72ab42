"""On a scale of time a mark stands within the period of the number that it links to."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from weave_samples import ferries_links

from tieout.chapters.handover import PLACEHOLDER
from tieout.derive.derivation import Derivation, Input
from tieout.quantities.quantity import Quantity
from tieout.weave.drawn_marks import Unread
from tieout.weave.drawn_values import sort_of, untrue_mark

FACT = f"{PLACEHOLDER}fact/ferries."
VALUES = {"punctuality.2022": 93.1, "punctuality.2023": 96.4, "passengers.2023": 1_240_000}
LINK = {"href": {"field": "link"}}
Y = {"y": {"field": "v", "type": "quantitative"}}


def _row(fact: str, at: Any, to: Any = None) -> dict[str, Any]:
    return {"link": FACT + fact, "v": VALUES[fact], "at": at, "to": to}


def t(field: str, **more: Any) -> dict[str, Any]:
    return {"field": field, "type": "temporal", **more}


def _spec(rows: list[dict[str, Any]], mark: Any = "point", **encoding: Any) -> dict[str, Any]:
    return {"data": {"values": rows}, "mark": mark, "encoding": {**LINK, **encoding}}


def _found(spec: dict[str, Any], **derivations: Derivation) -> str:
    try:
        return untrue_mark(spec, replace(ferries_links(), derivations=derivations))
    except Unread as error:
        return f"a {sort_of(error.sort)}: {error}"


BOTH = [_row("punctuality.2022", "2022"), _row("punctuality.2023", "2023")]
DAYS = [_row("punctuality.2022", "2022-01-01"), _row("punctuality.2023", "2023-12-31T23:00")]
TRUE: dict[str, dict[str, Any]] = {
    "years": _spec(BOTH, x=t("at"), **Y),
    "the first and the last day": _spec(DAYS, x=t("at"), **Y),
    "in universal time": _spec(BOTH, x=t("at", scale={"type": "utc"}), **Y),
    "by years": _spec(BOTH, x=t("at", timeUnit="year"), **Y),
    "a bar over its year": _spec(
        [_row("punctuality.2022", "2022-01-01", "2023-01-01")], "rect", x=t("at"),
        x2={"field": "to"}, y={"field": "link", "type": "nominal"},
    ),
    "bars by years": _spec(BOTH, "bar", x=t("at", timeUnit="year"), **Y),
    "bars in their months": _spec(DAYS, "bar", x=t("at", timeUnit="yearmonth"), **Y),
    "labels beside them": _spec(
        BOTH, {"type": "text", "dx": 9}, x=t("at"), text={"field": "link"}, **Y
    ),
    "a name at one of them": {
        "layer": [
            _spec(BOTH, x=t("at"), **Y),
            {
                "data": {"values": BOTH[1:]},
                "mark": {"type": "text", "text": "Punctual"},
                "encoding": {"x": t("at"), **Y},
            },
        ]
    },
    "a line through them": {
        "layer": [
            _spec(BOTH, x=t("at"), **Y),
            {"data": {"values": BOTH}, "mark": "line", "encoding": {"x": t("at"), **Y}},
        ]
    },
}  # fmt: skip


@pytest.mark.parametrize("spec", TRUE.values(), ids=TRUE)
def test_a_day_of_its_period_passes(spec: dict[str, Any]) -> None:
    assert _found(spec) == ""


WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "another year": (
        _spec([_row("punctuality.2022", "2022"), _row("punctuality.2023", "2030")], x=t("at"), **Y),
        "the point of ferries.punctuality.2023 stands at 2030-01-01 (x), "
        "and the number is of 2023-01-01 to 2023-12-31",
    ),
    "the value itself": (
        _spec([_row("passengers.2023", 0)], x=t("v"), y={"field": "at", "type": "nominal"}),
        "the point of ferries.passengers.2023 stands at 1970-01-01 (x), "
        "and the number is of 2023-01-01 to 2023-12-31",
    ),
    "a bar that lasts too long": (
        _spec(
            [_row("punctuality.2022", "2022-01-01", "2026-01-01")], "rect", x=t("at"),
            x2={"field": "to"}, y={"field": "link", "type": "nominal"},
        ),
        "the bar of ferries.punctuality.2022 stands at 2026-01-01 (x2), "
        "and the number is of 2022-01-01 to 2022-12-31",
    ),
    "what is no day": (
        _spec([_row("punctuality.2022", None), _row("punctuality.2023", "2023")],
              {"type": "point", "invalid": None}, x=t("at"), **Y),
        "the point of ferries.punctuality.2022 stands at what is no day of its scale (x), "
        "and the number is of 2022-01-01 to 2022-12-31",
    ),
    "off the scale": (
        _spec(BOTH, {"type": "point", "clip": True},
              x=t("at", scale={"domain": ["2023-01-01", "2024-01-01"]}), **Y),
        "the point of ferries.punctuality.2022 stands at what is no day of its scale (x), "
        "and the number is of 2022-01-01 to 2022-12-31",
    ),
    "a size by time": (
        _spec(BOTH, size=t("at"), **Y),
        "a point: size is drawn by a scale of time",
    ),
    "a line elsewhere": (
        {
            "layer": [
                _spec(BOTH, x=t("at"), **Y),
                {
                    "data": {"values": [BOTH[0], {**BOTH[1], "at": "2024"}]},
                    "mark": "line",
                    "encoding": {"x": t("at"), **Y},
                },
            ]
        },
        "a line that leads to no number stands at 2024-01-01 (x), where no number does",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("spec", "says"), WRONG.values(), ids=WRONG)
def test_another_day_is_refused(spec: dict[str, Any], says: str) -> None:
    assert _found(spec) == says


@pytest.mark.parametrize(
    ("year", "refused"), [("2020", True), ("2021", False), ("2023", False), ("2025", True)]
)
def test_a_derived_number_may_lead_to_the_period_before_or_behind(year: str, refused: bool) -> None:
    facts = (Input("a", "fact", "ferries.punctuality.2022"),)
    derived = Derivation(
        "d", "D", "a", facts, Quantity(Decimal(90), None, None, "percent"), facts=facts
    )
    row = {"link": f"{PLACEHOLDER}derived/d", "v": 90, "at": year}
    assert bool(_found(_spec([row], x=t("at"), **Y), d=derived)) == refused


def test_a_number_without_a_period_stands_nowhere_in_time() -> None:
    links = ferries_links()
    id = "ferries.punctuality.2022"
    undated = links.facts[id].fact.model_copy(update={"period": ""})
    facts = {**links.facts, id: replace(links.facts[id], fact=undated)}
    said = untrue_mark(_spec(BOTH[:1], x=t("at"), **Y), replace(links, facts=facts))
    assert said == f"the point of {id} stands in time (x), and no source says of when it is"
