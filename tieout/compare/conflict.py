"""What rules look at, and what they find: statements that cannot all be true as they stand."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from tieout.derive.derivation import Derivation
from tieout.ledger.ledger import Ledger
from tieout.ledger.records import Area, Indicator, Related, Relation, RelationKind
from tieout.ledger.tie import TiedFact
from tieout.numbers.mention import Mention
from tieout.quantities.units import Language
from tieout.text.document import Document

#: How the left side of a comparison stands to its right side.
Verb = Literal["differs", "larger", "earlier", "same"]
#: What has to be so, and no source says: that two numbers are of one period, or that what was
#: counted up to unlike days had not changed in between.
Unsaid = Literal["same-period", "unchanged"]


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison: a number as its kind (`fact` or `derived`) and id, or a
    `period` as the ledger writes it, in the place of an id."""

    kind: Literal["fact", "derived", "period"]
    id: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Facts that a rule says cannot all be true: `left` `verb` `right`, if what is `unsaid`
    holds and `relations` are as the ledger takes them to be. `derivations` were computed for
    it."""

    rule: str
    facts: tuple[str, ...]
    left: Side
    verb: Verb
    right: Side
    unsaid: tuple[Unsaid, ...] = ()
    relations: tuple[Relation, ...] = ()
    derivations: tuple[Derivation, ...] = ()

    @property
    def key(self) -> tuple[str, frozenset[str]]:
        """What tells it from others: its rule and its facts, in any order."""
        return self.rule, frozenset(self.facts)


@dataclass(frozen=True, slots=True)
class Material:
    """What rules look at. `facts` are the statements of their own, `repeats` the rows that say
    one of them again; `published` is the day, month or year of each source; `told` are the
    periods that a fact's sentence tells, by the fact's id; `language` is that of readers."""

    facts: tuple[TiedFact, ...]
    areas: Mapping[str, Area]
    indicators: Mapping[str, Indicator]
    relations: tuple[Relation, ...] = ()
    repeats: tuple[TiedFact, ...] = ()
    published: Mapping[str, str] = field(default_factory=dict)
    told: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    language: Language = "en"

    def related(self, what: Related, kind: RelationKind) -> Iterator[Relation]:
        """The relations of a kind."""
        return (it for it in self.relations if (it.what, it.kind) == (what, kind))

    def name(self, fact: TiedFact) -> str:
        """What a fact measures and where, in the reader's language."""
        indicator, area = self.indicators[fact.fact.indicator], self.areas[fact.fact.area]
        if self.language == "zh":
            return f"{indicator.name_zh}，{area.name_zh}"
        return f"{indicator.name_en}, {area.name_en}"

    def within(self, area: str) -> tuple[str, ...]:
        """The areas that hold an area, the nearest first."""
        holders: list[str] = []
        while (area := self.areas[area].within) and area not in holders:
            holders.append(area)
        return tuple(holders)

    def part_of(self, part: str, whole: str) -> tuple[Relation, ...] | None:
        """How an area is known to lie in another: no relation where the table of areas says
        so, the relation that does, or None."""
        if whole in self.within(part):
            return ()
        for relation in self.related("area", "part"):
            if relation.one in (part, *self.within(part)) and relation.other == whole:
                return (relation,)
        return None


def unsaid_of(a: TiedFact, b: TiedFact) -> tuple[Unsaid, ...]:
    """What has to be supposed of the periods of two facts: nothing where they are stated to be
    the same, or where one sentence tells both."""
    if a.sentence == b.sentence or (a.fact.period and a.fact.period == b.fact.period):
        return ()
    return ("unchanged",) if a.fact.period and b.fact.period else ("same-period",)


def material(
    ledger: Ledger,
    tied: Sequence[TiedFact],
    documents: Mapping[str, Document],
    mentions: Mapping[tuple[str, str], Sequence[Mention]],
    language: Language,
) -> Material:
    """What rules look at, of a ledger whose facts are tied; `mentions` are those of each
    sentence, by source and sentence id."""
    return Material(
        facts=tuple(it for it in tied if not it.fact.restates),
        areas=ledger.areas,
        indicators=ledger.indicators,
        relations=tuple(row.record for row in ledger.comparison.relations),
        repeats=tuple(it for it in tied if it.fact.restates),
        published={id: it.source.origin.published.date for id, it in documents.items()},
        told={
            it.fact.id: tuple(
                mention.period
                for mention in mentions.get((it.sentence.source, it.sentence.id), ())
                if mention.period
            )
            for it in tied
        },
        language=language,
    )
