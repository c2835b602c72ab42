"""Personal data: masked wherever it stands, and nowhere let out."""

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from text_samples import cases, make_source, real_document, real_sources

from tieout.text import clean
from tieout.text.document import Document
from tieout.text.masking import MASK, find_personal, masked_raw, personal_data


def written(document: Document) -> str:
    """Everything of a document that may be written: text, and what its notes say."""
    notes = [note for sentence in document.sentences for note in sentence.notes]
    texts = [sentence.text for sentence in document.sentences]
    return "\n".join(texts + [f"{n.reason}{n.printed}{n.reading}" for n in notes])


@pytest.mark.parametrize("case", cases("masking"), ids=lambda case: case["title"])
def test_case(case: dict[str, Any]) -> None:
    language = case.get("language", "zh")
    document, findings = clean(make_source(case["raw"], case.get("origin", ""), language=language))
    assert findings == []
    assert "".join(block.text for block in document.blocks) == case["text"]
    masks = [
        sentence.text[note.start : note.end]
        for sentence in document.sentences
        for note in sentence.notes
        if note.kind == "masked"
    ]
    assert masks == [MASK] * case["text"].count(MASK)


@settings(deadline=None)
@given(
    st.text("港口。，：“” \n", max_size=20),
    st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True),
    st.text("港口。，：“” \n", max_size=20),
)
def test_no_mobile_number_is_let_out(before: str, number: str, after: str) -> None:
    document, _ = clean(make_source(f"开{before}{number}{after}完"))
    assert number not in written(document)
    assert sum(sentence.text.count(MASK) for sentence in document.sentences) == 1


def test_a_removed_stretch_is_noted_without_personal_data() -> None:
    more = '[[repairs]]\nkind = "remove"\ntext = "广告13000000001请来电"\nreason = "spam"\n'
    document, findings = clean(make_source("开始。广告13000000001请来电结束。", more))
    notes = [note for sentence in document.sentences for note in sentence.notes]
    assert [finding.code for finding in findings] == ["mask-in-origin"]
    assert [note.printed for note in notes if note.kind == "removed"] == ["广告███████████请来电"]


@pytest.mark.parametrize("part", ["a", "9", "a.", "a@", "+1 ", "(010)"])
def test_a_long_line_takes_no_time_that_grows_with_its_square(part: str) -> None:
    """It would not come to an end."""
    assert personal_data(part * (400_000 // len(part))) == [] or part == "+1 "


def test_masked_raw_text_keeps_its_length() -> None:
    source = make_source("电话13000000001。\n完。")
    assert masked_raw(source) == "电话███████████。\n完。"


# The real sources. What is hidden is read from them here, and never shown by a failure.


@pytest.mark.parametrize("source", real_sources(), ids=lambda source: source.id)
def test_no_document_holds_what_is_masked_in_it(source: Any) -> None:
    hidden, findings = find_personal(source)
    assert findings == []
    out = re.sub(r"\s", "", written(real_document(source.id)) + masked_raw(source))
    secrets = {re.sub(r"\s", "", source.raw[span.start : span.end]) for span in hidden}
    leaks = sum(secret in out for secret in secrets)
    assert leaks == 0


def test_the_reply_hides_three_stretches_and_no_other_source_any() -> None:
    counts = {source.id: len(find_personal(source)[0]) for source in real_sources()}
    assert counts.pop("chenglingji-reply-2023") == 3
    assert set(counts.values()) == {0}


def test_no_long_number_is_left_in_the_reply() -> None:
    assert re.search(r"\d{7}", written(real_document("chenglingji-reply-2023"))) is None
