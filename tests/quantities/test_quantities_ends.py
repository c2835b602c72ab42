"""Ends of intervals as readers see them: true, told apart, and no more exact than they are wide."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tieout.quantities.ends import show_ends
from tieout.quantities.quantity import Quantity

CASES = list(
    csv.DictReader((Path(__file__).parent / "cases/ends.csv").read_text("utf-8").splitlines())
)


def _number(text: str) -> Decimal | None:
    return Decimal(text) if text else None


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['low']}..{case['high']}")
def test_ends_are_shown_as_wide_apart_as_they_are(case: dict[str, str]) -> None:
    it = Quantity(
        _number(case["value"]), _number(case["low"]), _number(case["high"]), case["unit"],
        "about", _number(case["step"]),
    )  # fmt: skip
    assert " .. ".join(show_ends(it, "en")).strip() == case["en"]
    assert " .. ".join(show_ends(it, "zh")).strip() == case["zh"]


_decimals = st.decimals(-10_000, 10_000, allow_nan=False, allow_infinity=False, places=4)


@given(st.tuples(_decimals, _decimals, _decimals), st.integers(-3, 3))
def test_the_ends_shown_hold_the_interval(points: tuple[Decimal, ...], exponent: int) -> None:
    low, value, high = sorted(points)
    step = Decimal(10) ** exponent
    it = Quantity(value, low, high, "", "about", step)
    below, above = (Decimal(end.replace("−", "-").replace(",", "")) for end in show_ends(it))
    assert below <= low
    assert above >= high
    if low != high:
        assert below < above
        assert above - below <= max((high - low) * Decimal("1.2"), high - low + step / 50)
