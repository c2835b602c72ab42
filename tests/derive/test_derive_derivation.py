"""Derivations: the value, interval, bound and digits that a formula's inputs justify."""

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tieout.derive.derivation import Derivation, Input, derive, interval_of
from tieout.derive.formula import FormulaError
from tieout.numbers.mention import Mention
from tieout.quantities.quantity import Quantity

CASES = tomllib.loads((Path(__file__).parent / "cases/derivations.toml").read_text())["case"]


def _quantity(text: str, unit: str = "CNY") -> Quantity:
    value, bound, step = text.split()
    number = Decimal(value)
    mention = Mention(
        0, 1, value, "amount", unit=unit, value=number, step=Decimal(step), bound=bound
    )  # type: ignore[arg-type]
    return Quantity.of(mention)


def _derive(formula: str, unit: str = "CNY", **inputs: Quantity) -> Derivation:
    named = {name: (Input(name, "fact", f"f.{name}"), it) for name, it in inputs.items()}
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
