"""Formulas: a table of cases, and the laws of intervals."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tieout.derive.evaluate import evaluate
from tieout.derive.formula import Formula, FormulaError
from tieout.derive.interval import Interval

CASES = Path(__file__).parent / "cases" / "formulas.csv"


def _cases() -> list[dict[str, str]]:
    with CASES.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter=";", quoting=csv.QUOTE_NONE)
        return [{**row, "formula": row["formula"].replace("~", "\n")} for row in rows]


def _interval(text: str) -> Interval:
    parts = [Decimal(part) for part in text.split("|")]
    return Interval(*parts) if len(parts) == 3 else Interval.point(parts[0])


def _inputs(text: str) -> dict[str, Interval]:
    pairs = (pair.partition("=") for pair in text.split())
    return {name: _interval(value) for name, _, value in pairs}


def _compute(formula: str, inputs: dict[str, Interval]) -> Interval:
    return evaluate(Formula.read(formula).over(tuple(inputs)), inputs)


@pytest.mark.parametrize("case", _cases(), ids=lambda case: case["formula"] or "empty")
def test_a_formula_gives_its_interval_or_says_why_not(case: dict[str, str]) -> None:
    inputs = _inputs(case["inputs"])
    if case["error"]:
        with pytest.raises(FormulaError) as caught:
            _compute(case["formula"], inputs)
        assert str(caught.value) == case["error"]
        return
    result = _compute(case["formula"], inputs)
    wanted = Interval(Decimal(case["value"]), Decimal(case["low"]), Decimal(case["high"]))
    assert result == wanted


def test_a_result_that_comes_out_even_is_printed_without_noise() -> None:
    """Not 4.000000000000000000000000000000000000001, whose decimals would be shown."""
    result = _compute("a / b", _inputs("a=28 b=7"))
    assert str(result.value) == "4"


@pytest.mark.parametrize(
    ("formula", "names"),
    [
        ("now / (1 + growth / 100)", ("now", "growth")),
        ("b + a + b", ("b", "a")),
        ("count()", ()),
        ("a / sum()", ("a",)),
        ("面积 + 吞吐量", ("面积", "吞吐量")),
    ],
)
def test_names_stand_in_the_order_of_the_text(formula: str, names: tuple[str, ...]) -> None:
    assert Formula.read(formula).names == names


@pytest.mark.parametrize(
    ("formula", "pieces"),
    [
        ("100 * africa / trade", ["100", " * ", "africa", " / ", "trade"]),
        ("now / (1 + growth / 100)", ["now", " / (", "1", " + ", "growth", " / ", "100", ")"]),
        ("sum() / count()", ["sum", "() / ", "count", "()"]),
        ("吞吐量 * 2 / 面积", ["吞吐量", " * ", "2", " / ", "面积"]),
        ("(a\n   + b)", ["(", "a", " + ", "b", ")"]),
    ],
)
def test_a_formula_is_cut_into_names_numbers_and_signs(formula: str, pieces: list[str]) -> None:
    assert list(Formula.read(formula).pieces()) == pieces


# --- laws -----------------------------------------------------------------------------------

_numbers = st.decimals(
    min_value=-1000, max_value=1000, allow_nan=False, allow_infinity=False, places=3
)
_NAMES = ("a", "b", "面")


@st.composite
def _intervals(draw: st.DrawFn) -> Interval:
    low, value, high = sorted(draw(st.tuples(_numbers, _numbers, _numbers)))
    if draw(st.booleans()) and draw(st.booleans()):
        low = Decimal("-Infinity") if draw(st.booleans()) else low
        high = Decimal("Infinity") if draw(st.booleans()) else high
    return Interval(value, low, high)


@st.composite
def _formulas(draw: st.DrawFn, depth: int = 3) -> str:
    if depth == 0 or draw(st.integers(0, 3)) == 0:
        return draw(st.sampled_from([*_NAMES, "2", "0.5", "100", "sum()", "count()", "max()"]))
    sign = draw(st.sampled_from(["+", "-", "*", "/", "**", "neg"]))
    left = draw(_formulas(depth=depth - 1))
    if sign == "neg":
        return f"-({left})"
    if sign == "**":
        return f"({left}) ** {draw(st.sampled_from(['2', '0.5', '-1']))}"
    return f"({left}) {sign} ({draw(_formulas(depth=depth - 1))})"


def _computed(formula: str, inputs: dict[str, Interval]) -> Interval:
    """The result over the inputs; cases in which there is none are passed over."""
    try:
        return _compute(f"{formula} + 0 * sum()", inputs)
    except FormulaError:
        assume(False)
        raise


_inputs_drawn = st.fixed_dictionaries(dict.fromkeys(_NAMES, _intervals()))


@given(_formulas(), _inputs_drawn)
def test_the_interval_contains_the_value(formula: str, inputs: dict[str, Interval]) -> None:
    result = _computed(formula, inputs)
    assert result.low <= result.value <= result.high
    assert not result.value.is_infinite()


@given(_formulas(), _inputs_drawn, st.data())
def test_the_interval_contains_every_point_of_its_inputs(
    formula: str, inputs: dict[str, Interval], data: st.DataObject
) -> None:
    result = _computed(formula, inputs)
    points = {
        name: Interval.point(data.draw(st.sampled_from(_points(it)), label=name))
        for name, it in inputs.items()
    }
    at_points = _computed(formula, points)
    assert result.low <= at_points.value <= result.high


@given(_formulas(), _inputs_drawn, _inputs_drawn)
def test_wider_inputs_give_no_narrower_result(
    formula: str, inputs: dict[str, Interval], others: dict[str, Interval]
) -> None:
    wider = {
        name: Interval(it.value, min(it.low, others[name].low), max(it.high, others[name].high))
        for name, it in inputs.items()
    }
    wide = _computed(formula, wider)
    narrow = _computed(formula, inputs)
    assert wide.low <= narrow.low
    assert wide.high >= narrow.high
    assert wide.value == narrow.value


@given(_formulas())
def test_the_pieces_join_to_the_text(formula: str) -> None:
    read = Formula.read(formula)
    pieces = list(read.pieces())
    assert "".join(pieces) == read.text == formula
    assert set(read.names) <= set(pieces)


def _points(interval: Interval) -> list[Decimal]:
    ends = [end for end in (interval.low, interval.high) if not end.is_infinite()]
    return [interval.value, *ends, *((interval.value + end) / 2 for end in ends)]
