"""Where a quote stands in its source, and a number in its quote: exactly once, or refused."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from tieout.findings import Finding, Place
from tieout.ledger.nearest import nearest_sentences
from tieout.text.document import Document, Sentence


class Quoting(Protocol):
    """A row that quotes a number of a source: a fact, or what is set aside."""

    @property
    def source(self) -> str: ...
    @property
    def quote(self) -> str: ...
    @property
    def number(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a quote stands: its sentence, and its offset in it."""

    sentence: Sentence
    start: int


def occurrences(part: str, text: str) -> Iterator[int]:
    """Every offset at which `part` stands in `text`, overlapping ones included."""
    start = text.find(part)
    while start >= 0:
        yield start
        start = text.find(part, start + 1)


def find_quote(
    row: Quoting, places: Mapping[str, Place], document: Document
) -> tuple[Spot | None, list[Finding]]:
    """The one place of a row's quote, or a finding: quote-missing with the nearest
    sentences, quote-twice, or quote-crosses. `places` are those of the row's cells."""
    sentences = list(document.sentences)
    spots = [Spot(s, start) for s in sentences for start in occurrences(row.quote, s.text)]
    if len(spots) == 1:
        return spots[0], []
    place = places["quote"]
    if spots:
        message = f"the quote stands {len(spots)} times in {row.source}"
        shown = "; ".join(_around(spot, row.quote) for spot in spots[:3])
        hint = f"make it longer, so that it stands once: {shown}"
        return None, [Finding(place, "quote-twice", message, hint)]
    joined = "".join(s.text for s in sentences)
    if row.quote in joined:
        inside = _sentences_at(sentences, joined.index(row.quote), len(row.quote))
        message = f"the quote runs over {len(inside)} sentences"
        hint = "quote one of them: " + " | ".join(f"{s.id} {s.text}" for s in inside)
        return None, [Finding(place, "quote-crosses", message, hint)]
    message = f"the quote {row.quote!r} stands nowhere in {row.source}"
    near = nearest_sentences(row.quote, sentences)
    hint = "nearest, as [quote→source]: " + "; ".join(near) if near else "no sentence is like it"
    return None, [Finding(place, "quote-missing", message, hint)]


def _around(spot: Spot, quote: str, reach: int = 8) -> str:
    text, end = spot.sentence.text, spot.start + len(quote)
    before = ("…" if spot.start > reach else "") + text[max(0, spot.start - reach) : spot.start]
    after = text[end : end + reach] + ("…" if end + reach < len(text) else "")
    return f"{spot.sentence.id} {before}[{quote}]{after}"


def _sentences_at(sentences: Sequence[Sentence], start: int, length: int) -> list[Sentence]:
    """The sentences that a stretch of their joined text touches."""
    inside, offset = [], 0
    for sentence in sentences:
        end = offset + len(sentence.text)
        if offset < start + length and end > start:
            inside.append(sentence)
        offset = end
    return inside


def find_number(
    row: Quoting, places: Mapping[str, Place], spot: Spot
) -> tuple[int | None, list[Finding]]:
    """The number's offset in the sentence, or a finding: number-missing, number-twice."""
    offsets = list(occurrences(row.number, row.quote))
    if len(offsets) == 1:
        return spot.start + offsets[0], []
    place = places["number"]
    if not offsets:
        message = f"the number {row.number!r} does not stand in the quote {row.quote!r}"
        return None, [Finding(place, "number-missing", message, "write it as the quote prints it")]
    message = f"the number {row.number!r} stands {len(offsets)} times in the quote {row.quote!r}"
    hint = "choose a quote that holds it once, or the whole of the number"
    return None, [Finding(place, "number-twice", message, hint)]
