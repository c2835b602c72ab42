"""What stands before the chapters of a PDF: its title page and its contents."""

from collections.abc import Sequence
from typing import Final

from tieout.audit.numbers.scan import find_seen
from tieout.audit.pages.reading import squeezed
from tieout.audit.pdf.chapters import PdfChapter
from tieout.audit.pdf.reading import FOOT, Passage
from tieout.audit.pdf.trial import Trial, around, check_tie, parts_of, read_passages

_HINT: Final = "say it in the chapter, where it can be tied"


def check_front(trial: Trial, chapters: Sequence[PdfChapter], pages: Sequence[range]) -> None:
    """Findings (audit-untied, audit-value …) for numbers before the chapters that are no links to
    entries, no dates, no numbers of chapters and pages that lead there, and stand in no title."""
    first = min((it.start for it in pages), default=0)
    titles = [it for _, it, _ in trial.file.bookmarks()]
    known = squeezed(" ; ".join([trial.file.title(), *titles]))
    for passage in read_passages(trial, range(first)):
        if passage.kind == FOOT and passage.text == str(passage.page + 1):
            continue
        parts = parts_of(trial, passage)
        for at, part in enumerate(parts):
            if part.entry is not None and find_seen(part.text, trial.language):
                check_tie(trial, part, *around(parts, at), passage.kind)
        text = "".join(" " if it.entry is not None else it.text for it in parts)
        text = " ".join(text.split())
        for seen in find_seen(text, trial.language):
            snippet = text[seen.start : seen.end]
            led = _leads(trial, passage, snippet, [it.number for it in chapters], pages)
            if not (seen.is_date or led or squeezed(snippet) in known):
                message = f"the number {snippet!r} stands before the chapters: {text[:60]!r}"
                trial.convict(passage.page, "audit-untied", message, _HINT)


def _leads(
    trial: Trial, passage: Passage, snippet: str, numbers: Sequence[int], pages: Sequence[range]
) -> bool:
    """Whether a number is a link to the page that it names, or to the chapter."""
    links = trial.file.page(passage.page).links
    for it in passage.pieces:
        spot = links[it.link] if it.link >= 0 else None
        if spot is None or it.text.strip() != snippet:
            continue
        at = next((at for at, held in enumerate(pages) if spot.page in held), None)
        if snippet == str(spot.page + 1) or (at is not None and snippet == str(numbers[at])):
            return True
    return False
