"""One table tells what units are worth, to formulas and to texts that are compared alike."""

from fractions import Fraction

import pytest

from tieout.numbers.worth import definitions, worth_of
from tieout.quantities.measures import measure_of


@pytest.mark.parametrize("code", sorted(definitions()))
def test_a_unit_is_worth_the_same_to_texts_and_to_formulas(code: str) -> None:
    worth, measure = worth_of(code), measure_of(code)
    assert worth.factor == measure.worth
    assert dict(worth.base) == {name: int(power) for name, power in measure.units.items()}


def test_what_is_not_listed_is_worth_itself() -> None:
    assert (worth_of("CNY").factor, str(worth_of("CNY"))) == (Fraction(1), "CNY")
    assert (worth_of("mu").factor, str(worth_of("mu"))) == (Fraction(2000, 3), "m^2")
