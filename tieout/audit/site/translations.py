"""Whether what stands beside the sentences of a source says the same numbers: the translation,
the list of facts, and what editors tell of the source."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from lxml.html import HtmlElement

from tieout.audit.data.agreement import Setting, disagreements
from tieout.audit.data.records import FactRecord, Records
from tieout.audit.generated import shows
from tieout.audit.numbers.chinese import numerals_of
from tieout.audit.numbers.dates import find_dates
from tieout.audit.numbers.scan import find_numerals, find_seen
from tieout.audit.numbers.shown import Shown, read_shown
from tieout.audit.numbers.units import unit_of_code
from tieout.audit.pages.reading import Page, Site, has_class, squeezed, text_of
from tieout.audit.site.sentences import sentences_of
from tieout.findings import Finding

CODE: Final = "audit-translation"
_YEAR: Final = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
_READ_ELSEWHERE: Final = frozenset({"sentence", "said", "shown", "uses", "translation"})
_DIGITS: Final = re.compile(r"\d+(?:[.,]\d+)*")
#: Names of files and of the hash, whose digits number nothing.
_FILE: Final = re.compile(r"[\w.-]*\w\.[a-z]{2,4}\b|sha256")
_ONES: Final = ("one", "first")
#: Words of an original that hold a number which no numeral spells.
_SAYS: Final = {"首": "1", "率先": "1", "双": "2", "俩": "2", "两": "2", "半": "0.5"}


@dataclass(frozen=True, slots=True)
class Original:
    """A sentence of a source with its facts."""

    name: str
    text: str
    language: str
    facts: tuple[FactRecord, ...]
    unused: tuple[str, ...]
    years: frozenset[str] = field(default=frozenset())


def check_translations(site: Site, records: Records) -> list[Finding]:
    """Findings (audit-translation) for each number of a translation that neither a fact of its
    sentence nor the sentence itself says, for each fact that a translation does not say, for
    each number in the list beside a passage that is none of its facts, and for digits in what
    is told of a source that neither the data nor its text hold."""
    findings: list[Finding] = []
    for page in site.pages.values():
        if not page.is_source:
            continue
        originals = {it.name: it for it in _originals(page, records)}
        for element in page.article.iter("p", "li"):
            if has_class(element, "translation"):
                findings += _check_translation(page, element, originals)
            elif element.tag == "li":
                findings += _check_entry(page, element, originals)
        findings += _check_notes(page, records)
    return findings


def _originals(page: Page, records: Records) -> Iterator[Original]:
    for sentence in sentences_of(page):
        name, source = sentence.get("id") or "", sentence.get("data-source") or ""
        unused = tuple(text_of(it) for it in sentence.iter("mark") if has_class(it, "unused"))
        yield original_of(name, source, text_of(sentence), records, unused)


def original_of(
    name: str, source: str, text: str, records: Records, unused: tuple[str, ...] = ()
) -> Original:
    """A sentence with what is known of it, by its id, that of its source, and its text."""
    facts = tuple(
        it for it in records.facts.values() if it.sentence == name and it.source == source
    )
    origin = records.sources.get(source)
    told = " ".join([origin.date if origin else "", *(it.period for it in facts)])
    years = set(_YEAR.findall(told))
    if origin is not None and _YEAR.match(origin.date):  # 去年, last year
        years.add(str(int(origin.date[:4]) - 1))
    years |= set(_YEAR.findall(text))
    language = origin.language if origin else "en"
    return Original(name, text, language, facts, unused, frozenset(years))


def _check_translation(
    page: Page, element: HtmlElement, originals: dict[str, Original]
) -> Iterator[Finding]:
    names = [(link.get("href") or "").partition("#")[2] for link in element.iter("a")]
    original = next((originals[name] for name in names if name in originals), None)
    if original is None:
        message = "a translation leads to no sentence of its page"
        yield page.finding(element, CODE, message, "lead to the sentence that it translates")
        return
    text = " ".join("".join(element.itertext()).split())
    for message in translation_problems(text, original, page.language):
        yield page.finding(element, CODE, message, f"the sentence is {original.text!r}")


def translation_problems(text: str, original: Original, language: str) -> Iterator[str]:
    """The facts of a sentence that its translation does not say, and the numbers and years in
    it that the sentence does not say."""
    readings = read_shown(text, language)
    unused = list(readings)
    for fact in original.facts:
        said = next((it for it in (*unused, *readings) if _says(it, fact)), None)
        if said is not None:
            unused = [it for it in unused if it is not said]
        elif not fact.decided:
            yield f"the translation of {original.name} does not say {fact.number!r} ({fact.id})"
    values = _values(original)
    for reading in unused:
        snippet = text[reading.start : reading.end]
        spelled = any(word in snippet.lower().split() for word in _ONES)
        if not (spelled or {reading.low, reading.high} <= values or _bare(reading) <= values):
            yield f"the translation of {original.name} says {snippet!r}, the sentence does not"
    for year in _years(text):
        if year not in original.years:
            yield f"the translation of {original.name} names the year {year}"


def _says(shown: Shown, fact: FactRecord) -> bool:
    """Whether a number of a translation is a fact's; its unit may stand apart from it (4
    consecutive years), its bound may not."""
    unit = unit_of_code(fact.quantity.unit)
    setting = Setting(
        units=frozenset({unit.dimension}), scales=frozenset({unit.factor}), leans=True
    )
    return not any(disagreements(shown, fact.quantity, setting))


def _bare(shown: Shown) -> set[Decimal]:
    """The ends of a number without what its unit is worth: 2 of `2 km`."""
    factor = shown.unit.factor if shown.unit is not None else Decimal(1)
    return {shown.low / factor, shown.high / factor}


def _values(original: Original) -> set[Decimal]:
    """All numbers that a sentence can be read to say."""
    values = {
        it.value for it in find_numerals(original.text, original.language) if it.value is not None
    }
    for it in read_shown(original.text, original.language):
        values |= {it.low, it.high} | _bare(it)
    values |= numerals_of(original.text)
    values |= {Decimal(digits) for digits in re.findall(r"\d+(?:\.\d+)?", original.text)}
    return values | {Decimal(value) for word, value in _SAYS.items() if word in original.text}


def _years(text: str) -> Iterator[str]:
    for start, end in find_dates(text):
        yield from _YEAR.findall(text[start:end])


def _check_entry(
    page: Page, item: HtmlElement, originals: dict[str, Original]
) -> Iterator[Finding]:
    """The number at the head of an entry beside a passage, and the period that it tells."""
    shown = next((it for it in item.iter("span") if has_class(it, "shown")), None)
    if shown is None:
        return
    text = " ".join("".join(shown.itertext()).split())
    beside = _beside(item, originals)
    if any(squeezed(text) == squeezed(it) for one in beside for it in one.unused):
        return
    facts = [it for one in beside for it in one.facts]
    if named := item.get("data-entry"):
        facts = [it for it in facts if it.id == named]
    agreeing = [it for it in facts if shows(text, it, page.language)]
    said = [it for it in item.iter("span") if has_class(it, "said")]
    agreeing = [
        it for it in agreeing if all(squeezed(text_of(one)) == squeezed(it.number) for one in said)
    ]
    told = set(_years(shown.tail or ""))
    hint = "show the facts of the passage as the data hold them"
    if not agreeing:
        yield page.finding(item, CODE, f"{text!r} is no fact of the passage beside it", hint)
    elif not any(told <= set(_YEAR.findall(it.period)) for it in agreeing):
        message = f"{text!r} is told of {', '.join(sorted(told))}, which the data do not hold"
        yield page.finding(item, CODE, message, hint)


def _beside(item: HtmlElement, originals: dict[str, Original]) -> Sequence[Original]:
    """The sentences of the passage that an entry belongs to: those that its translation leads
    to, or all of the page."""
    for entry in item.iterancestors():
        if has_class(entry, "entry"):
            names = [(it.get("href") or "").partition("#")[2] for it in entry.iter("a")
                     if has_class(it, "to-sentence")]  # fmt: skip
            if found := [originals[name] for name in names if name in originals]:
                return found
    return list(originals.values())


def _check_notes(page: Page, records: Records) -> Iterator[Finding]:
    """Digits in what the page tells of its source, its numbers and their fates."""
    if not records.sources:
        return
    known = _known(page, records)
    for element in page.article.iter("dd", "p", "li", "del", "span", "mark"):
        for text in _notes(element):
            text = _FILE.sub(" ", text)
            for seen in find_seen(text, page.language):
                snippet = text[seen.start : seen.end]
                if seen.is_date or not any(char.isdecimal() for char in snippet):
                    continue
                if not known.issuperset(_DIGITS.findall(snippet)):
                    message = f"the number {snippet!r} in a note is in neither data nor source"
                    yield page.finding(element, CODE, message, "tell no number of one's own here")


def _notes(element: HtmlElement) -> Iterator[str]:
    title = element.get("title")
    if title:
        yield title
    within = {name for it in (element, *element.iterancestors()) for name in _classes(it)}
    apart = not within & {"translation", "uses", "passage"}
    if (apart and element.tag in ("dd", "p", "li")) or (
        element.tag == "li" and "apparatus" in within
    ):
        yield " ".join(_own_text(element).split())


def _classes(element: HtmlElement) -> list[str]:
    return (element.get("class") or "").split()


def _own_text(element: HtmlElement) -> str:
    """The text of an element without what is read elsewhere, and without names in code."""
    if element.tag == "code" or _READ_ELSEWHERE & set(_classes(element)):
        return " "
    parts = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str):
            parts.append(_own_text(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _known(page: Page, records: Records) -> frozenset[str]:
    """The numbers in digits that a note may take from the data or the text of the source."""
    sources = [it for it in records.sources.values() if it.id in page.path] or list(
        records.sources.values()
    )
    names = {it.id for it in sources}
    facts = [it for it in records.facts.values() if it.source in names]
    told = [it.told for it in sources] + [f"{it.note} {it.text}" for it in facts]
    told += [text_of(sentence) for sentence in sentences_of(page)]
    counts = {str(sum(it.source == name for it in facts)) for name in names}
    return frozenset(counts | set(_DIGITS.findall(" ; ".join(told))))
