"""Cleans a source: reading order, the steps, sentences, notes."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace

from tieout.findings import Finding
from tieout.text.cleaning import Work, clean_parts
from tieout.text.document import Block, Document, Note, Sentence
from tieout.text.mapped import MappedText
from tieout.text.masking import Hidden, cover, find_personal
from tieout.text.origin import Source
from tieout.text.paragraphs import UNSPACED
from tieout.text.reading_order import Part, in_reading_order
from tieout.text.repairs import Edit, Edits, find_repairs
from tieout.text.sentences import sentence_ids, split_sentences


def clean(source: Source) -> tuple[Document, list[Finding]]:
    """The document that a source holds, and what is wrong with the directions in its
    `.toml`; the document is as good as could be made even then.

    For every sentence, character `i` of its text is `raw[starts[i]:ends[i]]`, except that a
    space may stand for other white space and a mask for what it hides.
    """
    parts, findings = in_reading_order(source)
    hidden, wrong = find_personal(source)
    findings += wrong
    edits, wrong = find_repairs(source)
    findings += wrong
    cleaned = clean_parts(parts, Work(source.origin.language, edits, hidden))
    blocks = _blocks(cleaned, source)
    sentences = _with_ids([sentence for block in blocks for sentence in block.sentences])
    sentences = _with_notes(sentences, source.raw, edits, hidden)
    taken = iter(sentences)
    blocks = [
        replace(block, sentences=tuple(next(taken) for _ in block.sentences)) for block in blocks
    ]
    return Document(source, tuple(blocks)), findings


def _blocks(parts: tuple[Part, ...], source: Source) -> list[Block]:
    """The parts as blocks. Only paragraphs are split into sentences; a heading, a caption or
    a byline is one, with one more for each part that continues it."""
    language = source.origin.language
    blocks: list[Block] = []
    for part in parts:
        if part.kind == "paragraph":
            spans = split_sentences(part.text.text, language)
            texts = [part.text[start:end] for start, end in spans]
        else:
            texts = [part.text]
        sentences = tuple(Sentence("", source.id, text) for text in texts)
        if part.continues and blocks and blocks[-1].kind == part.kind:
            blocks[-1] = replace(blocks[-1], sentences=blocks[-1].sentences + sentences)
        else:
            tight = part.kind == "paragraph" and language in UNSPACED
            blocks.append(Block(part.kind, sentences, part.level, "" if tight else " "))
    return blocks


def _with_ids(sentences: list[Sentence]) -> list[Sentence]:
    ids = sentence_ids([sentence.text for sentence in sentences])
    return [replace(sentence, id=name) for sentence, name in zip(sentences, ids, strict=True)]


def _with_notes(
    sentences: list[Sentence], raw: str, edits: Edits, hidden: tuple[Hidden, ...]
) -> list[Sentence]:
    """The sentences with the notes of the repairs and masks that touch them."""
    where = _Whereabouts.of(sentences)
    notes: list[list[Note]] = [[] for _ in sentences]
    for edit in edits.removed:
        at = where.removed(edit, raw)
        if at is not None:
            printed = cover(raw[edit.start : edit.end], hidden, edit.start)
            note = Note(at[1], at[1], "removed", edit.reason, printed=printed)
            notes[at[0]].append(note)
    for edit in edits.sic:
        for number, start, end in where.stretches(edit.start, edit.end):
            notes[number].append(Note(start, end, "sic", edit.reason, reading=edit.reading))
    for mask in hidden:
        for number, start, end in where.stretches(mask.start, mask.end):
            notes[number].append(Note(start, end, "masked", mask.reason))
    return [
        replace(sentence, notes=tuple(sorted(found, key=lambda note: (note.start, note.end))))
        for sentence, found in zip(sentences, notes, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class _Whereabouts:
    """Where the characters of a document's sentences come from, in the order of the file:
    raw start, raw end, number of the sentence, index in it."""

    characters: tuple[tuple[int, int, int, int], ...]

    @classmethod
    def of(cls, sentences: list[Sentence]) -> "_Whereabouts":
        def each(number: int, text: MappedText) -> list[tuple[int, int, int, int]]:
            spans = zip(text.starts, text.ends, strict=True)
            return [(start, end, number, i) for i, (start, end) in enumerate(spans)]

        found = [c for n, sentence in enumerate(sentences) for c in each(n, sentence.mapped)]
        return cls(tuple(sorted(found)))

    def stretches(self, start: int, end: int) -> list[tuple[int, int, int]]:
        """The parts of sentences made of `raw[start:end]`: sentence, first and past last."""
        first = bisect_left(self.characters, (start,))
        last = bisect_left(self.characters, (end,))
        found: dict[int, list[int]] = {}
        for _, _, number, i in self.characters[first:last]:
            found.setdefault(number, []).append(i)
        return [(number, min(at), max(at) + 1) for number, at in found.items()]

    def removed(self, edit: Edit, raw: str) -> tuple[int, int] | None:
        """The sentence and the index in it where a removed stretch stood: after the character
        before it, or before the next one when that one stands on another line."""
        i = bisect_right(self.characters, (edit.start,))
        before = self.characters[i - 1] if i else None
        after = self.characters[i] if i < len(self.characters) else None
        if before and (not after or "\n" not in raw[before[1] : edit.start]):
            return before[2], before[3] + 1
        return (after[2], after[3]) if after else None
