"""Derivations: numbers computed from facts, with their formula, inputs and bounds."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from tieout.derive.formula import FormulaError
from tieout.derive.interval import INFINITY, Interval
from tieout.quantities.quantity import Quantity

InputKind = Literal["fact", "derived"]


@dataclass(frozen=True, slots=True)
class Input:
    """A named input of a derivation: a fact or another derivation, by id."""

    name: str
    kind: InputKind
    id: str


@dataclass(frozen=True, slots=True)
class Derivation:
    """A number computed from facts.

    `formula` is plain arithmetic over the inputs' values, each in its own unit. `quantity`
    holds the value with the interval that the inputs justify, in the base unit; its `step` is
    the worth of the last digit that may be shown. `over_facts` is the whole computation, as
    plain arithmetic over `facts`, which are all that the number stands on, to any depth.
    `assumes` are the conditions under which it holds; `across` names what the inputs differ
    in. `declared` is the formula as its author wrote it, in which units convert by themselves:
    the method is told from it. `signed` numbers are shown with their sign, as changes are.
    """

    id: str
    title: str
    formula: str
    inputs: tuple[Input, ...]
    quantity: Quantity
    signed: bool = False
    note: str = ""
    assumes: tuple[str, ...] = ()
    across: tuple[str, ...] = ()
    over_facts: str = ""
    facts: tuple[Input, ...] = ()
    declared: str = ""


@dataclass(frozen=True, slots=True)
class Operand:
    """What stands behind the name of an input: a fact, or a derivation with the computation
    that made it, so that what two inputs share is known."""

    kind: InputKind
    id: str
    quantity: Quantity
    over_facts: str = "it"
    facts: Mapping[str, tuple[str, Quantity]] = field(default_factory=dict)

    @classmethod
    def of_fact(cls, id: str, quantity: Quantity) -> "Operand":
        return cls("fact", id, quantity, "it", {"it": (id, quantity)})


def interval_of(quantity: Quantity) -> Interval:
    """The interval of a quantity. A range has no value of its own: its middle stands for
    it. An open end is infinite."""
    low = -INFINITY if quantity.low is None else quantity.low
    high = INFINITY if quantity.high is None else quantity.high
    value = quantity.value
    if value is None:
        if low.is_infinite() or high.is_infinite():
            raise FormulaError("an input has neither a value nor two bounds")
        value = (low + high) / 2
    return Interval(value, low, high)
