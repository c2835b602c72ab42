"""What a derived number compares by, to whatever depth."""

from decimal import Decimal

import pytest
from compare_samples import tied

from tieout.compare.differences import Comparand
from tieout.compare.lineage import comparands
from tieout.derive.derivation import Derivation, Input
from tieout.quantities.quantity import Quantity

FACTS = {
    it.fact.id: it
    for it in (
        tied("a.trade", "trade", "town", "2025", "CNY", "100"),
        tied("a.growth", "growth", "town", "2025", "percent", "10"),
        tied("b.trade", "trade", "port", "2024", "CNY", "50"),
    )
}


def _derivation(id: str, formula: str, unit: str, **inputs: str) -> Derivation:
    named = tuple(
        Input(name, "fact" if of in FACTS else "derived", of) for name, of in inputs.items()
    )
    one = Decimal(1)
    return Derivation(id, "A number", formula, named, Quantity(one, one, one, unit))


DERIVED = {
    it.id: it
    for it in (
        _derivation("base", "now / (1 + growth / 100)", "CNY", now="a.trade", growth="a.growth"),
        _derivation("rest", "base - other", "CNY", base="base", other="b.trade"),
        _derivation("number", "count()", "", a="a.trade", b="a.growth"),
    )
}


@pytest.mark.parametrize(
    ("kind", "id", "expected"),
    [
        ("fact", "a.trade", "trade town 2025 CNY actual"),
        ("derived", "base", "trade town from:2025 CNY actual"),
        ("derived", "rest", "trade town+port from:2025+2024 CNY actual"),
        ("derived", "number", "several town several - several"),
    ],
)
def test_a_number_compares_by_what_it_is_made_of(kind: str, id: str, expected: str) -> None:
    words = ("" if it == "-" else it for it in expected.split())
    wanted = Comparand(id, *(it.replace("+", " + ").replace(":", " ") for it in words))
    assert comparands([(kind, id)], FACTS, DERIVED) == (wanted,)


def test_an_unknown_number_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        comparands([("derived", "none")], FACTS, DERIVED)
