"""The Chinese grammar of numbers: a table of cases with a row for each of its pieces."""

import re
from decimal import Decimal
from pathlib import Path

import pytest

from tieout.numbers import BOUNDS, Mention
from tieout.numbers.chinese import GRAMMAR, read_chinese

CASES = Path(__file__).parent / "cases"
_PUBLISHED = re.compile(r"\[(\d{4}(?:-\d\d){0,2})\] ")

Shown = tuple[str, str, str, str, str, str, str]


def _rows() -> list[tuple[str, str, str]]:
    rows = []
    for name in ("chinese.txt", "chinese_families.txt"):
        for line in (CASES / name).read_text("utf-8").splitlines():
            if line and not line.startswith("#"):
                title, text, expected = (line + " ").split(" | ")
                rows.append((title, text, expected.strip()))
    return rows


def _printed(text: str) -> str:
    return text.replace("␣", " ").replace("⏎", "\n")


def _expected(told: str) -> Shown:
    text, kind, *rest = told.split()
    value = unit = direction = period = ""
    bound = "exact"
    for field in rest:
        if re.match(r"-?\d", field):
            value = field
        elif field in BOUNDS:
            bound = field
        elif field in ("up", "down"):
            direction = field
        elif field.startswith("@"):
            period = field[1:]
        else:
            unit = field
    return _printed(text), kind, value, unit, bound, direction, period


def _shown(mention: Mention) -> Shown:
    value = "" if mention.value is None else f"{mention.value}"
    if mention.low is not None:
        value = f"{mention.low}..{mention.high}"
    return (
        mention.text,
        mention.kind,
        value,
        mention.unit,
        mention.bound,
        mention.direction,
        mention.period,
    )


@pytest.mark.parametrize(("title", "text", "expected"), _rows(), ids=lambda value: value[:60])
def test_reads(title: str, text: str, expected: str) -> None:
    published = _PUBLISHED.match(text)
    found = read_chinese(
        _printed(text[published.end() if published else 0 :]), published[1] if published else ""
    )
    assert [_shown(mention) for mention in found] == [
        _expected(told) for told in expected.split("; ") if told
    ]


def test_every_piece_of_the_grammar_has_a_row() -> None:
    told = {title.partition(":")[0] for title, _, _ in _rows()}
    assert {piece.name for piece in GRAMMAR} <= told


def test_the_step_is_what_the_last_printed_digit_is_worth() -> None:
    for text, step in {
        "65.6万标箱": "1000",
        "2000多万元": "10000",
        "7673.7亿元": "10000000",
        "36.8%": "0.1",
        "5062亩": "1",
        "三点五亿元": "10000000",
        "一万五千亿元": "100000000",
        "3至5亿元": "100000000",
    }.items():
        (mention,) = read_chinese(text)
        assert mention.step == Decimal(step), text
