"""A printed growth rate fits the levels that are printed."""

from collections.abc import Iterator

from tieout.compare.bounds import cannot_agree, surely_larger
from tieout.compare.conflict import Conflict, Material, Side
from tieout.compare.rules.reckon import reckon, titled
from tieout.compare.spans import lies_in, year_before
from tieout.derive.derivation import Derivation
from tieout.ledger.tie import TiedFact

RULE = "growth"


def growth(material: Material) -> Iterator[Conflict]:
    """Growth rates that the levels of both years do not give, and rates by which a part of a
    year would have been larger than that year a year before.

    Which indicator is the growth of which level, `data/indicators.csv` tells."""
    pairs = [*_rates_and_levels(material)]
    for rate, level in pairs:
        before = year_before(level.fact.period)
        for base in material.facts:
            if base.fact.period == before and _alike(base, level):
                yield from _of_both_ends(material, rate, level, base)
    for rate, level in pairs:
        for other, whole in pairs:
            inside = lies_in(level.fact.period, whole.fact.period)
            if inside and level.fact.period != whole.fact.period and _alike(level, whole):
                yield from _of_bases(material, (rate, level), (other, whole))


def _rates_and_levels(material: Material) -> Iterator[tuple[TiedFact, TiedFact]]:
    measures = {(it.id, it.of) for it in material.indicators.values() if it.of}
    for rate in material.facts:
        for level in material.facts:
            same = rate.fact.area == level.fact.area and rate.fact.period == level.fact.period
            known = (rate.fact.indicator, level.fact.indicator) in measures
            if known and same and rate.fact.period and rate.fact.status == level.fact.status:
                yield rate, level


def _alike(a: TiedFact, b: TiedFact) -> bool:
    return (a.fact.indicator, a.fact.area, a.fact.status, a.quantity.unit) == (
        b.fact.indicator,
        b.fact.area,
        b.fact.status,
        b.quantity.unit,
    )


def _of_both_ends(
    material: Material, rate: TiedFact, level: TiedFact, base: TiedFact
) -> Iterator[Conflict]:
    implied = reckon(
        f"conflicts.growth.{rate.fact.id}",
        titled(material, rate, "growth"),
        ["now / then - 1"],
        "percent",
        {"now": level, "then": base},
    )
    if implied and cannot_agree(implied.quantity, rate.quantity):
        ids = (rate.fact.id, level.fact.id, base.fact.id)
        sides = Side("fact", rate.fact.id), Side("derived", implied.id)
        yield Conflict(RULE, ids, sides[0], "differs", sides[1], derivations=(implied,))


def _of_bases(
    material: Material, part: tuple[TiedFact, TiedFact], whole: tuple[TiedFact, TiedFact]
) -> Iterator[Conflict]:
    bases = [_base(material, *it) for it in (part, whole)]
    if bases[0] and bases[1] and surely_larger(bases[0].quantity, bases[1].quantity):
        ids = tuple(it.fact.id for it in (*part, *whole))
        sides = Side("derived", bases[0].id), Side("derived", bases[1].id)
        yield Conflict(RULE, ids, sides[0], "larger", sides[1], derivations=(bases[0], bases[1]))


def _base(material: Material, rate: TiedFact, level: TiedFact) -> Derivation | None:
    return reckon(
        f"conflicts.base.{level.fact.id}",
        titled(material, level, "base"),
        ["level / (1 + rate)"],
        level.quantity.unit,
        {"level": level, "rate": rate},
    )
