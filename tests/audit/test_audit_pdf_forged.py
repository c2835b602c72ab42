"""Forged PDFs: what is changed between the woven pages and the file is found in its bytes."""

import io
import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from tieout.audit import audit_pdf
from tieout.build import write_outputs
from tieout.pdf import document
from tieout.progress import Progress
from tieout.report import open_report

FERRIES = Path(__file__).parent.parent / "reports" / "ferries"


@dataclass(frozen=True)
class Parts:
    """What the PDF of the tiny report is compiled from."""

    source: str
    template: bytes
    files: dict[str, bytes]
    day: date

    def pdf(self) -> bytes:
        return document.compiled(self.source, self.template, self.files, self.day)

    def instead(self, *changes: tuple[str, str]) -> "Parts":
        """The same with the first of each text in the place of another."""
        source = self.source
        for old, new in changes:
            assert old in source, old
            source = source.replace(old, new, 1)
        return replace(self, source=source)

    def listing(self, change: Callable[[list[dict[str, Any]]], None]) -> "Parts":
        """The same with another list of chapters."""
        rows = json.loads(self.files["chapters.json"])
        change(rows)
        return replace(self, files=self.files | {"chapters.json": json.dumps(rows).encode()})


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> Parts:
    root = tmp_path_factory.mktemp("forged") / "ferries"
    shutil.copytree(FERRIES, root, ignore=shutil.ignore_patterns("pages", "site", ".tieout"))
    (root / "pages").mkdir()
    made: list[Parts] = []
    whole = document.compiled

    def kept(source: str, template: bytes, files: dict[str, bytes], day: date) -> bytes:
        made.append(Parts(source, template, dict(files), day))
        return whole(source, template, files, day)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(document, "compiled", kept)
        write_outputs(open_report(root), Progress(quiet=True), ["pdf"])
    return max(made, key=lambda it: len(it.source))


def codes(content: bytes) -> set[str]:
    return {it.code for it in audit_pdf(content, "report.pdf")[1]}


LINK = '[#"1.24 million";]'
LEADS = '#fact("annual-review-2024/s-12e8d67c", "1")'
FIRST = '#par()[#"The company speaks of ";'
#: Changes of Typst's markup, and what the witness finds.
FORGED: dict[str, tuple[list[tuple[str, str]], str]] = {
    "a wrong number under a link": ([(f'{FIRST}#fact("annual-review-2024/s-12e8d67c", "1"){LINK}',
        f'{FIRST}#fact("annual-review-2024/s-12e8d67c", "1")[#"1.34 million";]')], "audit-value"),
    "a link to another sentence": ([(f'{FIRST}#fact("annual-review-2024/s-12e8d67c", "1")',
        f'{FIRST}#fact("annual-review-2024/s-49c15e88", "2")')], "audit-value"),
    "another number beside the link": ([(f'{FIRST}#fact("annual-review-2024/s-12e8d67c", "1")',
        f'{FIRST}#fact("annual-review-2024/s-12e8d67c", "3")')], "audit-pdf"),
    "a number under no link": ([(FIRST, '#par()[#"The 17 companies speak of ";')], "audit-untied"),
    "a number that leads out of the file": ([(FIRST,
        '#par()[#"The ";#link("https://example.org")[17];#" companies speak of ";')],
        "audit-untied"),
    "a number in code": ([(FIRST, '#par()[#code()[17];#" companies speak of ";')], "audit-untied"),
    "a number in the type of drawings": ([(FIRST,
        '#par()[#text(font: "Noto Sans SC")[17];#" companies speak of ";')], "audit-untied"),
    "a number off the page": ([(FIRST, f'#place(dx: 900pt)[17 companies];\n{FIRST}')], "audit-pdf"),
    "a number in white": ([(FIRST,
        '#par()[#text(fill: white)[17];#" companies speak of ";')], "audit-pdf"),
    "a link in white beside a picture of it": ([(f'{FIRST}{LEADS}{LINK}',
        f'{FIRST}{LEADS}[#text(fill: white)[1.24 million]];')],
        "audit-pdf"),
    "a bound that is left out": ([('[#"about 1.2 million";]', '[#"1.2 million";]')], "audit-bound"),
    "a bound beside a link": ([('#" passengers in 2023, from"', '#" or more passengers, from"')],
        "audit-beside"),
    "a scale behind a link": ([('#" passengers in 2023, from"', '#" million passengers, from"')],
        "audit-beside"),
    "another sentence in the appendix": ([('#"Last year the ferries of Port Ellery carried ";',
        '#"Last year the boats of Port Ellery carried ";')], "audit-quote"),
    "another number in the appendix": ([('#mention()[#"8.3%";]', '#mention()[#"9.3%";]')],
        "audit-quote"),
    "a translation that says another number": ([('more than in 2022.";][]',
        'more than in 2022.";][#"It carried 2.24 million passengers, 8.3% more than in 2022."]')],
        "audit-translation"),
    "another result of a derivation": ([('#strong()[#"1.145 million";]',
        '#strong()[#"1.345 million";]')], "audit-untied"),
    "another interval": ([('1.139 million', '1.039 million')], "audit-untied"),
    "another formula": ([('#" ÷ (";#"1";', '#" ÷ (";#"2";')],
        "audit-derivation"),
    "a number added to an appendix": ([('#"seven boats";', '#"seven boats";#" and 8.5%";')],
        "audit-quote"),
    "a waived text that is an amount": ([(FIRST, '#par()[#"All 25% of companies speak of ";')],
        "audit-untied"),
}  # fmt: skip


