"""Forged Word documents and EPUBs: what is changed in a finished file is found in its bytes."""

import json
import tomllib
from collections.abc import Callable
from html import escape, unescape
from pathlib import Path
from typing import Any

import pytest
from audit_samples import CASES, packed_anew, replaced

from tieout.audit import audit_file
from tieout.build import Built

FORGED = tomllib.loads((CASES / "bound_forged.toml").read_text(encoding="utf-8"))["case"]
FILES = {"docx": "report.docx", "epub": "report.epub"}
DATA = {"docx": "customXml/item1.xml", "epub": "EPUB/data/chapters.json"}
BOTH = pytest.mark.parametrize("kind", FILES)
#: A sentence of the first chapter, where it is read first.
FIRST = {"docx": ("word/document.xml", ">The company speaks of<"),
         "epub": ("EPUB/text/ch001.xhtml", "<p>The company speaks of ")}  # fmt: skip


@pytest.fixture
def content(ferries_built: tuple[Path, Built]) -> Callable[[str], bytes]:
    return lambda kind: (ferries_built[0] / "site" / FILES[kind]).read_bytes()


def codes(content: bytes, kind: str) -> set[str]:
    return {it.code for it in audit_file(content, FILES[kind])[1]}


def listing(content: bytes, kind: str, change: Callable[[list[dict[str, Any]]], None]) -> bytes:
    """A file with another list of chapters."""

    def changed(text: str) -> str:
        if kind == "epub":
            rows = json.loads(text)
            change(rows)
            return json.dumps(rows)
        start = text.index(">", text.index('name="chapters.json"')) + 1
        end = text.index("</file>", start)
        rows = json.loads(unescape(text[start:end]))
        change(rows)
        return text[:start] + escape(json.dumps(rows)) + text[end:]

    return packed_anew(content, DATA[kind], changed)


def saying(content: bytes, kind: str, said: str) -> bytes:
    """A file whose first chapter says something more."""
    part, old = FIRST[kind]
    new = old.replace("The company speaks", f"The {said} speak")
    return replaced(content, part, old, new)


@BOTH
def test_what_is_not_forged_passes(content: Callable[[str], bytes], kind: str) -> None:
    assert codes(content(kind), kind) == set()


@pytest.mark.parametrize("case", FORGED, ids=lambda it: f"{it['file']}-{it['title']}")
def test_the_witness_finds(content: Callable[[str], bytes], case: dict[str, Any]) -> None:
    forged = replaced(content(case["file"]), case["part"], case["old"], case["new"])
    assert case["finds"] in codes(forged, case["file"])


@BOTH
@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("17 companies", "name"), ("17%", "year"), ("17", "identifier"), ("17", "because"),
        ("GBP 17 million", "example"), ("17", "bound"), ("17", "constant"), ("17", "quoted"),
    ],
)  # fmt: skip
def test_a_forged_waiver(content: Callable[[str], bytes], kind: str, said: str, why: str) -> None:
    """A list that is as forged as the text hides no number."""
    forged = saying(content(kind), kind, said)
    forged = listing(
        forged, kind, lambda rows: rows[0]["waived"].append({"text": said, "why": why})
    )
    assert "audit-waiver" in codes(forged, kind)


@BOTH
def test_a_waiver_hides_one_number(content: Callable[[str], bytes], kind: str) -> None:
    waived = {"text": "Room 101", "why": "name"}
    once = listing(content(kind), kind, lambda rows: rows[0]["waived"].append(waived))
    assert codes(once, kind) == {"audit-waiver"}
    assert codes(saying(once, kind, "Room 101"), kind) == set()
    assert codes(saying(once, kind, "Room 101 and Room 101"), kind) == {"audit-untied"}


@BOTH
@pytest.mark.parametrize("name", ["number", "name", "waived"])
def test_a_list_of_chapters_that_tells_less(
    content: Callable[[str], bytes], kind: str, name: str
) -> None:
    forged = listing(content(kind), kind, lambda rows: rows[0].pop(name))
    said = [f"{it.code}: {it.message}" for it in audit_file(forged, FILES[kind])[1]]
    assert said == [f"audit-book: it cannot be read: a row has no {name}"]
