"""Intervals of any formula against sampling: whatever the inputs truly are within their own, also
where these have no end, hold zero or lie below it, the result is within the one that is told."""

import ast
import math
import random
from collections.abc import Mapping
from decimal import Decimal

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from tieout.derive.claim import claim
from tieout.derive.column import quantities
from tieout.derive.evaluate import evaluate
from tieout.derive.formula import Formula, FormulaError
from tieout.derive.interval import INFINITY, Interval
from tieout.derive.vectorised import over_columns
from tieout.quantities.quantity import Quantity, round_to, round_to_interval

#: What an open end is tried at.
FAR = (Decimal(1), Decimal(1000), Decimal(10) ** 6)
OVER = {"min": min, "max": max, "sum": sum, "mean": lambda items: sum(items) / len(items)}

_formulas = st.recursive(
    st.sampled_from(["a", "b", "c", "1"]),
    lambda parts: st.one_of(
        st.tuples(parts, st.sampled_from("+-*/"), parts).map(lambda it: "({} {} {})".format(*it)),
        parts.map("(-{})".format),
        st.tuples(parts, st.sampled_from(["2", "3", "(1 / 2)", "(1 / 3)"])).map(
            lambda it: "({} ** {})".format(*it)
        ),
        st.tuples(st.sampled_from(sorted(OVER)), parts, parts).map(
            lambda it: "{}({}, {})".format(*it)
        ),
    ),
    max_leaves=7,
).map(Formula.read).filter(lambda it: bool(it.names))  # fmt: skip
_numbers = st.one_of(
    st.sampled_from(["0", "1", "-1", "0.5", "-3", "100"]).map(Decimal),
    st.integers(-500, 500).map(lambda it: Decimal(it) / 100),
)


@st.composite
def _intervals(draw: st.DrawFn) -> Interval:
    low, value, high = sorted(draw(st.tuples(_numbers, _numbers, _numbers)))
    if draw(st.integers(0, 5)) == 0:
        return Interval.point(value)
    open_low, open_high = (draw(st.integers(0, 4)) == 0 for _ in range(2))
    return Interval(value, -INFINITY if open_low else low, INFINITY if open_high else high)


_inputs = st.fixed_dictionaries(dict.fromkeys("abc", _intervals()))


def _somewhere(it: Interval, rng: random.Random) -> float:
    low = it.low if it.low.is_finite() else it.value - rng.choice(FAR)
    high = it.high if it.high.is_finite() else it.value + rng.choice(FAR)
    share = rng.choice([Decimal(0), Decimal(1), Decimal(str(round(rng.random(), 4)))])
    return float(low + (high - low) * share)


def _at(node: ast.expr, at: dict[str, float]) -> float:
    """The formula by plain Python, knowing nothing of intervals."""
    names = {"__builtins__": {}, **OVER, **at}
    wrapped = ast.unparse(_ArgumentsAsList().visit(ast.parse(ast.unparse(node), mode="eval")))
    value = eval(wrapped, names)
    return (
        float(value) if isinstance(value, int | float) else math.nan
    )  # no root of what is below 0


class _ArgumentsAsList(ast.NodeTransformer):
    def visit_Call(self, node: ast.Call) -> ast.expr:
        self.generic_visit(node)
        return ast.Call(node.func, [ast.List(node.args, ast.Load())], [])


def _samples(formula: Formula, inputs: dict[str, Interval], seed: int) -> list[tuple[float, float]]:
    """Results at points within the inputs, and what may be lost of each in rounding."""
    rng, found = random.Random(seed), []
    for _ in range(15):
        at = {name: _somewhere(it, rng) for name, it in inputs.items()}
        try:
            value = _at(formula.tree, at)
        except (ZeroDivisionError, OverflowError, TypeError):
            continue  # the last for a root of what is below zero, which no other is larger than
        if math.isfinite(value) and abs(value) < 1e15:
            largest = max(abs(it) for it in at.values())
            found.append((value, 1e-7 * max(1.0, abs(value), largest**2)))
    return found


@settings(max_examples=250, deadline=None)
@given(_formulas, _inputs, st.integers(0, 2**32))
def test_the_true_value_is_inside_whatever_the_formula(
    formula: Formula, inputs: dict[str, Interval], seed: int
) -> None:
    named = {name: inputs[name] for name in formula.names}
    try:
        made = evaluate(formula, named)
    except FormulaError:
        return
    assert made.low <= made.value <= made.high
    for value, slack in _samples(formula, named, seed):
        assert float(made.low) - slack <= value <= float(made.high) + slack


