"""Quantity columns: the same numbers, intervals and lineage as one by one, for all rows at once."""

import random
from decimal import Decimal

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tieout.derive.column import ids, quantities, summed
from tieout.derive.compute import derive
from tieout.derive.derivation import Operand
from tieout.derive.dimensions import UnitError
from tieout.derive.formula import Formula, FormulaError
from tieout.derive.vectorised import over_columns
from tieout.quantities.quantity import Quantity

FORMULAS = {
    "a + b": "CNY",
    "a - b": "CNY",
    "a / b": "",
    "a / b - 1": "percent",
    "a / (a + b)": "percent",
    "(a - b) / a": "percent",
    "a - a / (1 + g)": "CNY",
    "a / (1 + g)": "CNY",
    "a * (1 + g)": "CNY",
    "max(a, b) - min(a, b)": "CNY",
    "mean(a, b)": "CNY",
    "a * g": "CNY",
    "(a / b) ** (1 / 5) - 1": "percent",
}
UNITS = {"a": "CNY", "b": "CNY", "g": "percent"}


@st.composite
def _quantity(draw: st.DrawFn, unit: str) -> Quantity:
    low, value, high = sorted(draw(st.tuples(*[st.integers(1, 10_000)] * 3)))
    if unit == "percent" and draw(st.booleans()):
        low, value, high = -high / 400, -value / 400, -low / 400
    ends = [Decimal(str(it)) for it in (low, value, high)]
    open_low, open_high = draw(st.sampled_from([(0, 0), (0, 0), (0, 1), (1, 0)]))
    return Quantity(
        ends[1], None if open_low else ends[0], None if open_high else ends[2], unit
    )  # fmt: skip


_rows = st.lists(
    st.fixed_dictionaries({name: _quantity(unit) for name, unit in UNITS.items()}),
    min_size=1,
    max_size=4,
)


def _column(rows: list[dict[str, Quantity]], name: str) -> pl.Series:
    def numbers(field: str) -> list[float | None]:
        found = (getattr(row[name], field) for row in rows)
        return [None if it is None else float(it) for it in found]

    frame = pl.DataFrame(
        {
            "id": [f"{name}.{n}" for n in range(len(rows))],
            **{field: numbers(field) for field in ("value", "low", "high")},
        },
        schema_overrides=dict.fromkeys(("value", "low", "high"), pl.Float64),
    )
    return frame.select(
        quantities(
            "id", "value", low=pl.col("low"), high=pl.col("high"), unit=UNITS[name], period="2025"
        ).alias(name)
    ).to_series()


def _one_by_one(formula: str, unit: str, row: dict[str, Quantity]) -> Quantity | None:
    operands = {n: Operand.of_fact(n, it) for n, it in row.items() if n in _names(formula)}
    try:
        return derive("d", formula, operands, title="t", unit=unit).quantity
    except FormulaError:
        return None


def _names(formula: str) -> list[str]:
    return [name for name in UNITS if name in formula.replace("max", "").replace("mean", "")]


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(FORMULAS)), _rows)
def test_a_column_is_what_its_rows_are_one_by_one(
    formula: str, rows: list[dict[str, Quantity]]
) -> None:
    unit = FORMULAS[formula]
    made = over_columns(formula, {n: _column(rows, n) for n in _names(formula)}, unit)
    for row, found in zip(rows, made, strict=True):
        alone = _one_by_one(formula, unit, row)
        if alone is None:
            continue  # refused by itself, as where what may be zero stands below a division
        assert found["value"] == pytest.approx(float(alone.value or 0), rel=1e-9, abs=1e-9)
        # The ends of a column are safe: never narrower than those found one by one.
        for end, sign in (("low", 1), ("high", -1)):
            exact = getattr(alone, end)
            if found[end] is not None:
                assert exact is not None
                slack = 1e-9 * max(1, abs(float(exact)))
                assert sign * found[end] <= sign * float(exact) + slack


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(sorted(FORMULAS)), _rows, st.integers(0, 2**32))
def test_the_true_value_is_always_inside(
    formula: str, rows: list[dict[str, Quantity]], seed: int
) -> None:
    """Whatever the inputs truly are within their intervals, the result is within its own."""
    names, rng = _names(formula), random.Random(seed)
    made = over_columns(formula, {n: _column(rows, n) for n in names}, FORMULAS[formula])
    for _ in range(5):
        true = [{n: _somewhere(row[n], rng) for n in names} for row in rows]
        points = over_columns(formula, {n: _column(true, n) for n in names}, FORMULAS[formula])
        for inside, found in zip(points, made, strict=True):
            if inside["value"] is None:
                continue
            slack = 1e-9 * max(1, abs(inside["value"]))
            assert found["low"] is None or found["low"] <= inside["value"] + slack
            assert found["high"] is None or found["high"] >= inside["value"] - slack


