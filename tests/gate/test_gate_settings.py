"""Numbers in the settings of a site and in the descriptions of its chapters."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tieout.chapters.parse import parse_chapter
from tieout.findings import Finding
from tieout.gate.settings import typed_descriptions, typed_settings

CASES = tomllib.loads((Path(__file__).parent / "cases/settings.toml").read_text("utf-8"))["case"]


def told(finding: Finding) -> str:
    place = finding.place
    return f"{place.line}:{place.col}: {finding.message.partition(' stands')[0]}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["title"])
def test_what_cannot_be_linked_holds_no_number(tmp_path: Path, case: dict[str, Any]) -> None:
    if "front" in case:
        path = tmp_path / "port.qmd"
        path.write_text(f"---\n{case['front']}---\n\nText\n", "utf-8")
        chapter, findings = parse_chapter(path, "chapters/port.qmd", "port")
        assert chapter is not None, findings
        found = list(typed_descriptions([chapter]))
    else:
        (tmp_path / "mkdocs.yml").write_text(case["text"], "utf-8")
        found = list(typed_settings(tmp_path))
    assert [told(it) for it in found] == case.get("untied", [])
    assert {it.code for it in found} <= {"number-untied"}


def test_settings_that_are_inherited_are_read_once(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("INHERIT: base.yml\n", "utf-8")
    (tmp_path / "base.yml").write_text("INHERIT: mkdocs.yml\nsite_name: 5 ports\n", "utf-8")
    (finding,) = typed_settings(tmp_path)
    assert str(finding.place) == "base.yml:2:12"


@pytest.mark.parametrize("text", ["", "a: [", "- x\n", "nav: !ENV [X, 5]\n"])
def test_settings_that_are_none_are_told_elsewhere(tmp_path: Path, text: str) -> None:
    (tmp_path / "mkdocs.yml").write_text(text, "utf-8")
    assert list(typed_settings(tmp_path)) == []
    assert list(typed_settings(tmp_path / "nowhere")) == []
