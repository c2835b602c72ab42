"""A whole is no less than its parts together, and no more where they are all of it."""

from collections.abc import Iterator, Sequence

from tieout.compare.bounds import surely_larger
from tieout.compare.conflict import Conflict, Material, Side
from tieout.compare.rules.reckon import reckon, titled
from tieout.ledger.tie import TiedFact

RULE = "sum"


def sums(material: Material) -> Iterator[Conflict]:
    """Wholes that their parts exceed together: parts by indicator, as a relation says, or by
    area. Relations of the kind `all` say that the parts are all there are; then the whole may
    not exceed them either."""
    for whole in material.facts:
        for parts, complete in _parts(material, whole):
            if len(parts) > 1:
                yield from _held_against(material, whole, parts, complete)


def _parts(material: Material, whole: TiedFact) -> Iterator[tuple[list[TiedFact], bool]]:
    kinds = {
        it.one: it.kind
        for it in (*material.related("indicator", "part"), *material.related("indicator", "all"))
        if it.other == whole.fact.indicator
    }
    alike = [
        it
        for it in material.facts
        if (it.fact.period, it.fact.status, it.quantity.unit)
        == (whole.fact.period, whole.fact.status, whole.quantity.unit)
    ]
    by_sort = [it for it in alike if it.fact.area == whole.fact.area and it.fact.indicator in kinds]
    told = {it.fact.indicator for it in by_sort}
    yield by_sort, bool(kinds) and told == set(kinds) and set(kinds.values()) == {"all"}
    if material.indicators[whole.fact.indicator].kind in ("flow", "stock", "cumulative"):
        by_area: dict[str, TiedFact] = {}
        for it in alike:
            inside = material.areas[it.fact.area].within == whole.fact.area
            if inside and it.fact.indicator == whole.fact.indicator:
                by_area.setdefault(it.fact.area, it)
        yield [*by_area.values()], False


def _held_against(
    material: Material, whole: TiedFact, parts: Sequence[TiedFact], complete: bool
) -> Iterator[Conflict]:
    named = {f"part_{at}": it for at, it in enumerate(parts, start=1)}
    total = reckon(
        f"conflicts.sum.{whole.fact.id}",
        titled(material, whole, "sum"),
        ["sum()"],
        whole.quantity.unit,
        named,
    )
    if total is None:
        return
    ids = (whole.fact.id, *(it.fact.id for it in parts))
    sides = Side("derived", total.id), Side("fact", whole.fact.id)
    if surely_larger(total.quantity, whole.quantity):
        yield Conflict(RULE, ids, sides[0], "larger", sides[1], derivations=(total,))
    elif complete and surely_larger(whole.quantity, total.quantity):
        yield Conflict(RULE, ids, sides[1], "larger", sides[0], derivations=(total,))
