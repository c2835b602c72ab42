"""Where sentences end, and their ids."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from text_samples import cases

from tieout.text.sentences import sentence_ids, split_sentences

ALPHABET = "港口。！？…“”‘’（）《》!?.; Ab5\n"


@pytest.mark.parametrize("case", cases("sentences"), ids=lambda case: case["title"])
def test_case(case: dict[str, Any]) -> None:
    language = case.get("language", "zh")
    text = case.get("text") or ("" if language == "zh" else " ").join(case["sentences"])
    assert [text[start:end] for start, end in split_sentences(text, language)] == case["sentences"]


@settings(deadline=None)
@given(st.text(ALPHABET), st.sampled_from(["zh", "en"]))
def test_only_white_space_is_left_between_sentences(text: str, language: str) -> None:
    spans = split_sentences(text, language)
    edges = [0, *(edge for span in spans for edge in span), len(text)]
    assert edges == sorted(edges)
    gaps = zip(edges[::2], edges[1::2], strict=True)
    assert not "".join(text[start:end] for start, end in gaps).strip()
    assert all(text[start:end].strip() for start, end in spans)


def test_an_id_is_a_hash_of_the_text() -> None:
    assert sentence_ids(["港口。"]) == ["s-a8d1370f"]


def test_twins_are_told_apart_by_their_neighbours() -> None:
    ids = sentence_ids(["甲", "同", "乙", "同", "丙"])
    assert [len(name) for name in ids] == [10, 15, 10, 15, 10]
    assert len(set(ids)) == 5
    assert ids[1][:10] == ids[3][:10]


def test_an_edit_elsewhere_moves_no_id() -> None:
    before = sentence_ids(["甲", "同", "乙", "丁", "戊", "同", "丙"])
    after = sentence_ids(["新", "甲", "同", "乙", "改", "戊", "同", "丙"])
    assert after[1:4] == before[:3]
    assert after[5:] == before[4:]


@settings(deadline=None)
@given(st.lists(st.sampled_from("甲乙丙"), max_size=30))
def test_ids_are_never_equal(texts: list[str]) -> None:
    ids = sentence_ids(texts)
    assert len(set(ids)) == len(texts)
    assert ids == sentence_ids(texts)
