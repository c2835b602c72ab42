"""The walk over a text with the grammar."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache, partial

from tieout.numbers.chinese.governed import following
from tieout.numbers.chinese.grammar import CANDIDATE, read_at
from tieout.numbers.chinese.lexicon import read_term, terms_index
from tieout.numbers.chinese.reading import Page, Piece, Reading
from tieout.numbers.chinese.view import View, view_of
from tieout.numbers.mention import Mention, Term

_SENTENCE_END = re.compile("[。！？]")


def read_chinese(text: str, published: str = "", terms: Sequence[Term] = ()) -> list[Mention]:
    """Every numeric expression of a Chinese text, in order and without overlap.

    Offsets are into `text` as it is given. A numeral that no piece of the grammar explains
    is a mention of kind `unparsed`; words such as 统一, that hold no number, are left out:
    `plain_words` has them.
    """
    view = view_of(text)
    return [
        _mention(view, reading)
        for reading in _readings(view, published, terms)
        if reading.kind != "word"
    ]


def plain_words(text: str, terms: Sequence[Term] = ()) -> list[tuple[int, int]]:
    """The stretches of a text that are words with a numeral in them and no number."""
    view = view_of(text)
    return [
        view.span(reading.start, reading.end)
        for reading in _readings(view, "", terms)
        if reading.kind == "word"
    ]


def _readings(view: View, published: str, terms: Sequence[Term]) -> Iterator[Reading]:
    page = Page(view.text, published)
    text = page.text
    term, candidate = _with_terms(tuple(terms))
    position = 0
    previous: Reading | None = None
    while found := candidate.search(text, position):
        start = found.start()
        if page.sentence_year is not None and _SENTENCE_END.search(text, position, start):
            page.sentence_year, page.sentence_period = None, ""
        reading = read_at(page, start, term)
        if reading is None:
            position = start + 1
            continue
        if previous is not None and (previous.direction or "/" in previous.unit):
            reading = following(text, previous, reading)
        previous = reading
        yield reading
        position = page.begin = max(reading.end, start + 1)


@lru_cache(maxsize=8)
def _with_terms(terms: tuple[Term, ...]) -> tuple[Piece, re.Pattern[str]]:
    """The piece that reads the report's terms, and where any piece may then begin."""
    index = terms_index(terms)
    term = Piece("term", "".join(index), partial(read_term, index))
    if not index:
        return term, CANDIDATE
    firsts = "".join(map(re.escape, index))
    return term, re.compile(f"{CANDIDATE.pattern}|[{firsts}]")


def _mention(view: View, reading: Reading) -> Mention:
    start, end, kind, *fields = reading
    if view.moved:
        start, end = view.span(start, end)
    return Mention(start, end, view.source[start:end], kind, *fields)  # type: ignore[arg-type]
