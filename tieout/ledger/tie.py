"""Tying facts to their mentions: the quote stands once in the source, the number once in the
quote, and the recogniser reads the same value, unit and bound there as the ledger states."""

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from tieout.findings import Finding
from tieout.ledger.decisions import as_decided, check_decisions, decisions_by_fact
from tieout.ledger.ledger import Ledger
from tieout.ledger.quotes import Spot, find_number, find_quote
from tieout.ledger.records import Decision, Fact
from tieout.numbers.mention import Mention, Term
from tieout.quantities.quantity import Quantity
from tieout.quantities.shown import show
from tieout.quantities.units import STANDARD, Language, Units
from tieout.text.document import Document, Sentence

#: More digits than anyone prints: the decimals of a fraction such as one third.
_ENDLESS = 20


class Read(Protocol):
    """The recogniser: a text in a language, and the day it was published, to its mentions."""

    def __call__(
        self, text: str, /, *, language: str, published: str, terms: Sequence[Term]
    ) -> Sequence[Mention]: ...


@dataclass(frozen=True, slots=True)
class TiedFact:
    """A fact and the place that it ties out to.

    `sentence.text[start:end]` is the number, `sentence.text[quote_start:]` begins with the
    quote. `raw_spans` are the stretches of the untouched file that the number is made of,
    `raw_start` and `raw_end` the first and last offset of them all. `decisions` are those of
    an editor that were needed: the quantity is then that of the row, and not what is read.
    """

    fact: Fact
    sentence: Sentence
    mention: Mention
    quantity: Quantity
    quote_start: int
    start: int
    end: int
    raw_spans: tuple[tuple[int, int], ...]
    raw_start: int
    raw_end: int
    decisions: tuple[Decision, ...] = ()

    @property
    def nearly(self) -> bool:
        """Whether the words before the number say that it was almost reached (近, nearly)."""
        before = self.sentence.text[: self.start].rstrip().lower()
        return before.endswith(("近", "nearly", "almost", "close to"))

    def shown(self, language: Language = "en", units: Units = STANDARD) -> str:
        """The quantity as readers see it."""
        return show(self.quantity, language, nearly=self.nearly, units=units)


def tie(
    ledger: Ledger, documents: Mapping[str, Document], read: Read
) -> tuple[tuple[TiedFact, ...], list[Finding]]:
    """The facts that tie out, in the ledger's order, and a finding for each that does not.

    `documents` by source id; facts of an unknown source are passed over, since the ledger
    has reported them. Findings, each at the cell of the fact's row: quote-missing,
    quote-twice, quote-crosses, number-missing, number-twice, number-not-mention,
    value-differs, unit-differs, bound-differs, mention-taken, restates-differs. An editor's
    decision takes the place of one of the four about the number, value, unit or bound; one
    without a disagreement is a finding itself, decision-needless.
    """
    mentions = _Mentions(documents, ledger.terms, read)
    decided = decisions_by_fact(ledger)
    tied: list[TiedFact] = []
    compared: dict[str, AbstractSet[str]] = {}
    findings: list[Finding] = []
    for fact in ledger.facts.values():
        document = documents.get(fact.source)
        if document is None:
            continue
        spot, found = find_quote(fact, ledger.places[fact.id], document)
        if spot is None:
            findings += found
            continue
        start, found = find_number(fact, ledger.places[fact.id], spot)
        if start is None:
            findings += found
            continue
        own = decided.get(fact.id, {})
        mention, differs = _find_mention(ledger, fact, spot.sentence, start, mentions)
        if mention is not None:
            differs = _compare(ledger, fact, mention)
        compared[fact.id] = differs.keys()
        findings += [it for column, it in differs.items() if column not in own]
        if differs.keys() <= own.keys():
            accepted = tuple(own[column] for column in differs)
            tied.append(_tied(fact, spot, as_decided(fact, start, mention, accepted), accepted))
    findings += check_decisions(ledger, compared)
    findings += _check_taken(ledger, tied)
    findings += _check_restated(ledger)
    return tuple(tied), findings


class _Mentions:
    """The mentions of sentences, each sentence read once."""

    def __init__(
        self, documents: Mapping[str, Document], terms: Sequence[Term], read: Read
    ) -> None:
        self._origins = {source: one.source.origin for source, one in documents.items()}
        self._terms = terms
        self._read = read
        self._known: dict[tuple[str, str], tuple[Mention, ...]] = {}

    def of(self, sentence: Sentence) -> tuple[Mention, ...]:
        key = sentence.source, sentence.id
        if key not in self._known:
            origin = self._origins[sentence.source]
            self._known[key] = tuple(
                self._read(
                    sentence.text,
                    language=origin.language,
                    published=origin.published.date,
                    terms=self._terms,
                )
            )
        return self._known[key]


