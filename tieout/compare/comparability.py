"""What may be compared: a verdict on each pair of areas that report a measure in any form.

Two numbers are comparable when they agree in everything but area. What the rules below find
against that makes them comparable with a caveat, or not at all. An analyst's limit can lower a
verdict and never raise one.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, product
from typing import Literal

from tieout.compare.differences import ATTRIBUTES, Attribute, comparand, differences
from tieout.compare.spans import span
from tieout.findings import Finding
from tieout.ledger.ledger import Ledger
from tieout.ledger.records import Family, IndicatorKind, Limit
from tieout.ledger.tie import TiedFact

Verdict = Literal["comparable", "caveat", "no"]
Reason = Literal[
    # these leave nothing to compare
    "measure",  # they measure different things
    "unit",  # they are in different units
    "standing",  # an aim beside a result, a capacity beside an output
    "label",  # both are classes or marks, and not measured
    "undated",  # what belongs to a period, and the source of either gives none
    "lengths",  # a half year beside a year, a year beside several
    "analyst-no",  # an analyst says so
    # these leave a caveat
    "dates",  # periods of one length that differ
    "moment",  # what belongs to a moment, and the source of either gives none
    "start",  # counted since a start that is not stated
    "one-sided",  # one is only known to be above or below its number
    "inferred",  # a period that is not stated, and known from context or publication
    "kinds",  # areas of unlike kinds: a park beside a city
    "nested",  # one area lies within the other
    "analyst-caveat",  # an analyst says so
]
#: Reasons after which nothing is left to compare.
AGAINST: frozenset[Reason] = frozenset(
    {"measure", "unit", "standing", "label", "undated", "lengths", "analyst-no"}
)
_OF_PERIOD: frozenset[IndicatorKind] = frozenset({"flow", "rate", "cumulative"})
_LABELS = frozenset({"tier", "threshold"})
#: How far two spans of the same length differ, in days: leap years, months.
_SLACK = 3


@dataclass(frozen=True, slots=True)
class Pair:
    """Two areas by the two of their facts that come nearest to each other: what these agree
    and differ in, the reasons against comparing them, and the verdict that follows. Periods
    that are not stated neither agree nor differ."""

    a: TiedFact
    b: TiedFact
    agree: tuple[Attribute, ...]
    differ: tuple[Attribute, ...]
    reasons: tuple[Reason, ...]

    @property
    def decisive(self) -> tuple[Reason, ...]:
        """The reasons that the verdict rests on: a caveat adds nothing to a refusal."""
        against = tuple(it for it in self.reasons if it in AGAINST)
        return against or self.reasons

    @property
    def verdict(self) -> Verdict:
        if AGAINST.intersection(self.reasons):
            return "no"
        return "caveat" if self.reasons else "comparable"


@dataclass(frozen=True, slots=True)
class Comparability:
    """A family of indicators: the facts that report it, in the ledger's order, and its pairs of
    areas, the most comparable first."""

    family: Family
    facts: tuple[TiedFact, ...]
    pairs: tuple[Pair, ...]

    @property
    def verdict(self) -> Verdict:
        """The best that any two areas have."""
        return min((pair.verdict for pair in self.pairs), key=_ORDER.__getitem__)


_ORDER: Mapping[Verdict, int] = {"comparable": 0, "caveat": 1, "no": 2}


def comparability(ledger: Ledger, tied: Iterable[TiedFact]) -> tuple[Comparability, ...]:
    """Every family that at least two areas report, in the order of the tables; indicators
    outside of the families of `data/comparability.csv` are families of their own."""
    facts = [it for it in tied if not it.fact.restates]
    made = []
    for family in _families(ledger):
        members = set(family.members)
        own = tuple(it for it in facts if it.fact.indicator in members)
        pairs = tuple(_pairs(ledger, own, family.limit))
        if pairs:
            ordered = sorted(pairs, key=_distance)
            made.append(Comparability(family, own, tuple(ordered)))
    return tuple(made)


def check_families(ledger: Ledger, made: Iterable[Comparability]) -> list[Finding]:
    """A finding family-idle for each family that fewer than two areas report: it would be
    shown nowhere."""
    shown = {it.family.id for it in made}
    return [
        Finding(
            row.place("id"),
            "family-idle",
            f"fewer than two areas report the indicators of {row.record.id}",
            "add what else looks like them, or remove the row",
        )
        for row in ledger.comparison.families
        if row.record.id not in shown
    ]


def _families(ledger: Ledger) -> Iterator[Family]:
    taken: set[str] = set()
    for row in ledger.comparison.families:
        taken.update(row.record.members)
        yield row.record
    for indicator in ledger.indicators.values():
        if indicator.id not in taken:
            yield Family(
                id=indicator.id,
                name_en=indicator.name_en,
                name_zh=indicator.name_zh,
                indicators=indicator.id,
            )


def _pairs(ledger: Ledger, facts: Iterable[TiedFact], limit: Limit) -> Iterator[Pair]:
    by_area: dict[str, list[TiedFact]] = {}
    for it in facts:
        by_area.setdefault(it.fact.area, []).append(it)
    for one, other in combinations(by_area.values(), 2):
        candidates = (pair_of(ledger, a, b, limit) for a, b in product(one, other))
        yield min(candidates, key=_distance)


def _distance(pair: Pair) -> tuple[int, bool, int]:
    """How far two facts are from each other: those of one measure are nearer than any others."""
    return _ORDER[pair.verdict], "measure" in pair.reasons, len(pair.reasons)


def pair_of(ledger: Ledger, a: TiedFact, b: TiedFact, limit: Limit = "any") -> Pair:
    """Two facts, held against each other by the rules."""
    found = tuple(it.attribute for it in differences(map(comparand, (a, b))))
    reasons = tuple(_reasons(ledger, a, b, frozenset(found), limit))
    unsaid = {"period"} if not (a.fact.period and b.fact.period) else set()
    agree = tuple(it for it in ATTRIBUTES if it not in found and it not in unsaid)
    return Pair(a, b, agree, found, reasons)


def _reasons(
    ledger: Ledger, a: TiedFact, b: TiedFact, differ: frozenset[Attribute], limit: Limit
) -> Iterator[Reason]:
    if "indicator" in differ:
        yield "measure"
    if "unit" in differ:
        yield "unit"
    if "status" in differ:
        yield "standing"
    elif a.fact.status in _LABELS:
        yield "label"
    if "indicator" not in differ:
        yield from _of_time(a, b, ledger.indicators[a.fact.indicator].kind)
    if {a.quantity.low, a.quantity.high, b.quantity.low, b.quantity.high} & {None}:
        yield "one-sided"
    if any(it.fact.period_basis in ("publication", "context") for it in (a, b)):
        yield "inferred"
    yield from _of_place(ledger, a.fact.area, b.fact.area)
    if limit == "no":
        yield "analyst-no"
    elif limit == "caveat":
        yield "analyst-caveat"


def _of_time(a: TiedFact, b: TiedFact, kind: IndicatorKind) -> Iterator[Reason]:
    spans = span(a.fact.period), span(b.fact.period)
    lengths = [(it[1] - it[0]).days for it in spans if it]
    if len(lengths) < len(spans):
        yield "undated" if kind in _OF_PERIOD else "moment"
    elif kind in ("flow", "rate") and abs(lengths[0] - lengths[1]) > _SLACK:
        yield "lengths"
    elif a.fact.period != b.fact.period:
        yield "dates"
    if kind == "cumulative" and not all("/" in it.fact.period for it in (a, b)):
        yield "start"


def _of_place(ledger: Ledger, a: str, b: str) -> Iterator[Reason]:
    if b in _holders(ledger, a) or a in _holders(ledger, b):
        yield "nested"
    elif ledger.areas[a].kind != ledger.areas[b].kind:
        yield "kinds"


def _holders(ledger: Ledger, area: str) -> list[str]:
    held: list[str] = []
    while (area := ledger.areas[area].within) and area not in held:
        held.append(area)
    return held
