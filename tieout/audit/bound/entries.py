"""The appendices of a Word document or an EPUB: whether each sentence, translation and derivation
is as the data hold it, and is used where it says."""

from collections.abc import Iterable, Sequence

from tieout.audit.bound.book import Line, Stretch
from tieout.audit.bound.trial import Entry, Part, Trial, check_ties, parts_of, plain_text
from tieout.audit.entry_numbers import (
    STRAY_HINT,
    digits_on_sources,
    leading_sentence,
    stray_in_derivation,
    stray_in_notes,
)
from tieout.audit.listed_waivers import HOLE
from tieout.audit.numbers.scan import find_seen
from tieout.audit.pages.reading import squeezed
from tieout.audit.site.derivations import shows_formula
from tieout.audit.site.translations import original_of, translation_problems


def read_entries(trial: Trial, chapters: int) -> list[Line]:
    """Finds the entries: what numbers under links lead to behind the chapters, without headings
    and numbers that are places themselves. Gives the lines there that are of no entry."""
    led = {
        it.target
        for line in (line for part in trial.book.parts for line in part.lines)
        for it in line.stretches
        if it.kind == "link" and trial.book.homes.get(it.target, -1) >= chapters
    }
    behind = [line for part in trial.book.parts[chapters:] for line in part.lines]
    own = {place for line in behind for it in line.stretches if it.kind != "link"
           for place in it.within}  # fmt: skip
    for place in led & own - trial.headings.keys():
        trial.entries[place] = Entry(place)
    others = []
    for line in behind:
        places = [place for it in line.stretches for place in it.within if place in trial.entries]
        if places:
            trial.entries[places[0]].lines.append(line)
        else:
            others.append(line)
    for entry in list(trial.entries.values()):
        if entry.lines:
            _identify(trial, entry)
        else:  # a place within another entry
            del trial.entries[entry.place]
    return others


def check_entries(trial: Trial, others: Iterable[Line], names: Sequence[str]) -> None:
    """Findings for entries that are not as the data hold them: a sentence (audit-quote), its
    translation (audit-translation), a derivation (audit-derivation), a number in it that leads
    elsewhere (audit-value) or nowhere (audit-untied); and for places that are told or not told to
    use an entry (audit-book). `names` are those of the parts."""
    uses = _uses(trial)
    for entry in trial.entries.values():
        if entry.derived:
            _check_derivation(trial, entry)
        else:
            _check_sentence(trial, entry)
        _check_uses(trial, entry, uses.get(entry.place, set()), names)
    known = digits_on_sources(trial.records)
    for line in others:
        for snippet in stray_in_notes(line.text, known, trial.language):
            message = f"the number {snippet!r} leads nowhere: {line.text[:60]!r}"
            trial.convict(line, "audit-untied", message, STRAY_HINT)


def _identify(trial: Trial, entry: Entry) -> None:
    """What of the data an entry is of: a sentence, or a derivation whose title it begins with."""
    text = squeezed(_said(entry.lines))
    entry.derived = [
        it
        for it in trial.records.derivations.values()
        if text.startswith(trial.titles.get(it.id, "\n") + ":")
    ]
    if entry.derived:
        shown = [it for it in entry.derived if shows_formula(text, it.formula)]
        entry.derived = shown or entry.derived
    else:
        original, _ = leading_sentence(entry.lines, _said, trial.sentences)
        entry.facts = trial.sentences.get(original, [])


def _said(lines: Iterable[Line]) -> str:
    """The text of lines without what editors strike out and remark."""
    return " ".join(
        "".join(it.text for it in line.stretches if it.kind != "noted") for line in lines
    )


def _tells_uses(trial: Trial, line: Line) -> bool:
    """Whether a line has links, and all of them lead back."""
    links = [it for it in line.stretches if it.kind == "link"]
    return bool(links) and all(it.target not in trial.entries for it in links)


