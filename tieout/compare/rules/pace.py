"""What is made in a year fits the pace at which one piece follows another."""

from collections.abc import Iterator

from tieout.compare.bounds import surely_larger
from tieout.compare.conflict import Conflict, Material, Side, unsaid_of
from tieout.compare.rules.reckon import reckon, titled
from tieout.compare.spans import may_be_one

RULE = "pace"


def pace(material: Material) -> Iterator[Conflict]:
    """Yearly numbers that would need a shorter time per piece than is stated, even without any
    pause. Which indicator is the time per piece of which number is a relation, `pace`."""
    for relation in material.related("indicator", "pace"):
        for time in (it for it in material.facts if it.fact.indicator == relation.one):
            for made in (it for it in material.facts if it.fact.indicator == relation.other):
                if time.fact.area != made.fact.area or not may_be_one(
                    time.fact.period, made.fact.period, "flow"
                ):
                    continue
                noun = made.quantity.unit.removeprefix("count:").partition("/")[0]
                needed = reckon(
                    f"conflicts.pace.{made.fact.id}",
                    titled(material, time, "pace"),
                    ["year() / made", "1 / made"],
                    f"{time.quantity.unit.partition('/')[0]}/{noun}",
                    {"made": made},
                    places=1,
                )
                if needed and surely_larger(time.quantity, needed.quantity):
                    yield Conflict(
                        RULE,
                        (time.fact.id, made.fact.id),
                        Side("fact", time.fact.id),
                        "larger",
                        Side("derived", needed.id),
                        unsaid_of(time, made),
                        (relation,),
                        (needed,),
                    )
