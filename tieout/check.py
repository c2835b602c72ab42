"""Everything before chapters: sources, ledger, and each fact tied to its sentence."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from tieout.compare.comparability import Comparability, check_families, comparability
from tieout.compare.conflict import material
from tieout.compare.notes import Explained, explain
from tieout.compare.rules import conflicts
from tieout.findings import Finding, stop_on
from tieout.ledger.account import (
    NumberAccount,
    account_for,
    check_open,
    count_fates,
    find_asides,
)
from tieout.ledger.ledger import AREAS, Ledger, check_territories, load_ledger
from tieout.ledger.tie import TiedFact, tie
from tieout.ledger.translations import check_translations
from tieout.numbers import read
from tieout.numbers.agree import disagreements
from tieout.numbers.mention import Mention, Term
from tieout.report import Report
from tieout.text import clean, load_sources
from tieout.text.document import Document

#: A unit that nobody knows is not held against the text, nor one that the text contradicts
#: against its indicator.
_FOLLOWS = {
    "unit-differs": ("unknown-unit",),
    "indicator-unit": ("unknown-unit", "unit-differs"),
}


@dataclass(frozen=True, slots=True)
class Checked:
    """A report's sources and ledger as they were read: documents by source id, the ledger,
    the tied facts, the mentions of each sentence by source and sentence id, what became
    of each of them, what contradicts what, and what may be compared."""

    documents: Mapping[str, Document]
    ledger: Ledger
    tied: tuple[TiedFact, ...]
    mentions: Mapping[tuple[str, str], Sequence[Mention]]
    numbers: NumberAccount
    conflicts: tuple[Explained, ...] = ()
    families: tuple[Comparability, ...] = ()

    @property
    def account(self) -> dict[str, int]:
        """How many there are of what has been read so far. Every mention is a fact, set
        aside, explained by its kind, or open."""
        fates = count_fates(self.numbers.entries)
        counts = Counter(len(tuple(it.sentences)) for it in self.documents.values())
        return {
            "sources": len(self.documents),
            "sentences": sum(size * times for size, times in counts.items()),
            "mentions": sum(map(len, self.mentions.values())),
            "facts": len(self.tied),
            "set_aside": fates["set_aside"],
            "explained": fates["explained"],
            "open": fates["open"],
        }


def check(report: Report, stage: Callable[[str], None] = lambda _: None) -> Checked:
    """Reads sources and ledger. Raises `Stopped` with all findings of the stage that has any;
    open mentions and contradictions are told when all else is in order, for each row that is
    wrong would open one."""
    stage("sources")
    documents = read_documents(report)
    stage("ledger")
    checked, findings = examine(report, documents)
    stop_on("ledger", findings)
    looked_at = material(checked.ledger, checked.tied, documents, checked.mentions, report.language)
    explained, findings = explain(conflicts(looked_at), checked.ledger)
    families = comparability(checked.ledger, checked.tied)
    findings += check_families(checked.ledger, families)
    stop_on("ledger", [*check_open(documents, checked.numbers), *findings])
    return replace(checked, conflicts=explained, families=families)


def read_documents(report: Report) -> dict[str, Document]:
    """The report's sources, cleaned, by id. Raises `Stopped` with what is wrong with them."""
    sources, findings = load_sources(report.root)
    stop_on("sources", findings)
    documents: dict[str, Document] = {}
    findings = []
    for source in sources:
        document, found = clean(source)
        documents[source.id] = document
        findings += found
    stop_on("sources", findings)
    return documents


def examine(report: Report, documents: Mapping[str, Document]) -> tuple[Checked, list[Finding]]:
    """The ledger held against the sources, and what is wrong with it, open mentions aside."""
    ledger, findings = load_ledger(report.root, set(documents))
    if not any(it.place.path == AREAS for it in findings):  # else it may be one that is broken
        findings += check_territories(ledger, [it.source for it in documents.values()])
    reader = _remembering(ledger.terms)
    tied, found = tie(ledger, documents, reader)
    findings = _one_for_each_cell([*findings, *found])
    findings += check_translations(
        ledger, documents, tied, reader, disagreements, into=report.language
    )
    mentions = {
        (sentence.source, sentence.id): reader(
            sentence.text,
            language=document.source.origin.language,
            published=document.source.origin.published.date,
            terms=ledger.terms,
        )
        for document in documents.values()
        for sentence in document.sentences
    }
    asides, found = find_asides(ledger, documents, mentions, tied)
    findings += found
    numbers = account_for(documents.values(), mentions, tied, asides)
    return Checked(documents, ledger, tied, mentions, numbers), findings


def _one_for_each_cell(findings: Sequence[Finding]) -> list[Finding]:
    """The findings without those that follow from another at the same cell."""
    found = {(it.place, it.code) for it in findings}
    return [
        it
        for it in findings
        if not any((it.place, code) in found for code in _FOLLOWS.get(it.code, ()))
    ]


def _remembering(terms: Sequence[Term]) -> Callable[..., Sequence[Mention]]:
    """The recogniser, each text read once."""
    kept = tuple(terms)

    @cache
    def reader(text: str, language: str, published: str) -> tuple[Mention, ...]:
        return tuple(read(text, language=language, published=published, terms=kept))

    def remembered(
        text: str, *, language: str, published: str, terms: Sequence[Term]
    ) -> Sequence[Mention]:
        return reader(text, language, published)

    return remembered
