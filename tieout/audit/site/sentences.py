"""Whether the sentences of a source's page are the words of its raw document."""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Final

from lxml.html import HtmlElement

from tieout.audit.data.records import Records
from tieout.audit.pages.reading import Page, Site, has_class, squeezed, text_of
from tieout.findings import Finding

CODE: Final = "audit-quote"
#: The form of a sentence's id, which is made of its text; twins have more digits.
_ID: Final = re.compile(r"s-(?P<digest>[0-9a-f]{8})(?:-?[0-9a-f]{4,})?")
_MASK: Final = re.compile("█+")
#: So many characters stand together where a caption or struck out words part a sentence.
_TOGETHER: Final = 6
_HINT: Final = "show the text of the source as it stands"


def check_sentences(site: Site, records: Records, seeds: Path | None) -> list[Finding]:
    """A finding (audit-quote) for each sentence of a source's page whose id is not made of its
    text (`s-` and the first eight digits of its sha256), that belongs to no source of the
    data, or, where the raw documents are at hand, whose characters do not stand in them."""
    raws = _raw_texts(records, seeds) if seeds is not None else {}
    findings: list[Finding] = []
    for page in site.pages.values():
        if not page.is_source:
            continue
        for sentence in sentences_of(page):
            problem = _problem(sentence, records, raws)
            if problem:
                findings.append(page.finding(sentence, CODE, problem, _HINT))
    return findings


def sentences_of(page: Page) -> Iterator[HtmlElement]:
    """The sentences of a source's page."""
    for span in page.article.iter("span"):
        if has_class(span, "sentence"):
            yield span


def _problem(sentence: HtmlElement, records: Records, raws: dict[str, "RawText"]) -> str:
    name = sentence.get("id") or ""
    text = text_of(sentence)
    form = _ID.fullmatch(name)
    if form is None:
        return f"{name or 'a sentence'} has no id of the form s-01234567"
    source = sentence.get("data-source") or ""
    if source not in records.sources:
        return f"the sentence {name} is of {source or 'no source'}, which is not in the data"
    if hashlib.sha256(text.encode()).hexdigest()[:8] != form["digest"]:
        return f"the text of {name} is not the one that its id is made of"
    raw = raws.get(source)
    if raw is not None and not (raw.holds(text) or raw.holds("".join(sentence.itertext()))):
        return f"the sentence {name} does not stand in the raw document of {source}"
    return ""


class RawText:
    """A raw document without white space, that knows where its lines end."""

    def __init__(self, text: str) -> None:
        lines = [squeezed(line) for line in text.splitlines()]
        self._text = "".join(lines)
        self._ends = {0}
        at = 0
        for line in lines:
            at += len(line)
            self._ends.add(at)

    def holds(self, text: str) -> bool:
        """Whether a text is made of the document's characters: whole, or in pieces between
        which a caption stood, words were struck out or something was masked."""
        return all(self._holds(squeezed(part)) for part in _MASK.split(text))

    def _holds(self, text: str) -> bool:
        after_cut = False
        while text:
            if text in self._text and (not after_cut or self._may_end(text)):
                return True
            length = self._longest(text)
            # The raw text may go on by chance as the sentence does behind the cut.
            cuts = range(length, max(length - _TOGETHER, 0), -1)
            cut = next((it for it in cuts if self._may_part(text, it)), 0)
            if not cut:
                return False
            text, after_cut = text[cut:], True
        return True

    def _longest(self, text: str) -> int:
        """How many characters of the beginning of a text stand together."""
        low, high = 0, len(text)
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if text[:middle] in self._text else (low, middle - 1)
        return low

    def _may_part(self, text: str, cut: int) -> bool:
        """Whether a text may be parted: where a line of the document ends or begins, or else
        between long pieces; at a number only between whole lines."""
        before, after = text[:cut], text[cut:]
        at_line = self._ends_line(before), self._begins_line(after)
        if any(char.isnumeric() for char in before[-1:] + after[:1]):
            return all(at_line)
        return any(at_line) or min(len(before), self._longest(after)) >= _TOGETHER

    def _may_end(self, text: str) -> bool:
        """Whether a text may be the last piece of a sentence."""
        return len(text) >= _TOGETHER or self._begins_line(text) or self._ends_line(text)

    def _ends_line(self, text: str) -> bool:
        tail = text[-_TOGETHER:]
        return any(at + len(tail) in self._ends for at in self._places(tail))

    def _begins_line(self, text: str) -> bool:
        head = text[:_TOGETHER]
        return any(at in self._ends for at in self._places(head))

    def _places(self, text: str) -> Iterator[int]:
        at = self._text.find(text)
        while at >= 0:
            yield at
            at = self._text.find(text, at + 1)


def _raw_texts(records: Records, seeds: Path) -> dict[str, RawText]:
    """The raw documents; that one is missing or has other bytes is told elsewhere."""
    raws: dict[str, RawText] = {}
    for source in records.sources.values():
        path = seeds / PurePosixPath(source.file).name
        data = path.read_bytes() if path.is_file() else b""
        if hashlib.sha256(data).hexdigest() == source.sha256:
            raws[source.id] = RawText(data.decode("utf-8", errors="replace"))
    return raws
