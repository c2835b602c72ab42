"""The account of numbers: what became of every mention of every source."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from tieout.findings import Finding, place_at
from tieout.ledger.ledger import Ledger
from tieout.ledger.quotes import find_number, find_quote
from tieout.ledger.records import SetAside
from tieout.ledger.tables import Row
from tieout.ledger.tie import TiedFact
from tieout.numbers.mention import QUANTITATIVE, Kind, Mention
from tieout.text.document import Document, Sentence

#: The mentions of each sentence, by source and sentence id.
Mentions = Mapping[tuple[str, str], Sequence[Mention]]
Fate = Literal[
    "fact",  # taken into the ledger
    "repeat",  # taken too, and says again what another fact says
    "set_aside",  # looked at by a person and left out, with a reason
    "explained",  # no quantity: its kind says so (a date, a name, a slogan)
    "open",  # a quantity that nobody has accounted for
]
FATES: tuple[Fate, ...] = get_args(Fate)

#: Kinds that nobody need explain. What no rule reads is not among them.
_OPEN = QUANTITATIVE | {"unparsed"}


@dataclass(frozen=True, slots=True)
class Aside:
    """A row of what is set aside, and the mention that it speaks of."""

    row: Row[SetAside]
    sentence: Sentence
    mention: Mention


@dataclass(frozen=True, slots=True)
class Entry:
    """A mention, and what became of it. `fact` is the fact that holds it or, where an editor
    has decided how far a number reaches, a part of it."""

    sentence: Sentence
    mention: Mention
    fact: TiedFact | None = None
    aside: Row[SetAside] | None = None

    @property
    def fate(self) -> Fate:
        if self.fact is not None:
            return "repeat" if self.fact.fact.restates else "fact"
        if self.aside is not None:
            return "set_aside"
        return fate_of_kind(self.mention.kind)


@dataclass(frozen=True, slots=True)
class NumberAccount:
    """What became of every mention, in the order of the sources and of their sentences."""

    entries: tuple[Entry, ...] = ()

    def by_source(self) -> dict[str, tuple[Entry, ...]]:
        """The entries of each source that has any."""
        grouped: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.entries:
            grouped[entry.sentence.source].append(entry)
        return {source: tuple(entries) for source, entries in grouped.items()}

    def asides(self) -> dict[tuple[str, str], dict[tuple[int, int], SetAside]]:
        """What is set aside of each sentence (by source and id), by start and end."""
        found: dict[tuple[str, str], dict[tuple[int, int], SetAside]] = defaultdict(dict)
        for it in self.entries:
            if it.aside is not None and it.fate == "set_aside":
                key = it.sentence.source, it.sentence.id
                found[key][it.mention.start, it.mention.end] = it.aside.record
        return dict(found)


def fate_of_kind(kind: Kind) -> Fate:
    """What becomes of a mention that no table names."""
    return "open" if kind in _OPEN else "explained"


def count_fates(entries: Iterable[Entry]) -> dict[Fate, int]:
    """How many mentions each fate met, every fate named."""
    counts = Counter(entry.fate for entry in entries)
    return {fate: counts[fate] for fate in FATES}


def find_asides(
    ledger: Ledger, documents: Mapping[str, Document], mentions: Mentions, tied: Sequence[TiedFact]
) -> tuple[tuple[Aside, ...], list[Finding]]:
    """The mentions that the rows of `data/set_aside.csv` speak of, and what is wrong.

    Findings, each at the cell of its row: quote-missing, quote-twice, quote-crosses,
    number-missing, number-twice, number-not-mention, mention-taken (a fact has it, or
    another row). Rows of an unknown source are passed over, since the ledger has reported
    them.
    """
    taken: dict[tuple[str, str, int], str] = {}
    for one in tied:
        for mention in _overlapping(mentions, one.sentence, one.start, one.end):
            taken[one.fact.source, one.sentence.id, mention.start] = f"the fact {one.fact.id!r}"
    found: list[Aside] = []
    findings: list[Finding] = []
    for row in ledger.set_aside:
        document = documents.get(row.record.source)
        if document is None:
            continue
        aside, wrong = _find_aside(row, document, mentions)
        findings += wrong
        if aside is None:
            continue
        key = row.record.source, aside.sentence.id, aside.mention.start
        place = row.place("number")
        holder = taken.setdefault(key, f"set aside in line {place.line}")
        if holder != f"set aside in line {place.line}":
            message = f"{row.record.number!r} is already {holder}"
            hint = f"in {aside.sentence.text!r}: remove a row"
            findings.append(Finding(place, "mention-taken", message, hint))
            continue
        found.append(aside)
    return tuple(found), findings


def _find_aside(
    row: Row[SetAside], document: Document, mentions: Mentions
) -> tuple[Aside | None, list[Finding]]:
    spot, found = find_quote(row.record, row.places, document)
    if spot is None:
        return None, found
    start, found = find_number(row.record, row.places, spot)
    if start is None:
        return None, found
    end = start + len(row.record.number)
    here = list(_overlapping(mentions, spot.sentence, start, end))
    for mention in here:
        if (mention.start, mention.end) == (start, end):
            return Aside(row, spot.sentence, mention), []
    read = " and ".join(f"{m.text!r} ({m.kind})" for m in here) or "no number"
    number = row.record.number
    message = f"{number!r} is not a number as the recogniser reads it: it reads {read} there"
    hint = f"write {here[0].text!r}" if len(here) == 1 else "correct the row, or remove it"
    return None, [Finding(row.place("number"), "number-not-mention", message, hint)]


def _overlapping(mentions: Mentions, sentence: Sentence, start: int, end: int) -> Iterator[Mention]:
    for mention in mentions.get((sentence.source, sentence.id), ()):
        if mention.start < end and start < mention.end:
            yield mention


def account_for(
    documents: Iterable[Document],
    mentions: Mentions,
    tied: Sequence[TiedFact],
    asides: Iterable[Aside],
) -> NumberAccount:
    """What became of every mention of the documents."""
    facts: dict[tuple[str, str], list[TiedFact]] = defaultdict(list)
    for one in tied:
        facts[one.sentence.source, one.sentence.id].append(one)
    rows = {(it.sentence.source, it.sentence.id, it.mention.start): it.row for it in asides}
    entries = []
    for document in documents:
        for sentence in document.sentences:
            key = sentence.source, sentence.id
            for mention in mentions.get(key, ()):
                fact = next(
                    (it for it in facts[key] if it.start < mention.end and mention.start < it.end),
                    None,
                )
                aside = rows.get((*key, mention.start))
                entries.append(Entry(sentence, mention, fact, aside))
    return NumberAccount(tuple(entries))


def check_open(documents: Mapping[str, Document], account: NumberAccount) -> list[Finding]:
    """A finding mention-open for each open mention, where it stands in the source's file."""
    findings = []
    for entry in account.entries:
        if entry.fate != "open":
            continue
        sentence, mention = entry.sentence, entry.mention
        source = documents[sentence.source].source
        start, _ = raw_span(sentence, mention)
        what = "no rule reads it" if mention.kind == "unparsed" else mention.kind
        findings.append(
            Finding(
                place_at(source.path, source.raw, start),
                "mention-open",
                f"{mention.text!r} ({what}) is neither a fact nor set aside",
                f"in {sentence.text!r}: add it to data/facts.csv, or to data/set_aside.csv with "
                "the reason",
            )
        )
    return findings


def raw_span(sentence: Sentence, mention: Mention) -> tuple[int, int]:
    """The first and last offset, in the untouched file, of what a mention is made of."""
    spans = sentence.mapped.raw_spans(mention.start, mention.end)
    return min(start for start, _ in spans), max(end for _, end in spans)
