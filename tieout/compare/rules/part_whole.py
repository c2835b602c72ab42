"""A part is no larger than its whole."""

from collections.abc import Iterator

from tieout.compare.bounds import surely_larger
from tieout.compare.conflict import Conflict, Material, Side, Unsaid, unsaid_of
from tieout.compare.spans import lies_in, may_be_one
from tieout.ledger.records import IndicatorKind, Relation
from tieout.ledger.tie import TiedFact

RULE = "part-whole"
#: What adds up: a part of an area, a period or a sort has no more of it than the whole.
_ADDS_UP: frozenset[IndicatorKind] = frozenset({"flow", "stock", "cumulative"})


def part_whole(material: Material) -> Iterator[Conflict]:
    """Facts of which one is a part of the other, by area, by indicator, by period, or as a
    relation of the ledger says of the two, and yet surely larger."""
    for part in material.facts:
        for whole in material.facts:
            if part is whole or not surely_larger(part.quantity, whole.quantity):
                continue
            if part.quantity.unit != whole.quantity.unit:
                continue
            known = _is_part(material, part, whole)
            if known is None:
                continue
            relations, unsaid = known
            yield Conflict(
                RULE,
                (part.fact.id, whole.fact.id),
                Side("fact", part.fact.id),
                "larger",
                Side("fact", whole.fact.id),
                unsaid,
                relations,
            )


def _is_part(
    material: Material, part: TiedFact, whole: TiedFact
) -> tuple[tuple[Relation, ...], tuple[Unsaid, ...]] | None:
    a, b = part.fact, whole.fact
    stated = tuple(
        it for it in material.related("fact", "part") if (it.one, it.other) == (a.id, b.id)
    )
    same_sort = a.indicator == b.indicator
    sort = tuple(
        it
        for it in material.related("indicator", "part")
        if (it.one, it.other) == (a.indicator, b.indicator)
    )
    same_area = a.area == b.area
    area = () if same_area else material.part_of(a.area, b.area)
    unsaid = () if lies_in(a.period, b.period) else unsaid_of(part, whole)
    if stated:
        return stated, unsaid
    kind = material.indicators[b.indicator].kind
    if area is None or not (same_sort or sort) or a.status != b.status:
        return None
    if same_area and same_sort and (a.period == b.period or unsaid):
        return None  # one thing twice: another rule's matter
    if not sort and kind not in _ADDS_UP:
        return None
    if unsaid and not may_be_one(a.period, b.period, kind):
        return None
    return (*area, *sort), unsaid
