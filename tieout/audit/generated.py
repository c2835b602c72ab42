"""What style sheets put on a page: text that no markup holds."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from tieout.audit.data.agreement import Setting, disagreements
from tieout.audit.data.records import FactRecord, Records
from tieout.audit.numbers.scan import find_seen
from tieout.audit.numbers.shown import read_shown
from tieout.audit.pages.reading import Page, Site, squeezed
from tieout.findings import Finding, Place, place_at

CODE: Final = "audit-generated"
_HINT: Final = "show numbers in the page itself, as links"
_COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)
_ADDRESS: Final = re.compile(
    r"""url\(\s*(?:"[^"]*"|'[^']*'|[^)"']*)\s*\)""", re.IGNORECASE | re.DOTALL
)
_DECLARATION: Final = re.compile(
    r"(?P<name>[-\w]+)\s*+:(?P<value>(?:\"(?:[^\"\\]|\\.)*+\"|'(?:[^'\\]|\\.)*+'|[^;{}\"'])*+)"
    r"(?=[;}]|$)",
    re.DOTALL,
)
_STRING: Final = re.compile(r"\"((?:[^\"\\]|\\.)*+)\"|'((?:[^'\\]|\\.)*+)'", re.DOTALL)
_ESCAPE: Final = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))", re.DOTALL)
_ATTRIBUTE: Final = re.compile(r"\battr\(\s*([-\w]+)")
#: Strings of these name fonts, files and fields of a grid, and are not shown.
_NAMING: Final = ("font", "src", "grid", "unicode-range", "syntax", "will-change", "transition")
_COUNTED: Final = re.compile(r"-?\d+")
#: Counters number things from one on; any other start or step would make a number.
_STEPS: Final = frozenset({"0", "1", "-1"})


@dataclass(frozen=True, slots=True)
class Sheet:
    """A text in CSS, and the file and the place in it where it stands."""

    path: str
    text: str
    place: Place


def read_sheets(site: Site) -> list[Sheet]:
    """The style sheets of a site, the `style` elements of its pages, and the declarations in
    `style` attributes."""
    sheets = []
    for path in sorted(it for it in site.files if it.endswith(".css")):
        text = (site.root / path).read_text(encoding="utf-8", errors="replace")
        sheets.append(Sheet(path, text, Place(path)))
    for page in site.pages.values():
        inside = [(it, it.text) for it in page.root.iter("style")]
        inside += [(it, it.get("style")) for it in page.root.xpath("//*[@style]")]
        sheets += [
            Sheet(page.path, text, page.place(element.sourceline))
            for element, text in inside
            if text
        ]
    return sheets


def shown_attributes(sheets: list[Sheet]) -> frozenset[str]:
    """The names of the attributes whose values style sheets show."""
    return frozenset(name for sheet in sheets for name in _ATTRIBUTE.findall(sheet.text))


def check_generated(sheets: list[Sheet]) -> list[Finding]:
    """A finding (audit-generated) for each number in a text that a style sheet shows, and for
    each counter that begins at a number of its own, and where digits are shown in another order."""
    findings: list[Finding] = []
    for sheet in sheets:
        plain = _blanked(_ADDRESS, _blanked(_COMMENT, sheet.text))
        for found in _DECLARATION.finditer(plain):
            name = found["name"].lower()
            problem = _problem(name, found["value"])
            if problem:
                whole = sheet.path.endswith(".css")
                place = place_at(sheet.path, plain, found.start()) if whole else sheet.place
                findings.append(Finding(place, CODE, problem, _HINT))
    return findings


def _blanked(pattern: re.Pattern[str], text: str) -> str:
    """A text with what a pattern matches made blank, so that places stay."""
    return pattern.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)


def _problem(name: str, value: str) -> str:
    if name.startswith("counter-"):
        steps = {it for it in _COUNTED.findall(value) if it not in _STEPS}
        return f"{name} makes the number {min(steps)}" if steps else ""
    if name == "unicode-bidi" and "override" in value.lower():
        return f"{name} shows digits in another order than they are written"
    if name.startswith(_NAMING):
        return ""
    text = "".join(_unescaped(one or other) for one, other in _STRING.findall(value))
    seen = find_seen(text)
    if seen:
        return f"{name} shows the number {text[seen[0].start : seen[0].end]!r}"
    return ""


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda it: chr(min(int(it[1], 16), 0x10FFFF)) if it[1] else it[2], text)


def check_labels(page: Page, names: frozenset[str], records: Records) -> Iterator[Finding]:
    """Findings (audit-generated) for numbers that style sheets take from attributes on the
    page of a source, where each must be what its fact shows."""
    for name in sorted(names):
        for element in page.article.xpath(f".//*[@{name}]"):
            text = element.get(name) or ""
            fact = records.facts.get(element.get("data-fact") or "")
            if find_seen(text, page.language) and not (fact and shows(text, fact, page.language)):
                message = f"{name} shows {text!r}, which is not what the data hold"
                yield page.finding(element, CODE, message, "show the fact as the data hold it")


def shows(text: str, fact: FactRecord, language: str) -> bool:
    """Whether a text shows a fact and no other number: in its source's words or in others."""
    if squeezed(text) == squeezed(fact.number):
        return True
    readings = read_shown(text, language)
    return bool(readings) and not any(
        problem for it in readings for problem in disagreements(it, fact.quantity, Setting())
    )
