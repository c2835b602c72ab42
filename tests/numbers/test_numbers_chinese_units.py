"""Every unit of the table is read in a text, with its value and code."""

import re
from pathlib import Path

import pytest

from tieout.numbers.chinese import read_chinese
from tieout.numbers.chinese.units import PERSONS, printed_units

CASES = Path(__file__).parent / "cases" / "chinese_units.txt"
ROWS = [line.split() for line in CASES.read_text("utf-8").splitlines() if line[:1] != "#"]
UNITS = dict(printed_units())
CLASSIFIERS = sorted(name for name, row in UNITS.items() if row[0] == f"count:{name}")
#: What they count is told by what stands around them: cubic metres, people, a number.
BY_CONTEXT = {"方", "号人"}


def test_every_unit_that_is_no_classifier_has_a_row() -> None:
    told = {re.sub(r"^\d+", "", row[0]) for row in ROWS}
    assert told == set(UNITS) - set(CLASSIFIERS)
    assert len(told) == len(ROWS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_a_unit_is_read(row: list[str]) -> None:
    printed, value, *code = row
    for after in ("。", "，其中", "以上"):
        (mention,) = read_chinese(f"合计共{printed}{after}")
        told = (mention.text, f"{mention.value}", mention.unit)
        assert told == (printed, value, *(code or [""])), after


@pytest.mark.parametrize(
    "name", sorted(set(CLASSIFIERS) - BY_CONTEXT - {code[6:] for code in PERSONS})
)
def test_a_classifier_is_its_own_code(name: str) -> None:
    for numeral, value in (("36", 36), ("三十六", 36), ("1.2万", 12_000)):
        (mention,) = read_chinese(f"合计共{numeral}{name}。")
        assert (mention.text, mention.value) == (f"{numeral}{name}", value)
        assert (mention.kind, mention.unit) == ("count", f"count:{name}")


@pytest.mark.parametrize("code", sorted(PERSONS))
def test_few_persons_are_counted_without_a_classifier(code: str) -> None:
    (few,) = read_chinese(f"合计共36{code[6:]}。")
    assert (few.text, few.value, few.unit) == (f"36{code[6:]}", 36, code)
    (many,) = read_chinese(f"合计共1.2万{code[6:]}。")
    assert (many.text, many.value, many.unit) == ("1.2万", 12_000, "")
