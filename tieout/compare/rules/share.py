"""What a number and its share imply for the whole holds every other part of that whole."""

from collections.abc import Iterator

from tieout.compare.bounds import surely_larger
from tieout.compare.conflict import Conflict, Material, Side, unsaid_of
from tieout.compare.rules.reckon import reckon, titled
from tieout.ledger.tie import TiedFact

RULE = "share"


def share(material: Material) -> Iterator[Conflict]:
    """Parts that are larger than the whole which another part implies by its size and its
    share. Relations say which indicator is the share of which (`share`), and which indicators
    measure parts of one whole (`alike`); the same indicator of another area does as well."""
    for relation in material.related("indicator", "share"):
        for part in (it for it in material.facts if it.fact.indicator == relation.other):
            for rate in (it for it in material.facts if it.fact.indicator == relation.one):
                if rate.fact.area == part.fact.area and rate.fact.period == part.fact.period:
                    yield from _of_whole(material, part, rate)


def _of_whole(material: Material, part: TiedFact, rate: TiedFact) -> Iterator[Conflict]:
    whole = reckon(
        f"conflicts.whole.{part.fact.id}",
        titled(material, part, "whole"),
        ["part / rate"],
        part.quantity.unit,
        {"part": part, "rate": rate},
    )
    if whole is None:
        return
    alike = {
        name: it
        for it in material.related("indicator", "alike")
        if part.fact.indicator in (it.one, it.other)
        for name in (it.one, it.other)
    }
    for other in material.facts:
        same = other.fact.indicator == part.fact.indicator
        relation = alike.get(other.fact.indicator)
        if other.fact.area == part.fact.area or not (same or relation):
            continue
        if other.fact.status == part.fact.status and surely_larger(other.quantity, whole.quantity):
            yield Conflict(
                RULE,
                (other.fact.id, part.fact.id, rate.fact.id),
                Side("fact", other.fact.id),
                "larger",
                Side("derived", whole.id),
                unsaid_of(other, part),
                (relation,) if relation else (),
                (whole,),
            )
