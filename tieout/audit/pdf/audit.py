"""The audit of a report's PDF: from its own bytes, text, links and embedded data alone."""

from typing import Any, Final

from tieout.audit.account import Account
from tieout.audit.carried import CHAPTERS, carried_list, carried_records, carried_titles
from tieout.audit.pdf.chapters import PdfChapter, chapter_pages, check_chapter, read_chapter
from tieout.audit.pdf.entries import check_entries, read_entries
from tieout.audit.pdf.front import check_front
from tieout.audit.pdf.reading import PdfFile
from tieout.audit.pdf.trial import Trial
from tieout.findings import Finding, Place

_AGAIN: Final = "build it again"


def audit_pdf(content: bytes, name: str) -> tuple[Account, list[Finding]]:
    """Audits the bytes of a PDF; findings name it by `name`, with the page as the line.

    Every number of a chapter lies under a link, is a plain date, or is waived in the embedded
    list (audit-untied) with a reason that it has (audit-waiver); as many are linked as that list
    says (audit-pdf). The place that a link leads to is the entry of a sentence or derivation of
    the embedded data, whose value, unit and bound the link shows (audit-value, audit-unit,
    audit-bound), with nothing beside it that changes it (audit-beside). Each entry is as the data
    hold it (audit-quote, audit-translation, audit-derivation). A file that cannot be read so, and
    text that nobody sees, are findings too (audit-pdf).
    """
    try:
        file = PdfFile(content)
        trial, rows, pages = _opened(file, name)
        others = read_entries(trial)
        chapters = [read_chapter(trial, *it) for it in zip(pages, rows, strict=True)]
    except (ValueError, KeyError, TypeError) as error:
        said = f"a row has no {error.args[0]}" if isinstance(error, KeyError) else str(error)
        finding = Finding(Place(name), "audit-pdf", f"it cannot be read: {said}", _AGAIN)
        return Account(), [finding]
    check_entries(trial, others)
    check_front(trial, chapters, pages)
    for chapter in chapters:
        check_chapter(trial, chapter)
    if not chapters:
        trial.convict(0, "audit-pdf", "it has no chapters", _AGAIN)
    for number in range(len(file)):
        if hidden := file.page(number).hidden:
            message = f"nobody can see {hidden[:40]!r}"
            trial.convict(number, "audit-pdf", message, "set all text so that it can be read")
    account = Account(
        pages=len(file),
        links=sum(len(it.ties) for it in chapters),
        facts=len(trial.records.facts),
        derivations=len(trial.records.derivations),
        sources=len(trial.records.sources),
        **trial.counts,
    )
    return account, sorted(set(trial.findings))


def _opened(file: PdfFile, name: str) -> tuple[Trial, list[Any], list[range]]:
    """The trial of a file, the rows of its list of chapters, and the pages of each."""
    files = file.attached()
    rows = carried_list(files, CHAPTERS)
    titles = carried_titles(files)
    records, findings = carried_records(files)
    pages, appendix = chapter_pages(file, rows)
    if len(pages) < len(rows):
        raise ValueError(f"it has {len(pages)} of {len(rows)} chapters")
    trial = Trial(file, name, records, file.language(), titles, appendix, findings=findings)
    return trial, rows, pages


def pdf_chapters(file: PdfFile, listed: list[Any]) -> list[PdfChapter]:
    """The chapters of a file in order, as the embedded list names them."""
    trial, _, pages = _opened(file, "")
    read_entries(trial)
    return [read_chapter(trial, *it) for it in zip(pages, listed, strict=True)]
