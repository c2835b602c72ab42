"""The appendices of a PDF: whether each sentence, translation and derivation is as the data hold
it, and is used where it says."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from tieout.audit.data.records import DerivedRecord
from tieout.audit.entry_numbers import (
    STRAY_HINT,
    digits_on_sources,
    leading_sentence,
    stray_in_derivation,
    stray_in_notes,
    without_remarks,
)
from tieout.audit.numbers.scan import find_seen
from tieout.audit.pages.reading import squeezed
from tieout.audit.pdf.joining import joined, link_going_on
from tieout.audit.pdf.reading import FOOT, HEAD, Passage, Spot
from tieout.audit.pdf.trial import Entry, Part, Trial, around, check_tie, parts_of, read_passages
from tieout.audit.site.derivations import shows_formula
from tieout.audit.site.translations import original_of, translation_problems

#: What an entry is found by on paper.
_NUMBER: Final = re.compile(r"D?\d+")
#: A link leads so many points above a number at most, and to the left of its first digit.
_ABOVE, _BESIDE = 20, 20


def read_entries(trial: Trial) -> list[list[Passage]]:
    """Finds the entries of the appendices, each beginning with its number, and the pages that
    lead to each; gives the sections that are no entries, the headings of sources among them."""
    sections: list[list[Passage]] = [[]]
    for held in read_passages(trial, range(trial.appendix, len(trial.file))):
        if held.kind in (HEAD, FOOT):
            continue
        if held.kind.startswith("H") or _begins_entry(held):
            sections.append([])
        sections[-1].append(held)
    entries = [
        Entry(squeezed(begin.text), begin, rest)
        for begin, *rest in filter(None, sections)
        if _begins_entry(begin)
    ]
    by_page: dict[int, list[Entry]] = defaultdict(list)
    for it in entries:
        by_page[it.begin.page].append(it)
    for number in range(len(trial.file)):
        going_on = link_going_on(trial.file, number)
        for link, spot in enumerate(trial.file.page(number).links):
            found = (it for it in by_page[spot.page] if _is_at(spot, it.begin)) if spot else ()
            if (entry := next(iter(found), None)) is not None and spot is not None:
                trial.entries[spot] = entry
                if link != going_on:
                    entry.uses.add(number)
    trial.listed = entries
    return [it for it in sections if it and not _begins_entry(it[0])]


def _begins_entry(passage: Passage) -> bool:
    return passage.kind == "Figure" and _NUMBER.fullmatch(squeezed(passage.text)) is not None


def _is_at(spot: Spot, begin: Passage) -> bool:
    """Whether a link leads to the number of an entry."""
    near = 0 <= spot.top - begin.y <= _ABOVE and 0 <= begin.x - spot.left <= _BESIDE
    return spot.page == begin.page and near


def check_entries(trial: Trial, others: Iterable[list[Passage]]) -> None:
    """Findings for entries that are not as the data hold them: a sentence (audit-quote), its
    translation (audit-translation), a derivation (audit-derivation), a number in it that leads
    elsewhere (audit-value) or nowhere (audit-untied); and for pages that are told or not told to
    use an entry (audit-pdf)."""
    for it in trial.records.facts.values():
        trial.sentences[squeezed(it.text)].append(it)
    for entry in trial.listed:
        _identify(trial, entry)
    for entry in trial.listed:
        if entry.number.startswith("D"):
            _check_derivation(trial, entry)
        else:
            _check_sentence(trial, entry)
        _check_uses(trial, entry)
    known = digits_on_sources(trial.records)
    for held in others:
        _check_other(trial, held, known)


def _identify(trial: Trial, entry: Entry) -> None:
    """What of the data an entry is of."""
    if entry.number.startswith("D"):
        text = squeezed(_said(entry.passages))
        entry.derived = [
            it
            for it in trial.records.derivations.values()
            if text.startswith(trial.titles.get(it.id, "\n"))
        ]
        return
    original, _ = leading_sentence(entry.passages, _said, trial.sentences)
    entry.facts = trial.sentences.get(original, [])


def _said(held: Iterable[Passage]) -> str:
    """The text of passages without what is struck out and what editors say."""
    text = " ".join("".join(it.text for it in one.pieces if not it.struck) for one in held)
    return without_remarks(text)


def _check_sentence(trial: Trial, entry: Entry) -> None:
    page = entry.begin.page
    if not entry.facts:
        begin = _said(entry.passages)[:40]
        message = f"entry {entry.number} is of no sentence of the data: {begin!r}"
        trial.convict(page, "audit-quote", message, "show the sentence as the source has it")
        return
    _, rest = leading_sentence(entry.passages, _said, trial.sentences)
    text = " ".join(_said(it for it in rest if not _tells_uses(trial, it)).split())
    fact = entry.facts[0]
    if not any(char.isalnum() for char in text):
        return
    original = original_of(fact.sentence, fact.source, fact.text, trial.records)
    for message in translation_problems(text, original, trial.language):
        trial.convict(page, "audit-translation", message, f"the sentence is {fact.text!r}")


def _is_use(trial: Trial, page: int, link: int) -> bool:
    """Whether a link leads back to where an entry is used."""
    spot = trial.file.page(page).links[link] if link >= 0 else None
    return spot is not None and spot not in trial.entries


def _tells_uses(trial: Trial, held: Passage) -> bool:
    return any(_is_use(trial, held.page, it.link) for it in held.pieces)


def _check_uses(trial: Trial, entry: Entry) -> None:
    told: set[int] = set()
    for held in entry.passages:
        links = trial.file.page(held.page).links
        for it in held.pieces:
            spot = links[it.link] if it.link >= 0 else None
            if spot is None or spot in trial.entries:
                _check_around_uses(trial, entry, held, it.text)
                continue
            told.add(spot.page)
            if it.text.strip(" ,") != str(spot.page + 1):
                message = (
                    f"{it.text.strip()!r} in entry {entry.number} leads to page {spot.page + 1}"
                )
                trial.convict(held.page, "audit-pdf", message, "name the page that it leads to")
    used = entry.uses
    if told and told != used:
        pages = ", ".join(str(it + 1) for it in sorted(told ^ used))
        message = f"entry {entry.number} and the links to it do not agree on pages {pages}"
        trial.convict(entry.begin.page, "audit-pdf", message, "name all pages that lead to it")


def _check_around_uses(trial: Trial, entry: Entry, held: Passage, text: str) -> None:
    """Where pages are named, no other number is."""
    if _tells_uses(trial, held) and find_seen(text, trial.language):
        message = f"{text.strip()!r} in entry {entry.number} leads to no page"
        trial.convict(held.page, "audit-untied", message, "name pages as links")


def _check_derivation(trial: Trial, entry: Entry) -> None:
    text = _said(entry.passages)
    shown = [it for it in entry.derived if shows_formula(text, it.formula)]
    if not shown:
        what = "does not show its formula" if entry.derived else "is of no derivation of the data"
        message = f"entry {entry.number} {what}: {text[:40]!r}"
        trial.convict(entry.begin.page, "audit-derivation", message, "show it as the data hold it")
        return
    entry.derived = shown
    own = [it for it in entry.passages if not _tells_uses(trial, it)]
    read = joined((it, tuple(parts_of(trial, it))) for it in own)
    for held, parts in read:
        for at, part in enumerate(parts):
            if part.entry is not None and find_seen(part.text, trial.language):
                check_tie(trial, part, *around(parts, at), held.kind)
    targets = [it.entry for _, parts in read for it in parts if it.entry is not None]
    record = shown[0]
    missing = sorted(key for key in record.inputs.values() if not _leads_to(targets, key))
    if missing:
        message = f"entry {entry.number} does not link its inputs {', '.join(missing)}"
        hint = "link each input to its sentence or its own entry"
        trial.convict(entry.begin.page, "audit-derivation", message, hint)
    _check_plain(trial, entry, record, [parts for _, parts in read])


def _leads_to(targets: Iterable[Entry], key: str) -> bool:
    return any(
        key in [*(it.id for it in entry.facts), *(it.id for it in entry.derived)]
        for entry in targets
    )


def _check_plain(
    trial: Trial, entry: Entry, record: DerivedRecord, own: Sequence[tuple[Part, ...]]
) -> None:
    """The numbers of a derivation's entry under no link are dates, in its title or its formula,
    or ends of its interval."""
    for parts in own:
        text = " ".join("".join(_plain(it) for it in parts).split())
        title = trial.titles[record.id] if parts is own[0] else ""
        for snippet in stray_in_derivation(text, record, title, trial.language):
            message = f"the number {snippet!r} in entry {entry.number} leads nowhere"
            trial.convict(parts[0].page, "audit-untied", message, STRAY_HINT)


def _plain(part: Part) -> str:
    return " " if part.entry is not None else part.text


def _check_other(trial: Trial, held: Iterable[Passage], known: frozenset[str]) -> None:
    """What is told of sources and of the report's own parts: digits of the data on sources, and
    whole numbers."""
    for it in held:
        for snippet in stray_in_notes(it.text, known, trial.language):
            message = f"the number {snippet!r} leads nowhere: {it.text[:60]!r}"
            trial.convict(it.page, "audit-untied", message, STRAY_HINT)
