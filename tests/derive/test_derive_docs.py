"""The formulas that the docs give to analysts work out as the docs say."""

import re
from decimal import Decimal
from pathlib import Path

import pytest

from tieout.derive.compute import derive
from tieout.derive.derivation import Operand
from tieout.quantities.quantity import Quantity

_DOCS = (Path(__file__).parents[2] / "docs/chapters.md").read_text(encoding="utf-8")
_ROW = re.compile(r"^\| ([^|]+) \| `([^`|]+)` \| ([^|]*`[^|]+) \| ([^|`]+) \|$", re.MULTILINE)
ROWS = [match.groups() for match in _ROW.finditer(_DOCS)]


def test_the_docs_tell_of_what_analysts_compute() -> None:
    told = " ".join(row[0] for row in ROWS)
    for what in (
        "share",
        "growth between",
        "before a growth",
        "first half",
        "for each",
        "currency",
    ):
        assert what in told


@pytest.mark.parametrize(("wanted", "formula", "inputs", "unit"), ROWS, ids=[r[0] for r in ROWS])
def test_a_formula_of_the_docs_works_out(wanted: str, formula: str, inputs: str, unit: str) -> None:
    operands = {
        name: Operand.of_fact(f"f.{name}", _quantity(Decimal(40 - at), code))
        for at, (name, code) in enumerate(re.findall(r"`(\w+)` ([^,]+)", inputs))
    }
    made = derive("d", formula, operands, title=wanted, unit=unit)
    assert made.quantity.unit == unit
    assert made.quantity.low <= made.quantity.value <= made.quantity.high


def _quantity(value: Decimal, unit: str) -> Quantity:
    half = Decimal("0.5")
    return Quantity(value, value - half, value + half, unit, "exact", Decimal(1))
