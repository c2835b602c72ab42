"""The scanner of visible numbers: a table of what is a number and what is a date, and laws."""

import csv
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tieout.numbers.visible import Visible, visible_numerals

CASES = Path(__file__).parent / "cases"


def rows() -> list[dict[str, str]]:
    with (CASES / "visible.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def told(found: list[Visible], kind: str) -> str:
    return "|".join(visible.text for visible in found if visible.kind == kind)


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row['why']}: {row['text']}")
def test_numbers_and_dates(row: dict[str, str]) -> None:
    found = visible_numerals(row["text"])
    assert (told(found, "number"), told(found, "date")) == (row["numbers"], row["dates"])


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row['why']}: {row['text']}")
def test_what_stands_in_a_sentence_is_found_there_too(row: dict[str, str]) -> None:
    alone = visible_numerals(row["text"])
    among = visible_numerals(f"A sentence. {row['text']}; and more.")
    assert [visible.text for visible in among] == [visible.text for visible in alone]


_PIECES = (
    "1 23 4,567 8.9 2025 2025-07-05 July May 5 - – / . , : % + two twenty hundred million half "
    "third first one no another of doubled tenfold quarter 年 月 三 百 亿 两 一 片 至 十四五 ５ "
    "² ½ Ⅳ km² CO₂ CNY tonnes companies II"
)
PIECES = st.sampled_from(_PIECES.split())
TEXTS = st.one_of(
    st.text(max_size=60),
    st.lists(PIECES, max_size=14).map(" ".join),
    st.lists(PIECES, max_size=14).map("".join),
)


@given(TEXTS)
def test_spans_ascend_and_do_not_overlap(text: str) -> None:
    end = 0
    for visible in visible_numerals(text):
        assert end <= visible.start < visible.end <= len(text)
        assert text[visible.start : visible.end] == visible.text
        end = visible.end


@given(TEXTS)
def test_every_digit_of_any_script_is_covered(text: str) -> None:
    covered = {i for v in visible_numerals(text) for i in range(v.start, v.end)}
    digits = [i for i, char in enumerate(text) if unicodedata.category(char) == "Nd"]
    assert [i for i in digits if i not in covered] == []


@given(st.integers(0, 10**9), st.sampled_from(["", " firms", "%", " km²", "亿元", " million"]))
def test_a_number_beside_words_is_seen_whole(number: int, unit: str) -> None:
    found = visible_numerals(f"There were {number:,}{unit} in all.")
    assert len(found) == 1
    assert f"{number:,}" in found[0].text


@pytest.mark.parametrize(
    "text",
    ["one " * 2000, "1" * 20000, "1-" * 3000, "三" * 9000, "²" * 9000, "2025 " * 999, "X" * 9000],
    ids=["words", "digits", "dashes", "hanzi", "signs", "years", "letters"],
)
def test_hostile_texts_are_read_to_the_end(text: str) -> None:
    assert all(text[v.start : v.end] == v.text for v in visible_numerals(text))
