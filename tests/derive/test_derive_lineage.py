"""Derivations of derivations, to any depth, held against computing them step by step: what they
stand on is what changes them, and wherever the facts lie the result is within its ends."""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tieout.derive.compute import derive
from tieout.derive.derivation import Derivation, Operand
from tieout.derive.formula import FormulaError
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
