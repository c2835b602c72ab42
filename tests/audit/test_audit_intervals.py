"""Bounds of derivations, as the audit reckons them: a table of cases over two facts, a and b."""

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tieout.audit.data.agreement import Quantity, Setting, disagreements
from tieout.audit.data.intervals import interval_problems
from tieout.audit.data.records import DerivedRecord, FactRecord, Records
from tieout.audit.numbers.shown import read_shown

_FILE = tomllib.loads((Path(__file__).parent / "cases/intervals.toml").read_text("utf-8"))


def _quantity(text: str) -> Quantity:
    """`low value high bound unit`, with a point for an open end."""
    low, value, high, bound, *unit = text.split()
    ends = (None if it == "." else Decimal(it) for it in (value, low, high))
    return Quantity(*ends, "".join(unit), bound)


def _fact(id: str, quantity: Quantity) -> FactRecord:
    return FactRecord(id, "s", "s-1", "", "", "", 0, 1, quantity, "", "i", "x", "", ())


@pytest.mark.parametrize("case", _FILE["bound"], ids=lambda case: case["title"])
def test_a_bound_is_what_the_facts_justify(case: dict[str, Any]) -> None:
    facts = {name: _fact(name, _quantity(case[name])) for name in "ab" if name in case}
    made = DerivedRecord("d", case["formula"], {it: it for it in facts}, _quantity(case["made"]))
    problems = list(interval_problems(made, Records(facts, {"d": made}, {}, {})))
    assert bool(problems) == case["wrong"], problems


@pytest.mark.parametrize("case", _FILE["shown"], ids=lambda case: case["text"])
def test_a_bound_is_shown_so_that_it_stays_true(case: dict[str, Any]) -> None:
    (shown,) = read_shown(case["text"], case.get("language", "en"))
    said = list(disagreements(shown, _quantity(case["held"]), Setting(), derived=True))
    assert [code for code, _ in said] == case["finds"]
