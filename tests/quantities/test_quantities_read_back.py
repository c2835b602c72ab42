"""What readers see is read by the recognisers as the quantity that it shows."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tieout.numbers import read
from tieout.numbers.mention import BOUNDS, Mention
from tieout.quantities.quantity import Quantity
from tieout.quantities.shown import show

CASES = list(
    csv.DictReader((Path(__file__).parent / "cases/shown.csv").read_text("utf-8").splitlines())
)
#: Shown with fewer digits than the value has, with a second number, or in a form that
#: running text does not use.
NOT_READ_BACK = {
    ("en", "USD 200 million"),
    ("zh", "2亿美元"),
    ("en", "110 per 10,000 people"),
    ("en", "top 10"),
    ("zh", "前10"),
    ("zh", "−3.2%"),
}
SHOWN = [
    (language, case)
    for case in CASES
    for language in ("en", "zh")
    if (language, case[language]) not in NOT_READ_BACK
]
SENTENCES = {"en": "It came to {} in all.", "zh": "共计{}。"}


@pytest.mark.parametrize(("language", "case"), SHOWN)
def test_each_shown_quantity_reads_back(language, case):
    (mention,) = read(SENTENCES[language].format(case[language]), language=language)
    numbers = [Decimal(case[key]) if case[key] else None for key in ("value", "low", "high")]
    read_back = [mention.value, mention.low, mention.high]
    assert [n and round(n, 9) for n in read_back] == [n and round(n, 9) for n in numbers]
    assert mention.bound == case["bound"]


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("unit", ["CNY", "TEU", "percent", "km2"])
@given(digits=st.integers(1, 99999), exponent=st.integers(-2, 8), bound=st.sampled_from(BOUNDS))
def test_any_amount_reads_back(language, unit, digits, exponent, bound):
    step = Decimal(1).scaleb(0 if unit == "TEU" else exponent)
    kind = "percent" if unit == "percent" else "amount"
    printed = Mention(0, 1, "x", kind, unit, digits * step, step=step, bound=bound)
    quantity = Quantity.of(printed)
    (mention,) = read(SENTENCES[language].format(show(quantity, language)), language=language)
    assert (mention.value, mention.unit, mention.bound) == (quantity.value, unit, bound)
