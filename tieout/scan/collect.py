"""Collects the mentions of a report's sources, and of plain text files."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tieout.check import examine, read_documents
from tieout.findings import Finding, Place, Stopped, place_at
from tieout.ledger.account import Entry, Fate, fate_of_kind, raw_span
from tieout.ledger.tables import nearest
from tieout.numbers import read
from tieout.numbers.mention import Mention
from tieout.report import CONFIG, open_report
from tieout.text.document import Document
from tieout.text.load import SEEDS, read_raw
from tieout.text.masking import MASK, personal_data
from tieout.text.origin import LENGTHS, Published

_HAN = re.compile("[\u3400-\u9fff]")
_LETTER = re.compile("[^\\W\\d_]")
#: What a language without spaces between words keeps: those between Latin words.
_SPACE_INSIDE = re.compile(r"(?<![A-Za-z])\s+|\s+(?![A-Za-z])")
_SAMPLE = 100_000
#: Fewest digits of a telephone that may be someone's own.
_OWN_TELEPHONE = 7


@dataclass(frozen=True, slots=True)
class Found:
    """A mention where it stands: `start` and `end` are offsets into the untouched file, `text`
    is what stands there, written without the line breaks and spaces inside. Personal data is
    masked, and has no value. `sentence` and `fact` are ids, empty where there is none; `fate`
    is what became of it in the account, `note` the reason where it was set aside."""

    start: int
    end: int
    place: Place
    text: str
    mention: Mention
    fate: Fate
    sentence: str = ""
    fact: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Scanned:
    """A source or file and its mentions, in reading order. `source` is the id of a source, or
    the name by which a file was asked for; `accounted` tells whether it is a source, whose
    numbers have a ledger."""

    source: str
    path: str
    found: tuple[Found, ...]
    accounted: bool

    def open(self) -> "Scanned":
        """Only what is open: quantities that are neither facts nor set aside."""
        return replace(self, found=tuple(it for it in self.found if it.fate == "open"))


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
    raw, _, findings = read_raw(path, name)
    if raw is None:
        empty = [finding.code for finding in findings] == ["source-empty"]
        return (Scanned(name, name, (), accounted=False), []) if empty else (None, findings)
    return Scanned(name, name, tuple(_found_in_text(name, raw, language, published)), False), []


def _found_in_text(name: str, raw: str, language: str, published: str) -> Iterator[Found]:
    language = language or language_of(raw)
    places = _Places(name, raw)
    hidden = sorted((it.start, it.end) for it in personal_data(raw))
    at = 0
    # Windows' line ends are as long as these, which the recogniser reads through.
    for mention in read(raw.replace("\r\n", " \n"), language=language, published=published):
        while at < len(hidden) and hidden[at][1] <= mention.start:
            at += 1
        text = written(raw[mention.start : mention.end], language)
        if (at < len(hidden) and hidden[at][0] < mention.end) or _is_telephone(mention):
            text = MASK
            mention = mention._replace(text=MASK, value=None, low=None, high=None)
        yield Found(
            start=mention.start,
            end=mention.end,
            place=places.at(mention.start),
            text=text,
            mention=mention,
            fate=fate_of_kind(mention.kind),
        )


def _is_telephone(mention: Mention) -> bool:
    return mention.kind == "phone" and sum(map(str.isdigit, mention.text)) >= _OWN_TELEPHONE


def written(text: str, language: str) -> str:
    """A stretch of text as a reader would write it: white space is a single space, and none
    where it sets Chinese characters or digits apart."""
    return _SPACE_INSIDE.sub("", text) if language == "zh" else " ".join(text.split())


def language_of(text: str) -> str:
    """`zh` where a tenth of the letters are Chinese characters or more, else `en`; told from
    the beginning of a long text."""
    sample = text[:_SAMPLE]
    letters = sum(1 for _ in _LETTER.finditer(sample))
    return "zh" if 10 * sum(1 for _ in _HAN.finditer(sample)) >= max(letters, 1) else "en"


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
