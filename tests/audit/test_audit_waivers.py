"""Waivers on a built page: what has the form of its reason, and what waives nothing."""

import csv
import re
from pathlib import Path

import pytest
from audit_samples import CASES, add, write

from tieout.audit import audit_site


def _rows(waives: str) -> list[dict[str, str]]:
    with (CASES / "waivers.csv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter=";", quoting=csv.QUOTE_NONE)
        return [row for row in rows if row["waives"] == waives]


def _codes(site: Path, row: dict[str, str]) -> list[str]:
    span = f'<span class="waived" data-why="{row["why"]}">\\1</span>'
    line = re.sub(r"\[(.+?)\]", span, row["line"])
    add(site, f"<p>{line}</p>", "index.html")
    return [finding.code for finding in audit_site(site)[1]]


@pytest.mark.parametrize("row", _rows("nothing"), ids=lambda row: f"{row['why']}: {row['line']}")
def test_what_its_reason_does_not_cover_is_convicted(tmp_path: Path, row: dict[str, str]) -> None:
    assert "audit-waiver" in _codes(write(tmp_path), row)


@pytest.mark.parametrize("row", _rows("a number"), ids=lambda row: f"{row['why']}: {row['line']}")
def test_what_has_the_form_of_its_reason_passes(tmp_path: Path, row: dict[str, str]) -> None:
    assert "audit-waiver" not in _codes(write(tmp_path), row)


def test_the_title_of_a_source_is_a_name_whatever_it_holds(tmp_path: Path) -> None:
    title = {"why": "name", "line": "[港口]"}
    assert _codes(write(tmp_path), title) == []
    longer = {"why": "name", "line": "[港口 of 5 ports]"}
    assert "audit-waiver" in _codes(write(tmp_path / "longer"), longer)


def test_a_link_in_a_waiver_is_convicted(tmp_path: Path) -> None:
    row = {"why": "name", "line": '[5G <a href="index.html">5</a>]'}
    assert "audit-waiver" in _codes(write(tmp_path), row)
