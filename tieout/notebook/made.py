"""Numbers that a chapter makes from tied ones."""

import re
from collections.abc import Iterable, Mapping, Sequence

import polars as pl

from tieout.derive import compute
from tieout.derive.derivation import Operand
from tieout.derive.formula import Formula, FormulaError
from tieout.ledger.records import ID
from tieout.notebook.comparable import check_inputs
from tieout.notebook.facts import facts
from tieout.notebook.frame_columns import check_unit, ids_of
from tieout.notebook.kernel import kernel
from tieout.notebook.registry import made
from tieout.notebook.values import DerivedValue, FactValue, TiedValue


def derive(
    id: str,
    formula: str,
    *,
    title: str,
    unit: str,
    signed: bool = False,
    places: int | None = None,
    note: str = "",
    assumes: str | Sequence[str] = (),
    across: str | Sequence[str] = (),
    **inputs: TiedValue,
) -> DerivedValue:
    """A number computed by a formula over tied numbers, each named as the formula names it.

        derive("ferries.punctuality.gain", "now - then", unit="pp", signed=True,
               title="Gain in punctuality",
               now=facts["ferries.punctuality.2023"], then=facts["ferries.punctuality.2022"])

    `unit` is a code of the ledger, which the units of the inputs must give; conversions are
    made by themselves (`part / whole` with the unit `percent`). `title` tells readers what the
    number is; `note` what they should mind; `assumes` under which conditions it holds, beside
    those of its inputs; `across` names what inputs differ in that would have to agree
    ("period", or "area, period"); `places` is how many decimals are shown at the most. The
    interval of every input is carried through. Raises FormulaError for a formula that cannot
    be read or computed, that holds a number of its own or ignores an input, for units that do
    not work out, for inputs that cannot be compared, and for an input that is no tied number.
    """
    return _made(
        id,
        formula,
        inputs,
        title=title,
        unit=unit,
        signed=signed,
        places=places,
        note=note,
        assumes=(assumes,) if isinstance(assumes, str) else assumes,
        across=across,
    )


def count(
    id: str, what: pl.DataFrame | Iterable[str], *, title: str, note: str = ""
) -> DerivedValue:
    """How many facts there are in a frame with a column `id`, or among the ids given.

    The entry on the derivations page lists every one of them.
    """
    chosen: dict[str, TiedValue] = {
        f"n{number}": facts[it] for number, it in enumerate(dict.fromkeys(ids_of(what)), start=1)
    }
    return _made(id, "count()", chosen, title=title, unit="", note=note)


def _made(
    id: str,
    formula: str,
    inputs: Mapping[str, TiedValue],
    *,
    title: str,
    unit: str,
    signed: bool = False,
    places: int | None = None,
    note: str = "",
    assumes: Sequence[str] = (),
    across: str | Sequence[str] = (),
) -> DerivedValue:
    if not re.match(ID, id):
        raise FormulaError(f"{id!r} is no id: write lower-case words, digits, dots and hyphens")
    check_unit(unit)
    operands = {name: _operand(id, name, value) for name, value in inputs.items()}
    differing = check_inputs(id, Formula.read(formula).over(tuple(inputs)), inputs, across)
    result = compute.derive(
        id,
        formula,
        operands,
        title=title,
        unit=unit,
        signed=signed,
        places=places,
        note=note,
        assumes=tuple(dict.fromkeys((*assumes, *_assumed(inputs.values())))),
        across=differing,
    )
    made.add(result)
    return DerivedValue(result, kernel.handover.language, kernel.handover.ledger.units)


def _assumed(inputs: Iterable[TiedValue]) -> Iterable[str]:
    """The conditions under which inputs hold: what is made of them holds under no others."""
    return (
        condition
        for it in inputs
        if isinstance(it, DerivedValue)
        for condition in it.derivation.assumes
    )


def _operand(id: str, name: str, value: object) -> Operand:
    match value:
        case FactValue():
            return Operand.of_fact(value.id, value.quantity)
        case DerivedValue(derivation=of):
            stands_on = {it.name: (it.id, facts[it.id].quantity) for it in of.facts}
            return Operand("derived", of.id, of.quantity, of.over_facts, stands_on)
        case _:
            raise FormulaError(f"the input {name} of {id} is no fact and no derivation")
