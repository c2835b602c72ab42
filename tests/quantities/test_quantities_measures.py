"""What units measure: a table of cases, and the laws of their algebra."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tieout.quantities.measures import PURE, Measure, measure_of, times
from tieout.quantities.units import STANDARD

_CODES = st.sampled_from([*STANDARD.by_code, "count:家", "count:项", "CNY/mu", "count:件/万人", ""])


@pytest.mark.parametrize(
    ("one", "other", "worth"),
    [
        ("hectare", "mu", 15),
        ("km2", "hectare", 100),
        ("km2", "m2", 1_000_000),
        ("tonne", "jin", 2_000),
        ("GWh", "kWh", 1_000_000),
        ("kWh", "J", 3_600_000),
        ("year", "day", 365),
        ("year", "month", 12),
        ("hour", "second", 3_600),
        ("mile", "m", Fraction(1_609_344, 1_000)),
        ("tonne_km", "g", None),
        ("percent", "permille", 10),
        ("CNY/mu", "CNY/hectare", 15),
        ("count:件/人", "count:件/万人", 10_000),
        ("count:套/day", "count:套/year", 365),
        ("CNY", "USD", None),
        ("count:家", "count:项", None),
        ("workday", "day", None),
        ("rank", "", None),
        ("TEU", "tonne", None),
        ("degC", "", None),
    ],
)
def test_a_unit_is_worth_so_many_of_another_or_is_another_thing(
    one: str, other: str, worth: int | Fraction | None
) -> None:
    a, b = measure_of(one), measure_of(other)
    assert (a.units == b.units) == (worth is not None)
    if worth is not None:
        assert a.worth / b.worth == worth


@pytest.mark.parametrize("code", STANDARD.by_code)
def test_every_unit_has_a_measure(code: str) -> None:
    assert measure_of(code).worth > 0


def test_percentages_and_points_are_told_apart() -> None:
    assert [measure_of(code).sort for code in ("percent", "permille", "pp", "times", "")] == [
        "part", "part", "points", "plain", "plain",
    ]  # fmt: skip
    assert all(measure_of(code).is_pure for code in ("percent", "pp", "times", "count", ""))


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("CNY/家", "CNY per 家"),
        ("km2", "m^2"),
        ("percent", "percent"),
        ("pp", "percentage points"),
        ("", "a bare number"),
        ("count:套/year", "套 per second"),
    ],
)
def test_a_measure_is_told_in_words(code: str, told: str) -> None:
    assert str(measure_of(code)) == told


@given(_CODES, _CODES, _CODES)
def test_products_of_units_obey_the_laws_of_products(a: str, b: str, c: str) -> None:
    x, y, z = (measure_of(code) for code in (a, b, c))
    assert times(x, y) == times(y, x)
    assert times(Measure(times(x, y)), z) == times(x, Measure(times(y, z)))
    assert times(x, PURE) == x.units
    assert not times(x, x, -1)
    assert times(Measure(times(x, y)), y, -1) == x.units
