"""Numbers around the chapters of the files that a report travels as."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from audit_samples import CASES, replaced

from tieout.audit import audit_file
from tieout.audit.surroundings import check_surroundings
from tieout.build import Built

SPOILED = tomllib.loads((CASES / "surroundings.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", SPOILED, ids=lambda case: case["title"])
def test_a_number_around_the_chapters_is_found(
    ferries_built: tuple[Path, Built], case: dict[str, Any]
) -> None:
    site, name = ferries_built[0] / "site", case["file"]
    content = replaced((site / name).read_bytes(), case["part"], case["old"], case["new"])
    found = audit_file(content, name, site)[1]
    wanted = (case.get("finds", "audit-outside"), f"{name}/{case['part']}")
    assert wanted in {(it.code, it.place.path) for it in found}


@pytest.mark.parametrize("name", ["report.docx", "report.epub", "report.xlsx"])
def test_what_a_report_says_around_its_chapters_is_in_order(
    ferries_built: tuple[Path, Built], name: str
) -> None:
    assert check_surroundings((ferries_built[0] / "site" / name).read_bytes(), name) == []


def test_what_is_read_elsewhere_or_not_at_all_has_no_surroundings() -> None:
    assert check_surroundings(b"%PDF-1.7", "report.pdf") == []
    assert check_surroundings(b"", "report.docx") == []
