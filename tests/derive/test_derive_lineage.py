"""Derivations of derivations, to any depth, held against computing them step by step: what they
stand on is what changes them, and wherever the facts lie the result is within its ends."""

import random
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Context, Decimal, DecimalException, localcontext

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tieout.derive.compute import derive
from tieout.derive.derivation import Derivation, Operand
from tieout.derive.formula import Formula, FormulaError
from tieout.derive.idle import without_idle
from tieout.quantities.quantity import Quantity

#: Formulas in CNY over two numbers in CNY. Those that rise with both never cancel what they stand
#: on, whatever is put into what.
RISING = ("a + b", "mean(a, b)", "a + a * b / (a + b)", "(a * b) ** (1 / 2) / a * a + b", "sum()")
ANY = (*RISING, "a - b", "a * a / b", "a / (b / a)", "a - a / (1 + a / b)", "max(a, b) - b / a * b")
_OVER = {"mean": lambda *its: sum(its) / len(its), "max": max}


@dataclass(frozen=True)
class _Step:
    formula: str
    inputs: tuple[str, str]


@dataclass(frozen=True)
class _Case:
    """A derivation that stands on others: the steps that lead to it, and the facts there are."""

    made: Derivation
    steps: Mapping[str, _Step]
    facts: Mapping[str, Quantity]

    def at(self, values: Mapping[str, float], id: str) -> float:
        """The number of an id by plain Python, from values of the facts."""
        if id in self.facts:
            return values[id]
        step = self.steps[id]
        a, b = (self.at(values, it) for it in step.inputs)
        return float(eval(step.formula.replace("sum()", "a + b"), {**_OVER, "a": a, "b": b}))


@st.composite
def _cases(draw: st.DrawFn, formulas: tuple[str, ...]) -> _Case:
    facts = {}
    for at in range(4):
        value, width = Decimal(draw(st.integers(20, 900))), Decimal(draw(st.integers(0, 9)))
        opened = draw(st.integers(0, 5)) == 0
        facts[f"f.{at}"] = Quantity(
            value, value - width, None if opened else value + width, "CNY",
            "over" if opened else "exact", Decimal(1),
        )  # fmt: skip
    there = {id: Operand.of_fact(id, it) for id, it in facts.items()}
    steps: dict[str, _Step] = {}
    made: Derivation | None = None
    for at in range(draw(st.integers(2, 5))):
        inputs = tuple(draw(st.permutations(sorted(there)))[:2])
        formula = draw(st.sampled_from(formulas))
        named = dict(zip("ab", (there[it] for it in inputs), strict=True))
        try:
            made = derive(f"d.{at}", formula, named, title="t", unit="CNY")
        except FormulaError:
            continue  # refused by itself, as where what may be zero stands below a division
        steps[made.id] = _Step(formula, (inputs[0], inputs[1]))
        known = {it.name: (it.id, facts[it.id]) for it in made.facts}
        there[made.id] = Operand("derived", made.id, made.quantity, made.over_facts, known)
    assume(made is not None)
    assert made is not None
    return _Case(made, steps, facts)


@settings(max_examples=150, deadline=None)
@given(_cases(RISING))
def test_lineage_to_any_depth_is_what_changes_the_result(case: _Case) -> None:
    values = {id: float(it.value or 0) for id, it in case.facts.items()}
    before = case.at(values, case.made.id)
    moving = {
        id
        for id in values
        if abs(case.at({**values, id: values[id] * 1.37}, case.made.id) - before) > 1e-9 * before
    }
    assert [it.id for it in case.made.facts] == list(dict.fromkeys(it.id for it in case.made.facts))
    assert {it.id for it in case.made.facts} == moving