def _check_sentence(trial: Trial, entry: Entry) -> None:
    line = entry.lines[0]
    if not entry.facts:
        message = f"an entry is of no sentence of the data: {entry.begins!r}"
        trial.convict(line, "audit-quote", message, "show the sentence as the source has it")
        return
    _, rest = leading_sentence(entry.lines, _said, trial.sentences)
    text = " ".join(_said(it for it in rest if not _tells_uses(trial, it)).split())
    fact = entry.facts[0]
    if any(char.isalnum() for char in text):
        original = original_of(fact.sentence, fact.source, fact.text, trial.records)
        for message in translation_problems(text, original, trial.language):
            trial.convict(line, "audit-translation", message, f"the sentence is {fact.text!r}")


def _check_derivation(trial: Trial, entry: Entry) -> None:
    own = [it for it in entry.lines if not _tells_uses(trial, it)]
    record, line = entry.derived[0], entry.lines[0]
    if not shows_formula(_said(own), record.formula):
        message = f"the entry of {record.id} does not show its formula {record.formula}"
        trial.convict(line, "audit-derivation", message, "show it as the data hold it")
    linked: set[str] = set()
    for it in own:
        parts = parts_of(trial, it)
        list(check_ties(trial, it, parts))
        linked |= _linked(parts)
        title = trial.titles[record.id] if it is line else ""
        text = plain_text(parts).replace(HOLE, " ")
        for snippet in stray_in_derivation(text, record, title, trial.language):
            message = f"the number {snippet!r} in the entry of {record.id} leads nowhere"
            trial.convict(it, "audit-untied", message, STRAY_HINT)
    if missing := sorted(set(record.inputs.values()) - linked):
        message = f"the entry of {record.id} does not link its inputs {', '.join(missing)}"
        hint = "link each input to its sentence or its own entry"
        trial.convict(line, "audit-derivation", message, hint)


def _linked(parts: Iterable[Part]) -> set[str]:
    """The ids of what the entries are of that parts lead to."""
    entries = [it.entry for it in parts if it.entry is not None]
    facts = {it.id for entry in entries for it in entry.facts}
    return facts | {it.id for entry in entries for it in entry.derived}


def _uses(trial: Trial) -> dict[str, set[str]]:
    """The places of the numbers that lead to each entry."""
    uses: dict[str, set[str]] = {}
    for part in trial.book.parts:
        for line in part.lines:
            for it in line.stretches:
                if it.kind == "link" and it.target in trial.entries and it.within:
                    uses.setdefault(it.target, set()).add(it.within[-1])
    return uses


def _check_uses(trial: Trial, entry: Entry, used: set[str], names: Sequence[str]) -> None:
    """What an entry says of its uses: it leads to each, by the name of the part, and by a number
    from 2 on to those that follow there."""
    told: set[str] = set()
    for line in (it for it in entry.lines if _tells_uses(trial, it)):
        count = 1
        for it in line.stretches:
            if it.kind == "link" and it.text.strip():
                told.add(it.target)
                count = 1 if it.text.strip() != str(count + 1) else count + 1
                _check_use(trial, line, it, count, names)
            elif it.kind != "link" and find_seen(it.text, trial.language):
                message = f"{it.text.strip()!r} leads to no use of {entry.begins!r}"
                trial.convict(line, "audit-untied", message, "name uses as links")
    if told and told != used:
        message = f"{len(told ^ used)} uses of {entry.begins!r} are not those that it names"
        trial.convict(entry.lines[0], "audit-book", message)


def _check_use(trial: Trial, line: Line, it: Stretch, count: int, names: Sequence[str]) -> None:
    home = trial.book.homes.get(it.target, -1)
    name = names[home] if 0 <= home < len(names) else ""
    numbers = [one for one in find_seen(it.text, trial.language) if not one.is_date]
    if numbers and count == 1 and squeezed(it.text) not in squeezed(name):
        message = f"{it.text.strip()!r} leads to a number of {name!r}"
        trial.convict(line, "audit-untied", message, "name uses by the part, and count them")
