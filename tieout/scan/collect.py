"""Collects the mentions of a report's sources, and of plain text files."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from tieout.check import examine, read_documents
from tieout.findings import Finding, Place, Stopped, place_at
from tieout.ledger.account import Entry, raw_span
from tieout.ledger.tables import nearest
from tieout.report import CONFIG, open_report
from tieout.scan.files import FileNumbers, check_file
from tieout.scan.found import Found, Scanned, written
from tieout.text.document import Document
from tieout.text.load import SEEDS
from tieout.text.origin import LENGTHS, Published


def scan(
    names: Sequence[str], folder: Path, *, language: str = "", published: str = ""
) -> tuple[list[Scanned], list[Finding]]:
    """The mentions of the sources and files that are named, in that order; of all sources of
    the report in `folder` where none is.

    A name is the id of a source or the path of a file; the file of a source is that source.
    Sources are read through the cleaner, files as they stand, in `language` (by their
    characters where it is empty), as if `published` on that day. The findings are those of the
    report's ledger, which keep nothing from being listed. Raises `Stopped` with a finding for
    each name that is neither or cannot be read, and with those of sources that are broken.
    """
    chosen = [_of_source(name, folder) for name in names]
    sources: Mapping[str, Scanned] = {}
    findings: list[Finding] = []
    if not names or any(source or not Path(name).exists() for name, source in chosen):
        sources, findings = _scan_sources(folder, names, published)
    if not names:
        return list(sources.values()), findings
    scanned: list[Scanned] = []
    wrong: list[Finding] = []
    for name, source in chosen:
        if (source or name) in sources:
            scanned.append(sources[source or name])
            continue
        one, found = _scan_file(name, language, published, sources)
        wrong += found
        if one is not None:
            scanned.append(one)
    if wrong:
        raise Stopped("scan", wrong)
    return scanned, findings


def _of_source(name: str, folder: Path) -> tuple[str, str]:
    """The name, and the id of the source whose file it is, or nothing."""
    path = Path(name)
    own = (
        path.suffix == ".txt"
        and path.resolve().parent == (folder / SEEDS).resolve()
        and path.with_suffix(".toml").is_file()
        and (folder / CONFIG).is_file()
    )
    return name, path.stem if own else ""


def _scan_sources(
    folder: Path, names: Sequence[str], published: str
) -> tuple[dict[str, Scanned], list[Finding]]:
    """The report's sources by id. Without a report there are none, if files are named."""
    try:
        report = open_report(folder)
    except Stopped:
        if names and not (folder / CONFIG).is_file():
            return {}, []
        raise
    documents = {
        id_: _as_published(document, published) for id_, document in read_documents(report).items()
    }
    checked, findings = examine(report, documents)
    grouped = checked.numbers.by_source()
    scanned = {
        id_: Scanned(
            id_,
            document.source.path,
            tuple(_found_in_source(document, grouped.get(id_, ()))),
            accounted=True,
        )
        for id_, document in documents.items()
    }
    return scanned, findings


def _as_published(document: Document, day: str) -> Document:
    if not day:
        return document
    precision = next(name for name, length in LENGTHS.items() if length == len(day))
    published = Published.model_validate(
        {**document.source.origin.published.model_dump(), "date": day, "precision": precision}
    )
    origin = document.source.origin.model_copy(update={"published": published})
    return replace(document, source=replace(document.source, origin=origin))


def _found_in_source(document: Document, entries: Sequence[Entry]) -> Iterator[Found]:
    source = document.source
    places = _Places(source.path, source.raw)
    for entry in entries:
        start, end = raw_span(entry.sentence, entry.mention)
        yield Found(
            start=start,
            end=end,
            place=places.at(start),
            text=written(entry.mention.text, source.origin.language),
            mention=entry.mention,
            fate=entry.fate,
            sentence=entry.sentence.id,
            fact=entry.fact.fact.id if entry.fact else "",
            note=entry.aside.record.reason if entry.aside else "",
        )


def _scan_file(
    name: str, language: str, published: str, sources: Mapping[str, Scanned]
) -> tuple[Scanned | None, list[Finding]]:
    path = Path(name)
    if not path.exists():
        near = nearest(name, list(sources))
        hint = near or "name a source of the report, or a text file"
        return None, [Finding(Place(name), "scan-missing", "there is no such source or file", hint)]
    holds_text, findings = check_file(path, name)
    if findings and [finding.code for finding in findings] != ["source-empty"]:
        return None, findings
    numbers = FileNumbers(path, name, language, published) if holds_text else ()
    return Scanned(name, name, numbers, accounted=False), []


class _Places:
    """Lines and columns of ascending offsets, each counted on from the one before."""

    def __init__(self, path: str, text: str) -> None:
        self._path = path
        self._text = text
        self._line_start = 0
        self._line = 1
        self._at = 0

    def at(self, offset: int) -> Place:
        if offset < self._at:  # reading order goes back
            place = place_at(self._path, self._text, offset)
            self._line, self._line_start = place.line, offset - place.col + 1
        else:
            breaks = self._text.count("\n", self._at, offset)
            if breaks:
                self._line += breaks
                self._line_start = self._text.rfind("\n", self._at, offset) + 1
        self._at = offset
        return Place(self._path, self._line, offset - self._line_start + 1)
