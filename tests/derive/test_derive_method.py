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


@pytest.mark.parametrize(
    ("unit", "en", "zh"),
    [
        ("hectare", "[land], converted to hectares", "[land]换算为公顷"),
        ("tonne/year", "[land], converted to tonnes per year", "[land]换算为吨/年"),
        ("CNY", "[land], converted to CNY", "[land]换算为元"),
        ("percent", "[land], converted to another unit", "[land]换算为另一单位"),
        ("", "[land], converted to another unit", "[land]换算为另一单位"),
    ],
)
def test_a_number_in_another_unit_is_said_to_be_converted(unit: str, en: str, zh: str) -> None:
    land = Formula.read("land")
    assert _plain(method(land, unit, "en", converted=True)) == en
    assert _plain(method(land, unit, "zh", converted=True)) == zh
    assert _plain(method(land, unit, "en")) == "[land]"
