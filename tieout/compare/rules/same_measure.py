"""One thing measured in one place and period has one value."""

from collections.abc import Iterator
from itertools import combinations

from tieout.compare.bounds import cannot_agree
from tieout.compare.conflict import Conflict, Material, Side
from tieout.ledger.tie import TiedFact

RULE = "same-measure"


def same_measure(material: Material) -> Iterator[Conflict]:
    """Facts of the same indicator, area, status and stated period, whose intervals have no
    value in common. Undated facts may be of different times, so they are passed over, and so
    are properties, of which a thing may have several."""
    for a, b in combinations(material.facts, 2):
        comparable = _measures(a) == _measures(b) and _has_one_value(material, a)
        if comparable and cannot_agree(a.quantity, b.quantity):
            sides = Side("fact", a.fact.id), Side("fact", b.fact.id)
            yield Conflict(RULE, (a.fact.id, b.fact.id), sides[0], "differs", sides[1])


def _measures(it: TiedFact) -> tuple[str, ...]:
    fact = it.fact
    return fact.indicator, fact.area, fact.period, fact.status, it.quantity.unit


def _has_one_value(material: Material, it: TiedFact) -> bool:
    return bool(it.fact.period) and material.indicators[it.fact.indicator].kind != "property"
