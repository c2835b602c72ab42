"""A sentence of a source as HTML: its numbers marked, its editors' notes beside them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from types import MappingProxyType

from tieout.ledger.records import SetAside
from tieout.ledger.tie import TiedFact
from tieout.numbers.mention import QUANTITATIVE, Mention
from tieout.text.document import Note, Sentence


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    opening: str


def marked_sentence(
    sentence: Sentence,
    facts: Sequence[TiedFact],
    mentions: Iterable[Mention],
    words: Mapping[str, str],
    asides: Mapping[tuple[int, int], SetAside] = MappingProxyType({}),
    shown: Mapping[str, str] = MappingProxyType({}),
) -> str:
    """`<span class="sentence" id=… data-source=…>` with a `<mark>` for each fact, and a
    plainer one for each quantity that is not in the ledger; those that are set aside, by start
    and end, have the reason as their title. `shown` is what chapters show of a fact, by its id,
    where that is in another language: the style sheet puts it beside the number."""
    marks = [_Mark(it.start, it.end, _taken(it.fact.id, shown.get(it.fact.id))) for it in facts]
    taken = {(mark.start, mark.end) for mark in marks}
    for mention in mentions:
        overlaps = any(mention.start < end and start < mention.end for start, end in taken)
        aside = asides.get((mention.start, mention.end))
        if (aside or mention.kind in QUANTITATIVE) and not overlaps:
            marks.append(_Mark(mention.start, mention.end, _unused(aside, words)))
    marks.sort(key=lambda mark: mark.start)
    body = _with_marks(sentence, marks, words)
    return (
        f'<span class="sentence" id="{sentence.id}" data-source="{escape(sentence.source)}">'
        f"{body}</span>"
    )


def _taken(id: str, shown: str | None) -> str:
    label = f' data-shown="{escape(shown)}"' if shown else ""
    return f'<mark class="mention" data-fact="{escape(id)}"{label}>'


def _unused(aside: SetAside | None, words: Mapping[str, str]) -> str:
    if aside is None:
        return '<mark class="mention unused">'
    title = escape(f"{words['set_aside']}: {aside.reason}")
    return f'<mark class="mention unused aside" title="{title}">'


def _with_marks(sentence: Sentence, marks: Sequence[_Mark], words: Mapping[str, str]) -> str:
    parts = []
    at = 0
    for mark in marks:
        parts.append(_with_notes(sentence, at, mark.start, words))
        inside = _with_notes(sentence, mark.start, mark.end, words)
        parts.append(f"{mark.opening}{inside}</mark>")
        at = mark.end
    parts.append(_with_notes(sentence, at, len(sentence.text) + 1, words))
    return "".join(parts)


def _with_notes(sentence: Sentence, start: int, end: int, words: Mapping[str, str]) -> str:
    """`text[start:end]` with the notes that begin in it."""
    text = sentence.text
    parts = []
    at = start
    for note in sorted(sentence.notes, key=lambda note: note.start):
        if not start <= note.start < end:
            continue
        parts.append(escape(text[at : note.start]))
        parts.append(_note(note, text[note.start : min(note.end, end)], words))
        at = max(note.start, min(note.end, end))
    parts.append(escape(text[at:end]))
    return "".join(parts)


def _note(note: Note, text: str, words: Mapping[str, str]) -> str:
    reason = escape(note.reason)
    match note.kind:
        case "removed":
            return (
                f'<del class="editor-note" title="{escape(words["removed"])}: {reason}">'
                f"{escape(note.printed)}</del>"
            )
        case "sic":
            reading = f"{escape(words['sic'])} {escape(note.reading)}" if note.reading else ""
            return (
                f'{escape(text)}<span class="editor-note" title="{reason}">'
                f"[sic{': ' + reading if reading else ''}]</span>"
            )
        case "masked":
            title = f"{escape(words['masked'])}: {reason}"
            return f'<span class="masked" title="{title}">{escape(text)}</span>'
