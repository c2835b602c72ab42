"""The chapters of a PDF: whether every number in them leads to its entry, is a date, or is
waived with a reason that it has."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from tieout.audit.beside import HINT as BESIDE_HINT
from tieout.audit.beside import Beside, beside_problem
from tieout.audit.listed_waivers import (
    HOLE,
    WAIVER_HINT,
    plain_numbers,
    read_waived,
    waivers_of_nothing,
)
from tieout.audit.numbers.scan import find_seen
from tieout.audit.pages.prose import are_names
from tieout.audit.pages.reading import squeezed
from tieout.audit.pdf.joining import EDGES, joined
from tieout.audit.pdf.reading import AGAIN, FOOT, HEAD, Passage, PdfFile
from tieout.audit.pdf.trial import (
    Part,
    Trial,
    around,
    check_label,
    check_tie,
    parts_of,
    read_passages,
)

_TIE: Final = "tie it, or waive it with its reason"


@dataclass(frozen=True, slots=True)
class PdfChapter:
    """A chapter as it is read: its number, its address on the site, its passages and their
    parts, the texts that it waives with their reasons, and how many numbers it is said to link."""

    number: int
    address: str
    passages: tuple[tuple[Passage, tuple[Part, ...]], ...]
    waived: tuple[tuple[str, str], ...]
    links: int
    first: int

    @property
    def ties(self) -> list[Part]:
        """The links that show a number, each once, without those of drawings and of what is
        repeated at the head of a page."""
        return [
            part
            for passage, parts in self.passages
            for part in parts
            if part.entry is not None and not part.drawn and passage.kind != AGAIN
        ]


def chapter_pages(file: PdfFile, listed: Sequence[Any]) -> tuple[list[range], int]:
    """The pages of each chapter, and the first page behind them: bookmarks of the first level
    begin them, after the one of the contents, as many as the embedded list names."""
    starts = [spot.page for level, _, spot in file.bookmarks() if level == 0][1:]
    starts = starts[: len(listed) + 1]
    if len(starts) <= len(listed):
        starts.append(len(file))
    return [range(*it) for it in pairwise(starts)], starts[-1]


def read_chapter(trial: Trial, pages: range, row: Any) -> PdfChapter:
    """A chapter on its pages, by its row of the embedded list."""
    read = [(it, tuple(parts_of(trial, it))) for it in read_passages(trial, pages)]
    return PdfChapter(
        int(row["number"]), str(row["page"]), tuple(joined(read)), tuple(read_waived(row)),
        int(row["links"]), pages.start,
    )  # fmt: skip


def check_chapter(trial: Trial, chapter: PdfChapter) -> None:
    """Findings for numbers of a chapter that lead nowhere (audit-untied) or elsewhere
    (audit-value and others), for words beside them that change them (audit-beside), for waivers
    that do not fit or waive nothing (audit-waiver), and where not as many numbers are linked as
    the list says (audit-pdf)."""
    ties = [it for it in chapter.ties if find_seen(it.text, trial.language)]
    if len(ties) != chapter.links:
        message = (
            f"{chapter.address} links {chapter.links} numbers, of which {len(ties)} can be seen"
        )
        trial.convict(chapter.first, "audit-pdf", message, "no table may run off its page")
    left = Counter(chapter.waived)
    for passage, parts in chapter.passages:
        if passage.kind in EDGES:
            continue
        _check_ties(trial, passage.kind, parts)
        _check_text(trial, chapter, passage, parts, left)
    _check_drawn(trial, chapter)
    _check_edges(trial, chapter)
    for text, why in waivers_of_nothing(left, trial.language):
        message = f"{text!r} is listed as waived ({why}) and stands nowhere in {chapter.address}"
        trial.convict(chapter.first, "audit-waiver", message, "list what is waived and no more")


def _check_ties(trial: Trial, kind: str, parts: tuple[Part, ...]) -> None:
    for at, part in enumerate(parts):
        if part.entry is None or part.drawn or not find_seen(part.text, trial.language):
            continue
        before, after = around(parts, at)
        found = check_tie(trial, part, before, after, kind)
        trial.counts["numbers"] += 1
        if found is None:
            trial.counts["untied"] += 1
            continue
        trial.counts["tied_to_derivations" if found.derived else "tied_to_facts"] += 1
        held_before = at > 0 and parts[at - 1].entry is not None
        held_after = at + 1 < len(parts) and parts[at + 1].entry is not None
        said = " ".join(part.text.split())
        it = Beside(said, before, after, held_before, held_after)
        problem = beside_problem(it, found.quantity, trial.language, found.derived, False)
        if problem:
            trial.convict(part.page, "audit-beside", problem, BESIDE_HINT)


def _check_text(
    trial: Trial,
    chapter: PdfChapter,
    passage: Passage,
    parts: tuple[Part, ...],
    left: Counter[tuple[str, str]],
) -> None:
    """What stands under no link is a date, waived, a name in code, or the chapter's number."""
    if all(it.printed or not it.text.strip() for it in parts):
        trial.counts["listings"] += 1
        return
    text = " ".join("".join(_plain(it) for it in parts).split())
    if passage.kind == "H1" and passage.page == chapter.first:
        text = text.removeprefix(str(chapter.number)).strip()
    for plain in plain_numbers(text, left, trial.records, trial.language):
        trial.counts["numbers"] += 1
        trial.counts[plain.kind] += 1
        if plain.problem:
            trial.convict(passage.page, "audit-waiver", plain.problem, WAIVER_HINT)
        if plain.kind == "untied":
            at = plain.seen
            near = text[max(0, at.start - 30) : at.end + 30].replace(HOLE, "…")
            message = f"the number {text[at.start : at.end]!r} lies under no link: {near!r}"
            trial.convict(passage.page, "audit-untied", message, _TIE)


