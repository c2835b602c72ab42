"""Methods in words, in both languages, from the formula that computes."""

import csv
from pathlib import Path

import pytest

from tieout.derive.formula import Formula
from tieout.derive.method import Words, method

CASES = Path(__file__).parent / "cases" / "methods.csv"


def _cases() -> list[dict[str, str]]:
    with CASES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def _plain(words: Words) -> str:
    return "".join(it if isinstance(it, str) else f"[{it.name}]" for it in words)


@pytest.mark.parametrize("case", _cases(), ids=lambda case: case["formula"])
def test_a_formula_is_told_in_words(case: dict[str, str]) -> None:
    declared = Formula.read(case["formula"])
    names = declared.names or ("a", "b")
    for language in ("en", "zh"):
        told = method(declared.over(names), case["unit"], language)
        assert _plain(told) == case[language]


def test_a_number_in_another_unit_is_said_to_be_converted() -> None:
    land = Formula.read("land")
    assert _plain(method(land, "hectare", "en", converted=True)) == (
        "[land], converted to another unit"
    )
    assert _plain(method(land, "hectare", "zh", converted=True)) == "[land]换算为另一单位"
    assert _plain(method(land, "mu", "en")) == "[land]"