def test_what_is_not_forged_passes(parts: Parts) -> None:
    assert codes(parts.pdf()) == set()


@pytest.mark.parametrize("name", FORGED)
def test_the_witness_finds(parts: Parts, name: str) -> None:
    changes, code = FORGED[name]
    assert code in codes(parts.instead(*changes).pdf())


def test_a_label_of_a_chart_that_is_changed(parts: Parts) -> None:
    [chart] = [it for it in parts.files if it.endswith(".svg")]
    assert b"96.4%" in parts.files[chart]
    forged = parts.files | {chart: parts.files[chart].replace(b"96.4%", b"69.4%")}
    assert "audit-value" in codes(replace(parts, files=forged).pdf())


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("17 companies", "name"), ("17%", "year"), ("17", "identifier"), ("17", "because"),
        ("GBP 17 million", "example"), ("17", "bound"), ("17", "constant"), ("17", "quoted"),
    ],
)  # fmt: skip
def test_a_forged_waiver(parts: Parts, said: str, why: str) -> None:
    """A list that is as forged as the text hides no number."""
    forged = parts.instead((FIRST, f'#par()[#"The {said} speak of ";'))
    forged = forged.listing(lambda rows: rows[0]["waived"].append({"text": said, "why": why}))
    assert "audit-waiver" in codes(forged.pdf())


def test_a_waiver_of_nothing(parts: Parts) -> None:
    waived = {"text": "Room 101", "why": "name"}
    forged = parts.listing(lambda rows: rows[0]["waived"].append(waived))
    assert codes(forged.pdf()) == {"audit-waiver"}


def test_what_editors_strike_out_convicts_nothing(parts: Parts) -> None:
    noted = ('#"Last year the ferries', '#"Last ";#struck()[#"of 1999"];#"year the ferries')
    assert codes(parts.instead(noted).pdf()) == set()


def test_a_sentence_over_two_pages(parts: Parts) -> None:
    """A page that ends within a paragraph parts neither its dates nor its numbers."""
    high = parts.instead(("#appendix-begins(", "#v(560pt);#appendix-begins("))
    assert codes(high.pdf()) == set()


@pytest.mark.parametrize("height", range(118, 146, 4))
def test_a_link_that_runs_over_the_end_of_a_page_is_one(parts: Parts, height: int) -> None:
    """It is judged whole, and counts as used on the page where it ends."""
    times = 400
    long = parts.instead((FIRST, FIRST + f'{LEADS}{LINK};#" passengers and ";' * times))
    rows = json.loads(parts.files["chapters.json"])
    rows[0]["links"] += times
    paper = f"width: 190mm, height: {height}mm".encode()
    assert b'paper: "a4"' in parts.template
    small = replace(
        long,
        template=parts.template.replace(b'paper: "a4"', paper),
        files=parts.files | {"chapters.json": json.dumps(rows).encode()},
    )
    assert audit_pdf(small.pdf(), "report.pdf")[1] == []


def said(content: bytes) -> list[str]:
    return [f"{it.code}: {it.message}" for it in audit_pdf(content, "report.pdf")[1]]


def test_files_that_cannot_be_read(parts: Parts) -> None:
    """One line each, whatever is wrong."""
    whole = parts.pdf()
    empty = pypdfium2.PdfDocument.new()
    empty.new_page(100, 100)
    written = io.BytesIO()
    empty.save(written)
    for content, message in (
        (b"no PDF", "it is no PDF, or damaged"),
        (b"", "it is no PDF, or damaged"),
        (whole[:2000], "it is no PDF, or damaged"),
        (written.getvalue(), "chapters.json is not embedded in it"),
    ):
        assert said(content) == [f"audit-pdf: it cannot be read: {message}"]