def _plain(part: Part) -> str:
    if part.drawn:
        return " "
    if part.entry is not None:
        return HOLE + part.text[len(part.text.rstrip()) :]
    return HOLE if part.printed and are_names(part.text) else part.text


def _check_drawn(trial: Trial, chapter: PdfChapter) -> None:
    """A label with a unit stands as a link in the same chapter; a bare number is a tick."""
    linked = {squeezed(it.text) for it in chapter.ties}
    for _, parts in chapter.passages:
        drawn = [it for it in parts if it.drawn]
        for part in drawn:
            check_label(trial, part)
        rest = squeezed("".join(it.text for it in drawn))
        for said in sorted(linked, key=len, reverse=True):
            if said in rest:
                trial.counts["in_attributes"] += rest.count(said)
                trial.counts["numbers"] += rest.count(said)
                rest = rest.replace(said, ";")
        trial.counts["axis_ticks"] += sum(not it.is_date for it in find_seen(rest, trial.language))


def _check_edges(trial: Trial, chapter: PdfChapter) -> None:
    """What is repeated at the head of a page stands in a head of the chapter; running heads tell
    no number but those of titles, and feet that of the page."""
    inner = [it.text for it, _ in chapter.passages if it.kind not in EDGES]
    titles = [trial.file.title(), *(it for _, it, _ in trial.file.bookmarks())]
    known = {AGAIN: squeezed(";".join(inner)), HEAD: squeezed(";".join(titles)), FOOT: ""}
    for passage, _ in chapter.passages:
        text = passage.text
        if passage.kind not in EDGES or text == str(passage.page + 1):
            continue
        for seen in find_seen(text, trial.language):
            snippet = squeezed(text[seen.start : seen.end])
            if not seen.is_date and snippet not in known[passage.kind]:
                message = f"the number {snippet!r} stands at the edge of the page: {text[:60]!r}"
                trial.convict(passage.page, "audit-untied", message, _TIE)
