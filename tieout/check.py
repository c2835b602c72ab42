"""Everything before chapters: sources, ledger, and each fact tied to its sentence."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from tieout.findings import stop_on
from tieout.ledger.ledger import Ledger, check_territories, load_ledger
from tieout.ledger.tie import TiedFact, tie
from tieout.ledger.translations import check_translations
from tieout.numbers import read
from tieout.numbers.agree import disagreements
from tieout.numbers.mention import Mention, Term
from tieout.report import Report
from tieout.text import clean, load_sources
from tieout.text.document import Document


@dataclass(frozen=True, slots=True)
class Checked:
    """A report whose sources and ledger are in order: documents by source id, the ledger,
    the tied facts, and the mentions of each sentence by source and sentence id."""

    documents: Mapping[str, Document]
    ledger: Ledger
    tied: tuple[TiedFact, ...]
    mentions: Mapping[tuple[str, str], Sequence[Mention]]

    @property
    def account(self) -> dict[str, int]:
        """How many there are of what has been read so far."""
        counts = Counter(len(tuple(it.sentences)) for it in self.documents.values())
        return {
            "sources": len(self.documents),
            "sentences": sum(size * times for size, times in counts.items()),
            "mentions": sum(map(len, self.mentions.values())),
            "facts": len(self.tied),
        }


def check(report: Report, stage: Callable[[str], None] = lambda _: None) -> Checked:
    """Reads sources and ledger. Raises `Stopped` with all findings of the stage that has any."""
    stage("sources")
    sources, findings = load_sources(report.root)
    stop_on("sources", findings)
    documents: dict[str, Document] = {}
    findings = []
    for source in sources:
        document, found = clean(source)
        documents[source.id] = document
        findings += found
    stop_on("sources", findings)

    stage("ledger")
    ledger, findings = load_ledger(report.root, set(documents))
    findings += check_territories(ledger, sources)
    reader = _remembering(ledger.terms)
    tied, found = tie(ledger, documents, reader)
    findings += found
    findings += check_translations(
        ledger, documents, tied, reader, disagreements, into=report.language
    )
    stop_on("ledger", findings)
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
    return Checked(documents, ledger, tied, mentions)


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
