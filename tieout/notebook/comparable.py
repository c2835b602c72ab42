"""Whether the inputs of a derivation may be put together: what they measure, where, when and with
what standing must agree, or the author names in what they differ."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from tieout.compare.differences import (
    ATTRIBUTES,
    FROM,
    JOINT,
    NOT_STATED,
    Attribute,
    Comparand,
    Difference,
    comparand,
    differences,
    joint,
    refusal,
)
from tieout.derive.formula import Formula, FormulaError
from tieout.derive.sides import growth_applied, set_side_by_side
from tieout.notebook.facts import facts
from tieout.notebook.kernel import kernel
from tieout.notebook.values import DerivedValue, FactValue, TiedValue


class NotComparable(FormulaError):
    """Inputs that differ in what their author does not name; the message lists it, and
    `differing` holds it."""

    def __init__(self, message: str, differing: Sequence[Difference] = ()) -> None:
        super().__init__(message)
        self.differing = tuple(differing)


class GrowthOfAnother(NotComparable):
    """A growth rate, by its indicator, that is applied to what it is not the growth of. `of`
    is the indicator whose growth it is, if any."""

    def __init__(self, message: str, rate: str, of: str) -> None:
        super().__init__(message)
        self.rate = rate
        self.of = of


def check_inputs(
    id: str, formula: Formula, inputs: Mapping[str, TiedValue], across: str | Sequence[str]
) -> tuple[Attribute, ...]:
    """What the inputs of a formula differ in, all of it named in `across`.

    Those that are added, subtracted, chosen between or grow into each other must measure the
    same; all must be of one territory, period and status; and a growth rate applies to the
    indicator that it is the growth of. Raises NotComparable where they differ in more than
    `across` names, or in less.
    """
    if formula.text.startswith("count("):
        named_attributes(across)
        return ()
    compared = {name: comparand_of(value) for name, value in inputs.items() if not _is_count(value)}
    found = _differences(formula, compared)
    check_named(found, across, f"the inputs of {id}", "put together")
    _check_growth(id, formula, compared)
    return tuple(it.attribute for it in found)


def check_named(
    found: Sequence[Difference], across: str | Sequence[str], what: str, done: str
) -> None:
    """Whether an author names all that numbers differ in, and nothing else. Raises NotComparable
    with the list: `what` are the numbers, `done` is what cannot be done with them."""
    named = named_attributes(across)
    unnamed = [it for it in found if it.attribute not in named]
    if unnamed:
        raise NotComparable(f"{what} cannot be {done}: {refusal(unnamed)}", unnamed)
    idle = [it for it in named if it not in {each.attribute for each in found}]
    if idle:
        raise NotComparable(f"across names {', '.join(idle)}, and {what} do not differ in it")


def named_attributes(across: str | Sequence[str]) -> tuple[str, ...]:
    """What an author names in `across`, as a text with commas or as a list. Raises
    NotComparable for what no number differs in."""
    names = across.split(",") if isinstance(across, str) else across
    named = tuple(name.strip() for name in names if name.strip())
    if unknown := [it for it in named if it not in ATTRIBUTES]:
        raise NotComparable(f"across takes {', '.join(ATTRIBUTES)}, and not {', '.join(unknown)}")
    return named


def _differences(formula: Formula, compared: Mapping[str, Comparand]) -> list[Difference]:
    """Each attribute in which inputs differ that must agree in it."""
    found: dict[str, Difference] = {}
    for group in set_side_by_side(formula):
        for it in differences(compared[name] for name in group if name in compared):
            if it.attribute != "unit":  # the algebra of units says more of it
                found.setdefault(it.attribute, it)
    for it in differences(compared.values()):
        if it.attribute not in ("unit", "indicator"):
            found.setdefault(it.attribute, it)
    return [found[name] for name in ATTRIBUTES if name in found]


def comparand_of(value: TiedValue) -> Comparand:
    """What a number compares by; a derived one by all facts that it stands on."""
    if isinstance(value, FactValue):
        return comparand(value.tied)
    parts = [comparand(facts[it.id].tied) for it in value.derivation.facts]
    made = joint(value.id, parts, value.unit)
    # What no source dates is no more dated for being computed with.
    return replace(made, period="") if made.period == FROM + NOT_STATED else made


def _is_count(value: TiedValue) -> bool:
    """Whether it is how many facts there are, which says nothing of a place or a time."""
    return isinstance(value, DerivedValue) and value.derivation.formula == "count()"


def _check_growth(id: str, formula: Formula, compared: Mapping[str, Comparand]) -> None:
    indicators = kernel.handover.ledger.indicators
    for applied in growth_applied(formula):
        rate_input = compared.get(applied.rate)
        rate = indicators.get(rate_input.indicator) if rate_input else None
        if rate is None or rate.unit not in ("percent", "permille"):
            continue
        measured = set(_indicators(compared[name] for name in applied.to if name in compared))
        if rate.of not in measured:
            grows = f"is the growth of {rate.of}" if rate.of else "is the growth of no indicator"
            raise GrowthOfAnother(
                f"{applied.rate} of {id} {grows} (data/indicators.csv, column of), and is applied "
                f"to {', '.join(sorted(measured))}",
                rate.id,
                rate.of,
            )


def _indicators(compared: Iterable[Comparand]) -> Iterable[str]:
    for it in compared:
        yield from it.indicator.split(JOINT)
