"""Personal data: what is masked in everything that is written, and why."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from tieout.findings import Finding
from tieout.text.origin import Source

MASK = "███"

#: Eleven digits that are money or weight, or part of a longer number, are no telephone.
_NO_QUANTITY = r"(?!\s*[元美吨]|[.,]?\d|%)"

#: Personal data that can be told by its form in any source: what it is, and the form.
PERSONAL: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "a mobile number",
        re.compile(
            r"(?<!\d)(?<!\d[.,])(?:(?:\+|00)?86[\s-]?)?[1１][3-9３-９]\d(?:[\s-]?\d{4}){2}"
            + _NO_QUANTITY
        ),
    ),
    (
        "a telephone number",
        re.compile(r"(?<![\d-])(?:\(0\d{2,3}\)|0\d{2,3}[-－])\s?\d{7,8}(?![\d-])"),
    ),
    (
        "a telephone number",
        re.compile(r"(?<![\w+])\+[1-9]\d{0,2}(?:[ -]?\(?\d{1,4}\)?){2,6}(?!\d)"),
    ),
    ("an e-mail address", re.compile(r"(?<![\w.+-])[\w.+-]++@[\w-]+(?:\.[\w-]+)+", re.ASCII)),
    ("an identity number", re.compile(r"(?<!\d)[1-9]\d{5}(?:19|20)\d{9}[\dXx](?![\dXx])")),
)

#: Fewest digits of an international number: "+1 3 5" is arithmetic.
LEAST_DIGITS = 8


@dataclass(frozen=True, slots=True)
class Hidden:
    """A raw stretch that is masked, and the reason."""

    start: int
    end: int
    reason: str


def personal_data(raw: str) -> list[Hidden]:
    """The stretches of any text that are personal data by their form. They may overlap."""
    return [
        Hidden(match.start(), match.end(), reason)
        for reason, form in PERSONAL
        for match in form.finditer(raw)
        if sum(map(str.isdigit, match[0])) >= LEAST_DIGITS or "@" in match[0]
    ]


def find_personal(source: Source) -> tuple[tuple[Hidden, ...], list[Finding]]:
    """The raw stretches to mask, ascending and apart from each other.

    They are what the general forms and the source's own patterns match, and every other
    occurrence of the same text. Findings, none of which repeats the text: mask-unmatched
    for a pattern that matches nothing, mask-in-origin where the `.toml` spells out what a
    mask hides.
    """
    findings: list[Finding] = []
    hidden = personal_data(source.raw)
    for number, mask in enumerate(source.origin.masks):
        matches = list(re.finditer(mask.pattern, source.raw))
        if not matches:
            place = source.origin_place("masks", number, "pattern")
            message = f"the pattern of the mask matches nothing in {source.path}"
            hint = "without it personal data may be published: mend or remove it"
            findings.append(Finding(place, "mask-unmatched", message, hint))
        hidden.extend(Hidden(m.start(), m.end(), mask.reason) for m in matches)
    spans = _apart(_everywhere(source.raw, hidden))
    if any(_stands_in(source.raw[h.start : h.end], source.origin.strings()) for h in spans):
        message = "the origin spells out personal data that is masked in the source"
        hint = "write a pattern that finds it by its surroundings"
        findings.append(Finding(source.origin_place(), "mask-in-origin", message, hint))
    return spans, findings


def masked_raw(source: Source) -> str:
    """The raw text with its personal data covered character by character, so that offsets
    hold: for showing the raw text to readers."""
    spans, _ = find_personal(source)
    return cover(source.raw, spans, 0)


def cover(text: str, spans: Iterable[Hidden], start: int) -> str:
    """`text`, which stands at `start` in the raw one, with the hidden stretches covered
    character by character."""
    covered = list(text)
    for span in spans:
        for i in range(max(span.start - start, 0), min(span.end - start, len(covered))):
            covered[i] = MASK[0]
    return "".join(covered)


def _everywhere(raw: str, hidden: Iterable[Hidden]) -> list[Hidden]:
    """The stretches and every other place where the same text stands, however spaced."""
    found = []
    for span in hidden:
        letters = [letter for letter in raw[span.start : span.end] if not letter.isspace()]
        found.append(span)
        if len(letters) > 1:
            spaced = r"\s*".join(map(re.escape, letters))
            found += [Hidden(m.start(), m.end(), span.reason) for m in re.finditer(spaced, raw)]
    return found


def _apart(hidden: Iterable[Hidden]) -> tuple[Hidden, ...]:
    """The stretches in ascending order, those that overlap made one."""
    apart: list[Hidden] = []
    for span in sorted(hidden, key=lambda span: (span.start, -span.end)):
        if apart and span.start < apart[-1].end:
            last = apart[-1]
            apart[-1] = Hidden(last.start, max(last.end, span.end), last.reason)
        else:
            apart.append(span)
    return tuple(apart)


def _stands_in(secret: str, texts: Iterable[str]) -> bool:
    bare = "".join(secret.split())
    return len(bare) > 1 and any(bare in "".join(text.split()) for text in texts)
