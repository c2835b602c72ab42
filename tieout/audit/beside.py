"""Whether the text around a tied number changes what it says."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Final

from lxml.html import HtmlElement

from tieout.audit.data.agreement import Quantity
from tieout.audit.data.records import Records
from tieout.audit.numbers.shown import bound_after, bound_before, read_shown
from tieout.audit.numbers.units import (
    COUNT,
    TIMES,
    currency_pattern,
    spelling_pattern,
    unit_of_code,
    unit_of_spelling,
)
from tieout.audit.pages.prose import Run
from tieout.audit.pages.reading import DERIVATIONS, Page, has_class
from tieout.findings import Finding

CODE: Final = "audit-beside"
HINT: Final = "let the link say the number whole, with sign, bound, scale and unit"
#: Brackets and quotes touch a number, and so does what ends a sentence, if something else
#: follows it. Dashes: the long one parts clauses, all others could be a minus.
_OPENING: Final = frozenset({"Ps", "Pi"})
_CLOSING: Final = frozenset({"Pe", "Pf"})
_QUOTES: Final = "\"'"
_ENDING: Final = ".,;:!?…—，。；：！？、·"
_LEADING: Final = "—，。；：！？、"
_SIGNS_BEFORE: Final = r"[-−–+±×*/~<>≤≥≈^$€£¥￥₩₹₽]|\b(?:minus|negative|plus|times)"
_WORD_AFTER: Final = re.compile(
    r"[\s-]?(?P<scale>hundred|thousand|million|billion|trillion|bn|mn|dozen|万|亿|[十百千](?!分))(?![A-Za-z])"
    r"|\s?(?P<sign>[%‰％°²³×*^/+]|-fold\b|fold\b|per\s?cent\b|percentage\s+points?\b)"
)
_UNIT_AFTER: Final = r"[\s-]?(?P<unit>{})"
#: Words that are units, and in a text mostly something else.
_ALSO_WORDS: Final = frozenset({"second", "degree", "degrees", "level", "in", "a", "at", "us"})
_BOUND_WORDS: Final = re.compile(
    r"(?:\b(?:about|around|roughly|approximately|circa|nearly|almost|over|above|below|under|beyond"
    r"|more than|less than|fewer than|greater than|at least|at most|up to|no more than"
    r"|no less than|no fewer than|not more than|close to|just under|just over|well over"
    r"|upwards of|in excess of|exceeding)|[≥≤≈~]|超过|超|逾|近|约|大约|不足|不到"
    r"|至少|至多|将近|突破)\s*$",
    re.IGNORECASE,
)
#: An operator of a formula has white space on both sides.
_OPERATOR: Final = re.compile(r"(?:^|(?<=\s))[-−+×÷=]\s$")
#: Turn the order of what is read, so that digits show in another than they stand in.
_TURNING: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Beside:
    """A tied number with the text on both sides of it, and whether that text begins or ends
    with another link or waiver."""

    text: str
    before: str
    after: str
    held_before: bool
    held_after: bool


def check_beside(page: Page, runs: Iterable[Run], records: Records) -> list[Finding]:
    """Findings (audit-beside) for text at a tied number that changes what a reader takes from
    it: a letter, sign or digit that touches it, a currency or a minus before it, a scale or a
    unit behind it, a bound that is not the number's own."""
    findings: list[Finding] = []
    for run in runs:
        if run.kind not in ("prose", "axis"):
            continue
        if _TURNING.search(run.text) and any(piece.tie is not None for piece in run.pieces):
            message = "characters that turn the order of reading stand beside a number"
            findings.append(page.finding(run.element, CODE, message, "take them out"))
        for link, it in _links(run):
            quantity = _quantity(link, records)
            if quantity is None:
                continue
            within_formula = page.path == DERIVATIONS
            problem = beside_problem(
                it, quantity, page.language, has_class(link, "derived"), within_formula
            )
            if problem:
                findings.append(page.finding(link, CODE, problem, HINT))
    return findings


def _links(run: Run) -> Iterator[tuple[HtmlElement, Beside]]:
    """The links of a run, each with the text up to the next tie on either side."""
    groups = [
        (tie, list(pieces)) for tie, pieces in groupby(run.pieces, key=lambda piece: piece.tie)
    ]
    texts = [run.text[pieces[0].start : pieces[-1].end] for _, pieces in groups]
    for at, (tie, _) in enumerate(groups):
        if tie is None or tie.tag != "a" or not texts[at].strip():
            continue
        sides = [
            (texts[it], groups[it][0] is not None) if 0 <= it < len(groups) else ("", False)
            for it in (at - 1, at + 1)
        ]
        (before, held_before), (after, held_after) = sides
        yield tie, Beside(texts[at], before, after, held_before, held_after)


