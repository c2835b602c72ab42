"""How the audit reads numbers: what a reader sees, what a shown number says, formulas."""

import tomllib
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from audit_samples import CASES
from hypothesis import given, settings
from hypothesis import strategies as st

from tieout.audit.data.agreement import Quantity, Setting, disagreements
from tieout.audit.data.formula import FormulaError, compute
from tieout.audit.numbers.scan import find_numerals, find_seen
from tieout.audit.numbers.shown import read_shown


def _cases(name: str) -> list[Any]:
    cases = tomllib.loads((CASES / name).read_text(encoding="utf-8"))["case"]
    return [pytest.param(case, id=case["text"][:40]) for case in cases]


@pytest.mark.parametrize("case", _cases("seen.toml"))
def test_what_is_seen(case: dict[str, Any]) -> None:
    text = case["text"]
    seen = find_seen(text, case.get("language", "en"))
    assert [text[it.start : it.end] for it in seen if it.is_date] == case.get("dates", [])
    assert [text[it.start : it.end] for it in seen if not it.is_date] == case.get("numbers", [])


@pytest.mark.parametrize("case", _cases("shown.toml"))
def test_what_a_shown_number_says(case: dict[str, Any]) -> None:
    (shown,) = read_shown(case["text"], case.get("language", "en"))
    low, high = case.get("low", case.get("value")), case.get("high", case.get("value"))
    assert (shown.low, shown.high) == (Decimal(low), Decimal(high))
    assert (shown.unit.dimension if shown.unit else "") == case.get("unit", "")
    assert shown.bounds == frozenset(case.get("bounds", ["exact"]))
    assert shown.sign == case.get("sign", "")
    assert shown.per == (Decimal(case["per"]) if "per" in case else None)
    if "step" in case:
        assert shown.step == Decimal(case["step"])


_BOUND_WORDS = {
    "exact": "", "over": "over ", "at_least": "at least ", "under": "nearly ",
    "at_most": "at most ", "about": "about ",
}  # fmt: skip
_SCALES = {"": 1, " thousand": 10**3, " million": 10**6, " billion": 10**9}


@settings(deadline=None)
@given(
    digits=st.integers(1, 999_999),
    decimals=st.integers(0, 3),
    scale=st.sampled_from(sorted(_SCALES)),
    bound=st.sampled_from(sorted(_BOUND_WORDS)),
    shift=st.fractions(Fraction(-1, 2), Fraction(1, 2)),
)
def test_a_number_agrees_with_all_that_it_rounds_and_nothing_beyond(
    digits: int, decimals: int, scale: str, bound: str, shift: Fraction
) -> None:
    printed = Decimal(digits).scaleb(-decimals)
    step = Decimal(1).scaleb(-decimals) * _SCALES[scale]
    text = f"{_BOUND_WORDS[bound]}CNY {printed:,f}{scale}"
    (shown,) = read_shown(text)
    value = printed * _SCALES[scale]
    near = value + step * Decimal(shift.numerator) / Decimal(shift.denominator)
    assert _problems(text, near, bound) == []
    assert shown.end == len(text)
    for beyond in (value + step * Decimal("0.51"), value - step * Decimal("0.51")):
        assert _problems(text, beyond, bound) == ["audit-value"]
    for other in set(_BOUND_WORDS) - {bound}:
        assert _problems(text, near, other) == ["audit-bound"]


def _problems(text: str, value: Decimal, bound: str, unit: str = "CNY") -> list[str]:
    quantity = Quantity(value, None, None, unit, bound)
    (shown,) = read_shown(text)
    return [code for code, _ in disagreements(shown, quantity, Setting())]


@pytest.mark.parametrize(
    ("text", "unit", "codes"),
    [
        ("110 per 10,000 people", "count:件/万人", []),
        ("110 per 1,000 people", "count:件/万人", ["audit-unit"]),
        ("110 per 100 people", "count:件/100人", []),
        ("110", "count:件/万人", []),
        ("110 per 10,000 people", "count:件", ["audit-unit"]),
    ],
)
def test_the_number_below_the_line_of_a_rate(text: str, unit: str, codes: list[str]) -> None:
    assert _problems(text, Decimal(110), "exact", unit) == codes


@settings(deadline=None)
@given(st.text())
def test_numerals_are_ordered_stretches_of_any_text(text: str) -> None:
    ends = [0]
    for numeral in find_numerals(text):
        assert ends[-1] <= numeral.start < numeral.end <= len(text)
        ends.append(numeral.end)


@settings(deadline=None)
@given(
    st.text(alphabet="0123456789.,，．~+−–%％ 万亿元余超近约第三百分之个标箱至到onetwhalfthird$CNY")
)
def test_any_text_can_be_read(text: str) -> None:
    for shown in read_shown(text):
        assert 0 <= shown.start < shown.end <= len(text)
        assert shown.bounds


@settings(deadline=None)
@given(st.text(max_size=20), st.characters(categories=["Nd"]), st.text(max_size=20))
def test_no_digit_is_overlooked(before: str, digit: str, after: str) -> None:
    text = f"{before} x{digit} {after}"
    at = len(before) + 2
    assert any(it.start <= at < it.end for it in find_numerals(text))


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("a + b * 2", 14),
        ("(a - b) / a", "-0.25"),
        ("a ** 2", 16),
        ("-a + +b", 1),
        ("9 ** 0.5", 3),
        ("count()", 2),
        ("sum()", 9),
        ("min() / max()", "0.8"),
        ("sum(a, 1)", 5),
        ("0.1 + 0.2", "0.3"),
    ],
)
def test_a_formula_is_computed(formula: str, value: int | str) -> None:
    assert compute(formula, {"a": Decimal(4), "b": Decimal(5)}) == Fraction(value)


@pytest.mark.parametrize(
    "formula",
    ["", "a +", "c", "a / (b - 5)", "a.b", "a[0]", "open('x')", "'x'", "True",
      "a // b", "a if b else 1",
     "9 ** 1000", "(-1) ** 0.5", "sum(x for x in a)", "min(a=1)", "lambda: 1", "none + 1"],
)  # fmt: skip
def test_a_formula_of_anything_else_is_refused(formula: str) -> None:
    with pytest.raises(FormulaError):
        compute(formula, {"a": Decimal(4), "b": Decimal(5), "none": None})