#: Any arithmetic over numbers in CNY whose result is in CNY as well.
_trees = st.recursive(
    st.sampled_from(["a", "b", "c", "d"]),
    lambda parts: st.one_of(
        st.tuples(parts, st.sampled_from("+-"), parts).map(lambda it: "({} {} {})".format(*it)),
        st.tuples(parts, parts, parts).map(lambda it: "({} * {} / {})".format(*it)),
        st.tuples(parts, parts, parts).map(lambda it: "({} / ({} / {}))".format(*it)),
        st.tuples(parts, parts).map(lambda it: "(({} * {}) ** (1 / 2))".format(*it)),
        st.tuples(st.sampled_from(["sum", "mean"]), parts, parts).map(
            lambda it: "{}({}, {})".format(*it)
        ),
    ),
    max_leaves=9,
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(_trees)
def test_what_a_formula_is_left_with_is_what_changes_it(text: str) -> None:
    """Also where inputs cancel at depth, as sums, as factors, below a root."""
    formula = Formula.read(text)
    left = without_idle(text)
    moving = {name for name in formula.names if _moves(text, formula.names, name)}
    assert set(left.names) == (moving or set(formula.names))
    for point in _far_apart(formula.names):
        before, after = _exactly(text, point), _exactly(left.text, point)
        if before is not None and after is not None:
            assert _near(before, after)


def _moves(text: str, names: tuple[str, ...], name: str) -> bool:
    """Whether a change of one input alone, small or large, changes the result anywhere."""
    known = False
    for point in _far_apart(names):
        before = _exactly(text, point)
        for factor in (Decimal("1.01"), Decimal("0.3"), Decimal(7)):
            after = _exactly(text, {**point, name: point[name] * factor})
            if before is not None and after is not None:
                known = True
                if not _near(before, after):
                    return True
    return not known  # what has no value anywhere is not known to be without it


def _far_apart(names: tuple[str, ...]) -> list[dict[str, Decimal]]:
    rng = random.Random(7)
    return [{name: Decimal(rng.randint(1, 10**9)) / 997 for name in names} for _ in range(6)]


def _exactly(text: str, point: Mapping[str, Decimal]) -> Decimal | None:
    """A formula by Python's own decimals, with many digits."""
    functions = {"sum": lambda *its: sum(its, Decimal(0)), "mean": lambda *its: sum(its) / len(its)}
    written = re.sub(r"\b\d+\b", r"Decimal(\g<0>)", text)
    with localcontext(Context(prec=90)):
        try:
            made = eval(written, {**functions, **point, "Decimal": Decimal})
        except (DecimalException, ZeroDivisionError):
            return None
    return Decimal(made) if abs(made) < Decimal(10) ** 40 else None


def _near(one: Decimal, other: Decimal) -> bool:
    return abs(one - other) <= Decimal("1e-30") * max(abs(one), abs(other), Decimal(1))


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("a + b - b", "a"),
        ("a * b / b", "a"),
        ("(a + b + c) - (b + d)", "a + c - d"),
        ("(a * b + a * c) / (b + c)", "a"),
        ("(a - a / (1 + b / 100)) / a", "1 - 1 / (1 + b / 100)"),
        ("mean(a, b) - b / 2", "a / 2"),
        ("sum(a, b, c) - c", "a + b"),
        ("max(a - b + b, c)", "max(a, c)"),
        ("max(a, b) - a", "max(a, b) - a"),
        ("count(a, b) * c", "count(a, b) * c"),
        ("a - a", "a - a"),
    ],
)
def test_what_cancels_is_written_no_more(text: str, left: str) -> None:
    assert without_idle(text).text == left


def test_a_derivation_lists_what_is_left_of_its_facts() -> None:
    quantity = Quantity(Decimal(40), Decimal(39), Decimal(41), "CNY", "exact", Decimal(1))
    a, b = (Operand.of_fact(f"f.{name}", quantity) for name in "ab")
    whole = derive("d.sum", "a + b", {"a": a, "b": b}, title="t", unit="CNY")
    known = {it.name: (it.id, quantity) for it in whole.facts}
    parts = Operand("derived", whole.id, whole.quantity, whole.over_facts, known)
    made = derive("d.rest", "x - b", {"x": parts, "b": b}, title="t", unit="CNY")
    assert [it.id for it in made.facts] == ["f.a"]
    assert made.over_facts == "f1"
    assert (made.quantity.low, made.quantity.high) == (39, 41)


@settings(max_examples=200, deadline=None)
@given(_cases(ANY), st.integers(0, 2**32))
def test_the_true_value_is_inside_to_any_depth(case: _Case, seed: int) -> None:
    rng, quantity = random.Random(seed), case.made.quantity
    values = {id: float(it.value or 0) for id, it in case.facts.items()}
    middle = case.at(values, case.made.id)
    assert abs(float(quantity.value or 0) - middle) <= 1e-9 * max(1.0, abs(middle))
    for _ in range(10):
        true = {id: _somewhere(it, rng) for id, it in case.facts.items()}
        try:
            inside = case.at(true, case.made.id)
        except (ZeroDivisionError, TypeError):  # the latter for a root of what is below zero
            continue
        slack = 1e-7 * max(1.0, abs(inside), *true.values())
        assert quantity.low is None or float(quantity.low) - slack <= inside
        assert quantity.high is None or inside <= float(quantity.high) + slack


def _somewhere(it: Quantity, rng: random.Random) -> float:
    low = float(it.low or 0)
    high = float(it.high) if it.high is not None else low * rng.choice([1.01, 3.0, 400.0])
    return rng.choice([low, high, low + (high - low) * rng.random()])