def beside_problem(
    it: Beside, quantity: Quantity, language: str, derived: bool, within_formula: bool
) -> str:
    """What changes the number that a link shows, with the words around it; empty where nothing
    does. Operators may stand beside a link `within_formula`."""
    before = "" if it.held_before else it.before[-60:]
    after = "" if it.held_after else it.after[:60]
    if within_formula:
        before = _OPERATOR.sub("", before)  # what stands between the inputs of a formula
    if it.held_before and not it.before[-1:].isspace() and not it.text[:1].isspace():
        problem = "another number touches the number"
    else:
        problem = (
            _touching(it)
            or _sign_or_scale(before, after, it.text, quantity)
            or _bound(it, before, after, quantity, language, derived)
        )
    shown = " ".join((it.before[-15:] + it.text + it.after[:15]).split())
    return f"{problem} in {shown!r}" if problem else ""


def _quantity(link: HtmlElement, records: Records) -> Quantity | None:
    key = link.get("data-derived" if has_class(link, "derived") else "data-fact") or ""
    record = records.derivations.get(key) or records.facts.get(key)
    return record.quantity if record is not None else None


def _touching(it: Beside) -> str:
    """What touches a number without being white space, a bracket, a quote or the end of a
    sentence; letters of scripts that part no words do."""
    near = it.before[-1:]
    if near and not it.text[:1].isspace() and not _may_lead(near):
        return f"{near!r} touches the number"
    near, far = it.after[:1], it.after[1:2]
    if near and not it.text[-1:].isspace() and not _may_follow(near, far):
        return f"{near!r} touches the number"
    return ""


def _may_lead(char: str) -> bool:
    if char.isspace() or char in _QUOTES or unicodedata.category(char) in _OPENING:
        return True
    return char in _LEADING or _is_unspaced(char)


def _may_follow(char: str, far: str) -> bool:
    """Whether a character may touch a number from behind; `far` is the one after it."""
    if char.isspace() or unicodedata.category(char) in _CLOSING or char in _QUOTES:
        return char != "'" or far in ("", "s", " ")
    if char in "’":
        return True
    if char in _ENDING:  # `3.5`, `3,500` and `3:1` would be other numbers
        spaced = not far or far.isspace() or far in _QUOTES or not far.isalnum()
        return spaced or not char.isascii() or char == "—"
    return _is_unspaced(char)


def _is_unspaced(char: str) -> bool:
    """Whether a letter is of a script that parts no words, and no numeral of it."""
    name = unicodedata.name(char, "")
    return name.startswith(("CJK", "HIRAGANA", "KATAKANA")) and not char.isnumeric()


@cache
def _before_pattern() -> re.Pattern[str]:
    money = rf"(?<![A-Za-z])(?:{currency_pattern()})"
    return re.compile(rf"(?:{_SIGNS_BEFORE}|{money})\s?$")


@cache
def _unit_pattern() -> re.Pattern[str]:
    return re.compile(_UNIT_AFTER.format(spelling_pattern()))


def _sign_or_scale(before: str, after: str, text: str, quantity: Quantity) -> str:
    sign = _before_pattern().search(before)
    if sign is not None:
        return f"{sign[0].strip()!r} before the number is not in its link"
    word = _WORD_AFTER.match(after)
    if word is not None:
        return f"{word[0].strip()!r} behind the number is not in its link"
    unit = _unit_pattern().match(after)
    if unit is None or unit["unit"].lower() in _ALSO_WORDS:
        return ""
    said, held = unit_of_spelling(unit["unit"]), unit_of_code(quantity.unit)
    if said is None or said.dimension in (held.dimension, COUNT.dimension, TIMES.dimension):
        return ""
    return f"{unit['unit']!r} behind the number is not its unit"


def _bound(
    it: Beside, before: str, after: str, quantity: Quantity, language: str, derived: bool
) -> str:
    """A bound that stands beside the link: it may be the number's own, if the link does not
    say it, or say no more than the interval of a computed number does."""
    ahead = bound_before(before) if _BOUND_WORDS.search(before) else frozenset()
    own = {bound for reading in read_shown(it.text, language) for bound in reading.bounds}
    allowed = {quantity.bound} - own
    if derived and quantity.low != quantity.high:
        allowed |= {"about"} - own
    if ahead and not ahead & allowed:
        return f"{' or '.join(sorted(ahead))!r} before the number is not in its link"
    behind = bound_after(after)
    if quantity.high is None:
        allowed |= {"over", "at_least"}
    if quantity.low is None:
        allowed |= {"under", "at_most"}
    if behind and not behind & allowed:
        return f"{' or '.join(sorted(behind))!r} behind the number is not in its link"
    return ""
