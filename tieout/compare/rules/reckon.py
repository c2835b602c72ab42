"""Numbers that a rule computes, as derivations like any other."""

from collections.abc import Mapping, Sequence
from typing import Literal

from tieout.compare.conflict import Material
from tieout.derive.compute import derive
from tieout.derive.derivation import Derivation, Operand
from tieout.derive.formula import FormulaError
from tieout.ledger.tie import TiedFact
from tieout.quantities.units import Language

Computed = Literal["growth", "base", "sum", "pace", "whole"]
_TITLES: Mapping[Language, Mapping[Computed, str]] = {
    "en": {
        "growth": "as the levels give it",
        "base": "the year before, as the growth implies",
        "sum": "all parts together",
        "pace": "as the yearly number needs it",
        "whole": "the whole that the share implies",
    },
    "zh": {
        "growth": "按前后水平推算",
        "base": "按增速推算的上年数",
        "sum": "各部分之和",
        "pace": "按年产量推算",
        "whole": "按占比推算的整体",
    },
}


def titled(material: Material, fact: TiedFact, what: Computed) -> str:
    """What a computed number is, told by a fact's measure and area."""
    colon = ": " if material.language == "en" else "："
    return f"{material.name(fact)}{colon}{_TITLES[material.language][what]}"


def reckon(
    id: str,
    title: str,
    formulas: Sequence[str],
    unit: str,
    inputs: Mapping[str, TiedFact],
    places: int = 2,
) -> Derivation | None:
    """The derivation that the first of some formulas gives whose units work out, or None where
    none does or it has no value."""
    operands = {name: Operand.of_fact(it.fact.id, it.quantity) for name, it in inputs.items()}
    for formula in formulas:
        try:
            return derive(id, formula, operands, title=title, unit=unit, places=places)
        except FormulaError:
            continue
    return None
