"""Whether a translation's numbers are those of its original, as a table, and laws."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tieout.numbers.agree import disagreements
from tieout.numbers.chinese import read_chinese
from tieout.numbers.english import read_english

CASES = Path(__file__).parent / "cases" / "english_agree.csv"
PUBLISHED = "2026-04-10"


def rows() -> list[dict[str, str]]:
    with CASES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row['original']} {row['translation']}")
def test_disagreements(row: dict[str, str]) -> None:
    original = read_chinese(row["original"], PUBLISHED)
    translation = read_english(row["translation"], PUBLISHED)
    assert "|".join(disagreements(original, translation)) == row["disagreements"]


_WORDS = (
    "5 12,000 3.5% CNY 42 million TEU 656,000 in 2025 first half third doubled up down by over "
    "nearly July 2023 two firms 2.3 percentage points from 3 to 5 tonnes last year"
)
WORDS = st.sampled_from(_WORDS.split())


@given(st.lists(WORDS, max_size=12).map(" ".join))
def test_a_text_agrees_with_itself(text: str) -> None:
    mentions = read_english(text, PUBLISHED)
    assert disagreements(mentions, mentions) == []


@given(st.integers(2, 10**8), st.integers(2, 10**8))
def test_another_amount_is_always_a_disagreement(one: int, other: int) -> None:
    original = read_chinese(f"投资{one}元")
    translation = read_english(f"an investment of CNY {other:,}")
    assert bool(disagreements(original, translation)) == (one != other)
