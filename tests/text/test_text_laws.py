"""The laws of cleaning: every character knows where it came from, and none is lost."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from text_samples import make_source, real_document, real_sources

from tieout.text import clean
from tieout.text.document import Document
from tieout.text.mapped import MappedText
from tieout.text.masking import MASK, find_personal
from tieout.text.origin import Source
from tieout.text.repairs import find_repairs

INVISIBLE = "\ufeff\u200b\u2060\u00ad"
RAW = st.text(
    "港口的是。，：；！？…“”‘’（）《》①—AbZ129.,;:!?-+%#\"'() \t\n\r\u3000\ufeff\u200b\x07",
    max_size=120,
)


def hold_the_raw_text(document: Document) -> None:
    """Each character of a sentence is the raw character that it stands for; a space may
    stand for other white space; a mask stands for the whole stretch that it hides."""
    raw = document.source.raw
    for sentence in document.sentences:
        masks = {
            i: note
            for note in sentence.notes
            if note.kind == "masked"
            for i in range(note.start, note.end)
        }
        mapped = sentence.mapped
        for i, letter in enumerate(mapped.text):
            stretch = raw[mapped.starts[i] : mapped.ends[i]]
            if i in masks:
                assert letter == MASK[0]
                assert len(stretch.strip()) > 0
            elif letter == " ":
                assert len(stretch) == 1
                assert stretch.isspace()
            else:
                assert stretch == letter


def hold_the_spans(document: Document) -> None:
    """A sentence's raw spans, put together, are its text once white space is left out on
    both sides, and masks stand for what they hide."""
    raw = document.source.raw
    for sentence in document.sentences:
        spans = sentence.raw_spans
        assert all(start < end for start, end in spans)
        if any(note.kind == "masked" for note in sentence.notes):
            continue
        joined = "".join(raw[start:end] for start, end in spans)
        assert joined.split() == sentence.text.split()


def hold_everything(document: Document, source: Source) -> None:
    """Every raw character is in exactly one sentence, unless it is white, invisible, removed
    by a repair, or the mark of a heading."""
    seen: list[int] = []
    hidden, _ = find_personal(source)
    for sentence in document.sentences:
        for start, end in sentence.raw_spans:
            seen.extend(range(start, end))
    edits, _ = find_repairs(source)
    removed = {i for edit in edits.removed for i in range(edit.start, edit.end)}
    assert len(seen) == len(set(seen))
    assert removed.isdisjoint(seen)
    for i in sorted(set(range(len(source.raw))) - set(seen) - removed):
        letter = source.raw[i]
        unseen = letter.isspace() or letter in INVISIBLE or unicodedata.category(letter) == "Cc"
        assert unseen or letter == "#" or any(h.start <= i < h.end for h in hidden)


@settings(max_examples=300, deadline=None)
@given(RAW, st.sampled_from(["zh", "en"]))
def test_any_text(raw: str, language: str) -> None:
    source = make_source(raw, language=language)
    document, findings = clean(source)
    assert findings == []
    hold_the_raw_text(document)
    hold_the_spans(document)
    hold_everything(document, source)
    starts = [start for sentence in document.sentences for start in sentence.mapped.starts]
    assert starts == sorted(starts)
    texts = [sentence.text for sentence in document.sentences]
    assert all(text == text.strip() != "" for text in texts)
    assert "\n" not in "".join(texts)
    assert len({sentence.id for sentence in document.sentences}) == len(texts)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.text("港口。，A1 \n", min_size=1, max_size=12), min_size=2, max_size=6), st.data()
)
def test_any_reading_order(pieces: list[str], data: st.DataObject) -> None:
    pieces = [f"〔{i}〕{piece}" for i, piece in enumerate(pieces)]
    order = data.draw(st.permutations(range(len(pieces))))
    segments = [{"starts": f"〔{i}〕", "kind": "aside"} for i in order]
    reading_order = {"basis": "printed", "reason": "r", "segments": segments}
    source = make_source("".join(pieces), reading_order=reading_order)
    document, findings = clean(source)
    assert findings == []
    hold_the_raw_text(document)
    hold_everything(document, source)
    assert [int(block.text[1]) for block in document.blocks] == list(order)


@pytest.mark.parametrize("source", real_sources(), ids=lambda source: source.id)
def test_the_real_sources(source: Source) -> None:
    document = real_document(source.id)
    hold_the_raw_text(document)
    hold_the_spans(document)
    hold_everything(document, source)


@pytest.mark.parametrize("source", real_sources(), ids=lambda source: source.id)
def test_no_chinese_character_stands_beside_a_space_in_a_paragraph(source: Source) -> None:
    kept = "飞地经济 促进"  # the two halves of a proposal's title, which a repair keeps apart
    for block in real_document(source.id).blocks:
        if block.kind == "paragraph":
            assert " " not in block.text.replace(kept, "")


@pytest.mark.parametrize("source", real_sources(), ids=lambda source: source.id)
def test_every_repair_of_a_real_source_shows(source: Source) -> None:
    notes = [note for sentence in real_document(source.id).sentences for note in sentence.notes]
    for kind in ("remove", "sic"):
        asked = [repair for repair in source.origin.repairs if repair.kind == kind]
        shown = [note for note in notes if note.kind == {"remove": "removed"}.get(kind, kind)]
        assert len(shown) == len(asked)


def test_raw_spans_join_neighbours_and_keep_the_reading_order() -> None:
    text = MappedText.of("abcdef").keep([(3, 5), (0, 2)])
    assert text.text == "deab"
    assert text.raw_spans(0, 4) == ((3, 5), (0, 2))
    assert text.mask(1, 3, "██").raw_spans(0, 4) == ((3, 4), (0, 5), (1, 2))


def test_a_mask_of_many_characters_is_one_raw_span() -> None:
    text = MappedText.of("ab 12 c").mask(3, 5, "███")
    assert text.raw_spans(0, len(text)) == ((0, 7),)
    assert text.raw_spans(3, 6) == ((3, 5),)
