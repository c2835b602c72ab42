"""The five documents as they come out of cleaning, compared with golden files.

After a wanted change, run `TIEOUT_WRITE_GOLDEN=1 pytest tests/text/test_text_golden.py`,
read the difference, and commit it.
"""

import os
from pathlib import Path

import pytest
from text_samples import real_document, real_sources

from tieout.text.document import Document, Note

GOLDEN = Path(__file__).parent / "golden"


def render(document: Document) -> str:
    """A document for reading: each block's kind, each sentence's id and text, its notes."""
    lines = [f"# {document.source.id}"]
    for block in document.blocks:
        level = f" {block.level}" if block.level else ""
        lines += ["", f"[{block.kind}{level}]"]
        for sentence in block.sentences:
            lines.append(f"{sentence.id}  {sentence.text}")
            lines.extend(note_line(note, sentence.text) for note in sentence.notes)
    return "\n".join(lines) + "\n"


def note_line(note: Note, text: str) -> str:
    printed = note.printed or text[note.start : note.end]
    reading = f" → {note.reading}" if note.reading else ""
    return f"    {note.kind} {note.start}–{note.end}: {printed}{reading}"


@pytest.mark.parametrize("source_id", [source.id for source in real_sources()])
def test_document(source_id: str) -> None:
    path = GOLDEN / f"{source_id}.txt"
    rendered = render(real_document(source_id))
    if os.environ.get("TIEOUT_WRITE_GOLDEN"):
        path.write_text(rendered, encoding="utf-8")
    assert rendered == path.read_text(encoding="utf-8")


def test_each_golden_file_has_its_source() -> None:
    sources = {source.id for source in real_sources()}
    assert {path.stem for path in GOLDEN.glob("*.txt")} == sources
