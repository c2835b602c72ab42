"""The recogniser of English: a row of the table for each piece of the grammar, and its laws."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tieout.numbers.english import read_english
from tieout.numbers.mention import BOUNDS, KINDS, Mention, Term

CASES = Path(__file__).parent / "cases"
PUBLISHED = "2026-04-10"


def rows(name: str) -> list[dict[str, str]]:
    with (CASES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def printed(mention: Mention) -> str:
    if mention.value is not None:
        return f"{mention.value:f}"
    return "" if mention.low is None else f"{mention.low:f}..{mention.high:f}"


@pytest.mark.parametrize("row", rows("english.csv"), ids=lambda row: row["text"])
def test_reads_the_mention(row: dict[str, str]) -> None:
    found = [m for m in read_english(row["text"], PUBLISHED) if m.text == row["mention"]]
    assert len(found) == 1, read_english(row["text"], PUBLISHED)
    mention = found[0]
    told = (mention.kind, mention.unit, printed(mention), mention.bound, mention.direction)
    assert told == (row["kind"], row["unit"], row["value"], row["bound"], row["direction"])
    assert mention.period == row["period"]


@pytest.mark.parametrize("row", rows("english_lists.csv"), ids=lambda row: row["text"])
def test_reads_all_and_nothing_else(row: dict[str, str]) -> None:
    mentions = read_english(row["text"], PUBLISHED)
    told = "|".join(f"{m.text} {m.kind}" for m in mentions)
    assert told == row["mentions"]


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("CNY 42.58 billion", "10000000"),
        ("54,000 companies", "1"),
        ("65.60%", "0.01"),
        ("three million", "1000000"),
        ("twenty-five", "1"),
        ("two and a half million", "500000"),
        ("50 basis points", "0.01"),
        ("three decades", "10"),
    ],
)
def test_step_is_the_worth_of_the_last_printed_digit(text: str, step: str) -> None:
    (mention,) = read_english(text)
    assert mention.step == Decimal(step)


def test_days_without_a_year_follow_the_year_named_before() -> None:
    mentions = read_english("In 2024 it opened; from January to June it grew.", PUBLISHED)
    assert [mention.period for mention in mentions] == ["2024", "2024-H1"]


@pytest.mark.parametrize("published", ["", "soon", "2026-4", "26"])
def test_last_year_is_unresolved_without_a_date_of_publication(published: str) -> None:
    (mention,) = read_english("last year", published)
    assert (mention.kind, mention.period) == ("period", "")


def test_terms_of_the_report_win() -> None:
    text = "Factory 18 of Seven Rivers has 7 lines"
    terms = (Term("Seven Rivers", "name"), Term("Factory 18", "identifier"))
    assert [(m.text, m.kind) for m in read_english(text, terms=terms)] == [
        ("Factory 18", "identifier"),
        ("Seven Rivers", "name"),
        ("7 lines", "count"),
    ]


_PIECES = (
    "1 23 4,567 8.9 0 two twenty hundred million billion % pp percent CNY $ TEU km² m/s of "
    "half third first 5th doubled times fold - – to from between and or 2025 July May 5G No. "
    "a an dozen year per more than nearly + ( ) . , ; : / ½ ① ５ 年 万"
)
PIECES = st.sampled_from(_PIECES.split())
TEXTS = st.one_of(
    st.text(max_size=60),
    st.lists(PIECES, max_size=14).map(" ".join),
    st.lists(PIECES, max_size=14).map("".join),
)


@given(TEXTS, st.sampled_from(["", PUBLISHED, "2023", "2023-07"]))
def test_mentions_lie_in_the_text_in_order(text: str, published: str) -> None:
    end = 0
    for mention in read_english(text, published):
        assert end <= mention.start < mention.end
        assert text[mention.start : mention.end] == mention.text
        assert mention.kind in KINDS
        assert mention.bound in BOUNDS
        if mention.kind == "range":
            assert mention.value is None
            assert mention.low is not None
            assert mention.high is not None
            assert mention.low < mention.high
        end = mention.end
    assert end <= len(text)


@given(TEXTS)
def test_every_digit_belongs_to_a_mention(text: str) -> None:
    covered = {i for m in read_english(text) for i in range(m.start, m.end)}
    assert [i for i, char in enumerate(text) if char.isdecimal() and i not in covered] == []


@given(st.integers(0, 10**15 - 1))
def test_grouped_digits_are_read_back(number: int) -> None:
    (mention,) = read_english(f"a sum of CNY {number:,}")
    assert mention.value == number


@pytest.mark.parametrize(
    "text",
    ["one " * 2000, "1" * 20000, "1," * 2000, "a hundred " * 1000, "5 to " * 999, "(" * 20000],
    ids=["words", "digits", "commas", "scales", "ranges", "brackets"],
)
def test_hostile_texts_are_read_to_the_end(text: str) -> None:
    mentions = read_english(text)
    assert all(text[m.start : m.end] == m.text for m in mentions)