def _tied(fact: Fact, spot: Spot, mention: Mention, decisions: tuple[Decision, ...]) -> TiedFact:
    spans = spot.sentence.mapped.raw_spans(mention.start, mention.end)
    return TiedFact(
        fact=fact,
        sentence=spot.sentence,
        mention=mention,
        quantity=Quantity.of(mention),
        quote_start=spot.start,
        start=mention.start,
        end=mention.end,
        raw_spans=spans,
        raw_start=min(start for start, _ in spans),
        raw_end=max(end for _, end in spans),
        decisions=decisions,
    )


def _find_mention(
    ledger: Ledger, fact: Fact, sentence: Sentence, start: int, mentions: _Mentions
) -> tuple[Mention | None, dict[str, Finding]]:
    """The mention that the number is, or what it is instead, by the column that says so."""
    end = start + len(fact.number)
    here = [m for m in mentions.of(sentence) if m.start < end and m.end > start]
    for mention in here:
        if (mention.start, mention.end) != (start, end):
            continue
        if mention.value is None and mention.low is None and mention.high is None:
            message = f"the recogniser reads {fact.number!r} as {mention.kind}, without a value"
            hint = "a fact needs a quantity; leave the row out, or correct data/names.csv"
            place = ledger.place(fact.id, "number")
            return None, {"number": Finding(place, "number-not-mention", message, hint)}
        return mention, {}
    read = " and ".join(f"{m.text!r} ({m.kind})" for m in here) or "no number"
    message = f"{fact.number!r} is not a number as the recogniser reads it: it reads {read} there"
    hint = f"write {here[0].text!r}" if len(here) == 1 else "check where the number ends"
    place = ledger.place(fact.id, "number")
    return None, {"number": Finding(place, "number-not-mention", message, hint)}


def _compare(ledger: Ledger, fact: Fact, mention: Mention) -> dict[str, Finding]:
    """The two keys: where the row and the recogniser disagree on value, unit or bound, by
    column."""
    read = _ends(mention)
    findings = {}
    for column, same, stated, reading in (
        ("value", _same(fact.numbers, read), fact.value, "..".join(f"{n:f}" for n in read)),
        ("unit", fact.unit == mention.unit, fact.unit, mention.unit),
        ("bound", fact.bound == mention.bound, fact.bound, mention.bound),
    ):
        if not same:
            message = (
                f"the row says {column} {stated or 'none'}, "
                f"and {mention.text!r} reads {reading or 'none'}"
            )
            hint = f"in {fact.quote!r}: correct the row if the reading is right"
            place = ledger.place(fact.id, column)
            findings[column] = Finding(place, f"{column}-differs", message, hint)
    return findings


def _same(stated: Sequence[Decimal], read: Sequence[Decimal]) -> bool:
    """Whether the numbers are equal. A fraction that never ends in decimals (三分之一) is
    stated to four decimals or more."""
    if len(stated) != len(read):
        return False
    for ours, theirs in zip(stated, read, strict=True):
        exponent = int(ours.as_tuple().exponent)
        endless = len(theirs.as_tuple().digits) > _ENDLESS and exponent <= -4
        if ours != (theirs.quantize(Decimal(1).scaleb(exponent)) if endless else theirs):
            return False
    return True


def _ends(mention: Mention) -> tuple[Decimal, ...]:
    if mention.value is not None:
        return (mention.value,)
    return tuple(end for end in (mention.low, mention.high) if end is not None)


def _check_taken(ledger: Ledger, tied: Sequence[TiedFact]) -> list[Finding]:
    first: dict[tuple[str, str, int], str] = {}
    findings = []
    for one in tied:
        key = one.fact.source, one.sentence.id, one.start
        holder = first.setdefault(key, one.fact.id)
        if holder != one.fact.id:
            message = f"{one.fact.number!r} is already the fact {holder!r}"
            hint = f"in {one.sentence.text!r}: one mention is one fact; remove a row"
            place = ledger.place(one.fact.id, "number")
            findings.append(Finding(place, "mention-taken", message, hint))
    return findings


#: What a fact that is said again must keep.
_RESTATED: tuple[tuple[str, Callable[[Fact], object]], ...] = (
    ("value", lambda fact: fact.numbers),
    ("unit", lambda fact: fact.unit),
    ("bound", lambda fact: fact.bound),
    ("indicator", lambda fact: fact.indicator),
    ("area", lambda fact: fact.area),
    ("period", lambda fact: fact.period),
    ("status", lambda fact: fact.status),
)


def _check_restated(ledger: Ledger) -> list[Finding]:
    findings = []
    for fact in ledger.facts.values():
        first = ledger.facts.get(fact.restates)
        if first is None:
            continue
        place = ledger.place(fact.id, "restates")
        if first is fact:
            message = "the fact restates itself"
            findings.append(Finding(place, "restates-differs", message, "name another, or none"))
            continue
        differ = [
            f"{name} {getattr(fact, name) or 'none'}, not {getattr(first, name) or 'none'}"
            for name, of in _RESTATED
            if of(fact) != of(first)
        ]
        if differ:
            message = f"the row restates {first.id!r} but says " + "; ".join(differ)
            hint = "correct the row, or leave `restates` empty and say in `note` how they differ"
            findings.append(Finding(place, "restates-differs", message, hint))
    return findings
