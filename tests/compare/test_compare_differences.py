"""What numbers differ in, and the words that refuse them."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tieout.compare.differences import (
    Comparand,
    comparand,
    counted,
    differences,
    joint,
    refusal,
)
from tieout.ledger.records import Fact

CASES = tomllib.loads((Path(__file__).parent / "cases/differences.toml").read_text())["case"]


def number(text: str, id: str = "n") -> Comparand:
    """A number of the five words of its attributes, `-` for none."""
    indicator, area, period, unit, status = ("" if word == "-" else word for word in text.split())
    return Comparand(id, indicator, area, period, unit, status)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["title"])
def test_numbers_differ_in(case: dict[str, Any]) -> None:
    found = differences(map(number, case["numbers"]))
    assert [str(it) for it in found] == case["differs"]
    again = differences(map(number, reversed(case["numbers"])))
    assert {it.attribute for it in again} == {it.attribute for it in found}


def test_a_refusal_lists_all_and_names_the_way_out() -> None:
    unlike = number("trade town 2024 CNY target"), number("trade town 2025-H1 CNY actual")
    assert refusal(differences(unlike)) == (
        "they differ in period (2024, 2025-H1) and status (target, actual): "
        'name what the comparison runs across, across="period, status"'
    )


def test_a_refusal_of_one_difference_has_no_and() -> None:
    unlike = number("trade town 2025 CNY actual"), number("trade port 2025 CNY actual")
    assert refusal(differences(unlike)).startswith("they differ in area (town, port): name")


def test_a_fact_compares_by_its_own_cells() -> None:
    fact = Fact(
        id="a.trade",
        source="s",
        quote="q",
        number="1",
        value="1",
        unit="CNY",
        bound="exact",
        indicator="trade",
        area="town",
        period="",
        period_basis="none",
        status="plan",
    )
    assert comparand(fact) == number("trade town - CNY plan", "a.trade")


def test_a_derived_number_has_what_its_inputs_agree_in_and_all_else() -> None:
    parts = number("trade town 2025 CNY actual"), number("trade port - CNY actual")
    made = joint("share", parts, "percent")
    assert made == Comparand(
        "share", "trade", "town + port", "from 2025 + not stated", "percent", "actual"
    )
    deeper = joint("deeper", (made, parts[0]), "percent")
    assert (deeper.area, deeper.period) == ("town + port", "from 2025 + not stated")


def test_a_derived_number_measures_what_its_inputs_of_its_own_unit_do() -> None:
    level, growth = number("trade town 2025 CNY actual"), number("growth town 2025 percent actual")
    implied = joint("base", (level, growth), "CNY")
    assert implied.indicator == "trade"
    assert [it.attribute for it in differences((implied, level))] == ["period"]
    assert joint("product", (level, growth), "USD").indicator == "trade + growth"


def test_a_count_has_the_area_that_all_speak_of() -> None:
    parts = number("trade town 2025 CNY actual"), number("growth town - percent plan")
    counts = counted("n", parts, "")
    assert counts == Comparand("n", "several", "town", "several", "", "several")
    assert counted("n", (parts[0], number("trade port - CNY actual")), "").area == "several"
