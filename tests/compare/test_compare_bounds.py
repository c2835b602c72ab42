"""What can be said for certain of two intervals: the law, and the ends that words leave out."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tieout.compare.bounds import cannot_agree, surely_larger
from tieout.quantities.quantity import Quantity

ENDS = st.integers(-20, 20)


def _quantity(low: int | None, high: int | None, bound: str = "exact") -> Quantity:
    ends = [None if end is None else Decimal(end) for end in (low, high)]
    value = ends[0] if ends[0] is not None else ends[1]
    return Quantity(value, ends[0], ends[1], "CNY", bound)  # type: ignore[arg-type]


@st.composite
def intervals(draw: st.DrawFn) -> Quantity:
    low, high = sorted((draw(ENDS), draw(ENDS)))
    match draw(st.sampled_from(["closed", "over", "at_least", "under", "at_most"])):
        case "over" | "at_least" as bound:
            return _quantity(low, None, bound)
        case "under" | "at_most" as bound:
            return _quantity(None, high, bound)
        case _:
            return _quantity(low, high)


def _values(it: Quantity) -> list[Decimal]:
    """Values that lie in an interval, steps of a half, as far as the law needs them."""
    all_of_them = [Decimal(n) / 2 for n in range(-90, 91)]
    low_open, high_open = it.bound == "over", it.bound == "under"
    return [
        value
        for value in all_of_them
        if (it.low is None or value > it.low or (value == it.low and not low_open))
        and (it.high is None or value < it.high or (value == it.high and not high_open))
    ]


@given(intervals(), intervals())
def test_larger_is_larger_whatever_the_true_values(a: Quantity, b: Quantity) -> None:
    pairs = [(x, y) for x in _values(a) for y in _values(b)]
    assert surely_larger(a, b) == all(x > y for x, y in pairs)
    assert cannot_agree(a, b) == (not set(_values(a)) & set(_values(b)))


@pytest.mark.parametrize(
    ("a", "b", "larger"),
    [
        (_quantity(100, None, "over"), _quantity(100, 100), True),
        (_quantity(100, None, "at_least"), _quantity(100, 100), False),
        (_quantity(100, 100), _quantity(None, 100, "under"), True),
        (_quantity(100, 100), _quantity(None, 100, "at_most"), False),
        (_quantity(None, 100, "under"), _quantity(1, 1), False),
    ],
)
def test_an_end_that_the_words_leave_out_is_no_value(
    a: Quantity, b: Quantity, larger: bool
) -> None:
    assert surely_larger(a, b) is larger