def _somewhere(quantity: Quantity, rng: random.Random) -> Quantity:
    value = quantity.value or Decimal(0)
    low = quantity.low if quantity.low is not None else value - abs(value) * Decimal("0.9")
    high = quantity.high if quantity.high is not None else value + abs(value) * 10
    point = low + (high - low) * Decimal(str(round(rng.random(), 6)))
    return Quantity(point, point, point, quantity.unit)


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(sorted(FORMULAS)), _rows)
def test_lineage_is_what_changes_the_result(formula: str, rows: list[dict[str, Quantity]]) -> None:
    """The ids of a result are those of the facts that move it when they alone change."""
    names = _names(formula)
    columns = {n: _column(rows, n) for n in names}
    made = over_columns(formula, columns, FORMULAS[formula])
    moved: list[set[str]] = [set() for _ in rows]
    for name in names:
        for factor in (Decimal("1.7"), Decimal("0.3"), Decimal(20)):
            other = _column([{name: _times(row[name], factor)} for row in rows], name)
            changed = over_columns(formula, {**columns, name: other}, FORMULAS[formula])
            for number, (before, after) in enumerate(zip(made, changed, strict=True)):
                if before["value"] != after["value"]:
                    moved[number].add(f"{name}.{number}")
    compared = "max" in formula  # the smaller of two does not move the larger, and is compared
    for found, moves in zip(ids(made), moved, strict=True):
        assert moves <= set(found)
        assert compared or moves == set(found)
        assert len(found) == len(set(found))


def _times(quantity: Quantity, factor: Decimal) -> Quantity:
    point = (quantity.value or Decimal(0)) * factor
    return Quantity(point, point, point, quantity.unit)


ROW = {
    "a": Quantity(Decimal(100), Decimal(98), Decimal(102), "CNY"),
    "b": Quantity(Decimal(40), Decimal(38), Decimal(42), "CNY"),
    "g": Quantity(Decimal(25), Decimal(25), Decimal(25), "percent"),
}


def test_a_column_less_itself_is_nothing_however_it_was_made() -> None:
    a, g = _column([ROW], "a"), _column([ROW], "g")
    base = over_columns("a / (1 + g)", {"a": a, "g": g}, "CNY")
    other = over_columns("a / (1 + g)", {"a": a, "g": g}, "CNY")
    rest = over_columns("x - y", {"x": base, "y": other}, "CNY")
    assert (rest[0]["low"], rest[0]["value"], rest[0]["high"]) == (0, 0, 0)


def test_rows_that_share_a_fact_are_known_by_it() -> None:
    """In the first row both columns hold the same fact, in the second they do not."""
    a, b = _column([ROW, ROW], "a"), _column([ROW, ROW], "b")
    mixed = pl.concat([a[:1], b[1:]])
    rest = over_columns("a - m", {"a": a, "m": mixed}, "CNY")
    assert [(it["low"], it["high"]) for it in rest] == [(0, 0), (56, 64)]
    assert ids(rest).to_list() == [["a.0"], ["a.1", "b.1"]]


@pytest.mark.parametrize(("formula", "unit"), [("a - m", "CNY"), ("a / m", "times")])
def test_many_rows_may_share_a_fact(formula: str, unit: str) -> None:
    """What cancels in them is one number, and still has a row for each."""
    a, b = _column([ROW] * 4, "a"), _column([ROW] * 4, "b")
    made = over_columns(formula, {"a": a, "m": pl.concat([a[:3], b[3:]])}, unit)
    nothing = 0 if unit == "CNY" else 1
    assert made.struct.field("value").to_list() == [nothing] * 3 + [60 if unit == "CNY" else 2.5]
    assert ids(made).to_list() == [["a.0"], ["a.1"], ["a.2"], ["a.3", "b.3"]]


