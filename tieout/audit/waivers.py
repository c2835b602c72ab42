"""Whether what is waived is a number that states no fact, for a reason of the closed list."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Final

from lxml.html import HtmlElement

from tieout.audit.data.agreement import Quantity, Setting, disagreements
from tieout.audit.data.records import SOURCES, DerivedRecord, Records
from tieout.audit.numbers.dates import find_dates
from tieout.audit.numbers.scan import find_numerals
from tieout.audit.numbers.shown import Shown, read_shown
from tieout.audit.pages.reading import DERIVATIONS, Page, Site, has_class, squeezed, text_of
from tieout.findings import Finding

#: Reasons that only a builder of pages gives, each of which can be held against the data:
#: a figure's number, a count of the site's own parts, a constant of a formula, an end of an
#: interval, a number that is marked in the sentence of a source and is no fact.
BUILT: Final = ("label", "account", "constant", "bound", "quoted")
#: What does not measure: a place in an order and a number of things. A reason's form tells
#: whether it may stand; a share, money, a weight, a length or a time may never.
_MEASURES_NOTHING: Final = frozenset({"rank", "count"})
#: What no label and no count of parts is told in. Durations and degrees pass.
_HARMLESS: Final = _MEASURES_NOTHING | {
    "times", "degree", "length", "voltage", "charge", "time", "months", "workday",
}  # fmt: skip
_LABEL: Final = re.compile(r"\d{1,3}")
_WHOLE: Final = re.compile(r"\d{1,3}(?:,?\d{3})*|[a-z]+(?:[- ][a-z]+)*", re.IGNORECASE)
#: How long a waived text may be, unless it is in the title of a source.
_LONGEST: Final = 60
_LARGE: Final = 1000
#: What halves, decades and quarters are read as where they are named and not measured, and a
#: name may hold a half (Half Moon Bay).
_BESIDE_POINT: Final = {
    "year": frozenset({"months", "time", "fraction"}),
    "period": frozenset({"months", "time", "fraction"}),
    "name": frozenset({"fraction"}),
}
_AMOUNT: Final = re.compile(
    r"\d\s?-?(?:hundred|thousand|million|billion|trillion|bn\b|[百千万亿])|\d,\d{3}|[%％‰$€£¥￥]",
    re.IGNORECASE,
)
#: Dates beyond those that stand on pages without a waiver.
_OLD: Final = re.compile(
    r"\b1\d{3}s?\b|\bAD ?\d{1,4}|\d{1,4} ?(?:BCE?|CE|AD)\b|\bFY ?\d{2,4}|[’']\d\ds?|\b20\d\ds?\b"
    r"|\b\d{1,2}[:.]\d\d(?: ?[ap]\.?m)?|[一二三四五六七八九十\d]{1,3}世纪(?:.十年代)?"
    r"|[〇一二三四五六七八九]{4}年"
)
_SPAN: Final = re.compile(
    r"\b(?:week|month|quarter|term) \d{1,2}\b|(?:[\w-]+th|first|second|third|\d+(?:st|nd|rd))"
    r" (?:half|quarter|week|month|decade|century|term|(?:five|ten)-year plan)\b|[一二三四]季度",
    re.IGNORECASE,
)
_LETTERS: Final = re.compile(r"[^\W\d_]")
_NAMED: Final = re.compile(r"[A-Z\u3400-\u9fff]|[^\W\d_]\d|\d[^\W\d_]")
_PROSE: Final = re.compile(r"(?<![\w.:/@-])[a-z]{4,}(?![\w:/@-]|\.\w)")
_PARTED: Final = re.compile(r"\b0\d|\d[-–/:]\d|\d\.\d+\.\d|:\d|[#№]\d")
_POINTED: Final = re.compile(r"\d\.\d|[^\W\d_].*\d")


def _is_name(text: str) -> bool:
    return bool(_NAMED.search(text)) and not _PROSE.search(text)


def _is_identifier(text: str) -> bool:
    return bool(_LETTERS.search(text) or _PARTED.search(text)) and not _PROSE.search(text)


def _is_order(text: str) -> bool:
    return len(text.split()) <= 2 and not re.search(r"\d{4}", text)


def _is_date(text: str, *patterns: re.Pattern[str]) -> bool:
    """Whether every number of a text lies within a date."""
    spans = find_dates(text) + [it.span() for each in patterns for it in each.finditer(text)]
    return all(
        any(start <= it.start and it.end <= end for start, end in spans)
        for it in find_numerals(text, "en") + find_numerals(text, "zh")
    )


#: Reasons that an author gives, and whether a text can have that reason.
_FORMS: Final[dict[str, Callable[[str], bool]]] = {
    "year": lambda text: _is_date(text, _OLD),
    "period": lambda text: _is_date(text, _OLD, _SPAN),
    "name": _is_name,
    "identifier": _is_identifier,
    "example": lambda text: not re.search(r"\d{4}", text),
    "idiom": lambda text: not re.search(r"\d", text),
    "ordinal": _is_order,
    "version": lambda text: bool(_POINTED.search(text)) and not _PROSE.search(text.lower()[8:]),
    "address": _is_identifier,
}
REASONS: Final = tuple(_FORMS)


def check_waivers(
    site: Site, page: Page, records: Records
) -> tuple[frozenset[HtmlElement], list[Finding]]:
    """The waivers of a page that waive nothing, and a finding (audit-waiver) for each: no
    reason, one that is not of the list, or a number that is not what its reason says."""
    broken: set[HtmlElement] = set()
    findings: list[Finding] = []
    for span in page.article.iter("span"):
        if not has_class(span, "waived"):
            continue
        message = _problem(site, page, span, records)
        if message:
            broken.add(span)
            hint = f"give one of {', '.join(REASONS)}, or tie the number"
            findings.append(page.finding(span, "audit-waiver", message, hint))
    return frozenset(broken), findings


def _problem(site: Site, page: Page, span: HtmlElement, records: Records) -> str:
    why = (span.get("data-why") or "").strip()
    text = " ".join("".join(span.itertext()).split())
    if not why:
        return f"{text!r} is waived without a reason"
    if why in _FORMS:
        return _misfit(page, span, records, text, why)
    if why not in BUILT:
        return f"{text!r} is waived for the unknown reason {why!r}"
    if why in ("label", "account"):
        return built_misfit(text, why, page.language)
    if why == "constant" and (amount := _amount(text, why, page.language)):
        return amount
    holds = {
        "constant": lambda: _is_constant(page, span, text, records),
        "bound": lambda: _is_end(page, span, text, records),
        "quoted": lambda: _is_set_aside(site, page, span, text),
    }
    return "" if holds[why]() else f"{text!r} is waived as {why} and is none"


def built_misfit(text: str, why: str, language: str) -> str:
    """What is wrong with a text that a builder of pages waives as a `label` or an `account`."""
    form = _LABEL if why == "label" else _WHOLE
    if amount := _amount(text, why, language):
        return amount
    return "" if form.fullmatch(text) else f"{text!r} is waived as {why} and is none"


def _amount(text: str, why: str, language: str) -> str:
    for shown in read_shown(text, language):
        if shown.unit is not None and shown.unit.dimension not in _HARMLESS:
            return f"{text!r} is an amount ({shown.unit.dimension}), waived as {why}"
    return ""


def _misfit(page: Page, span: HtmlElement, records: Records, text: str, why: str) -> str:
    """What is wrong with a text that an author has waived. The title of a source is a name,
    whatever it holds."""
    if why == "name" and text in source_titles(records):
        return ""
    if span.find(".//a") is not None:
        return f"{text!r} is waived and linked"
    return misfit(text, why, *_beside(span), page.language)


def misfit(text: str, why: str, before: str, behind: str, language: str) -> str:
    """What is wrong with a text that is waived for one of `REASONS`, from its form and what it
    is read as where it stands, between `before` and `behind`. Empty where nothing is."""
    if len(text) > _LONGEST or _AMOUNT.search(text) or not _FORMS[why](text):
        return f"{text!r} is waived as {why} and is none"
    read = [] if why in ("year", "period") else read_shown(text, language)
    read += [
        it
        for it in read_shown(before + text + behind, language)
        if it.start < len(before + text) and len(before) < it.end
    ]
    for shown in read:
        unit = shown.unit.dimension if shown.unit is not None else ""
        if unit and unit not in _MEASURES_NOTHING and unit not in _BESIDE_POINT.get(why, ()):
            return f"{text!r} is an amount ({unit}), waived as {why}"
        if why in ("idiom", "example") and shown.high >= _LARGE:
            return f"{text!r} is too large for an {why}"
    return ""


def source_titles(records: Records) -> set[str]:
    """The titles of the sources, in every language in which they have one."""
    try:
        data = json.loads(records.texts.get(SOURCES, ""))
    except ValueError:
        return set()  # which is a finding of its own
    rows = data if isinstance(data, list) else []
    return {
        " ".join(value.split())
        for row in rows
        if isinstance(row, dict)
        for name, value in row.items()
        if name.startswith("title") and isinstance(value, str)
    }


def _beside(span: HtmlElement) -> tuple[str, str]:
    """A few words before and behind an element, in the element around it."""
    before = span.getprevious()
    above = span.getparent()
    text = before.tail if before is not None else above.text if above is not None else ""
    return " ".join((text or "").split(" ")[-3:]), " ".join((span.tail or "").split(" ")[:3])


def _is_set_aside(site: Site, page: Page, span: HtmlElement, text: str) -> bool:
    """Whether the span stands in a link to a source's sentence that has this number marked,
    and marked as no fact."""
    link = next((it for it in span.iterancestors("a")), None)
    target = site.resolve(page.path, link.get("href") or "") if link is not None else None
    home = site.pages.get(target.path) if target is not None else None
    if target is None or home is None or not home.is_source:
        return False
    sentence = home.ids.get(target.fragment)
    return sentence is not None and any(
        has_class(mark, "unused") and squeezed(text_of(mark)) == squeezed(text)
        for mark in sentence.iter("mark")
        if not mark.get("data-fact")
    )


def _entry(page: Page, span: HtmlElement, records: Records) -> DerivedRecord | None:
    """The derivation in whose entry a waiver stands, on the page of derivations or in the notes
    of a chapter."""
    for element in span.iterancestors():
        key = element.get("data-entry") or ""
        if not key and page.path == DERIVATIONS:
            key = (element.get("id") or "").removeprefix("d-")
        if key in records.derivations:
            return records.derivations[key]
    return None


def _is_constant(page: Page, span: HtmlElement, text: str, records: Records) -> bool:
    entry = _entry(page, span, records)
    return entry is not None and text in constants(entry.formula)


def constants(formula: str) -> list[str]:
    """The numbers that a formula holds itself."""
    return re.findall(r"(?<![\w.])[\d.]+", formula)


def _is_end(page: Page, span: HtmlElement, text: str, records: Records) -> bool:
    """Whether a text shows an end of the interval of the entry's derivation."""
    entry = _entry(page, span, records)
    return entry is not None and shows_end(text, entry.quantity, page.language)


def shows_end(text: str, quantity: Quantity, language: str) -> bool:
    """Whether a text shows an end of an interval."""
    return any(_shows(language, text, end) for end in _ends(quantity))


def _ends(quantity: Quantity) -> Iterator[Quantity]:
    """The ends, each as the bound that it is, since it is rounded away from the other."""
    if quantity.low is not None:
        yield Quantity(quantity.low, quantity.low, None, quantity.unit, "at_least")
    if quantity.high is not None:
        yield Quantity(quantity.high, None, quantity.high, quantity.unit, "at_most")


def is_end(shown: Shown, quantity: Quantity) -> bool:
    """Whether a number that is read is an end of an interval, whatever bound it is told with."""
    return any(
        all(code == "audit-bound" for code, _ in disagreements(shown, it, Setting(), derived=True))
        for it in _ends(quantity)
    )


def _shows(language: str, text: str, end: Quantity) -> bool:
    readings = read_shown(text, language)
    said = (code for it in readings for code, _ in disagreements(it, end, Setting(), derived=True))
    # That it is an end is said by the words around both, `from … to …`.
    return bool(readings) and all(code == "audit-bound" for code in said)
