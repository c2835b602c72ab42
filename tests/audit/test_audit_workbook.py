"""The witness of a workbook: what the writer could do wrong is found in the bytes."""

import io
import re
import zipfile
from pathlib import Path

import pytest

from tieout.audit import audit_file
from tieout.build import Built

#: A number that nobody has, put together so that this file does not hold one.
MOBILE = "138" + "1234" + "5678"
AMOUNT = "<v>2600000</v>"


def spoiled(content: bytes, part: str, old: str, new: str) -> bytes:
    """The workbook with a text replaced in those of its parts whose names match."""
    made = io.BytesIO()
    changed = False
    with (
        zipfile.ZipFile(io.BytesIO(content)) as archive,
        zipfile.ZipFile(made, "w") as copy,
    ):
        for name in archive.namelist():
            text = archive.read(name)
            if re.search(part, name) and old.encode() in text:
                text = text.replace(old.encode(), new.encode(), 1)
                changed = True
            copy.writestr(name, text)
    assert changed, f"no {part} holds {old}"
    return made.getvalue()


@pytest.mark.parametrize(
    ("part", "old", "new", "code"),
    [
        ("sharedStrings", "GBP 2.6 million", "GBP 2.7 million", "audit-value"),
        ("sharedStrings", "GBP 2.6 million", "over GBP 2.6 million", "audit-value"),
        ("sharedStrings", "What was paid", "What 17 boats paid", "audit-untied"),
        ("sharedStrings", "What was paid", f"Call {MOBILE}", "audit-personal-data"),
        ("sheet8.xml$", AMOUNT, "<v>2700000</v>", "audit-value"),
        ("sheet9.xml$", AMOUNT, "<v>2700000</v>", "audit-value"),
        ("sheet8.xml$", 'location="s-', 'location="s-0', "audit-dead-link"),
        ("sheet8.xml$", "<v>2600000</v>", "<f>1+1</f><v>2600000</v>", "audit-workbook"),
        (
            "sheet8.xml$",
            "</sheetData>",
            '</sheetData><mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells>',
            "audit-workbook",
        ),
        ("sheet8.xml$", "<tablePart ", "<gone ", "audit-workbook"),
        ("sharedStrings", "ferries.boats.2023", "ferries.boats.2024", "audit-workbook"),
    ],
    ids=[
        "another-number", "another-bound", "typed", "mobile-number", "another-amount",
        "another-amount-of-a-fact", "no-such-sentence", "formula", "merged", "no-table",
        "no-such-fact",
    ],
)  # fmt: skip
def test_the_witness_convicts(
    ferries_built: tuple[Path, Built], part: str, old: str, new: str, code: str
) -> None:
    site = ferries_built[0] / "site"
    content = (site / "report.xlsx").read_bytes()
    assert audit_file(content, "report.xlsx", site)[1] == []
    _, findings = audit_file(spoiled(content, part, old, new), "report.xlsx", site)
    assert code in {it.code for it in findings}


def test_a_link_to_another_sentence(ferries_built: tuple[Path, Built]) -> None:
    site = ferries_built[0] / "site"
    content = (site / "report.xlsx").read_bytes()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheet = archive.read("xl/worksheets/sheet8.xml").decode()
        one, other = re.findall(r'location="(s-[0-9a-f]+)"', sheet)[:2]
    made = spoiled(content, "sheet8.xml$", f'location="{one}"', f'location="{other}"')
    assert "audit-value" in {it.code for it in audit_file(made, "report.xlsx", site)[1]}


@pytest.mark.parametrize("content", [b"", b"no workbook", b"PK\x05\x06" + b"\0" * 18])
def test_what_is_no_workbook_is_a_finding(content: bytes, tmp_path: Path) -> None:
    codes = {it.code for it in audit_file(content, "report.xlsx", tmp_path)[1]}
    assert "audit-workbook" in codes


def test_a_workbook_lies_in_its_site_unless_told(ferries_built: tuple[Path, Built]) -> None:
    path = ferries_built[0] / "site/report.xlsx"
    account, findings = audit_file(path.read_bytes(), path.as_posix())
    assert findings == []
    assert account.tied_to_facts > 5
