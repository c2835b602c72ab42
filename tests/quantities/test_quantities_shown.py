"""What a reader sees of a quantity, in both languages."""

import csv
import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tieout.numbers.mention import BOUNDS, Mention
from tieout.quantities.quantity import Quantity
from tieout.quantities.shown import show, show_words
from tieout.quantities.units import STANDARD, Unit, known

CASES = list(
    csv.DictReader((Path(__file__).parent / "cases/shown.csv").read_text("utf-8").splitlines())
)


def quantity(case: dict[str, str]) -> Quantity:
    fields = {key: Decimal(case[key]) for key in ("value", "low", "high", "step") if case[key]}
    return Quantity.of(
        Mention(0, 1, "x", case["kind"], unit=case["unit"], bound=case["bound"], **fields)
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["en"])
def test_shown(case):
    q = quantity(case)
    ends = [Decimal(end) if end else None for end in case["interval"].split("..")]
    assert [q.low, q.high] == ends
    assert show(q, "en") == case["en"]
    assert show(q, "zh") == case["zh"]


@pytest.mark.parametrize(
    ("value", "step", "unit", "shown"),
    [
        ("54.53", "0.1", "percent", "+54.5%"),
        ("-3.21", "0.1", "percent", "−3.2%"),
        ("-0.04", "0.1", "percent", "+0.0%"),
        ("1254000000", "10000000", "CNY", "+CNY 1.25 billion"),
        ("-1254000000", "10000000", "CNY", "−CNY 1.25 billion"),
        ("12", None, "count:家", "+12"),
    ],
)
def test_signed(value, step, unit, shown):
    number = Decimal(value)
    q = Quantity(number, number, number, unit, step=Decimal(step) if step else None)
    assert show(q, signed=True) == shown


def test_under_can_be_said_without_suggesting_that_it_was_nearly_reached():
    q = Quantity(Decimal(24), None, Decimal(24), "hour", "under", Decimal(1))
    assert show(q) == "nearly 24 hours"
    assert show(q, nearly=False) == "under 24 hours"
    assert show(q, "zh", nearly=False) == "不到24小时"


@pytest.mark.parametrize(
    ("value", "unit", "bound", "shown"),
    [
        (3, "count:个", "exact", "three"),
        (0, "", "exact", "zero"),
        (2, "day", "exact", "two days"),
        (1, "day", "exact", "one day"),
        (11, "count:个", "exact", "11"),
        (3, "percent", "exact", "3%"),
        (3, "CNY", "exact", "CNY 3"),
        (3, "rank", "exact", "third"),
        (3, "count:个", "over", "over 3"),
    ],
)
def test_words(value, unit, bound, shown):
    number = Decimal(value)
    high = None if bound == "over" else number
    assert show_words(Quantity(number, number, high, unit, bound)) == shown


def test_a_report_can_add_a_unit():
    units = STANDARD.extended({"parsec": Unit("parsec", "parsecs", "秒差距")})
    assert not known("parsec")
    assert known("parsec", units)
    q = Quantity(Decimal(3), Decimal(3), Decimal(3), "parsec")
    assert show(q, units=units) == "3 parsecs"
    assert show(q, "zh", units=units) == "3秒差距"


@pytest.mark.parametrize(
    "code", ["", "CNY", "count:家", "CNY/mu", "count:套/year", "count:件/万人", "rank"]
)
def test_known(code):
    assert known(code)


@pytest.mark.parametrize(
    "code", ["RMB", "count:", "CNY/", "count: 家", "元", "/year", "CNY/mu/year", "furlong/year"]
)
def test_unknown(code):
    assert not known(code)


SCALE = {"trillion": 12, "billion": 9, "million": 6}
SCALE_ZH = {"万亿": 12, "亿": 8, "万": 4}
WORDS = {"over": "over", "at least": "at_least", "nearly": "under", "at most": "at_most"}
WORDS_ZH = {"超": "over", "至少": "at_least", "近": "under", "至多": "at_most", "约": "about"}


def read_back(text: str, pattern: str, scales: dict[str, int]) -> tuple[str, Decimal]:
    match = re.fullmatch(pattern, text)
    assert match, text
    number = Decimal(match["n"].replace(",", ""))
    return match["bound"], number.scaleb(scales.get(match["scale"] or "", 0))


@given(st.integers(1, 10**6), st.integers(-2, 9), st.sampled_from(BOUNDS))
def test_what_is_shown_reads_back_as_the_same_value_and_bound(digits, exponent, bound):
    step = Decimal(1).scaleb(exponent)
    value = digits * step
    q = Quantity.of(Mention(0, 1, "x", "amount", "CNY", value, step=step, bound=bound))
    english = r"(?P<bound>[a-z ]*?) ?CNY (?P<n>[\d,.]+) ?(?P<scale>[a-z]*)"
    said, read = read_back(show(q, "en"), english, SCALE)
    assert (WORDS.get(said, said or "exact"), read) == (bound, value)
    chinese = r"(?P<bound>[^\d]*)(?P<n>[\d.]+)(?P<scale>[万亿]*)元"
    said, read = read_back(show(q, "zh"), chinese, SCALE_ZH)
    assert (WORDS_ZH.get(said, "exact"), read) == (bound, value)
