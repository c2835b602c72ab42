"""One achievement is counted once, at one level."""

from collections.abc import Iterator

from tieout.compare.conflict import Conflict, Material, Side, unsaid_of
from tieout.compare.spans import may_be_one
from tieout.ledger.records import Relation
from tieout.ledger.tie import TiedFact

RULE = "two-levels"


def two_levels(material: Material) -> Iterator[Conflict]:
    """An area and one that holds it with the same number of the same thing, or of indicators
    that a relation calls `alike`: if it is the same achievement, the two may not be added, and
    all of the whole would be the part's. Aims and labels are no achievements."""
    achieved = [it for it in material.facts if it.fact.status == "actual"]
    for part in achieved:
        for whole in achieved:
            lies = material.part_of(part.fact.area, whole.fact.area)
            if lies is None or part.quantity != whole.quantity:
                continue
            sort = _same_sort(material, part, whole)
            kind = material.indicators[part.fact.indicator].kind
            coincide = may_be_one(part.fact.period, whole.fact.period, kind)
            if sort is None or not coincide:
                continue
            yield Conflict(
                RULE,
                (part.fact.id, whole.fact.id),
                Side("fact", part.fact.id),
                "same",
                Side("fact", whole.fact.id),
                unsaid=unsaid_of(part, whole),
                relations=(*lies, *sort),
            )


def _same_sort(material: Material, a: TiedFact, b: TiedFact) -> tuple[Relation, ...] | None:
    if a.fact.indicator == b.fact.indicator:
        return ()
    names = {a.fact.indicator, b.fact.indicator}
    found = (it for it in material.related("indicator", "alike") if {it.one, it.other} == names)
    relation = next(found, None)
    return (relation,) if relation else None
