"""What comes after something else is not dated before it."""

from collections.abc import Iterator

from tieout.compare.conflict import Conflict, Material, Side
from tieout.compare.spans import is_before, span
from tieout.ledger.tie import TiedFact

RULE = "dates"


def dates(material: Material) -> Iterator[Conflict]:
    """Facts that are known to come after others (a relation, `after`) and are dated before
    them; and what is told as having happened in a period that begins after its source was
    published. A fact is dated by its period; one without, by the earliest that its sentence
    tells, or else by the publication of its source, by when it was so."""
    facts = {it.fact.id: it for it in material.facts}
    for relation in material.related("fact", "after"):
        later, earlier = facts.get(relation.one), facts.get(relation.other)
        if later is None or earlier is None:
            continue
        if is_before(dated(material, later), dated(material, earlier)):
            yield Conflict(
                RULE,
                (later.fact.id, earlier.fact.id),
                Side("period", dated(material, later)),
                "earlier",
                Side("period", dated(material, earlier)),
                relations=(relation,),
            )
    for it in material.facts:
        published = material.published.get(it.fact.source, "")
        if it.fact.status == "actual" and is_before(published, it.fact.period):
            sides = Side("period", published), Side("period", it.fact.period)
            yield Conflict(RULE, (it.fact.id,), sides[0], "earlier", sides[1])


def dated(material: Material, it: TiedFact) -> str:
    """When a fact was so: as its row says, as its sentence says, or when it was published."""
    told = [period for period in material.told.get(it.fact.id, ()) if span(period)]
    earliest = min(told, key=lambda period: span(period) or (), default="")
    return it.fact.period or earliest or material.published.get(it.fact.source, "")
