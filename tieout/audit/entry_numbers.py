"""Numbers under no link in the appendices of a file that a report travels as: what the entry of
a derivation may tell by itself, what is told of sources, and what editors say in a sentence."""

import re
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import replace
from typing import Final, TypeVar

from tieout.audit.data.agreement import Setting, disagreements
from tieout.audit.data.records import DerivedRecord, Records
from tieout.audit.numbers.scan import Seen, find_seen
from tieout.audit.numbers.shown import Shown, read_shown
from tieout.audit.pages.reading import squeezed
from tieout.audit.waivers import built_misfit, constants, is_end

STRAY_HINT: Final = "a number of an appendix is of the data, an end of an interval or in a formula"
Part = TypeVar("Part")
_DIGITS: Final = re.compile(r"\d+(?:[.,]\d+)*")
_REMARK: Final = re.compile(r"\[sic[^\]]*\]")


def without_remarks(text: str) -> str:
    """A sentence without what editors say in it, which is none of its words."""
    return _REMARK.sub("", text)


def leading_sentence(
    parts: Sequence[Part], said: Callable[[Sequence[Part]], str], known: Container[str]
) -> tuple[str, Sequence[Part]]:
    """The sentence that begins an entry, without white space, as far as one of those known goes,
    and the parts behind it. Empty where none does. `said` tells the text of parts."""
    for end in range(1, len(parts) + 1):
        text = squeezed(said(parts[:end]))
        if text in known:
            return text, parts[end:]
    return "", parts


def digits_on_sources(records: Records) -> frozenset[str]:
    """All numbers in digits that the data tell of sources."""
    told = " ; ".join(it.told for it in records.sources.values())
    return frozenset(_DIGITS.findall(told))


def stray_in_notes(text: str, known: frozenset[str], language: str) -> list[str]:
    """The numbers of what is told of sources and of the report's own parts that are no dates,
    no whole numbers, and not among the digits that are known."""
    return [
        snippet
        for seen in find_seen(text, language)
        if not (
            seen.is_date
            or built_misfit(snippet := text[seen.start : seen.end], "account", language) == ""
            or known.issuperset(_DIGITS.findall(snippet))
        )
    ]


def stray_in_derivation(
    text: str, record: DerivedRecord, title: str, language: str
) -> Iterator[str]:
    """The numbers of a line of a derivation's entry, without what stands under links, that are no
    dates, not in its formula and no ends of its interval. `title` is the derivation's, without
    spaces, where the line begins with it, which its value may follow; else it is empty."""
    readings = read_shown(text, language)
    for seen in find_seen(text, language):
        snippet = text[seen.start : seen.end]
        read = next((it for it in readings if it.start <= seen.start < it.end), None)
        fits = (
            seen.is_date
            or snippet in constants(record.formula)
            or (title and _is_titled(title, record, text, seen, read))
            or (read is not None and all(is_end(it, record.quantity) for it in _apart(read)))
        )
        if not fits:
            yield snippet


def _is_titled(
    title: str, record: DerivedRecord, text: str, seen: Seen, read: Shown | None
) -> bool:
    """Whether a number stands in the title of a derivation, or behind it as its value."""
    if len(squeezed(text[: seen.end])) <= len(title):
        return True
    return read is not None and not any(
        disagreements(read, record.quantity, Setting(), derived=True)
    )


def _apart(shown: Shown) -> list[Shown]:
    """The ends of what is read as a range, `from 3.2 pp to 3.4 pp`."""
    return [replace(shown, high=shown.low), replace(shown, low=shown.high)]
