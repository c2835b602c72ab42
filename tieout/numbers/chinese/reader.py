"""The walk over a text with the grammar."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache, partial
from typing import Final

from tieout.numbers.chinese.governed import SHARES_WITHIN, following
from tieout.numbers.chinese.grammar import CANDIDATE, read_at
from tieout.numbers.chinese.lexicon import read_term, terms_index
from tieout.numbers.chinese.reading import Page, Piece, Reading
from tieout.numbers.chinese.view import View, view_of
from tieout.numbers.mention import Mention, Term
from tieout.numbers.windows import Window, windows

_SENTENCE_END: Final = re.compile("[。！？]")
#: No number is so long. Every piece would look through all of it, from each of its characters.
_ENDLESS_LENGTH: Final = 512
_ENDLESS: Final = re.compile(
    f"[0-9.,，%:∶/~—〇零一二两三四五六七八九十百千万亿几数余多半-]{{{_ENDLESS_LENGTH},}}+"
)


def read_chinese(text: str, published: str = "", terms: Sequence[Term] = ()) -> list[Mention]:
    """Every numeric expression of a Chinese text, in order and without overlap.

    Offsets are into `text` as it is given. A numeral that no piece of the grammar explains
    is a mention of kind `unparsed`; words such as 统一, that hold no number, are left out:
    `plain_words` has them.
    """
    return list(find_chinese((text,), published, terms))


def find_chinese(
    pieces: Iterable[str], published: str = "", terms: Sequence[Term] = ()
) -> Iterator[Mention]:
    """The numeric expressions of a text that comes in pieces, one after the other."""
    page = Page("", published)
    term, candidate = _with_terms(tuple(terms))
    for window in windows(pieces):
        view = _turn(page, window)
        base = window.start - len(window.before)
        source, moved = view.source, view.moved
        for reading in _read(page, term, candidate):
            start, end, kind, unit, value, low, high, step, bound, direction, period = reading
            if kind == "word":
                continue
            if moved:
                start, end = view.span(start, end)
            yield Mention(
                start + base, end + base, source[start:end],
                kind, unit, value, low, high, step, bound, direction, period,
            )  # fmt: skip


def plain_words(text: str, terms: Sequence[Term] = ()) -> list[tuple[int, int]]:
    """The stretches of a text that are words with a numeral in them and no number."""
    page = Page("")
    term, candidate = _with_terms(tuple(terms))
    spans = []
    for window in windows((text,)):
        view = _turn(page, window)
        base = window.start - len(window.before)
        for reading in _read(page, term, candidate):
            if reading.kind == "word":
                start, end = view.span(reading.start, reading.end)
                spans.append((start + base, end + base))
    return spans


def _turn(page: Page, window: Window) -> View:
    """Turns the page to a window, with what stands before it in view: the year that was named last
    goes along."""
    before = window.before
    view = view_of(before + window.text if before else window.text)
    page.turn(view.text, view.place_of(len(before)) if before else 0)
    return view


def _read(page: Page, term: Piece, candidate: re.Pattern[str]) -> list[Reading]:
    """What is read on a page, in order."""
    text, position = page.text, page.begin
    may_be_endless = len(text) >= _ENDLESS_LENGTH
    readings: list[Reading] = []
    previous: Reading | None = None
    while found := candidate.search(text, position):
        start = found.start()
        if page.has_named and _SENTENCE_END.search(text, position, start):
            page.end_sentence()
        endless = _ENDLESS.match(text, start) if may_be_endless else None
        reading = (
            Reading(start, endless.end(), "unparsed") if endless else read_at(page, start, term)
        )
        if reading is None:
            position = start + 1
            continue
        if previous is not None and start - previous.end <= SHARES_WITHIN:
            reading = following(text, previous, reading)
        if reading.kind != "word":
            previous = reading
        readings.append(reading)
        position = page.begin = max(reading.end, start + 1)
    if page.has_named and _SENTENCE_END.search(text, position):
        page.end_sentence()
    return readings


@lru_cache(maxsize=8)
def _with_terms(terms: tuple[Term, ...]) -> tuple[Piece, re.Pattern[str]]:
    """The piece that reads the report's terms, and where any piece may then begin."""
    index = terms_index(terms)
    term = Piece("term", "".join(index), partial(read_term, index))
    if not index:
        return term, CANDIDATE
    firsts = "".join(map(re.escape, index))
    return term, re.compile(f"{CANDIDATE.pattern}|[{firsts}]")
