"""The audit over fields of the data that have not their form, or contradict each other."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from audit_samples import RAW, Records, data, field, write

from tieout.audit import audit_site

BOXES, GROWTH, MONEY, COUNT = range(4)


def codes(site: Path, seeds: Path | None = None) -> list[str]:
    return [finding.code for finding in audit_site(site, seeds)[1]]


def both(*changes: Callable[[Records], None]) -> Callable[[Records], None]:
    def apply(records: Records) -> None:
        for change in changes:
            change(records)

    return apply


def fact(row: int, **cells: Any) -> Callable[[Records], None]:
    return both(*(field("facts", row, name, value) for name, value in cells.items()))


WRONG: dict[str, Callable[[Records], None]] = {
    "a period of no form": fact(COUNT, period="25"),
    "a month that no year has": fact(COUNT, period="2025-13"),
    "a day that no month has": fact(COUNT, period="2025-02-30"),
    "a half that no year has": fact(COUNT, period="2025-H3"),
    "a period that ends before it begins": fact(COUNT, period="2025/2020"),
    "a period that is a word": fact(COUNT, period="last year"),
    "a unit with a scale": fact(COUNT, unit="亿元"),
    "a unit with a blank": fact(COUNT, unit="million CNY"),
    "no indicator": fact(COUNT, indicator=""),
    "no area": fact(COUNT, area=...),
    "an end that the digits do not justify": fact(BOXES, low=655990, high=656010),
    "ends that the digits make nearer": fact(GROWTH, low=36, high=37.6),
    "a value that is not in the middle": fact(GROWTH, low=36.7, high=36.85),
    "an exact number with an open end": fact(BOXES, high=None),
    "a number over that has an end": fact(MONEY, high=60000000),
    "a number over that begins below itself": fact(MONEY, low=49995000),
    "a count that is not whole": fact(COUNT, low=2, high=4),
    "stretches that are none": fact(COUNT, raw_spans=[]),
    "stretches of three": fact(COUNT, raw_spans=[[1, 2, 3]]),
    "stretches that begin elsewhere": fact(COUNT, raw_spans=[[1, 3]]),
    "a hash of no form": field("sources", 0, "sha256", "12ab"),
    "a date of no form": field("sources", 0, "date", "spring"),
    "a date that is not so precise": field("sources", 0, "date_precision", "day"),
    "a date known from nothing": field("sources", 0, "date_basis", "felt"),
    "a date without a reason": field("sources", 0, "date_reason", ""),
    "a source without a file": field("sources", 0, "file", ...),
    "a derived number in a scale": field("derivations", 0, "unit", "万标箱"),
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_a_field_that_cannot_be_is_found(tmp_path: Path, wrong: Callable[[Records], None]) -> None:
    records = data()
    wrong(records)
    found = [it for it in audit_site(write(tmp_path, records))[1] if it.code == "audit-data"]
    assert found
    assert found[0].place.path.startswith("data/")


@pytest.mark.parametrize(
    "right",
    [
        fact(COUNT, period=""),
        fact(COUNT, period="2025-H1"),
        fact(COUNT, period="2025-Q4"),
        fact(COUNT, period="2024-02-29"),
        fact(COUNT, period="2020/2025-06"),
        fact(COUNT, period="2025/2025"),
        fact(COUNT, unit="count:家/year"),
        fact(COUNT, low=2.5, high=3.5),
        field("sources", 0, "date_precision", "month"),
        field("sources", 0, "date_basis", "inferred"),
    ],
)
def test_a_field_that_can_be_is_not(tmp_path: Path, right: Callable[[Records], None]) -> None:
    records = data()
    right(records)
    assert codes(write(tmp_path, records), tmp_path / "seeds") == []


_DERIVED: dict[str, dict[str, Any]] = {
    "too narrow below": {"low": 479500},
    "too narrow above": {"high": 479800},
    "too wide below": {"low": 400000},
    "an open end that is none": {"high": None},
    "called exact with an open end": {"bound": "exact", "high": None},
    "called over": {"bound": "over"},
    "called at most": {"bound": "at_most"},
    "another formula with the same value": {
        "formula": "now - now * growth / growth + now / (1 + growth / 100)"},
    "a count in boxes": {"formula": "count()", "value": 2, "low": 2, "high": 2,
                         "bound": "exact"},
    "boxes and shares added up": {"formula": "now + growth", "value": 656036.8,
                                  "low": 655536.75, "high": 656536.85},
}  # fmt: skip


@pytest.mark.parametrize("changed", _DERIVED.values(), ids=_DERIVED)
def test_a_derivation_whose_interval_or_unit_does_not_follow(
    tmp_path: Path, changed: dict[str, Any]
) -> None:
    records = data()
    records["derivations"][0] |= changed
    assert "audit-derivation" in codes(write(tmp_path, records))


def test_a_derivation_of_derivations_is_computed_from_the_facts(tmp_path: Path) -> None:
    records = data()
    first = records["derivations"][0]
    rise = {
        "id": "boxes.rise", "formula": "now - before", "unit": "TEU", "bound": "about",
        "inputs": {"now": "port.boxes", "before": "boxes.before"},
        "value": 656000 - 656000 / 1.368,
        # The boxes of both years go up and down together.
        "low": 655500 - 655500 / 1.3675, "high": 656500 - 656500 / 1.3685,
    }  # fmt: skip
    records["derivations"] = [first, rise]
    site = write(tmp_path, records)
    said = [it.message for it in audit_site(site)[1] if it.code == "audit-derivation"]
    assert said == ["boxes.rise has no entry d-boxes.rise on derivations/index.html"]
    records["derivations"][1]["low"] += 100
    said = [it.message for it in audit_site(write(tmp_path, records))[1]]
    assert any("boxes.rise: low is" in it for it in said)


def test_offsets_that_lead_to_the_same_number_elsewhere(tmp_path: Path) -> None:
    records = data()
    raw = RAW + "另有3家。\n"
    at = raw.rindex("3家")
    records["sources"][0]["sha256"] = hashlib.sha256(raw.encode()).hexdigest()
    site = write(tmp_path, records)
    (tmp_path / "seeds" / "port.txt").write_bytes(raw.encode())
    assert codes(site, tmp_path / "seeds") == []
    records["facts"][COUNT] |= {"raw_start": at, "raw_end": at + 2}
    write(tmp_path, records)
    (tmp_path / "seeds" / "port.txt").write_bytes(raw.encode())
    assert codes(site, tmp_path / "seeds") == ["audit-data"]


@pytest.mark.parametrize(
    ("spans", "found"),
    [
        ([[8, 13], [14, 16]], []),
        ([[8, 13], [13, 16]], []),
        ([[8, 12], [13, 16]], ["audit-data"]),
        ([[8, 16]], []),
    ],
)
def test_stretches_of_a_broken_number(
    tmp_path: Path, spans: list[list[int]], found: list[str]
) -> None:
    records = data()
    records["facts"][BOXES]["raw_spans"] = spans
    site = write(tmp_path, records)
    assert RAW[8:16] == "65.6万\n标箱"
    assert codes(site, tmp_path / "seeds") == found
