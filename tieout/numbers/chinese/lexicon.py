"""Listed expressions that hold a numeral: names, set phrases, and words without a number.

`lexicon.txt` has names, slogans and what is said most, `words.txt` more idioms and words by what
they are about: lines of `kind: expression expression …`, where kind is a kind of mention, or
`word` for a word that holds no number (统一, 百姓), or `number` for an expression that looks
like a listed one and counts all the same (十分钟 against 十分). Characters in brackets stand for
one expression each: [三四]角形. The longest listed expression around a numeral wins.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import Final

from tieout.numbers.chinese.numerals import COUNTING
from tieout.numbers.chinese.reading import Page, Reading, ReadingKind
from tieout.numbers.chinese.view import view_of
from tieout.numbers.mention import KINDS, Term

#: Characters by which a listed expression is found: numerals, and those that count at times.
KEYS = COUNTING + "第零几数半双0123456789"

#: 正月初六至初八: from one day of the lunar year to another.
_TO_LUNAR_DAY: Final = re.compile(
    "(?:-{1,2}|—{1,2}|~|至|到)(?:正月|腊月|大年)?"
    "(?:初[一二三四五六七八九十]|[十廿][一二三四五六七八九]|二十|三十)(?![个家项百千万亿])"
)
#: Text, kind and offset of its first numeral, under the numeral and the character after it.
Entry = tuple[str, str, int]
Index = dict[str, list[Entry]]


def index_of(expressions: Iterable[tuple[str, str]]) -> Index:
    """Expressions under their first numeral, the longest first; without one under their
    first character."""
    index: Index = defaultdict(list)
    for text, kind in expressions:
        # 双 begins no reading: 双十一 is found by its 十.
        places = [i for i, char in enumerate(text) if char in KEYS]
        at = next((i for i in places if text[i] != "双"), places[0] if places else 0)
        index[text[at]].append((text, kind, at))
    for entries in index.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return dict(index)


def listed() -> dict[str, str]:
    """The expressions of the language with their kinds, from both files."""
    folder = files("tieout.numbers.chinese")
    rows: dict[str, str] = {}
    for name in ("words.txt", "lexicon.txt"):
        for line in (folder / name).read_text("utf-8").splitlines():
            kind, colon, words = line.partition(":")
            if colon and not kind.startswith("#"):
                rows |= {text: kind for word in words.split() for text in _spelt_out(word)}
    return rows


def _spelt_out(word: str) -> list[str]:
    """The expressions that a row stands for: three for [三四五]角形."""
    before, bracket, rest = word.partition("[")
    if not bracket:
        return [word]
    choices, _, after = rest.partition("]")
    return [before + char + end for char in choices for end in _spelt_out(after)]


@cache
def general() -> dict[str, Index]:
    """The lexicon, indexed by the first numeral and the character after it; what ends with its
    numeral is under the character before it and the numeral."""
    nested: dict[str, Index] = {}
    for key, entries in index_of(listed().items()).items():
        by_next: Index = defaultdict(list)
        for entry in entries:
            text, _, at = entry
            by_next[text[at + 1 : at + 2] or (text[at - 1 :] if at else "")].append(entry)
        nested[key] = dict(by_next)
    return nested


def terms_index(terms: Sequence[Term]) -> Index:
    """The report's own terms, folded as the view is."""
    return index_of((view_of(term.text).text, term.kind) for term in terms if term.text)


def read_listed(page: Page, start: int) -> Reading | None:
    """The longest listed expression whose first numeral stands at `start`."""
    text = page.text
    nested = general().get(text[start])
    if nested is None:
        return None
    best: tuple[int, int, str] | None = None
    for key in (text[start + 1 : start + 2], text[max(0, start - 1) : start + 1], ""):
        found = _longest(page, start, nested[key]) if key in nested else None
        if found and (best is None or _goes_before(found, best)):
            best = found
    if best is None or best[2] == "number":
        return None
    begin, end, kind = best
    if kind == "date" and (to := _TO_LUNAR_DAY.match(text, end)):
        return Reading(begin, to.end(), "period")
    return Reading(begin, end, _kind(kind))


def _goes_before(one: tuple[int, int, str], other: tuple[int, int, str]) -> bool:
    """Whether the one is longer, or as long and begins first."""
    return (one[1] - one[0], -one[0]) > (other[1] - other[0], -other[0])


def read_term(index: Index, page: Page, start: int) -> Reading | None:
    """The longest of the report's terms that is found at `start`."""
    best = _longest(page, start, index.get(page.text[start], ()))
    return Reading(best[0], best[1], _kind(best[2])) if best else None


def _longest(page: Page, start: int, entries: Sequence[Entry]) -> tuple[int, int, str] | None:
    """The first of the entries, longest first, that stands around `start`. One that ends in
    a numeral is cut from no longer numeral: 每一 is not in 每一万."""
    for text, kind, at in entries:
        begin, end = start - at, start - at + len(text)
        if begin < page.begin or not page.text.startswith(text, begin):
            continue
        is_whole = kind == "number" or (kind == "date" and text[-2:-1] == "初")
        if not is_whole and _cuts(page.text, begin, end):
            continue  # but 一点六 in 一点六八亿, and 正月初五 before 一过
        return begin, end, kind
    return None


def _cuts(text: str, begin: int, end: int) -> bool:
    """Whether a listed expression would cut a longer numeral or a Latin word in two."""
    last, after = text[end - 1], text[end : end + 1]
    if last in COUNTING:
        return bool(after) and after in COUNTING
    first, before = text[begin], text[begin - 1 : begin] if begin else ""
    return (_is_latin(last) and _is_latin(after)) or (_is_latin(first) and _is_latin(before))


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalnum()


def _kind(name: str) -> ReadingKind:
    if name != "word" and name not in KINDS:
        raise ValueError(f"a listed expression of unknown kind {name!r}")
    return name  # type: ignore[return-value]
