"""Derivations: the value, interval, bound and digits that a formula's inputs justify."""

import re
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tieout.derive.compute import derive
from tieout.derive.derivation import Derivation, Operand, interval_of
from tieout.derive.formula import FormulaError
from tieout.numbers.mention import Mention
from tieout.quantities.quantity import Quantity
from tieout.quantities.shown import show

REFUSALS = tomllib.loads((Path(__file__).parent / "cases/refusals.toml").read_text())["case"]
CASES = tomllib.loads((Path(__file__).parent / "cases/derivations.toml").read_text())["case"]


def _quantity(text: str) -> Quantity:
    value, bound, step, *rest = text.split()
    unit = rest[0] if rest else "CNY"
    number = Decimal(value)
    mention = Mention(
        0, 1, value, "amount", unit=unit, value=number, step=Decimal(step), bound=bound
    )  # type: ignore[arg-type]
    return Quantity.of(mention)


def _derive(formula: str, unit: str = "CNY", **inputs: Quantity) -> Derivation:
    named = {name: Operand.of_fact(f"f.{name}", it) for name, it in inputs.items()}
    return derive("d", formula, named, title="A number", unit=unit)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["title"])
def test_a_derivation_is_worth_what_its_inputs_justify(case: dict[str, Any]) -> None:
    inputs = {name: _quantity(text) for name, text in case["inputs"].items()}
    made = _derive(case["formula"], case["unit"], **inputs).quantity
    assert made.value == Decimal(case["value"])
    assert made.low == (Decimal(case["low"]) if case["low"] else None)
    assert made.high == (Decimal(case["high"]) if case["high"] else None)
    assert made.bound == case["bound"]
    assert made.step == Decimal(case["step"])
    assert made.unit == case["unit"]
    if "shown" in case:
        assert show(made, "en", nearly=False) == case["shown"]


def test_a_derivation_knows_its_inputs_in_order() -> None:
    made = _derive("b - a", b=_quantity("2 exact 1"), a=_quantity("1 exact 1"))
    assert [(it.name, it.kind, it.id) for it in made.inputs] == [
        ("b", "fact", "f.b"),
        ("a", "fact", "f.a"),
    ]


def test_the_middle_stands_for_a_range() -> None:
    it = interval_of(Quantity(None, Decimal(3), Decimal(5)))
    assert (it.value, it.low, it.high) == (4, 3, 5)


def test_half_a_range_cannot_be_computed_with() -> None:
    with pytest.raises(FormulaError, match="neither a value nor two bounds"):
        interval_of(Quantity(None, Decimal(3), None))


@pytest.mark.parametrize("case", REFUSALS, ids=lambda case: case["title"])
def test_what_cannot_be_derived_is_refused(case: dict[str, Any]) -> None:
    inputs = {}
    for name, text in case["inputs"].items():
        value, _, unit = text.partition(" ")
        inputs[name] = Quantity(Decimal(value), Decimal(value), Decimal(value), unit)
    with pytest.raises(FormulaError, match=re.escape(case["error"])):
        _derive(case["formula"], case["unit"], **inputs)


def _operand(made: Derivation, **facts: Quantity) -> Operand:
    stands_on = {it.name: (it.id, facts[it.id.removeprefix("f.")]) for it in made.facts}
    return Operand("derived", made.id, made.quantity, made.over_facts, stands_on)


def test_what_two_inputs_share_is_known_once() -> None:
    """The rest of a year as a share of the year: the year stands in both."""
    year, half = _quantity("100 exact 2"), _quantity("40 exact 2")
    rest = _derive("year - half", year=year, half=half)
    made = derive(
        "d.share",
        "rest / year",
        {"rest": _operand(rest, year=year, half=half), "year": Operand.of_fact("f.year", year)},
        title="A share",
        unit="percent",
    )
    assert made.formula == "100 * rest / year"
    assert made.over_facts == "100 * (f1 - f2) / f1"
    assert [(it.name, it.id) for it in made.facts] == [("f1", "f.year"), ("f2", "f.half")]
    assert made.quantity.low == pytest.approx(100 * (Decimal(99) - 41) / 99, abs=Decimal("1e-20"))
    assert made.quantity.high == pytest.approx(
        100 * (Decimal(101) - 39) / 101, abs=Decimal("1e-20")
    )


def test_a_number_less_itself_stands_on_nothing_however_it_was_made() -> None:
    a, b = _quantity("100 exact 2"), _quantity("40 exact 2")
    one = _operand(_derive("a + b", a=a, b=b), a=a, b=b)
    with pytest.raises(FormulaError, match="does not depend"):
        derive("d.nil", "x - x", {"x": one}, title="Nothing", unit="CNY")
    other = Operand("derived", "d.other", one.quantity, one.over_facts, one.facts)
    with pytest.raises(FormulaError, match="depends on no fact: all of them cancel"):
        derive("d.nil", "x - y", {"x": one, "y": other}, title="Nothing", unit="CNY")


def test_a_root_that_has_no_value_for_other_numbers_has_its_own() -> None:
    """Units are worked out without asking what a root of less than nothing would be."""
    a, b = _quantity("100 exact 2"), _quantity("19 exact 2")
    made = _derive("max(((a - b) / a) ** (1 / 2), (b / a) ** (1 / 2))", "", a=a, b=b)
    assert made.quantity.value == Decimal("0.9")


@pytest.mark.parametrize(
    ("formula", "unit", "units", "plain"),
    [
        ("year() / (a * year())", "second/台", "count:台/year", "31536000 / a"),
        ("1 / a", "second/台", "count:台/year", "31536000 / a"),
        ("a * year()", "CNY", "CNY/month", "12 * a"),
        ("a * year() / (quarter() + quarter())", "CNY", "CNY", "2 * a"),
        ("a", "km2", "mu", "a / 1500"),
        ("a", "mu", "hectare", "15 * a"),
        ("a / year()", "CNY/month", "CNY", "a / 12"),
    ],
)  # fmt: skip
def test_readers_get_a_formula_with_few_numbers(
    formula: str, unit: str, units: str, plain: str
) -> None:
    made = _derive(formula, unit, a=_quantity(f"100 exact 1 {units}"))
    assert made.formula == plain


@pytest.mark.parametrize(("places", "step"), [(None, "0.00001"), (2, "0.001"), (4, "0.0001")])
def test_decimals_are_as_many_as_wanted_and_never_nothing(places: int | None, step: str) -> None:
    part, whole = _quantity("3 exact 0"), _quantity("96000 exact 0")
    operands = {"a": Operand.of_fact("f.a", part), "b": Operand.of_fact("f.b", whole)}
    made = derive("d", "a / b", operands, title="A share", unit="percent", places=places)
    assert made.quantity.step == Decimal(step)
