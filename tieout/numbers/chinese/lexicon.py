"""Listed expressions that hold a numeral: names, set phrases, and words without a number.

`lexicon.csv` has the general ones of the language: `text,kind`, where kind is a kind of
mention, or `word` for a word that holds no number (统一, 百姓), or `number` for an
expression that looks like a listed one and counts all the same (十分钟 against 十分). The
longest listed expression around a numeral wins. `words.txt` adds the dictionary words.
"""

import csv
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files

from tieout.numbers.chinese.numerals import COUNTING
from tieout.numbers.chinese.reading import Page, Reading, ReadingKind
from tieout.numbers.chinese.view import view_of
from tieout.numbers.mention import KINDS, Term

#: Characters by which a listed expression is found: numerals, and those that count at times.
KEYS = COUNTING + "零几数半双0123456789"

#: Text, kind and offset of its first numeral, under the numeral and the character after it.
Entry = tuple[str, str, int]
Index = dict[str, list[Entry]]


def index_of(expressions: Iterable[tuple[str, str]]) -> Index:
    """Expressions under their first numeral, the longest first; without one under their
    first character."""
    index: Index = defaultdict(list)
    for text, kind in expressions:
        at = next((i for i, char in enumerate(text) if char in KEYS), 0)
        index[text[at]].append((text, kind, at))
    for entries in index.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return dict(index)


@cache
def general() -> dict[str, Index]:
    """The lexicon of the language, indexed by numeral and by the character after it."""
    folder = files("tieout.numbers.chinese")
    rows: dict[str, str] = {}
    for line in (folder / "words.txt").read_text("utf-8").splitlines():
        kind, _, words = line.partition(":")
        if words:
            rows |= dict.fromkeys(words.split(), kind.strip())
    with (folder / "lexicon.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            rows |= dict.fromkeys(row["text"].split(), row["kind"])
    nested: dict[str, Index] = {}
    for key, entries in index_of(rows.items()).items():
        by_next: Index = defaultdict(list)
        for entry in entries:
            by_next[entry[0][entry[2] + 1 : entry[2] + 2]].append(entry)
        nested[key] = dict(by_next)
    return nested


def terms_index(terms: Sequence[Term]) -> Index:
    """The report's own terms, folded as the view is."""
    return index_of((view_of(term.text).text, term.kind) for term in terms if term.text)


def read_listed(page: Page, start: int) -> Reading | None:
    """The longest listed expression whose first numeral stands at `start`."""
    nested = general().get(page.text[start])
    if nested is None:
        return None
    after = page.text[start + 1 : start + 2]
    best = _longest(page, start, nested.get(after, ()))
    if after and (short := _longest(page, start, nested.get("", ()))) and (
        best is None or short[1] - short[0] > best[1] - best[0]
    ):
        best = short
    if best is None or best[2] == "number":
        return None
    return Reading(best[0], best[1], _kind(best[2]))


def read_term(index: Index, page: Page, start: int) -> Reading | None:
    """The longest of the report's terms that is found at `start`."""
    best = _longest(page, start, index.get(page.text[start], ()))
    return Reading(best[0], best[1], _kind(best[2])) if best else None


def _longest(page: Page, start: int, entries: Sequence[Entry]) -> tuple[int, int, str] | None:
    for text, kind, at in entries:
        begin = start - at
        if begin >= page.begin and page.text.startswith(text, begin):
            return begin, begin + len(text), kind
    return None


def _kind(name: str) -> ReadingKind:
    if name != "word" and name not in KINDS:
        raise ValueError(f"a listed expression of unknown kind {name!r}")
    return name  # type: ignore[return-value]
