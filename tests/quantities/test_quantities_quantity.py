"""The interval that a printed number justifies, and what a computed one may show."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tieout.numbers.mention import BOUNDS, Mention
from tieout.quantities.quantity import Quantity, round_to, round_to_interval

values = st.decimals(-(10**9), 10**9, allow_nan=False, places=3)
widths = st.decimals(0, 10**6, allow_nan=False, places=4)
exponents = st.integers(-3, 9)


def mention(**fields: object) -> Mention:
    return Mention(**{"start": 0, "end": 1, "text": "x", "kind": "amount", **fields})  # type: ignore[arg-type]


@given(
    st.integers(0, 10**6), exponents, st.sampled_from(BOUNDS), st.sampled_from(["CNY", "count:家"])
)
def test_interval_holds_the_value_and_opens_to_the_side_of_its_bound(digits, exponent, bound, unit):
    step = Decimal(1).scaleb(exponent)
    value = digits * step
    q = Quantity.of(mention(value=value, step=step, bound=bound, unit=unit))
    assert q.low is None or q.low <= value
    assert q.high is None or value <= q.high
    assert (q.low is None) == (bound in ("under", "at_most"))
    assert (q.high is None) == (bound in ("over", "at_least"))


@given(st.integers(0, 10**6), exponents)
def test_exact_interval_is_what_rounds_to_the_printed_number(digits, exponent):
    step = Decimal(1).scaleb(exponent)
    q = Quantity.of(mention(value=digits * step, step=step, unit="CNY"))
    assert q.high is not None
    assert q.low is not None
    assert q.high - q.low == step
    inside = (q.low + q.value) / 2
    assert round_to(inside, step) == q.value


def test_about_is_wider_than_exact_by_one_step_on_each_side():
    exact = Quantity.of(mention(value=Decimal(125000), step=Decimal(1000), unit="TEU"))
    about = Quantity.of(
        mention(value=Decimal(125000), step=Decimal(1000), unit="TEU", bound="about")
    )
    assert (about.low, about.high) == (exact.low - 1000, exact.high + 1000)


def test_a_rate_of_things_counted_one_by_one_is_exact_and_one_of_money_is_not():
    count = Quantity.of(mention(value=Decimal(7), step=Decimal(1), unit="count:套/year"))
    money = Quantity.of(mention(value=Decimal(7), step=Decimal(1), unit="CNY/mu"))
    ratio = Quantity.of(mention(value=Decimal(7), step=Decimal(1), unit="count:件/万人"))
    assert (count.low, count.high) == (7, 7)
    assert (ratio.low, ratio.high) == (Decimal("6.5"), Decimal("7.5"))
    assert (money.low, money.high) == (Decimal("6.5"), Decimal("7.5"))


def test_a_range_has_no_value():
    q = Quantity.of(mention(kind="range", low=Decimal(3), high=Decimal(5), unit="percent"))
    assert q.is_range
    assert (q.value, q.low, q.high) == (None, 3, 5)


@pytest.mark.parametrize(
    ("value", "low", "high"), [(None, None, None), (5, 6, 7), (5, 3, 4), (None, 5, 3)]
)
def test_a_quantity_without_a_number_or_with_crossed_ends_is_a_bug(value, low, high):
    ends = [None if end is None else Decimal(end) for end in (value, low, high)]
    with pytest.raises(ValueError, match=r"quantity|interval"):
        Quantity(*ends)


@pytest.mark.parametrize(
    ("value", "low", "high", "expected", "step"),
    [
        ("54.53", "54.46", "54.60", "54.5", "0.1"),
        ("54.53", "54.1", "54.9", "54.5", "0.1"),
        ("54.53", "53.3", "55.8", "55", "1"),
        ("54.53", "52", "57", "55", "1"),
        ("147.06", "143.17", "150.94", "147", "1"),
        ("12.114", "11.987", "12.242", "12.1", "0.1"),
        ("149", "145", "153", "150", "10"),
        ("54.53", "54.529", "54.531", "54.53", "0.01"),
        ("66.666666", "66.666666", "66.666666", "66.67", "0.01"),
        ("12345", "12345", "12345", "12345", "1"),
        ("12000", "12000", "12000", "12000", "1"),
        ("2.5", "2.5", "2.5", "2.5", "0.1"),
        ("2.5", "2.5", None, "2.5", "0.1"),
        ("0.00123456", "0.00123456", "0.00123456", "0.00123", "0.00001"),
        ("0", "0", "0", "0", "1"),
        ("3000000", "2000000", "4000000", "3000000", "1000000"),
    ],
)
def test_round_to_interval(value, low, high, expected, step):
    ends = [None if end is None else Decimal(end) for end in (low, high)]
    assert round_to_interval(Decimal(value), *ends) == (Decimal(expected), Decimal(step))


@given(values, widths, widths)
def test_what_is_shown_lies_in_the_interval(value, below, above):
    low, high = value - below, value + above
    shown, step = round_to_interval(value, low, high)
    assert abs(value - shown) <= step / 2
    if below or above:
        assert low <= shown <= high
    if below and above and step > Decimal("0.01"):  # less is lost than is unknown
        assert abs(value - shown) <= min(below, above) / 2


@given(values, widths, widths)
def test_no_finer_step_would_do(value, below, above):
    low, high = value - below, value + above
    _, step = round_to_interval(value, low, high)
    finer = step / 10
    if (below or above) and finer >= Decimal("0.01"):
        assert below > finer or above > finer
