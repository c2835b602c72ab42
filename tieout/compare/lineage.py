"""What any number on a page compares by, to whatever depth it is derived."""

from collections.abc import Iterable, Mapping

from tieout.compare.differences import Comparand, comparand, counted, joint
from tieout.derive.derivation import Derivation
from tieout.ledger.tie import TiedFact


def comparands(
    linked: Iterable[tuple[str, str]],
    facts: Mapping[str, TiedFact],
    derivations: Mapping[str, Derivation],
) -> tuple[Comparand, ...]:
    """What numbers compare by, each given as its kind (`fact` or `derived`) and its id.
    Raises KeyError for an unknown id."""
    known: dict[str, Comparand] = {}

    def of(kind: str, id: str) -> Comparand:
        if kind == "fact":
            return comparand(facts[id])
        if id not in known:
            derivation = derivations[id]
            parts = [of(it.kind, it.id) for it in derivation.inputs]
            counts = derivation.formula.replace(" ", "") == "count()"
            known[id] = (counted if counts else joint)(id, parts, derivation.quantity.unit)
        return known[id]

    return tuple(of(kind, id) for kind, id in linked)