@pytest.mark.parametrize("silent", ["a b", "a", "b"])
@pytest.mark.parametrize("told", [0, 2])
@pytest.mark.parametrize(
    "formula",
    ["a - b", "b - a", "max(a, b)", "min(a, b)", "sum(a, b)", "mean(a, b)", "c + a - b",
     "c * a / b", "max(c, a - b)", "max(a, b, c)", "c + count(a, b) * a - count(a, b) * a - b"],
)  # fmt: skip
def test_nothing_is_computed_of_what_is_not_reported(formula: str, silent: str, told: int) -> None:
    """Two silences are no equal numbers, whose difference is zero; nor is one the smallest."""
    rows = told + 2
    columns = {
        "a": _column([ROW] * rows, "a"),
        "b": _column([ROW] * rows, "b"),
        "c": _column([ROW] * 2 * rows, "b")[rows:],
    }
    for name in silent.split():
        kept = columns[name][:told]
        columns[name] = pl.concat([kept, pl.Series([None] * 2, dtype=kept.dtype)])
    named = {name: it for name, it in columns.items() if name in Formula.read(formula).names}
    made = over_columns(formula, named, "CNY").struct.unnest()
    for number in ("value", "low", "high"):
        assert made[number].is_null().to_list() == [False] * told + [True] * 2


def test_ends_that_meet_in_an_extreme_are_open() -> None:
    """An infinity less another is unknown, and no number beside it bounds it."""
    wide = _column([{"a": Quantity(Decimal(2), None, None, "CNY")}], "a")
    b = _column([ROW], "b")
    made = over_columns("max(sum(b + a, b - a), (a - b) - a)", {"a": wide, "b": b}, "CNY")[0]
    assert made["value"] == 80
    assert made["high"] is None or made["high"] >= 84


def test_what_is_not_reported_stays_so() -> None:
    a, b = _column([ROW, ROW], "a"), _column([ROW, ROW], "b")
    gone = pl.concat([b[:1], pl.Series([None], dtype=b.dtype)])
    made = over_columns("a / b", {"a": a, "b": gone}, "percent")
    assert made.struct.field("value").to_list() == [250, None]
    nothing = pl.Series([None, None], dtype=b.dtype)
    made = over_columns("a / b", {"a": a, "b": nothing}, "percent")
    assert made.struct.field("value").to_list() == [None, None]


def test_rows_of_several_units_are_converted_each() -> None:
    unit = pl.Series(["mu", "hectare"])
    land = pl.DataFrame({"id": ["x", "y"], "v": [15.0, 2.0], "unit": unit}).select(
        pl.struct(
            value="v", low="v", high="v", unit="unit", period=pl.lit("2025"), id="id"
        ).alias("land")
    )["land"]  # fmt: skip
    made = over_columns("land", {"land": land}, "hectare")
    assert made.struct.field("value").to_list() == [1, 2]
    with pytest.raises(UnitError, match="gives m"):
        over_columns("land", {"land": land}, "CNY")


def test_bare_numbers_and_lost_lineage_are_refused() -> None:
    a = _column([ROW], "a")
    with pytest.raises(FormulaError, match="'v' holds no quantities"):
        over_columns("a + v", {"a": a, "v": pl.Series("v", [1.0])}, "CNY")
    with pytest.raises(FormulaError, match="'value' holds no quantities"):
        over_columns("v", {"v": a.struct.field("value")}, "CNY")


def test_a_sum_over_groups_stands_on_all_its_parts() -> None:
    frame = pl.DataFrame([_column([ROW, ROW, ROW], "a")]).with_columns(g=pl.Series([1, 1, 2]))
    made = summed(frame, "a", ["g"])
    assert made["a"].struct.field("low").to_list() == [196, 98]
    assert ids(made["a"]).to_list() == [["a.0", "a.1"], ["a.2"]]
    share = over_columns("part / whole", {"part": made["a"][1:], "whole": made["a"][:1]}, "percent")
    assert share[0]["value"] == 50
    assert ids(share).to_list() == [["a.2", "a.0", "a.1"]]


def test_a_sum_takes_nothing_for_zero_and_nothing_twice() -> None:
    a = _column([ROW, ROW], "a")
    gone = pl.DataFrame([pl.concat([a[:1], pl.Series("a", [None], dtype=a.dtype)])])
    assert summed(gone.with_columns(g=1), "a", ["g"])["a"][0]["value"] is None
    twice = pl.DataFrame([pl.concat([a[:1], a[:1]])]).with_columns(g=1)
    with pytest.raises(FormulaError, match="holds the same fact of 'a' twice"):
        summed(twice, "a", ["g"])


def test_an_empty_column_gives_an_empty_one() -> None:
    made = over_columns("a / b", {n: _column([ROW], n)[:0] for n in ("a", "b")}, "percent")
    assert len(made) == 0