@settings(max_examples=250, deadline=None)
@given(_formulas, _inputs, st.integers(0, 2**32))
def test_a_bound_that_is_claimed_holds_as_it_is_shown(
    formula: Formula, inputs: dict[str, Interval], seed: int
) -> None:
    """Over, at least, under and at most are true of wherever the number can lie, with the digits
    that are told."""
    named = {name: inputs[name] for name in formula.names}
    facts = {name: _fact(it) for name, it in named.items()}
    try:
        made = evaluate(formula, named)
        bound, step = claim(formula, facts, made, list(facts.values()))
    except FormulaError:
        return
    end, side = (made.low, 1) if bound in ("over", "at_least") else (made.high, -1)
    if bound in ("exact", "about"):
        return
    told = float(round_to(end, step, bound))
    for value, slack in _samples(formula, named, seed):
        assert (value - told) * side >= -slack


@settings(max_examples=400, deadline=None)
@given(_formulas, _inputs)
def test_no_more_digits_are_told_than_an_interval_justifies(
    formula: Formula, inputs: dict[str, Interval]
) -> None:
    """Open ends or not: what is told is inside, and with a digit less it would not be, or it is as
    coarse as its interval, and as the one that it has if open ends are closed."""
    named = {name: inputs[name] for name in formula.names}
    facts = {name: _fact(it) for name, it in named.items()}
    closed = {
        name: Interval(it.value, *(it.value if end.is_infinite() else end for end in _ends(it)))
        for name, it in named.items()
    }
    try:
        made, narrow = evaluate(formula, named), evaluate(formula, closed)
        bound, step = claim(formula, facts, made, list(facts.values()))
    except FormulaError:
        return
    low, high = (end if end.is_finite() else None for end in (made.low, made.high))
    if bound in ("over", "at_least", "under", "at_most"):
        end = low if bound in ("over", "at_least") else high
        assert end is not None
        _check_digits(end, round_to(end, step, bound), step, facts)
        return
    if not any(None in (it.low, it.high) for it in facts.values()):
        return
    told = round_to(made.value, step)
    assert _lies(told, low, high)
    if _lies(round_to(made.value, step * 10), low, high):
        assert step >= round_to_interval(made.value, narrow.low, narrow.high)[1]
        if (low, high) != (None, None):
            assert step >= round_to_interval(made.value, low, high)[1]


def _lies(value: Decimal, low: Decimal | None, high: Decimal | None) -> bool:
    """Whether a value is within its ends, to what decimals of so many digits can tell."""
    slack = abs(value) * Decimal("1e-11")
    return (low is None or low <= value + slack) and (high is None or value <= high + slack)


def _ends(it: Interval) -> tuple[Decimal, Decimal]:
    return it.low, it.high


def _check_digits(
    end: Decimal, told: Decimal, step: Decimal, facts: Mapping[str, Quantity]
) -> None:
    """An end that is told has no more digits than the least exact fact and one, but for those
    that keep it from being nothing."""
    if not end or not round_to(end, step * 10, "exact"):
        return
    digits = (abs(told) / step).adjusted() + 1 if told else 1
    known = [abs(it.value / it.step) for it in facts.values() if it.value and it.step]
    assert digits <= min((it.adjusted() + 1 for it in known), default=28) + 2


def _fact(it: Interval) -> Quantity:
    low, high = (end if end.is_finite() else None for end in (it.low, it.high))
    bound = "over" if high is None else "under" if low is None else "exact"
    return Quantity(it.value, low, high, "", bound, Decimal("0.01"))


@settings(max_examples=120, deadline=None)
@given(_formulas, st.lists(_inputs, min_size=1, max_size=3),
       st.integers(0, 2**32))  # fmt: skip
def test_the_true_value_is_inside_in_every_row(
    formula: Formula, rows: list[dict[str, Interval]], seed: int
) -> None:
    columns = {name: _column(name, [row[name] for row in rows]) for name in formula.names}
    made = over_columns(formula.text, columns, "")
    assert len(made) == len(rows)
    for row, found in zip(rows, made, strict=True):
        low, value, high = found["low"], found["value"], found["high"]
        if value is None:
            assert low is None
            assert high is None
            continue
        named = {name: row[name] for name in formula.names}
        for inside, slack in [(value, 1e-9 * max(1, abs(value))), *_samples(formula, named, seed)]:
            assert low is None or low - slack <= inside
            assert high is None or inside <= high + slack


def _column(name: str, rows: list[Interval]) -> pl.Series:
    def told(number: Decimal) -> float | None:
        return float(number) if number.is_finite() else None

    frame = pl.DataFrame(
        {
            "id": [f"{name}.{n}" for n in range(len(rows))],
            **{end: [told(getattr(it, end)) for it in rows] for end in ("value", "low", "high")},
        },
        schema_overrides=dict.fromkeys(("value", "low", "high"), pl.Float64),
    )
    return frame.select(
        quantities("id", "value", low=pl.col("low"), high=pl.col("high"), unit="", period="")
    ).to_series()
