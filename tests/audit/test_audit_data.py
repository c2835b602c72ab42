"""The audit over data files that are wrong, and over raw documents that do not agree."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from audit_samples import SECOND, Records, data, field, write

from tieout.audit import audit_site


def twice(file: str) -> Callable[[Records], None]:
    return lambda records: records[file].append(records[file][0])


WRONG_DATA: dict[str, tuple[Callable[[Records], None], str]] = {
    "no field": (field("facts", 3, "period", ...), "audit-data"),
    "no sentence of the name": (field("facts", 3, "sentence_id", "s-9"), "audit-quote"),
    "an unknown bound": (field("facts", 3, "bound", "maybe"), "audit-data"),
    "an unknown status": (field("facts", 3, "status", "dream"), "audit-data"),
    "a value that is none": (field("facts", 3, "value", "many"), "audit-data"),
    "offsets out of order": (field("facts", 3, "raw_end", 1), "audit-data"),
    "an offset that is no number": (field("facts", 3, "raw_start", "4"), "audit-data"),
    "an interval upside down": (field("facts", 3, "low", 4), "audit-data"),
    "a quote that is not in its sentence": (field("facts", 3, "quote", "4家"), "audit-data"),
    "an unknown source": (field("facts", 3, "source", "ship"), "audit-data"),
    "an unknown restated fact": (field("facts", 3, "restates", "ship"), "audit-data"),
    "a fact twice": (twice("facts"), "audit-data"),
    "a source twice": (twice("sources"), "audit-data"),
    "a source without a title": (field("sources", 0, "title", ...), "audit-data"),
    "a value that does not follow": (field("derivations", 0, "value", 479700), "audit-derivation"),
    "a formula of other things": (
        field("derivations", 0, "formula", "open('x')"), "audit-derivation"),
    "a division by zero": (
        field("derivations", 0, "formula", "now / (growth - growth)"), "audit-derivation"),
    "an input that is nothing": (
        field("derivations", 0, "inputs", {"now": "port.boxes", "growth": "none"}),
        "audit-derivation"),
    "a derivation from itself": (
        field("derivations", 0, "inputs", {"now": "port.boxes", "growth": "boxes.before"}),
        "audit-derivation"),
    "a value outside its bounds": (field("derivations", 0, "high", 479100), "audit-data"),
    "inputs as a list": (field("derivations", 0, "inputs", ["port.boxes"]), "audit-data"),
}  # fmt: skip


@pytest.mark.parametrize(("wrong", "code"), WRONG_DATA.values(), ids=WRONG_DATA)
def test_wrong_data_are_found(tmp_path: Path, wrong: Callable[[Records], None], code: str) -> None:
    records = data()
    wrong(records)
    _, findings = audit_site(write(tmp_path, records))
    named = [finding for finding in findings if finding.code == code]
    assert named
    assert named[0].place.path.startswith("data/")
    # What leans on the broken record ties nothing; nothing else is said.
    leaning = {"audit-untied", "audit-quote", "audit-waiver"}
    assert {finding.code for finding in findings} <= {code} | leaning


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"value": 4, "low": 4, "high": 4}, "audit-value"),
        ({"value": None, "low": 2, "high": 4}, "audit-value"),
        ({"number": "5000万元", "value": 50000000, "low": 50000000, "high": None, "unit": "USD",
          "bound": "over"}, "audit-unit"),
        ({"number": "5000万元", "value": 50000000, "low": 49995000, "high": 50005000,
          "unit": "CNY"}, "audit-bound"),
        ({"number": "5000万元", "value": 50000000, "low": 49985000, "high": 50015000,
          "unit": "CNY", "bound": "about"}, "audit-bound"),
    ],
)  # fmt: skip
def test_a_record_that_its_own_words_contradict(
    tmp_path: Path, changed: dict[str, Any], code: str
) -> None:
    records = data()
    quote = "超过5000万元投资3家" if "number" in changed else SECOND
    records["facts"][3] |= {"sentence_text": quote, "quote": quote} | changed
    _, findings = audit_site(write(tmp_path, records))
    at_data = [it for it in findings if it.place.path == "data/facts.json"]
    assert [it.code for it in at_data] == [code]
    assert "firms.count" in at_data[0].message


@pytest.mark.parametrize(
    ("changed", "decided", "codes"),
    [
        ({"value": 4, "low": 4, "high": 4}, {"value": "a misprint"}, []),
        ({"value": 4, "low": 4, "high": 4}, {"number": "torn"}, []),
        ({"value": 4, "low": 4, "high": 4}, {"unit": "a misprint"}, ["audit-value"]),
        ({"bound": "over", "high": None}, {"bound": "a misprint"}, []),
        ({}, {"value": " "}, ["audit-data"]),
        ({}, {"period": "x"}, ["audit-data"]),
        ({}, ["value"], ["audit-data"]),
    ],
)
def test_an_editors_decision_silences_the_words_of_the_source(
    tmp_path: Path, changed: dict[str, Any], decided: object, codes: list[str]
) -> None:
    records = data()
    records["facts"][3] |= {**changed, "decision": decided}
    _, findings = audit_site(write(tmp_path, records))
    assert [it.code for it in findings if it.place.path == "data/facts.json"] == codes


def test_a_missing_and_a_broken_data_file(tmp_path: Path) -> None:
    site = write(tmp_path)
    (site / "data/derivations.json").unlink()
    (site / "data/sources.json").write_text("[1", encoding="utf-8")
    found = {finding.place.path for finding in audit_site(site)[1] if finding.code == "audit-data"}
    assert {"data/derivations.json", "data/sources.json"} <= found


def test_seeds_with_other_bytes_and_offsets(tmp_path: Path) -> None:
    records = data()
    records["facts"][3]["raw_start"] -= 1
    site = write(tmp_path, records)
    assert _codes(site) == []
    assert _codes(site, tmp_path / "seeds") == ["audit-data"]
    (tmp_path / "seeds" / "port.txt").write_text("another", encoding="utf-8")
    assert _codes(site, tmp_path / "seeds") == ["audit-data"]
    (tmp_path / "seeds" / "port.txt").unlink()
    assert _codes(site, tmp_path / "seeds") == ["audit-data"]


def _codes(site: Path, seeds: Path | None = None) -> list[str]:
    return [finding.code for finding in audit_site(site, seeds)[1]]
