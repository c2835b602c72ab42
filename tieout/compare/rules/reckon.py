"""Numbers that a rule computes, as derivations like any other."""

from collections.abc import Mapping, Sequence

from tieout.derive.compute import derive
from tieout.derive.derivation import Derivation, Operand
from tieout.derive.formula import FormulaError
from tieout.ledger.tie import TiedFact


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
